//! Timing, and the table that comes of it.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How often a thing is timed at most, and at least: the fastest counts, since whatever else the machine does only adds.
const RUNS: std::ops::RangeInclusive<usize> = 3..=21;
/// A thing is not timed again when it has taken this long altogether.
const ENOUGH: Duration = Duration::from_secs(2);

/// What a thing may take.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limit {
    /// No limit is set: it stands there to compare with.
    None,
    /// So many nanoseconds for each item.
    Nanoseconds(f64),
    /// So many times what the first row of the group takes.
    Times(f64),
}

/// One line: what was timed, and what each item took; or why nothing can be said.
struct Row {
    name: String,
    limit: Limit,
    seconds: Result<f64, String>,
}

/// Rows that belong together; the first is what the others are compared with.
struct Group {
    title: String,
    rows: Vec<Row>,
}

/// Groups of rows, in the order in which they were added.
#[derive(Default)]
pub(crate) struct Table {
    groups: Vec<Group>,
    /// If there are any: what the titles of the groups must contain that are wanted.
    only: Vec<String>,
}

impl Table {
    /// A table of the groups whose titles contain one of these texts; of all, if there is none.
    pub(crate) fn of(only: impl IntoIterator<Item = String>) -> Self {
        Self { groups: Vec::new(), only: only.into_iter().collect() }
    }

    /// Starts a group of rows; its first row is what the others are compared with.
    pub(crate) fn group(&mut self, title: &str) {
        self.groups.push(Group { title: title.to_owned(), rows: Vec::new() });
    }

    /// Whether the rows of the group at hand are wanted.
    pub(crate) fn wanted(&self) -> bool {
        let title = self.groups.last().map_or("", |group| &group.title);
        self.only.is_empty() || self.only.iter().any(|part| title.contains(part))
    }

    /// Times one thing, which handles `items` things a run; what it gives back keeps it from being left out.
    pub(crate) fn row(&mut self, name: &str, items: usize, limit: Limit, mut run: impl FnMut() -> usize) {
        if !self.wanted() {
            return;
        }
        black_box(run());
        let (mut fastest, mut all) = (f64::INFINITY, Duration::ZERO);
        for round in 0..*RUNS.end() {
            if round >= *RUNS.start() && all >= ENOUGH {
                break;
            }
            let start = Instant::now();
            black_box(run());
            let took = start.elapsed();
            all += took;
            fastest = fastest.min(took.as_secs_f64());
        }
        #[expect(clippy::cast_precision_loss, reason = "a number to show")]
        self.measured(name, limit, Ok(fastest / items as f64));
    }

    /// Adds what was measured elsewhere, in seconds for each item, or why it was not.
    pub(crate) fn measured(&mut self, name: &str, limit: Limit, seconds: Result<f64, String>) {
        if self.groups.is_empty() {
            self.group("");
        }
        if let Some(group) = self.groups.last_mut() {
            group.rows.push(Row { name: name.to_owned(), limit, seconds });
        }
    }

    /// Prints the table: nanoseconds, the limit in nanoseconds, the share of it that is used, and the ratio to the
    /// group's first row.
    pub(crate) fn print(&self) {
        for group in self.groups.iter().filter(|group| !group.rows.is_empty()) {
            println!("\n{:<48} {:>11} {:>11} {:>8} {:>9}", group.title, "ns each", "limit", "used", "ratio");
            let baseline = group.rows.first().and_then(|row| row.seconds.as_ref().ok()).copied().unwrap_or(f64::NAN);
            for Row { name, limit, seconds } in &group.rows {
                let seconds = match seconds {
                    Ok(seconds) => seconds,
                    Err(why) => {
                        println!("{name:<48} {why}");
                        continue;
                    }
                };
                let limit = match *limit {
                    Limit::None => None,
                    Limit::Nanoseconds(most) => Some(most),
                    Limit::Times(most) => Some(baseline * most * 1e9),
                };
                let (most, used) = limit.map_or_else(Default::default, |most| {
                    let used = seconds * 1e9 / most * 100.0;
                    (format!("{most:.1}"), format!("{used:.0} %{}", if used > 100.0 { " !" } else { "" }))
                });
                println!("{name:<48} {:>11.2} {most:>11} {used:>8} {:>9.2}", seconds * 1e9, seconds / baseline);
            }
        }
    }
}
