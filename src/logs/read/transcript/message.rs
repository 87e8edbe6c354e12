//! A message of the provider's, as transcripts hold it: who answered, what, for how much.

use super::scan::{Scan, Scanned, characters};

/// Text is as it is written, with its escapes; empty where there is none.
#[derive(Clone, Debug, Default)]
pub struct Message<'a> {
    pub id: &'a [u8],
    pub model: &'a [u8],
    /// A string, or a list of blocks.
    pub content: &'a [u8],
    /// Whether it has a stop reason, hence its final count of output.
    pub is_final: bool,
    pub counts: Option<Counts>,
}

/// A usage record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub input: u32,
    pub write_5m: u32,
    pub write_1h: u32,
    pub read: u32,
    pub output: u32,
    pub web_searches: u32,
    /// Whether it tells the writes' lifetimes apart.
    pub is_split: bool,
    pub fast: bool,
    pub us_only: bool,
    /// Whether it lists tokens that are in none of these counts.
    pub beside: bool,
}

impl<'a> Message<'a> {
    pub fn read(scan: &mut Scan<'a>) -> Scanned<Message<'a>> {
        let mut message = Message::default();
        if !scan.enter()? {
            return Ok(message);
        }
        while let Some(key) = scan.key()? {
            match key {
                b"id" => message.id = scan.string()?,
                b"model" => message.model = scan.string()?,
                b"content" => message.content = scan.value()?,
                b"stop_reason" => message.is_final = !scan.string()?.is_empty(),
                b"usage" => message.counts = Counts::read(scan)?,
                _ => scan.skip()?,
            }
        }
        Ok(message)
    }

    /// What the model wrote and the transcript shows: characters of text, and of thinking
    /// where it is not left out, and bytes of the tools' inputs as JSON. So it was counted where
    /// the estimate of output was fitted.
    pub fn visible(&self) -> u32 {
        visible(self.content).unwrap_or(0)
    }
}

impl Counts {
    /// Nothing for `null` and for a record without any of the counts.
    fn read(scan: &mut Scan) -> Scanned<Option<Counts>> {
        let mut counts = Counts::default();
        let mut split = (0, 0);
        let (mut total, mut is_empty) = (None, true);
        if !scan.enter()? {
            return Ok(None);
        }
        while let Some(key) = scan.key()? {
            is_empty &= !key.ends_with(b"_tokens");
            match key {
                b"input_tokens" => counts.input = scan.count()?,
                b"output_tokens" => counts.output = scan.count()?,
                b"cache_read_input_tokens" => counts.read = scan.count()?,
                b"cache_creation_input_tokens" => total = Some(scan.count()?),
                b"cache_creation" => (counts.is_split, split) = lifetimes(scan)?,
                b"server_tool_use" => counts.web_searches = searches(scan)?,
                b"speed" => counts.fast = scan.string()? == b"fast",
                b"inference_geo" => counts.us_only = scan.string()? == b"us",
                b"iterations" => counts.beside = lists_others(scan.value()?),
                _ => scan.skip()?,
            }
        }
        // The total is what was billed: of a split that says otherwise, the 1-hour part counts
        // up to the total, and 5-minute writes are the rest. None, and `null`, which reads as 0,
        // says nothing, nor does 0 beside a split: a gateway left it out.
        let total = total.filter(|total| *total > 0).unwrap_or(split.0 + split.1);
        counts.write_1h = split.1.min(total);
        counts.write_5m = total - counts.write_1h;
        Ok((!is_empty).then_some(counts))
    }
}

/// Whether there is a split, and its 5-minute and 1-hour writes.
fn lifetimes(scan: &mut Scan) -> Scanned<(bool, (u32, u32))> {
    let mut split = (0, 0);
    if !scan.enter()? {
        return Ok((false, split));
    }
    while let Some(key) = scan.key()? {
        match key {
            // Halved, so that no sum of two counts is too large for one.
            b"ephemeral_5m_input_tokens" => split.0 = scan.count()?.min(u32::MAX / 2),
            b"ephemeral_1h_input_tokens" => split.1 = scan.count()?.min(u32::MAX / 2),
            _ => scan.skip()?,
        }
    }
    Ok((true, split))
}

/// Whether some iteration is other than a message, whose tokens the totals have.
fn lists_others(iterations: &[u8]) -> bool {
    let has = |kind: &[u8]| iterations.windows(kind.len()).any(|word| word == kind);
    has(b"\"compaction\"") || has(b"\"advisor_message\"")
}

fn searches(scan: &mut Scan) -> Scanned<u32> {
    let mut searches = 0;
    if !scan.enter()? {
        return Ok(0);
    }
    while let Some(key) = scan.key()? {
        match key {
            b"web_search_requests" => searches = scan.count()?,
            _ => scan.skip()?,
        }
    }
    Ok(searches)
}

fn visible(content: &[u8]) -> Scanned<u32> {
    let mut count = 0_u32;
    let mut scan = Scan::new(content);
    if scan.peek() == b'"' {
        return Ok(characters(scan.string()?));
    }
    if !scan.enter_array()? {
        return Ok(0);
    }
    while scan.element()? {
        if !scan.enter()? {
            continue;
        }
        while let Some(key) = scan.key()? {
            count = count.saturating_add(match key {
                b"text" | b"thinking" => characters(scan.string()?),
                b"input" => u32::try_from(scan.value()?.len()).unwrap_or(u32::MAX),
                _ => scan.skip().map(|()| 0)?,
            });
        }
    }
    Ok(count)
}

/// Whether a message answers the model's use of a tool: a person typed none of it.
pub fn is_tool_result(content: &[u8]) -> bool {
    let usual: [&[u8]; 2] = [br#"[{"tool_use_id""#, br#"[{"type":"tool_result""#];
    usual.iter().any(|start| content.starts_with(start))
        || content.starts_with(b"[") && blocks(content, |kind, _| kind == b"tool_result").unwrap_or(false)
}

/// Whether a person typed some of a message: not a local command or what it printed, nor what
/// the agent puts in by itself.
pub fn is_typed(content: &[u8]) -> bool {
    if content.starts_with(b"[") {
        return blocks(content, |kind, text| kind != b"tool_result" && !is_inserted(text)).unwrap_or(false);
    }
    content.strip_prefix(b"\"").is_some_and(|text| !is_inserted(text))
}

fn is_inserted(text: &[u8]) -> bool {
    const STARTS: [&[u8]; 9] = [
        b"<local-command-",
        b"<command-name>",
        b"<bash-",
        b"<ide_",
        b"<system-reminder>",
        b"<task-notification>",
        b"<teammate-message",
        b"[Request interrupted by user",
        b"Caveat: The messages below were generated by the user while running local commands",
    ];
    STARTS.iter().any(|start| text.starts_with(start))
}

/// Whether a block is so, by its type and text.
fn blocks(content: &[u8], mut is_so: impl FnMut(&[u8], &[u8]) -> bool) -> Scanned<bool> {
    let mut scan = Scan::new(content);
    if !scan.enter_array()? {
        return Ok(false);
    }
    while scan.element()? {
        if !scan.enter()? {
            continue;
        }
        let (mut kind, mut text): (&[u8], &[u8]) = (b"", b"");
        while let Some(key) = scan.key()? {
            match key {
                b"type" => kind = scan.string()?,
                b"text" => text = scan.string()?,
                _ => scan.skip()?,
            }
        }
        if is_so(kind, text) {
            return Ok(true);
        }
    }
    Ok(false)
}
