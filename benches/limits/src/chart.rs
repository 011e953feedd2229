//! The measurements as a drawing (SVG): seconds by size, both scales logarithmic, one panel a family.

use std::fmt::Write as _;

use crate::analyses::ANALYSES;
use crate::report::docs;
use crate::{MOST_SECONDS, Measured, Outcome};

const PANEL: (f64, f64) = (280.0, 240.0);
const MARGIN: (f64, f64) = (64.0, 44.0);
const GAP: f64 = 40.0;
/// From a millisecond to the end of our patience.
const SECONDS: (f64, f64) = (0.001, 5.0);
const COLOURS: [&str; 6] = ["#1b6ca8", "#5a8f3c", "#b3531d", "#7a4ea3", "#a8324a", "#5b5b5b"];

pub(crate) fn write(measured: &[Measured]) -> std::io::Result<()> {
    let panels = f64::from(u8::try_from(measured.len()).unwrap_or(u8::MAX));
    let (width, height) = (MARGIN.0 + panels * (PANEL.0 + GAP), MARGIN.1 + PANEL.1 + 88.0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <title>How long each analysis takes as policies grow</title>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    for (at, measured) in (0_u8..).zip(measured) {
        panel(&mut svg, MARGIN.0 + f64::from(at) * (PANEL.0 + GAP), measured);
    }
    for (at, (analysis, colour)) in (0_u8..).zip(ANALYSES.iter().zip(COLOURS)) {
        let (x, y) = (MARGIN.0 + 110.0 * f64::from(at), height - 18.0);
        // Writing to a string cannot fail.
        let _ = writeln!(
            svg,
            "<path d=\"M{x} {y}h22\" stroke=\"{colour}\" stroke-width=\"2\"/><text x=\"{}\" y=\"{}\">{analysis}</text>",
            x + 28.0,
            y + 4.0
        );
    }
    svg += "</svg>\n";
    std::fs::write(docs().join("limits.svg"), svg)
}

/// How far up a time stands, from the top of its panel.
fn height_of(seconds: f64) -> f64 {
    let share = (seconds.clamp(SECONDS.0, SECONDS.1) / SECONDS.0).ln() / (SECONDS.1 / SECONDS.0).ln();
    MARGIN.1 + PANEL.1 * (1.0 - share)
}

fn panel(svg: &mut String, left: f64, Measured { family, outcomes }: &Measured) {
    let size = |size: usize| f64::from(u32::try_from(size).unwrap_or(u32::MAX));
    let (Some(&first), Some(&last)) = (family.sizes.first(), family.sizes.last()) else { return };
    let across = |at: usize| left + PANEL.0 * (size(at) / size(first)).ln() / (size(last) / size(first)).ln();
    let _ = writeln!(
        svg,
        "<text x=\"{left}\" y=\"24\" font-size=\"13\" font-weight=\"bold\">more {}</text>\n\
         <rect x=\"{left}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#999\"/>",
        family.name, MARGIN.1, PANEL.0, PANEL.1
    );
    for (seconds, name) in [(0.001, "1 ms"), (0.01, "10 ms"), (0.1, "100 ms"), (MOST_SECONDS, "1 s")] {
        let y = height_of(seconds);
        let (stroke, dashes) = if seconds == MOST_SECONDS { ("#c00", "none") } else { ("#ddd", "2 3") };
        let _ = writeln!(
            svg,
            "<path d=\"M{left} {y:.1}h{}\" stroke=\"{stroke}\" stroke-dasharray=\"{dashes}\"/>\
             <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{name}</text>",
            PANEL.0,
            left - 5.0,
            y + 4.0
        );
    }
    let every = family.sizes.len().div_ceil(6);
    for &at in family.sizes.iter().rev().step_by(every) {
        let y = MARGIN.1 + PANEL.1 + 16.0;
        let _ = writeln!(svg, "<text x=\"{:.1}\" y=\"{y}\" text-anchor=\"middle\">{at}</text>", across(at));
    }
    for (outcomes, colour) in outcomes.iter().zip(COLOURS) {
        let mut line = String::new();
        for (&at, outcome) in family.sizes.iter().zip(outcomes) {
            let (x, mark) = (across(at), if line.is_empty() { 'M' } else { 'L' });
            match *outcome {
                Outcome::Took { seconds, .. } => {
                    let _ = write!(line, "{mark}{x:.1} {:.1}", height_of(seconds));
                }
                Outcome::TooLong => {
                    let _ = write!(line, "{mark}{x:.1} {:.1}", height_of(SECONDS.1));
                    break;
                }
                Outcome::Refused => break,
            }
        }
        let _ = writeln!(svg, "<path d=\"{line}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
    }
}
