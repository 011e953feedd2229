//! How long it takes to read a text of forty words, and to load the model, on one core.
//!
//! Writes the texts to the file that is named, so that others can be timed on the same; prints a line of JSON.

use std::hint::black_box;
use std::time::Instant;
use std::{env, fs};

use govseg_text::{LABELS, Model, Reader, labels};
use serde_json::json;

/// How many words a text has, and how often all of them are read; the fastest run counts.
const WORDS: usize = 40;
const RUNS: usize = 41;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let texts: Vec<String> = labels(LABELS)?
        .iter()
        .map(|row| row.text.split_whitespace().take(WORDS).collect::<Vec<_>>())
        .filter(|words| words.len() == WORDS)
        .map(|words| words.join(" "))
        .collect();
    if let Some(path) = env::args().nth(1) {
        fs::write(path, json!(texts).to_string())?;
    }
    let load = fastest(|| drop(black_box(Model::shipped())));
    let model = Model::shipped()?;
    let all = |reader: &mut Reader<'_>| {
        for text in &texts {
            black_box(reader.read(black_box(text)).distribution(govseg::Segments::ALL));
        }
    };
    // A reader that has met no word yet, and one that has read such texts before.
    let first = fastest(|| all(&mut Reader::new(&model)));
    let mut reader = Reader::new(&model);
    let again = fastest(|| all(&mut reader));
    #[expect(clippy::cast_precision_loss, reason = "a count of texts")]
    let each = |seconds: f64| seconds / texts.len() as f64;
    println!("{}", json!({"texts": texts.len(), "first": each(first), "again": each(again), "load": load}));
    Ok(())
}

fn fastest(mut run: impl FnMut()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64()
    };
    (0..RUNS).map(time).fold(f64::MAX, f64::min)
}
