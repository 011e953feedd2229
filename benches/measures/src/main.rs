//! Eight measures of ten million rows by segment and channel, beside the same sums by polars: checked, timed, and how much
//! memory a stream takes.

mod log;
mod peer;

use std::fs;
use std::num::NonZero;
use std::process::Command;
use std::thread::available_parallelism;
use std::time::Instant;

use arrow_array::RecordBatch;
use govseg::Policy;
use govseg_measure::{By, LogError, Measure, Plan, Report, Rules};
use log::{BATCH, Numbers, Words, batch};

const ROWS: usize = 10_000_000;
const RUNS: usize = 7;
/// How many times what polars takes we mean to keep to.
const LIMIT: f64 = 1.5;
const MEASURES: &str =
    "asa,service_level_answered,abandonment_rate,aht,transfer_rate,csat_top2,csat_mean,cost_per_contact";
/// What the program is called with to measure a stream and tell its memory.
const STREAM: &str = "stream";

fn main() {
    let threads = available_parallelism().unwrap_or(NonZero::<usize>::MIN);
    if std::env::args().nth(1).as_deref() == Some(STREAM) {
        return stream(threads);
    }
    println!("{ROWS} rows, eight measures by segment and channel, {threads} threads\n");
    println!("{:<44}{:>10}{:>12}{:>8}", "", "seconds", "ns a row", "ratio");
    let mut compared = true;
    for (words, name) in [(Words::Dictionary, "words as dictionaries"), (Words::Texts, "words as texts")] {
        let batches: Vec<RecordBatch> = batches(words).collect();
        let report = measured(threads, batches.iter().cloned());
        let peer = peer::run(&batches, &report, threads);
        drop(report);
        let taken = fastest(|| measured(threads, batches.iter().cloned()));
        match peer {
            Ok(theirs) => {
                line(&format!("polars, {name}"), theirs, Some(1.0));
                line(&format!("govseg, {name}"), taken, Some(taken / theirs));
            }
            Err(why) => {
                compared = false;
                println!("{:<44}{why}", format!("polars, {name}"));
                line(&format!("govseg, {name}"), taken, None);
            }
        }
        let alone = fastest(|| measured(NonZero::<usize>::MIN, batches.iter().cloned()));
        line(&format!("govseg, {name}, one thread"), alone, None);
    }
    let answers = if compared { "the answers were the same" } else { "nothing was compared" };
    println!("\nwe mean to keep to a ratio of {LIMIT}; {answers}");
    let this = std::env::current_exe().expect("a program");
    let told = Command::new(this).arg(STREAM).output().expect("the program can be run again");
    print!("{}", String::from_utf8_lossy(&told.stdout));
}

fn line(name: &str, seconds: f64, ratio: Option<f64>) {
    let over = ratio.is_some_and(|ratio| ratio > LIMIT);
    let ratio = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}{}", if over { " !" } else { "" }));
    #[expect(clippy::cast_precision_loss, reason = "a number to show")]
    let each = seconds / ROWS as f64 * 1e9;
    println!("{name:<44}{seconds:>10.3}{each:>12.1}{ratio:>8}");
}

/// All rows, made as they are asked for.
fn batches(words: Words) -> impl Iterator<Item = RecordBatch> {
    let mut numbers = Numbers::new();
    (0..ROWS).step_by(BATCH).map(move |from| batch(&mut numbers, BATCH.min(ROWS - from), words))
}

fn plan() -> Plan<'static> {
    let measure = Measure::new(Policy::gsa_2008(), Rules::new("UTC", &[]).expect("a time zone"));
    let measure = measure.by(By::list("segment,channel").expect("groupings")).measures(MEASURES).expect("measures");
    measure.plan().expect("a plan")
}

fn measured(threads: NonZero<usize>, batches: impl Iterator<Item = RecordBatch>) -> Report {
    let plan = plan();
    let mut batches = batches.peekable();
    let schema = batches.peek().expect("rows").schema();
    let part = plan.measure("log", &schema, threads, batches.map(Ok::<_, LogError>), |_| Ok(())).expect("a log");
    let report = plan.report(part);
    assert_eq!((report.rows_in, report.used), (ROWS as u64, ROWS as u64));
    report
}

fn fastest(mut run: impl FnMut() -> Report) -> f64 {
    let times = (0..RUNS).map(|_| {
        let begun = Instant::now();
        std::hint::black_box(run());
        begun.elapsed().as_secs_f64()
    });
    times.fold(f64::INFINITY, f64::min)
}

/// Measures rows that are made as they are asked for, and tells the most memory that took, where the system does.
fn stream(threads: NonZero<usize>) {
    measured(threads, batches(Words::Texts));
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map(str::trim);
    println!("a stream of {ROWS} rows takes at most {} of memory", peak.unwrap_or("an unknown amount"));
}
