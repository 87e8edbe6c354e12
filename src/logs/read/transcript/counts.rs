//! A usage record: the tokens of one answer, and of the requests that it took.

use super::scan::{Scan, Scanned};
use crate::logs::read::tier::is_unlisted;

/// Tokens and searches of one request, or of several together.
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
    pub batch: bool,
    /// Whether a cloud's message id says that it served it.
    pub in_cloud: bool,
    /// Whether a tier served it of which no price is published.
    pub priority: bool,
}

impl Counts {
    pub fn writes(&self) -> u32 {
        self.write_5m.saturating_add(self.write_1h)
    }
}

/// What a message says of its usage.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage<'a> {
    /// Nothing for `null` and for a record without any count.
    pub counts: Option<Counts>,
    /// The list of requests that made the answer, as it is written; empty where there is none.
    pub iterations: &'a [u8],
    /// Who answered, in an iteration.
    pub model: &'a [u8],
    /// What kind of request, in an iteration.
    pub kind: &'a [u8],
    /// Whether it has counts, and only under names that are not known.
    pub is_strange: bool,
}

/// A usage record while it is read.
#[derive(Default)]
struct Reading<'a> {
    usage: Usage<'a>,
    counts: Counts,
    /// Cache writes in all, where the record says them.
    writes: Option<u32>,
    /// By their lifetimes, 5 minutes and 1 hour.
    split: (u32, u32),
    /// In the names of OpenAI's API, which gateways write (BerriAI/litellm#24176), of the Vercel AI SDK, or
    /// of Google's API: a prompt, the output, and what of the prompt was read from the cache.
    prompt: Option<u32>,
    completion: Option<u32>,
    cached: u32,
    /// Whether some name is the API's own, and whether some count has a name that is not known.
    is_known: bool,
    is_strange: bool,
}

impl<'a> Usage<'a> {
    pub fn read(scan: &mut Scan<'a>) -> Scanned<Usage<'a>> {
        let mut reading = Reading::default();
        if !scan.enter()? {
            return Ok(reading.usage);
        }
        while let Some(key) = scan.key()? {
            if reading.own(key, scan)? {
                reading.is_known = true;
            } else {
                reading.other(key, scan)?;
            }
        }
        Ok(reading.done())
    }
}

impl<'a> Reading<'a> {
    /// Whether a member is a count by the API's own name, or by Bedrock's: then it is read.
    fn own(&mut self, key: &[u8], scan: &mut Scan<'a>) -> Scanned<bool> {
        let counts = &mut self.counts;
        match key {
            b"input_tokens" | b"inputTokens" => counts.input = scan.count()?,
            b"output_tokens" | b"outputTokens" => counts.output = scan.count()?,
            b"cache_read_input_tokens" | b"cacheReadInputTokens" => counts.read = scan.count()?,
            b"cache_creation_input_tokens" | b"cacheCreationInputTokens" | b"cacheWriteInputTokens" => {
                self.writes = Some(scan.count()?);
            }
            b"cache_creation" => (counts.is_split, self.split) = lifetimes(scan)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn other(&mut self, key: &[u8], scan: &mut Scan<'a>) -> Scanned<()> {
        let counts = &mut self.counts;
        match key {
            b"server_tool_use" => counts.web_searches = one_of(scan, b"web_search_requests")?,
            b"service_tier" => {
                let tier = scan.string()?;
                counts.batch = tier.eq_ignore_ascii_case(b"batch");
                counts.priority = is_unlisted(&String::from_utf8_lossy(tier));
            }
            b"speed" => counts.fast = scan.string()? == b"fast",
            b"inference_geo" => counts.us_only = scan.string()? == b"us",
            b"iterations" => self.usage.iterations = scan.value()?,
            b"model" => self.usage.model = scan.string()?,
            b"type" => self.usage.kind = scan.string()?,
            b"prompt_tokens" | b"promptTokens" | b"promptTokenCount" => self.prompt = Some(scan.count()?),
            b"completion_tokens" | b"completionTokens" | b"candidatesTokenCount" => {
                self.completion = Some(scan.count()?)
            }
            b"prompt_tokens_details" | b"input_tokens_details" => {
                self.cached = one_of(scan, b"cached_tokens")?;
            }
            _ if is_count(key) => self.is_strange |= !matches!(scan.value()?, b"0" | b"null"),
            _ => scan.skip()?,
        }
        Ok(())
    }

    fn done(mut self) -> Usage<'a> {
        let counts = &mut self.counts;
        // The total is what was billed: of a split that says otherwise, the 1-hour part counts
        // up to the total, and 5-minute writes are the rest. None, and `null`, which reads as 0,
        // says nothing, nor does 0 beside a split: a gateway left it out.
        let writes = self.writes.filter(|writes| *writes > 0).unwrap_or(self.split.0 + self.split.1);
        counts.write_1h = self.split.1.min(writes);
        counts.write_5m = writes - counts.write_1h;
        let is_nothing = [counts.input, writes, counts.read, counts.output] == [0; 4];
        if !self.is_known || is_nothing {
            counts.input = self.prompt.unwrap_or(0);
            counts.output = self.completion.unwrap_or(0);
        }
        // OpenAI's prompt and input hold what was read; the API's own input does not.
        let cached = if counts.read == 0 { self.cached.min(counts.input) } else { 0 };
        (counts.input, counts.read) = (counts.input - cached, counts.read + cached);
        let is_there = self.is_known || self.prompt.or(self.completion).is_some();
        let counts = is_there.then_some(self.counts);
        Usage { counts, is_strange: self.is_strange && !is_there, ..self.usage }
    }
}

/// Whether a name is one of a count of tokens, whatever is counted.
fn is_count(key: &[u8]) -> bool {
    key.ends_with(b"_tokens") || key.ends_with(b"Tokens") || key.ends_with(b"TokenCount")
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

/// A count within an object; 0 where it is not there.
fn one_of(scan: &mut Scan, name: &[u8]) -> Scanned<u32> {
    let mut count = 0;
    if !scan.enter()? {
        return Ok(0);
    }
    while let Some(key) = scan.key()? {
        match key {
            _ if key == name => count = scan.count()?,
            _ => scan.skip()?,
        }
    }
    Ok(count)
}
