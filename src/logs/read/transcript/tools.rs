//! Requests that the client's tools make of their own, which stand in no line: what their results say
//! of them (FACTS-2026-11-28, (d); result types of Claude Code 2.1.332, `sdk-tools.d.ts`).

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::scan::{Scan, Scanned};

/// What one result says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Searches of the web.
    pub searches: u32,
    /// Pages of the web, of which a model read the text.
    pub pages: u32,
}

/// The first occurrence is the line's own: within a string its quotes would have backslashes.
static RESULT: LazyLock<Finder> = LazyLock::new(|| Finder::new(b"\"toolUseResult\":"));

/// What the result of a line says. Of other tools, an MCP server's too, nothing is looked at, whatever
/// they count: most bytes of a transcript are theirs.
pub fn asked(line: &[u8]) -> Asked {
    let result = RESULT.find(line).map(|at| &line[at + RESULT.needle().len()..]);
    result.and_then(|result| read(result).ok()).unwrap_or_default()
}

fn read(result: &[u8]) -> Scanned<Asked> {
    let mut scan = Scan::new(result);
    if scan.peek() != b'{' {
        return Ok(Asked::default());
    }
    scan.enter_object()?;
    let (mut count, mut listed) = (None, 0);
    let [mut has_query, mut has_bytes, mut has_code] = [false; 3];
    while let Some(key) = scan.key()? {
        match key {
            b"query" => has_query = !scan.string()?.is_empty(),
            b"searchCount" => count = Some(scan.count()?),
            b"results" => listed = searches(&mut scan)?,
            b"bytes" => has_bytes = scan.count().is_ok(),
            b"codeText" => has_code = !scan.string()?.is_empty(),
            b"durationSeconds" | b"durationMs" | b"code" | b"result" | b"url" => scan.skip()?,
            // Another tool's.
            _ if !has_query && !has_bytes && !has_code => return Ok(Asked::default()),
            _ => scan.skip()?,
        }
    }
    let searches = if has_query { count.unwrap_or(listed) } else { 0 };
    Ok(Asked { searches, pages: u32::from(has_bytes && has_code) })
}

/// Versions without a count list each search with the id of its use.
fn searches(scan: &mut Scan) -> Scanned<u32> {
    let mut count = 0;
    if !scan.enter_array()? {
        return Ok(0);
    }
    while scan.element()? {
        if !scan.enter()? {
            continue;
        }
        while let Some(key) = scan.key()? {
            count += u32::from(key == b"tool_use_id");
            scan.skip()?;
        }
    }
    Ok(count)
}
