//! Bars. What they show stands beside them as text, so they are hidden from those who listen to the page.

use super::html::Html;

/// How wide a whole bar is.
const WHOLE: u64 = 1000;

/// A bar of parts, each with its class in the style sheet and its number, out of `whole`.
pub(super) fn bar(html: &mut Html, class: &str, parts: &[(&str, u64)], whole: u64) {
    let attributes = [
        ("class", class),
        ("viewBox", "0 0 1000 10"),
        ("width", "200"),
        ("height", "10"),
        ("preserveAspectRatio", "none"),
        ("aria-hidden", "true"),
        ("focusable", "false"),
    ];
    html.within("svg", &attributes, |html| {
        html.void("rect", &[("class", "whole"), ("width", "1000"), ("height", "10"), ("fill", "none")]);
        let mut before = 0;
        for &(class, number) in parts.iter().filter(|(_, number)| *number > 0) {
            let (from, to) = (scaled(before, whole), scaled(before + number, whole));
            before += number;
            // What is there is seen.
            let (x, width) = (from.to_string(), to.saturating_sub(from).max(3).to_string());
            html.void("rect", &[("class", class), ("x", &x), ("width", &width), ("height", "10")]);
        }
    });
}

fn scaled(number: u64, whole: u64) -> u64 {
    let scaled = u128::from(number) * u128::from(WHOLE) / u128::from(whole.max(1));
    u64::try_from(scaled).unwrap_or(WHOLE).min(WHOLE)
}
