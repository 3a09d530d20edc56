//! Repairs at the very beginning, before any header is looked for.

use std::borrow::Cow;

/// The largest mail that is looked at, in bytes; what is beyond is left out.
const LARGEST: usize = 64 * 1024 * 1024;

/// The bytes from the first header on: without a byte order mark, blank lines and the line `From …` of an
/// mbox file, and with line ends that end lines.
pub fn repair(raw: &[u8]) -> Cow<'_, [u8]> {
    let raw = raw.get(..LARGEST).unwrap_or(raw);
    let mut rest = raw;
    loop {
        let before = rest.len();
        rest = rest.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(rest);
        rest = rest.trim_ascii_start();
        if rest.starts_with(b"From ") || rest.starts_with(b">From ") {
            rest = after_line(rest);
        }
        if rest.len() == before {
            break;
        }
    }
    if rest.contains(&b'\n') || !rest.contains(&b'\r') {
        return Cow::Borrowed(rest);
    }
    Cow::Owned(
        rest.iter()
            .map(|byte| if *byte == b'\r' { b'\n' } else { *byte })
            .collect(),
    )
}

fn after_line(bytes: &[u8]) -> &[u8] {
    bytes
        .iter()
        .position(|byte| *byte == b'\n' || *byte == b'\r')
        .and_then(|end| bytes.get(end + 1..))
        .unwrap_or_default()
}

/// The lines of `bytes` with where each begins, without their ends.
pub fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = 0;
    bytes.split_inclusive(|byte| *byte == b'\n').map(move |line| {
        let begin = at;
        at += line.len();
        (begin, chomp(line))
    })
}

/// A line without its end.
fn chomp(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}
