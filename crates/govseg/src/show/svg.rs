//! The drawing of a policy's questions: from left to right, the segments one below the other.

use super::measure::Font;
use super::phrases::Phrases;
use super::tree::{Node, grow};
use super::xml::Xml;
use crate::catalog::Language;
use crate::problem::PolicyError;
use crate::vocabulary::{FactId, Vocabulary};
use crate::{Policy, Segment, Segments};

const TITLE: Font = Font::bold(20);
const NOTE: Font = Font::regular(13);
const QUESTION: Font = Font::bold(14);
const NAME: Font = Font::regular(12);
const ANSWER: Font = Font::regular(13);
const FAMILY: &str = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif";

const INK: &str = "#111111";
const FAINT: &str = "#474f57";
const LINE: &str = "#5a636c";
const PAPER: &str = "#ffffff";

/// Around the whole drawing.
const MARGIN: u32 = 24;
/// The widest text in a box, and on a line between boxes.
const WIDEST_IN_BOX: u32 = 196;
const WIDEST_ANSWER: u32 = 192;
/// Between a box's edge and its text.
const PADDING: u32 = 11;
/// From a box to where its line parts, from there to the answer, and from the answer to the next box.
const TO_FORK: u32 = 14;
const TO_ANSWER: u32 = 8;
const BEHIND_ANSWER: u32 = 10;
/// Between an answer and the line below it, and between one branch and the next.
const ABOVE_LINE: u32 = 5;
const BETWEEN: u32 = 16;
/// The help above the drawing is broken into lines no wider than that.
const WIDEST_NOTE: u32 = 900;

/// A leaf's color. They are told apart with every kind of color blindness (after Okabe and Ito), and black text on each
/// has a contrast of 5 to 1 or more.
const fn color(segment: Option<Segment>) -> &'static str {
    match segment {
        Some(Segment::Informational) => "#56b4e9",
        Some(Segment::Beneficial) => "#009e73",
        Some(Segment::Dutiful) => "#e8743b",
        Some(Segment::Commercial) => "#f0e442",
        Some(Segment::Intergovernmental) => "#cc79a7",
        Some(Segment::Other) => "#c4c8cc",
        None => PAPER,
    }
}

impl Policy {
    /// How many branches a drawing may have. Beyond it nobody could find a way through, so it is refused.
    pub const MOST_LEAVES: usize = 200;

    /// The policy as a drawing (SVG): the questions that the [`Interview`](crate::Interview) asks if every answer is
    /// known, from left to right, and the segment at the end of each branch. Answers after which everything goes on alike
    /// stand on one branch.
    ///
    /// The drawing needs nothing from elsewhere. Its groups are nested like the questions and name them: `data-fact` and
    /// `data-values` for a question and its answers, `data-segment` and `data-rule` for a leaf.
    ///
    /// ```
    /// use govseg::{Language, Policy};
    ///
    /// let drawing = Policy::gsa_2008().tree_svg(Language::English)?;
    /// assert!(drawing.contains("Is the customer acting"));
    /// # Ok::<(), govseg::PolicyError>(())
    /// ```
    ///
    /// # Errors
    /// `policy_too_large` if it had more than [`Policy::MOST_LEAVES`] branches, or if its questions cannot be found
    /// within the interview's budget of states.
    pub fn tree_svg(&self, language: Language) -> Result<String, PolicyError> {
        let tree = grow(self)?;
        let phrases = Phrases::in_drawing(&self.resolved, language);
        Ok(Drawing { policy: self, phrases }.draw(&tree))
    }
}

/// A question or a leaf with its text in lines, and where it stands.
struct Placed {
    lines: Vec<(Font, &'static str, String)>,
    /// The answers that lead here, in lines.
    answers: Vec<String>,
    column: usize,
    /// The middle of the box, from the top.
    middle: u32,
    branches: Vec<Placed>,
}

impl Placed {
    fn height(&self) -> u32 {
        2 * PADDING + self.lines.iter().map(|(font, ..)| font.line()).sum::<u32>()
    }

    fn text_width(&self) -> u32 {
        self.lines.iter().map(|(font, _, line)| font.width(line)).max().unwrap_or_default()
    }

    /// What the answers need above the line that leads here.
    fn above_line(&self) -> u32 {
        self.answers.iter().map(|_| ANSWER.line()).sum::<u32>() + ABOVE_LINE
    }

    /// What everything at this place needs above the middle of the box, and below it.
    fn above(&self) -> u32 {
        self.above_line().max(self.below())
    }

    fn below(&self) -> u32 {
        self.height().div_ceil(2)
    }

