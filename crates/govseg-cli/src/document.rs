//! A document of few kinds of blocks, as Markdown and as HTML.

use std::path::Path;

use govseg::Language;
use govseg::markdown::plain;
use govseg::words::in_markup;

use crate::failure::Failure;
use crate::files::deliver;

/// How a document is written.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    Markdown,
    Html,
}

impl Form {
    /// As the ending of a file's name says; none if that is no document.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "md" => Some(Self::Markdown),
            "html" => Some(Self::Html),
            _ => None,
        }
    }

    /// The same where it must be one.
    pub(crate) fn must(path: &Path) -> Result<Self, Failure> {
        let wrong = || Failure::Input(format!("a document is written as .html or .md, not as {}", path.display()));
        Self::of(path).ok_or_else(wrong)
    }

    /// Writes a document.
    pub(crate) fn write(self, blocks: &[Block], language: Language, path: &Path) -> Result<(), Failure> {
        let text = match self {
            Self::Markdown => markdown(blocks),
            Self::Html => html(blocks, language),
        };
        deliver(&text, Some(path))
    }
}

/// A part of a document; its texts are plain.
pub(crate) enum Block {
    /// A heading of this rank, from 1.
    Heading(usize, String),
    Paragraph(String),
    List(Vec<String>),
    /// A table with its heads.
    Table(Vec<String>, Vec<Vec<String>>),
    /// The same with an interval in each row that has one, which pages draw, under one more head.
    Intervals(Vec<String>, Vec<(Vec<String>, Option<Spread>)>),
}

/// A number, and from where to where it may lie.
#[derive(Clone, Copy)]
pub(crate) struct Spread {
    pub(crate) low: f64,
    pub(crate) value: f64,
    pub(crate) high: f64,
}

fn markdown(blocks: &[Block]) -> String {
    let row =
        |cells: &[String]| format!("| {} |\n", cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" | "));
    let table = |heads: &[String], rows: &mut dyn Iterator<Item = &[String]>| {
        let line = format!("|{}\n", " --- |".repeat(heads.len()));
        row(heads) + &line + &rows.map(row).collect::<String>()
    };
    let block = |block: &Block| match block {
        Block::Heading(rank, text) => format!("{} {}\n", "#".repeat(*rank), plain(text)),
        Block::Paragraph(text) => plain(text) + "\n",
        Block::List(items) => items.iter().map(|item| format!("- {}\n", plain(item))).collect(),
        Block::Table(heads, rows) => table(heads, &mut rows.iter().map(Vec::as_slice)),
        // What is drawn stands in its columns too.
        Block::Intervals(heads, rows) => {
            let heads = heads.split_last().map_or(&[] as &[String], |(_, others)| others);
            table(heads, &mut rows.iter().map(|(cells, _)| cells.as_slice()))
        }
    };
    blocks.iter().map(block).collect::<Vec<_>>().join("\n")
}

/// The page needs nothing from elsewhere and runs nothing.
const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
    table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:.3rem .5rem;text-align:start;vertical-align:top}\
    h2{margin-top:2.5rem}:root{color-scheme:light dark}svg{vertical-align:middle}line{stroke:currentColor;stroke-width:2}\
    circle{fill:currentColor}";

fn html(blocks: &[Block], language: Language) -> String {
    let element = |name: &str, text: &str| format!("<{name}>{}</{name}>", in_markup(text));
    let row = |name: &str, cells: &[String]| {
        format!("<tr>{}</tr>\n", cells.iter().map(|cell| element(name, cell)).collect::<String>())
    };
    let table = |heads: &[String], rows: &str| {
        format!("<table>\n<thead>{}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n", row("th", heads))
    };
    let block = |block: &Block| match block {
        Block::Heading(rank, text) => element(&format!("h{rank}"), text) + "\n",
        Block::Paragraph(text) => element("p", text) + "\n",
        Block::List(items) => {
            format!("<ul>\n{}</ul>\n", items.iter().map(|item| element("li", item) + "\n").collect::<String>())
        }
        Block::Table(heads, rows) => table(heads, &rows.iter().map(|cells| row("td", cells)).collect::<String>()),
        Block::Intervals(heads, rows) => {
            let scale = Scale::of(rows.iter().filter_map(|(_, spread)| *spread));
            let rows: String = rows
                .iter()
                .map(|(cells, spread)| {
                    let cells: String = cells.iter().map(|cell| element("td", cell)).collect();
                    let drawn = spread.map_or_else(String::new, |spread| scale.draw(spread));
                    format!("<tr>{cells}<td>{drawn}</td></tr>\n")
                })
                .collect();
            table(heads, &rows)
        }
    };
    let title = blocks.iter().find_map(|block| match block {
        Block::Heading(1, text) => Some(text.as_str()),
        _ => None,
    });
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n{}\n<style>{STYLE}</style>\n</head>\n\
         <body>\n{}</body>\n</html>\n",
        element("title", title.unwrap_or_default()),
        blocks.iter().map(block).collect::<String>(),
    )
}

/// From where to where the intervals of one table lie.
struct Scale {
    least: f64,
    most: f64,
}

impl Scale {
    /// How wide and high a drawing is, and how far its content stays from its edges.
    const WIDTH: f64 = 200.0;
    const HEIGHT: f64 = 16.0;
    const EDGE: f64 = 4.0;

    fn of(spreads: impl Iterator<Item = Spread>) -> Self {
        let nothing = Self { least: f64::INFINITY, most: f64::NEG_INFINITY };
        spreads.fold(nothing, |scale, spread| Self {
            least: scale.least.min(spread.low),
            most: scale.most.max(spread.high),
        })
    }

    fn draw(&self, Spread { low, value, high }: Spread) -> String {
        let width = (self.most - self.least).max(f64::MIN_POSITIVE);
        let place = |at: f64| Self::EDGE + (at - self.least) / width * (Self::WIDTH - 2.0 * Self::EDGE);
        let (middle, low, value, high) = (Self::HEIGHT / 2.0, place(low), place(value), place(high));
        format!(
            "<svg width=\"{}\" height=\"{}\" role=\"presentation\">\
             <line x1=\"{low:.1}\" x2=\"{high:.1}\" y1=\"{middle}\" y2=\"{middle}\"/>\
             <circle cx=\"{value:.1}\" cy=\"{middle}\" r=\"3\"/></svg>",
            Self::WIDTH,
            Self::HEIGHT
        )
    }
}
