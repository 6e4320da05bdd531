//! How far the run is, on a terminal only.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::case::Verdict;

/// A bar on standard error; nothing at all where that is no terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    failed: usize,
}

impl Progress {
    /// No bar.
    pub(super) fn none() -> Self {
        Self {
            bar: ProgressBar::hidden(),
            failed: 0,
        }
    }

    /// A bar for so many cases.
    pub(super) fn of(cases: usize) -> Self {
        let bar =
            ProgressBar::with_draw_target(u64::try_from(cases).ok(), ProgressDrawTarget::stderr());
        // The template is our own; a bar in indicatif's own style is no worse.
        if let Ok(style) =
            ProgressStyle::with_template("{bar:30} {pos}/{len} cases, {elapsed} {msg}")
        {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(500));
        Self { bar, failed: 0 }
    }

    pub(super) fn case(&mut self, verdict: Verdict) {
        self.bar.inc(1);
        if matches!(verdict, Verdict::Fail | Verdict::Error) {
            self.failed += 1;
            self.bar.set_message(format!("{} failed", self.failed));
        }
    }

    /// Takes the bar out of the way while something is written.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
