//! Writing HTML that is well-formed XML too, whatever the texts in it are.

use govseg::words::in_markup;

/// A part of a page in the making. Names of elements and attributes are given here, texts by anybody.
#[derive(Debug, Default)]
pub(super) struct Html(String);

/// Names with their values, which are escaped.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Html {
    fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            let value = in_markup(value).replace('"', "&quot;");
            self.0.extend([" ", name, "=\"", &value, "\""]);
        }
    }

    /// An element with others in it.
    pub(super) fn within(&mut self, name: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Self)) {
        self.start(name, attributes);
        self.0.push('>');
        content(self);
        self.0.extend(["</", name, ">\n"]);
    }

    /// An element with a text in it.
    pub(super) fn leaf(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.start(name, attributes);
        self.0.push('>');
        self.text(text);
        self.0.extend(["</", name, ">"]);
    }

    /// An element that holds a text from the data, whose direction is its own.
    pub(super) fn data(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.start(name, attributes);
        self.0.push('>');
        self.leaf("bdi", &[], text);
        self.0.extend(["</", name, ">"]);
    }

    /// An element that never holds anything.
    pub(super) fn void(&mut self, name: &str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.0.push_str("/>");
    }

    pub(super) fn text(&mut self, text: &str) {
        self.0.push_str(&in_markup(text));
    }

    /// A text that is markup already: the style sheet.
    pub(super) fn style(&mut self, sheet: &str) {
        self.0.extend(["<style>", sheet, "</style>\n"]);
    }

    /// The whole page.
    pub(super) fn document(self) -> String {
        format!("<!DOCTYPE html>\n{}", self.0)
    }
}
