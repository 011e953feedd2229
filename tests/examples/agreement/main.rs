//! Holds the built-in recipes against rows that people have labelled, source by source.
//!
//! ```sh
//! cargo run -p govseg-conformance --example agreement -- --labels FILE --data FOLDER
//! ```
//!
//! It ends with 0 if every source that is there meets the bars, with 1 if one does not, and with 2 if the labels or all
//! sources are absent, so that nothing was measured.

mod figures;

use std::path::Path;
use std::process::ExitCode;

use figures::{Figures, SOURCES, share};

const USAGE: &str = "usage: agreement --labels FILE --data FOLDER";
const ABSENT: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [labels_flag, labels, data_flag, data] = arguments.as_slice() else {
        eprintln!("{USAGE}");
        return ExitCode::from(ABSENT);
    };
    if labels_flag != "--labels" || data_flag != "--data" {
        eprintln!("{USAGE}");
        return ExitCode::from(ABSENT);
    }
    run(Path::new(labels), Path::new(data)).unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

fn run(labels: &Path, data: &Path) -> Result<ExitCode, Box<dyn std::error::Error>> {
    if !labels.is_file() {
        println!("absent: there are no labels at {}; nothing was measured", labels.display());
        return Ok(ExitCode::from(ABSENT));
    }
    let labels = figures::labels(labels)?;
    println!(
        "source  recipe                      rows  label or rival possible  decided  right when decided  contradictions"
    );
    let (mut measured, mut met) = (0, true);
    for source in &SOURCES {
        let Some(file) = source.file(data) else {
            println!("{:6}  {:26}  absent: {} has no file of it", source.name, source.recipe, data.display());
            continue;
        };
        let figures = source.figures(&file, &labels)?;
        if figures.rows == 0 {
            println!("{:6}  {:26}  absent: no label of it is there", source.name, source.recipe);
            continue;
        }
        println!("{}", line(source, &figures));
        measured += 1;
        met &= figures.meet_the_bars();
    }
    let [possible, right] = [Figures::LEAST_POSSIBLE, Figures::LEAST_RIGHT].map(|bar| bar * 100.0);
    println!("bars: label or rival possible in {possible:.0} %, right when decided in {right:.0} %");
    Ok(match (measured, met) {
        (0, _) => ExitCode::from(ABSENT),
        (_, true) => ExitCode::SUCCESS,
        (_, false) => ExitCode::FAILURE,
    })
}

fn line(source: &figures::Source, figures: &Figures) -> String {
    let percent = |part: usize, whole: usize| format!("{:.2} %", 100.0 * share(part, whole));
    let right = if figures.decided == 0 { "none".to_owned() } else { percent(figures.right, figures.decided) };
    let verdict = match (figures.absent, figures.meet_the_bars()) {
        (0, true) => String::new(),
        (0, false) => "  BELOW".to_owned(),
        (absent, _) => format!("  ({absent} labels without a row)"),
    };
    format!(
        "{:6}  {:26}{:>6}{:>25}{:>9}{:>20}{:>16}{verdict}",
        source.name,
        source.recipe,
        figures.rows,
        percent(figures.possible, figures.rows),
        percent(figures.decided, figures.rows),
        right,
        figures.contradictions,
    )
}
