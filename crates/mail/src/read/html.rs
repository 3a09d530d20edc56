//! HTML to plain text: parsed into a small tree, trimmed of quoted mail there, and written down as lines.
//!
//! html5ever cuts it into tags; the tree is ours, since a browser's rules for repairing one take quadratic
//! time on hostile input and give nothing to a text.

mod build;
mod render;
mod trim;

use std::ops::Range;

/// What a node is.
#[derive(Debug)]
enum Content {
    /// Words, as they stand in the source.
    Text(String),
    /// An element.
    Element(Element),
}

#[derive(Debug, Default)]
struct Element {
    name: String,
    /// Its id, its classes and its name, in lower case with blanks between and around.
    marks: String,
    style: String,
    href: String,
    alt: String,
    cite: bool,
}

/// One node. The nodes stand in the order of the source, so what is within one is a range.
#[derive(Debug)]
struct Node {
    content: Content,
    parent: usize,
    /// The node after the last that is within this one.
    end: usize,
    hidden: bool,
}

/// The elements and words of one HTML text.
#[derive(Debug, Default)]
pub struct Document {
    nodes: Vec<Node>,
}

impl Document {
    /// Reads HTML, whatever it is.
    pub fn parse(html: &str) -> Self {
        build::parse(html)
    }

    /// All of it as plain text, quotes marked with `>`.
    pub fn text(&self) -> String {
        render::render(self, &trim::Quoted::every(self))
    }

    /// The same, with `>` before what mail programs mark as the mail that is answered, and nothing else.
    pub fn marked(&self, passes_on: bool) -> String {
        render::render(self, &trim::Quoted::mail(self, passes_on))
    }

    /// The same without a mark before anything.
    pub fn unmarked(&self) -> String {
        render::render(self, &trim::Quoted::default())
    }

    fn element(&self, index: usize) -> Option<&Element> {
        match &self.nodes.get(index)?.content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        }
    }

    /// Everything within a node, itself included.
    fn range(&self, index: usize) -> Range<usize> {
        index..self.nodes.get(index).map_or(index, |node| node.end)
    }

    /// The words at the beginning of a range, on one line, up to about `most` bytes and from a few hundred nodes.
    fn words(&self, range: Range<usize>, most: usize) -> String {
        let mut words = String::new();
        for node in self.nodes.get(range).unwrap_or_default().iter().take(300) {
            if let Content::Text(text) = &node.content
                && !node.hidden
            {
                words.push(' ');
                words.push_str(text.get(..text.floor_char_boundary(most)).unwrap_or_default());
                if words.len() > most {
                    break;
                }
            }
        }
        super::header::one_line(&words)
    }
}
