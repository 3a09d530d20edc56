//! `format=flowed` (RFC 3676): lines that were broken to be joined again.

/// The text with its paragraphs joined. `drops_blank` is `DelSp=yes`.
pub fn join(text: &str, drops_blank: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.split('\n') {
        let depth = line.bytes().take_while(|byte| *byte == b'>').count();
        let content = line.get(depth..).unwrap_or_default();
        let content = content.strip_prefix(' ').unwrap_or(content);
        let is_mark = content == "-- ";
        if open != Some(depth) || is_mark {
            if !out.is_empty() || open.is_some() {
                out.push('\n');
            }
            out.extend(std::iter::repeat_n('>', depth));
            if depth > 0 && !content.is_empty() {
                out.push(' ');
            }
        }
        let flows = content.ends_with(' ') && !is_mark;
        out.push_str(if flows && drops_blank {
            content.strip_suffix(' ').unwrap_or(content)
        } else {
            content
        });
        open = Some(if flows { depth } else { usize::MAX });
    }
    out
}
