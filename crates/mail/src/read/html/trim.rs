//! Quoted mail that the mark-up of mail programs tells.

use super::Document;

/// One flag a node: whether it is quoted, with everything in it.
pub fn quoted(document: &Document) -> Vec<bool> {
    vec![false; document.nodes.len()]
}
