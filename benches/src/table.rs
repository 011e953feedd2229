//! Timing, and the table that comes of it.

use std::hint::black_box;
use std::time::Instant;

/// How often a thing is timed: the median counts.
const RUNS: usize = 21;

/// Rows of names and times; the first is what the others are compared with.
pub(crate) struct Table {
    rows: Vec<(String, f64)>,
}

impl Table {
    /// A table whose first row is `baseline`, which handles `items` things a run.
    pub(crate) fn new(name: &str, baseline: impl Fn() -> usize, items: usize) -> Self {
        let mut table = Self { rows: Vec::new() };
        table.row(name, items, baseline);
        table
    }

    /// Times one more thing, which handles `items` things a run.
    pub(crate) fn row(&mut self, name: &str, items: usize, run: impl Fn() -> usize) {
        black_box(run());
        let mut times: Vec<f64> = (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                black_box(run());
                start.elapsed().as_secs_f64()
            })
            .collect();
        times.sort_by(f64::total_cmp);
        #[expect(clippy::cast_precision_loss, reason = "a number to show")]
        let each = times[RUNS / 2] / items as f64;
        self.rows.push((name.to_owned(), each));
    }

    /// Prints the table.
    pub(crate) fn print(&self) {
        let Some((_, baseline)) = self.rows.first() else { return };
        println!("{:<34} {:>12} {:>10}", "", "ns each", "ratio");
        for (name, each) in &self.rows {
            println!("{name:<34} {:>12.1} {:>10.2}", each * 1e9, each / baseline);
        }
    }
}
