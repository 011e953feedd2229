//! A bar on the terminal while a long table is read, and the wish to stop.

use std::io::{IsTerminal as _, stderr};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use govseg_table::Progress;
use indicatif::{ProgressBar, ProgressStyle};

/// From when on a table is long.
const PATIENCE: Duration = Duration::from_millis(500);

/// Watches the work.
pub(crate) struct Watch {
    begun: Instant,
    /// Whether there is somebody to show it to.
    shown: bool,
    bar: Option<ProgressBar>,
    stop: Arc<AtomicBool>,
}

impl Watch {
    pub(crate) fn new(quiet: bool) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        // Without a handler an interruption still ends the work; only the unfinished file then stays.
        let _ = ctrlc::set_handler(move || {
            asked.store(true, Ordering::Relaxed);
            // The work may be waiting for input that never comes.
            std::thread::sleep(Duration::from_secs(1));
            std::process::exit(130);
        });
        Self { begun: Instant::now(), shown: !quiet && stderr().is_terminal(), bar: None, stop }
    }

    pub(crate) fn see(&mut self, progress: Progress) -> ControlFlow<()> {
        if self.stop.load(Ordering::Relaxed) {
            self.clear();
            return ControlFlow::Break(());
        }
        if self.shown && (self.bar.is_some() || self.begun.elapsed() > PATIENCE) {
            let bar = self.bar.get_or_insert_with(|| bar(progress.of));
            bar.set_position(progress.bytes);
            bar.set_message(format!("{} rows", crate::text::grouped(progress.rows)));
        }
        ControlFlow::Continue(())
    }

    pub(crate) fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.clear();
    }
}

fn bar(bytes: Option<u64>) -> ProgressBar {
    let (bar, template) = match bytes {
        Some(bytes) => (ProgressBar::new(bytes), "{bar:30} {percent:>3} %  {msg}  {bytes_per_sec}  {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes}  {msg}  {bytes_per_sec}"),
    };
    // The templates are constant; a bar of the usual form is no reason to stop either.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("━━╌"));
    }
    bar
}
