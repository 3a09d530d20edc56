//! From a tree to lines of text.

use super::{Content, Document, Element, trim::Quoted};

/// The most bytes that are written.
const LARGEST: usize = 2 * crate::read::letter::LARGEST_TEXT;

/// The text of a document, with `>` before what is quoted.
pub fn render(document: &Document, quoted: &Quoted) -> String {
    let mut page = Page::default();
    // The elements around the node at hand.
    let mut open: Vec<usize> = vec![];
    let mut skip_until = 0;
    for (index, node) in document.nodes.iter().enumerate() {
        while let Some(last) = open
            .last()
            .copied()
            .filter(|last| document.range(*last).end <= index)
        {
            open.pop();
            page.leave_at(document, quoted, last);
        }
        if index < skip_until {
            continue;
        }
        if quoted.from == Some(index) {
            page.block(1);
            page.quotes += 1;
        }
        if node.hidden || quoted.is_cut(index) {
            skip_until = node.end;
            continue;
        }
        match &node.content {
            Content::Text(text) => page.words(text),
            Content::Element(element) => {
                if quoted.is(index) {
                    page.block(1);
                    page.quotes += 1;
                }
                page.enter(element, quoted.is(index));
                open.push(index);
            }
        }
        if page.out.len() > LARGEST {
            break;
        }
    }
    while let Some(last) = open.pop() {
        page.leave_at(document, quoted, last);
    }
    page.finish()
}

#[derive(Default)]
struct Page {
    out: String,
    /// Line ends that are due before the next word.
    breaks: usize,
    /// A blank is due before the next word.
    blank: bool,
    /// How many quotes the words stand in.
    quotes: usize,
    /// How many quotes without a mark the words stand in.
    indents: usize,
    /// How many `pre` the words stand in.
    preformatted: usize,
    /// Numbers of the lists that are open; `None` for those without.
    lists: Vec<Option<usize>>,
    /// Where the words of each open link begin.
    links: Vec<usize>,
}

impl Page {
    fn leave_at(&mut self, document: &Document, quoted: &Quoted, index: usize) {
        let Some(element) = document.element(index) else {
            return;
        };
        self.leave(element, quoted.is(index));
        if quoted.is(index) {
            self.quotes = self.quotes.saturating_sub(1);
            self.block(1);
        }
    }

    fn enter(&mut self, element: &Element, is_quoted: bool) {
        match element.name.as_str() {
            "br" => {
                self.breaks = if self.at_line_start() && self.breaks > 0 {
                    self.breaks + 1
                } else {
                    self.breaks.max(1) + usize::from(self.breaks > 0)
                }
            }
            "hr" => self.block(1),
            "p" => self.block(2),
            "blockquote" => {
                self.block(1);
                self.indents += usize::from(!is_quoted);
            }
            "pre" => {
                self.block(1);
                self.preformatted += 1;
            }
            "ul" => {
                self.block(1);
                self.lists.push(None);
            }
            "ol" => {
                self.block(1);
                self.lists.push(Some(0));
            }
            "li" => {
                self.block(1);
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{number}. ")
                    }
                    _ => "- ".to_owned(),
                };
                self.put(&mark);
            }
            "td" | "th" => self.blank = true,
            "a" => self.links.push(self.out.len()),
            "img" if !element.alt.trim().is_empty() => {
                let alt = element.alt.clone();
                self.words(&alt);
            }
            name if is_block(name) => self.block(1),
            _ => {}
        }
    }

    fn leave(&mut self, element: &Element, is_quoted: bool) {
        match element.name.as_str() {
            "p" => self.block(2),
            "blockquote" => {
                self.indents = self.indents.saturating_sub(usize::from(!is_quoted));
                self.block(1);
            }
            "pre" => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.block(1);
            }
            "ul" | "ol" => {
                self.lists.pop();
                self.block(1);
            }
            "td" | "th" => self.blank = true,
            "a" => {
                let begin = self.links.pop().unwrap_or_default();
                self.link(&element.href, begin);
            }
            name if name == "li" || is_block(name) => self.block(1),
            _ => {}
        }
    }

    /// Where a link leads, unless its words say it already.
    fn link(&mut self, href: &str, begin: usize) {
        let words = self.out.get(begin..).unwrap_or_default().trim();
        // Around so much there is no place for an address.
        if words.len() > 2000 {
            return;
        }
        let words = words.to_owned();
        let is_web = href.starts_with("http://") || href.starts_with("https://");
        let bare = |link: &str| {
            let link = link.trim().trim_end_matches('/');
            let link = link.split_once("://").map_or(link, |(_, rest)| rest);
            link.trim_start_matches("www.").to_lowercase()
        };
        if is_web && !words.is_empty() && !bare(href).starts_with(&bare(&words)) {
            self.put(&format!(" <{href}>"));
        }
    }

    fn block(&mut self, breaks: usize) {
        self.blank = false;
        if !self.out.is_empty() {
            self.breaks = self.breaks.max(breaks);
        }
    }

    fn at_line_start(&self) -> bool {
        self.out.is_empty() || self.breaks > 0
    }

    fn words(&mut self, text: &str) {
        if self.preformatted > 0 {
            for (number, line) in text.split('\n').enumerate() {
                if number > 0 {
                    self.breaks += 1;
                }
                if !line.is_empty() {
                    self.put(line);
                }
            }
            return;
        }
        // A no-break space is a blank here: it pads, and words are looked for.
        let is_blank = |letter: char| matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}');
        for (number, word) in text.split(is_blank).enumerate() {
            if number > 0 {
                self.blank = true;
            }
            if !word.is_empty() {
                self.put(word);
            }
        }
    }

    fn put(&mut self, words: &str) {
        let breaks = std::mem::take(&mut self.breaks);
        let blank = std::mem::take(&mut self.blank);
        if self.out.is_empty() || breaks > 0 {
            let prefix = ">".repeat(self.quotes.min(20));
            let indent = "  ".repeat(self.indents.min(10));
            for _ in 0..breaks.min(3) {
                if self.out.is_empty() {
                    break;
                }
                self.out.push('\n');
                self.out.push_str(&prefix);
            }
            if self.out.is_empty() {
                self.out.push_str(&prefix);
            }
            if self.quotes > 0 {
                self.out.push(' ');
            }
            self.out.push_str(&indent);
        } else if blank && !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
        self.out.push_str(words);
    }

    fn finish(self) -> String {
        self.out.trim_end().to_owned()
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "body"
            | "center"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "main"
            | "nav"
            | "section"
            | "table"
            | "tbody"
            | "thead"
            | "tfoot"
            | "tr"
            | "caption"
    )
}
