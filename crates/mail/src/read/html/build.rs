//! From tags to a tree.

use std::cell::RefCell;

use html5ever::{
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        states::RawKind,
    },
};

use super::{Content, Document, Element, Node};

/// The most nodes; what follows is left out.
const MOST_NODES: usize = 300_000;
/// How deep the tree gets; what is further in hangs on the innermost.
const DEEPEST: usize = 500;

/// Reads HTML into a tree.
pub fn parse(html: &str) -> Document {
    let sink = Sink::default();
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.builder.into_inner().finish()
}

#[derive(Default)]
struct Sink {
    builder: RefCell<Builder>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut builder = self.builder.borrow_mut();
        match token {
            TagToken(tag) if tag.kind == StartTag => return builder.begin(&tag),
            TagToken(tag) => builder.end(&tag.name),
            Token::CharacterTokens(text) => builder.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[derive(Default)]
struct Builder {
    nodes: Vec<Node>,
    /// The elements that are not closed yet, the innermost last.
    open: Vec<usize>,
    /// How many open elements hide what is in them.
    hiding: usize,
}

impl Builder {
    fn begin(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = tag.name.to_string();
        self.close_implied(&name);
        let hides = hides(&name)
            || tag
                .attrs
                .iter()
                .any(|attribute| &*attribute.name.local == "style" && is_display_none(&attribute.value));
        let index = self.push(Content::Element(element(tag)));
        let Some(index) = index else {
            return TokenSinkResult::Continue;
        };
        let is_closed = is_void(&name) || tag.self_closing && name.contains(':');
        if !is_closed && self.open.len() < DEEPEST {
            self.open.push(index);
            if hides {
                self.hiding += 1;
                if let Some(node) = self.nodes.get_mut(index) {
                    node.hidden = true;
                }
            }
        }
        match name.as_str() {
            "script" | "style" | "xmp" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// A paragraph ends where the next begins, a cell where the next does.
    fn close_implied(&mut self, name: &str) {
        let Some(innermost) = self.open.last().and_then(|index| self.name(*index)) else {
            return;
        };
        let ends = match name {
            "li" => innermost == "li",
            "p" | "div" | "table" | "ul" | "ol" | "blockquote" | "hr" | "pre" => innermost == "p",
            "td" | "th" => matches!(innermost, "td" | "th"),
            "tr" => matches!(innermost, "tr" | "td" | "th"),
            "option" => innermost == "option",
            "dt" | "dd" => matches!(innermost, "dt" | "dd"),
            "body" => innermost == "head",
            _ => false,
        };
        if ends {
            self.pop();
            if name == "tr" {
                self.close_implied(name);
            }
        }
    }

    fn end(&mut self, name: &str) {
        if matches!(name, "body" | "html") {
            return;
        }
        // An end without a beginning is passed over; the search is short, so that this stays linear.
        let near = self
            .open
            .iter()
            .rev()
            .take(64)
            .position(|index| self.name(*index) == Some(name));
        if let Some(inner) = near {
            for _ in 0..=inner {
                self.pop();
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(Node {
            content: Content::Text(before),
            parent,
            ..
        }) = self.nodes.last_mut()
            && Some(*parent) == self.open.last().copied().or(Some(usize::MAX))
        {
            before.push_str(text);
            return;
        }
        self.push(Content::Text(text.to_owned()));
    }

    fn push(&mut self, content: Content) -> Option<usize> {
        let index = self.nodes.len();
        if index >= MOST_NODES {
            return None;
        }
        self.nodes.push(Node {
            content,
            parent: self.open.last().copied().unwrap_or(usize::MAX),
            end: index + 1,
            hidden: self.hiding > 0,
        });
        Some(index)
    }

    fn pop(&mut self) {
        let end = self.nodes.len();
        let Some(index) = self.open.pop() else { return };
        let outer_hides = self.hiding;
        if let Some(node) = self.nodes.get_mut(index) {
            node.end = end;
            if node.hidden && outer_hides > 0 && hides_itself(&node.content) {
                self.hiding -= 1;
            }
        }
    }

    fn finish(mut self) -> Document {
        while !self.open.is_empty() {
            self.pop();
        }
        Document { nodes: self.nodes }
    }

    fn name(&self, index: usize) -> Option<&str> {
        match &self.nodes.get(index)?.content {
            Content::Element(element) => Some(&element.name),
            Content::Text(_) => None,
        }
    }
}

/// Whether an element is hidden by what it is itself, rather than by where it stands.
fn hides_itself(content: &Content) -> bool {
    match content {
        Content::Element(element) => hides(&element.name) || is_display_none(&element.style),
        Content::Text(_) => false,
    }
}

fn element(tag: &Tag) -> Element {
    let mut element = Element {
        name: tag.name.to_string(),
        ..Element::default()
    };
    for attribute in &tag.attrs {
        let value = || attribute.value.chars().take(500).collect::<String>();
        match &*attribute.name.local {
            "id" | "class" | "name" => {
                element.marks.push(' ');
                element.marks.push_str(&value().to_ascii_lowercase());
            }
            "type" => element.cite = value().eq_ignore_ascii_case("cite"),
            "style" => element.style = value().to_ascii_lowercase(),
            "href" => element.href = attribute.value.chars().take(2000).collect(),
            "alt" => element.alt = value(),
            _ => {}
        }
    }
    element.marks.push(' ');
    element
}

fn hides(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "title"
            | "template"
            | "noscript"
            | "object"
            | "select"
            | "svg"
            | "math"
            | "textarea"
            | "xml"
    )
}

fn is_display_none(style: &str) -> bool {
    let style: String = style
        .chars()
        .take(500)
        .filter(|letter| !letter.is_whitespace())
        .collect();
    style.to_ascii_lowercase().contains("display:none")
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}
