//! Writing XML that is well-formed whatever the texts in it are.

use std::fmt::{Display, Write as _};

use crate::words::in_markup;

/// An XML document in the making. Element and attribute names are given by this crate, texts by anybody.
pub(super) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

/// Names with their values, which are escaped.
type Attributes<'a> = [(&'a str, &'a dyn Display)];

impl Xml {
    pub(super) fn new() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    fn start(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            let value = in_markup(&value.to_string()).replace('"', "&quot;");
            // Writing to a string cannot fail.
            let _ = write!(self.out, " {name}=\"{value}\"");
        }
    }

    fn indent(&mut self) {
        self.out.extend(self.open.iter().map(|_| "  "));
    }

    /// Opens an element for others to stand in.
    pub(super) fn open(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        self.start(name, attributes);
        self.out.push_str(">\n");
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            let _ = writeln!(self.out, "</{name}>");
        }
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.start(name, attributes);
        self.out.push_str("/>\n");
    }

    /// An element with a text in it.
    pub(super) fn text(&mut self, name: &str, attributes: &Attributes<'_>, text: &str) {
        self.start(name, attributes);
        let _ = writeln!(self.out, ">{}</{name}>", in_markup(text));
    }

    /// The document, with every element closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_comes_back_as_it_was() {
        let text = "a < b && c > \"d\" 'e'\t\n\r ]]> <!-- ü 日";
        let mut xml = Xml::new();
        xml.open("top", &[("kept", &text)]);
        xml.text("in", &[], text);
        xml.empty("void", &[]);
        let written = xml.finish();
        let read = roxmltree::Document::parse(&written).unwrap();
        assert_eq!(read.root_element().attribute("kept"), Some(text));
        assert_eq!(read.root_element().first_element_child().unwrap().text(), Some(text));
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        let mut xml = Xml::new();
        xml.text("top", &[("a", &"\u{0}\u{ffff}")], "\u{1b}[0m");
        let written = xml.finish();
        let read = roxmltree::Document::parse(&written).unwrap();
        assert_eq!(read.root_element().text(), Some("\u{fffd}[0m"));
        assert_eq!(read.root_element().attribute("a"), Some("\u{fffd}\u{fffd}"));
    }
}