    /// Gives everything its place, nothing above `top`, and says where it ends.
    fn place(&mut self, top: u32) -> u32 {
        let mut end = top;
        for branch in &mut self.branches {
            end = branch.place(end) + BETWEEN;
        }
        let Some(first) = self.branches.first() else {
            self.middle = top + self.above();
            return self.middle + self.below();
        };
        // Beside its first branch: so the drawing begins at the top left, where one begins to read.
        self.middle = first.middle;
        let least = top + self.above();
        if self.middle < least {
            let by = least - self.middle;
            self.lower(by);
            end += by;
        }
        (end - BETWEEN).max(self.middle + self.below())
    }

    fn lower(&mut self, by: u32) {
        self.middle += by;
        for branch in &mut self.branches {
            branch.lower(by);
        }
    }

    /// Widens each column to what stands in it: the boxes, and the answers in front of them.
    fn widen(&self, columns: &mut Vec<Column>) {
        if columns.len() <= self.column {
            columns.resize(self.column + 1, Column::default());
        }
        if let Some(column) = columns.get_mut(self.column) {
            let answers = self.answers.iter().map(|line| ANSWER.width(line)).max().unwrap_or_default();
            column.answers = column.answers.max(answers);
            column.boxes = column.boxes.max(self.text_width() + 2 * PADDING);
        }
        for branch in &self.branches {
            branch.widen(columns);
        }
    }
}

/// The room that a column's boxes need and the answers in front of them, and where the boxes begin.
#[derive(Clone, Copy, Default)]
struct Column {
    answers: u32,
    boxes: u32,
    left: u32,
}

struct Drawing<'p> {
    policy: &'p Policy,
    phrases: Phrases<'p>,
}

impl Drawing<'_> {
    fn draw(&self, tree: &Node<'_>) -> String {
        let names = self.policy.vocabulary();
        let head = self.head(tree);
        let head_height: u32 = head.iter().map(|(font, ..)| font.line()).sum();
        let mut placed = self.typeset(tree, 0, Vec::new());
        let bottom = placed.place(MARGIN + head_height + MARGIN);

        let mut columns = Vec::new();
        placed.widen(&mut columns);
        let mut left = MARGIN;
        for (number, column) in columns.iter_mut().enumerate() {
            if number > 0 {
                left += TO_FORK + TO_ANSWER + column.answers + BEHIND_ANSWER;
            }
            column.left = left;
            left += column.boxes;
        }
        let digest = self.policy.digest();
        let widest =
            head.iter().map(|(font, _, line)| font.width(line)).chain([left - MARGIN, NAME.width(digest)]).max();
        let width = widest.unwrap_or_default() + 2 * MARGIN;
        let height = bottom + MARGIN + NAME.line() + MARGIN;

        let mut xml = Xml::new();
        xml.open(
            "svg",
            &[
                ("xmlns", &"http://www.w3.org/2000/svg"),
                ("width", &width),
                ("height", &height),
                ("viewBox", &format!("0 0 {width} {height}")),
                ("xml:lang", &self.phrases.language()),
                ("role", &"graphics-document document"),
                ("aria-labelledby", &"govseg-tree-title"),
                ("aria-describedby", &"govseg-tree-desc"),
                ("font-family", &FAMILY),
            ],
        );
        xml.text("title", &[("id", &"govseg-tree-title")], &self.title());
        xml.text("desc", &[("id", &"govseg-tree-desc")], &format!("{} {}", self.say("tree_help"), self.size(tree)));
        xml.empty("rect", &[("x", &0), ("y", &0), ("width", &width), ("height", &height), ("fill", &PAPER)]);
        lines(&mut xml, &head, MARGIN, MARGIN);
        draw(&mut xml, names, &columns, &placed, tree);
        lines(&mut xml, &[(NAME, FAINT, digest.to_owned())], MARGIN, bottom + MARGIN);
        xml.finish()
    }

    fn say(&self, key: &str) -> String {
        self.phrases.say(key, &[])
    }

    fn title(&self) -> String {
        self.phrases.say("tree_title", &[("id", self.policy.id()), ("version", self.policy.version())])
    }

    fn size(&self, tree: &Node<'_>) -> String {
        let leaves = tree.leaves();
        let segments: Vec<_> = Segments::ALL
            .iter()
            .filter(|&segment| leaves.contains(&Some(segment)))
            .map(|segment| self.phrases.segment(segment))
            .collect();
        self.phrases.say(
            "tree_size",
            &[
                ("leaves", &leaves.len().to_string()),
                ("questions", &tree.depth().to_string()),
                ("segments", &self.phrases.listed(&segments)),
            ],
        )
    }

    /// What stands above the drawing, in lines.
    fn head(&self, tree: &Node<'_>) -> Vec<(Font, &'static str, String)> {
        let mut head = Vec::new();
        let mut add = |font: Font, color, text: &str| {
            head.extend(font.wrap(text, WIDEST_NOTE).into_iter().map(|line| (font, color, line)));
        };
        add(TITLE, INK, &self.title());
        if let Some(title) = self.policy.title() {
            add(QUESTION, INK, title);
        }
        add(NOTE, FAINT, &self.say("tree_help"));
        if !tree.is_exact() {
            add(NOTE, FAINT, &self.say("tree_one_step"));
        }
        head
    }

    /// The tree with its texts, without places yet.
    fn typeset(&self, node: &Node<'_>, column: usize, answers: Vec<String>) -> Placed {
        let mut lines = Vec::new();
        let mut add = |font: Font, color, text: &str| {
            lines.extend(font.wrap(text, WIDEST_IN_BOX).into_iter().map(|line| (font, color, line)));
        };
        let mut branches = Vec::new();
        match node {
            Node::Leaf { segment: None, .. } => add(QUESTION, INK, &self.say("tree_nothing")),
            Node::Leaf { segment: Some(segment), rule } => {
                add(QUESTION, INK, &self.phrases.segment(*segment));
                if let Some(rule) = rule {
                    add(NAME, INK, rule);
                }
            }
            Node::Question { fact, branches: parts, .. } => {
                let question = self.phrases.question(*fact);
                add(QUESTION, INK, &question);
                let name = self.policy.vocabulary().name(*fact);
                if question != self.phrases.own_question(name) {
                    add(NAME, FAINT, name);
                }
                for part in parts {
                    let answers = self.phrases.any_of(&self.phrases.values(*fact, part.answers));
                    let answers = ANSWER.wrap(&answers, WIDEST_ANSWER);
                    branches.push(self.typeset(&part.then, column + 1, answers));
                }
            }
        }
        Placed { lines, answers, column, middle: 0, branches }
    }
}

