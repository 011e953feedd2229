//! A document of few kinds of blocks, as Markdown and as HTML.

use govseg::Language;
use govseg::markdown::plain;
use govseg::words::in_markup;

/// A part of a document; its texts are plain.
pub(super) enum Block {
    /// A heading of this rank, from 1.
    Heading(usize, String),
    Paragraph(String),
    List(Vec<String>),
    /// A table with its heads.
    Table(Vec<String>, Vec<Vec<String>>),
}

pub(super) fn markdown(blocks: &[Block]) -> String {
    let row =
        |cells: &[String]| format!("| {} |\n", cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" | "));
    let block = |block: &Block| match block {
        Block::Heading(rank, text) => format!("{} {}\n", "#".repeat(*rank), plain(text)),
        Block::Paragraph(text) => plain(text) + "\n",
        Block::List(items) => items.iter().map(|item| format!("- {}\n", plain(item))).collect(),
        Block::Table(heads, rows) => {
            let line = format!("|{}\n", " --- |".repeat(heads.len()));
            row(heads) + &line + &rows.iter().map(|cells| row(cells)).collect::<String>()
        }
    };
    blocks.iter().map(block).collect::<Vec<_>>().join("\n")
}

/// The page needs nothing from elsewhere and runs nothing.
const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
    table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:.3rem .5rem;text-align:start;vertical-align:top}\
    h2{margin-top:2.5rem}:root{color-scheme:light dark}";

pub(super) fn html(blocks: &[Block], language: Language) -> String {
    let element = |name: &str, text: &str| format!("<{name}>{}</{name}>", in_markup(text));
    let row = |name: &str, cells: &[String]| {
        format!("<tr>{}</tr>\n", cells.iter().map(|cell| element(name, cell)).collect::<String>())
    };
    let block = |block: &Block| match block {
        Block::Heading(rank, text) => element(&format!("h{rank}"), text) + "\n",
        Block::Paragraph(text) => element("p", text) + "\n",
        Block::List(items) => {
            format!("<ul>\n{}</ul>\n", items.iter().map(|item| element("li", item) + "\n").collect::<String>())
        }
        Block::Table(heads, rows) => {
            let rows: String = rows.iter().map(|cells| row("td", cells)).collect();
            format!("<table>\n<thead>{}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n", row("th", heads))
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