/// Lines of text, the first of them right below `top`.
fn lines(xml: &mut Xml, lines: &[(Font, &'static str, String)], left: u32, top: u32) {
    let mut bottom = top;
    for (font, color, line) in lines {
        bottom += font.line();
        // A font hangs below the line it stands on by about a quarter of its size.
        let base = bottom - font.size / 4 - 1;
        let weight = if font.bold { "bold" } else { "normal" };
        xml.text(
            "text",
            &[("x", &left), ("y", &base), ("font-size", &font.size), ("font-weight", &weight), ("fill", color)],
            line,
        );
    }
}

/// A question with all that follows from it, or a leaf.
fn draw(xml: &mut Xml, names: &Vocabulary, columns: &[Column], placed: &Placed, node: &Node<'_>) {
    let column = columns.get(placed.column).copied().unwrap_or_default();
    let (height, left) = (placed.height(), column.left);
    let top = placed.middle - placed.below();
    let shape = |xml: &mut Xml, fill: &str, round: u32| {
        xml.empty(
            "rect",
            &[
                ("x", &left),
                ("y", &top),
                ("width", &column.boxes),
                ("height", &height),
                ("rx", &round),
                ("fill", &fill),
                ("stroke", &INK),
            ],
        );
        lines(xml, &placed.lines, left + PADDING, top + PADDING);
    };
    match node {
        Node::Leaf { segment, rule } => {
            let segment_name = segment.map_or_else(String::new, |segment| segment.to_string());
            xml.open("g", &[("data-segment", &segment_name), ("data-rule", &rule.unwrap_or_default())]);
            shape(xml, color(*segment), 12);
            xml.close();
        }
        Node::Question { fact, branches, .. } => {
            xml.open("g", &[("data-fact", &names.name(*fact))]);
            shape(xml, PAPER, 2);
            for (branch, placed_branch) in branches.iter().zip(&placed.branches) {
                xml.open("g", &[("data-values", &values(names, *fact, branch.answers))]);
                line(xml, columns, placed, placed_branch);
                draw(xml, names, columns, placed_branch, &branch.then);
                xml.close();
            }
            xml.close();
        }
    }
}

/// The line from a question to what follows, with the answers on it.
fn line(xml: &mut Xml, columns: &[Column], from: &Placed, to: &Placed) {
    let start = columns.get(from.column).map_or(0, |column| column.left + column.boxes);
    let end = columns.get(to.column).map_or(0, |column| column.left);
    let fork = start + TO_FORK;
    let way = format!("M{start} {}H{fork}V{}H{end}", from.middle, to.middle);
    xml.empty("path", &[("d", &way), ("fill", &"none"), ("stroke", &LINE), ("stroke-width", &"2")]);
    let answers: Vec<_> = to.answers.iter().map(|line| (ANSWER, INK, line.clone())).collect();
    lines(xml, &answers, fork + TO_ANSWER, to.middle - to.above_line());
}

/// The values of a set, as the wire form of a table's cell has them.
fn values(names: &Vocabulary, fact: FactId, set: u64) -> String {
    names.names_in(fact, set).collect::<Vec<_>>().join("|")
}

#[cfg(all(test, feature = "toml"))]
mod tests {
    use roxmltree::{Document, Node};
    use strum::VariantArray;

    use super::super::samples;
    use super::*;
    use crate::{Contact, Interview};

    fn groups<'a>(node: Node<'a, 'a>, attribute: &str) -> Vec<Node<'a, 'a>> {
        node.children().filter(|child| child.has_tag_name("g") && child.has_attribute(attribute)).collect()
    }

    /// What stands in a group itself, whatever lines it is broken into.
    fn said(node: Node<'_, '_>) -> String {
        let texts = node.children().filter(|child| child.has_tag_name("text")).filter_map(|text| text.text());
        texts.collect::<String>().replace(' ', "")
    }

    /// Has a person answer along every branch of the drawing, and collects the segments it ends in.
    fn walk(node: Node<'_, '_>, phrases: Phrases<'_>, interview: &Interview<'_>, reached: &mut Vec<String>) {
        if let Some(segment) = node.attribute("data-segment") {
            let label =
                segment.parse().map_or_else(|_| phrases.say("tree_nothing", &[]), |known| phrases.segment(known));
            assert_eq!(said(node), (label + node.attribute("data-rule").unwrap()).replace(' ', ""));
            assert_eq!(interview.fact(), None);
            assert_eq!(interview.decision().segment().map(|segment| segment.to_string()).unwrap_or_default(), segment);
            reached.push(segment.to_owned());
            return;
        }
        assert_eq!(node.attribute("data-fact"), interview.fact());
        let fact = interview.question().unwrap().fact;
        assert!(said(node).starts_with(&phrases.question(fact).replace(' ', "")));
        for branch in groups(node, "data-values") {
            let values: Vec<_> = branch.attribute("data-values").unwrap().split('|').collect();
            let labels: Vec<_> = values.iter().map(|value| phrases.value(fact, value)).collect();
            assert_eq!(said(branch), phrases.any_of(&labels).replace(' ', ""));
            let next = branch.children().find(|child| child.has_tag_name("g")).unwrap();
            for value in values {
                let mut interview = interview.clone();
                interview.answer(value).unwrap();
                walk(next, phrases, &interview, reached);
            }
        }
    }

    #[test]
    fn the_drawing_is_the_interview() {
        for policy in [Policy::gsa_2008(), &samples::tricky(), &samples::parity(4), &samples::impossible()] {
            for &language in Language::VARIANTS {
                let svg = policy.tree_svg(language).unwrap();
                let document = Document::parse(&svg).unwrap();
                let start = document.root_element().children().rfind(|child| child.has_tag_name("g")).unwrap();
                let mut reached = Vec::new();
                let phrases = Phrases::in_drawing(&policy.resolved, language);
                walk(start, phrases, &Interview::new(policy), &mut reached);
                for segment in policy.decide(Contact::UNKNOWN).possible().iter() {
                    assert!(reached.contains(&segment.to_string()), "{segment}");
                }
            }
        }
    }

    /// Left, top, right, bottom.
    type Area = [u32; 4];

    fn number(node: Node<'_, '_>, attribute: &str) -> u32 {
        node.attribute(attribute).unwrap().parse().unwrap()
    }

    fn box_of(node: Node<'_, '_>) -> Area {
        let (left, top) = (number(node, "x"), number(node, "y"));
        [left, top, left + number(node, "width"), top + number(node, "height")]
    }

    fn text_of(node: Node<'_, '_>) -> Area {
        let (left, base, size) = (number(node, "x"), number(node, "y"), number(node, "font-size"));
        let font = Font { size, bold: node.attribute("font-weight") == Some("bold") };
        [left, base - size, left + font.width(node.text().unwrap()), base + size / 4]
    }

    /// The three parts of a line, as thin areas.
    fn parts_of(path: &str) -> [Area; 3] {
        let numbers: Vec<u32> = path.split(['M', ' ', 'H', 'V']).filter_map(|number| number.parse().ok()).collect();
        let [start, from, fork, to, end] = numbers[..] else { panic!("{path}") };
        [[start, from, fork, from], [fork, from.min(to), fork, from.max(to)], [fork, to, end, to]]
    }

    /// Whether the one reaches into the other; to touch it is no overlap.
    fn overlap(a: Area, b: Area) -> bool {
        a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
    }

    fn thick([left, top, right, bottom]: Area) -> Area {
        [left.saturating_sub(1), top.saturating_sub(1), right + 1, bottom + 1]
    }

    #[test]
    fn nothing_overlaps_and_everything_is_on_the_sheet() {
        for policy in [Policy::gsa_2008(), &samples::tricky(), &samples::parity(6), &samples::impossible()] {
            for &language in Language::VARIANTS {
                let svg = policy.tree_svg(language).unwrap();
                let document = Document::parse(&svg).unwrap();
                let all = |name: &'static str| document.descendants().filter(move |node| node.has_tag_name(name));
                let sheet = box_of(all("rect").next().unwrap());
                let boxes: Vec<_> = all("rect").skip(1).map(box_of).collect();
                let texts: Vec<_> = all("text").map(text_of).collect();
                let lines: Vec<_> = all("path").flat_map(|path| parts_of(path.attribute("d").unwrap())).collect();
                for area in boxes.iter().chain(&texts).chain(&lines) {
                    assert!(area[2] + MARGIN <= sheet[2] && area[3] + MARGIN <= sheet[3], "{area:?} of {sheet:?}");
                }
                for (index, one) in boxes.iter().enumerate() {
                    assert!(boxes.iter().skip(index + 1).all(|other| !overlap(*one, *other)), "{one:?}");
                    assert!(lines.iter().all(|line| !overlap(*one, *line)), "{one:?}");
                    for text in texts.iter().filter(|text| overlap(*one, **text)) {
                        assert!(
                            one[0] < text[0] && text[2] < one[2] && one[1] < text[1] && text[3] < one[3],
                            "{text:?}"
                        );
                    }
                }
                for (index, one) in texts.iter().enumerate() {
                    assert!(texts.iter().skip(index + 1).all(|other| !overlap(*one, *other)), "{one:?}");
                    assert!(lines.iter().all(|line| !overlap(*one, thick(*line))), "{one:?}");
                }
                assert_eq!(lines.len() / 3 + 1, boxes.len(), "a line leads to every box but the first");
            }
        }
    }

    #[test]
    fn it_says_what_it_is_and_brings_no_program() {
        let svg = samples::tricky().tree_svg(Language::Spanish).unwrap();
        let document = Document::parse(&svg).unwrap();
        let root = document.root_element();
        let title = root.children().find(|child| child.has_tag_name("title")).unwrap();
        assert_eq!(title.text(), Some("Árbol de decisión de la política tricky, versión 1 <beta> & more"));
        assert!(root.children().any(|child| child.has_tag_name("desc")));
        assert_eq!(root.attribute(("http://www.w3.org/XML/1998/namespace", "lang")), Some("es"));
        let mut names: Vec<_> = document.descendants().filter(Node::is_element).map(|n| n.tag_name().name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names, ["desc", "g", "path", "rect", "svg", "text", "title"]);
        let in_texts = |wanted: &str| document.descendants().any(|node| node.text() == Some(wanted));
        assert!(in_texts("A *title* with <tags> & \"quotes\""));
        assert!(document.descendants().any(|node| node.attribute("data-values").is_some_and(|v| v.contains("日本"))));
    }

    /// Relative luminance, as contrast is measured by.
    fn luminance(color: &str) -> f64 {
        let part = |at: usize| {
            let part = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    #[test]
    fn every_text_can_be_read_on_its_color() {
        let contrast = |a: &str, b: &str| {
            let (a, b) = (luminance(a), luminance(b));
            (a.max(b) + 0.05) / (a.min(b) + 0.05)
        };
        for segment in Segment::VARIANTS {
            assert!(contrast(color(Some(*segment)), INK) >= 5.0, "{segment}");
            let others = Segment::VARIANTS.iter().filter(|other| *other != segment);
            assert!(others.into_iter().all(|other| color(Some(*other)) != color(Some(*segment))));
        }
        assert!(contrast(PAPER, FAINT) >= 7.0);
        assert!(contrast(PAPER, LINE) >= 4.5);
    }
}
