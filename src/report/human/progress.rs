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

    /// A bar for so many things of that name.
    pub(super) fn of(many: usize, things: &str) -> Self {
        let bar =
            ProgressBar::with_draw_target(u64::try_from(many).ok(), ProgressDrawTarget::stderr());
        // The template is our own; a bar in indicatif's own style is no worse.
        let template = format!("{{bar:30}} {{pos}}/{{len}} {things}, {{elapsed}} {{msg}}");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(500));
        Self { bar, failed: 0 }
    }

    pub(super) fn case(&mut self, verdict: Verdict) {
        self.done(!matches!(verdict, Verdict::Fail | Verdict::Error));
    }

    /// One more is done, well or not.
    pub(super) fn done(&mut self, well: bool) {
        self.bar.inc(1);
        if !well {
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

/// A line of text on standard error, written again and again; nothing at all where that is no terminal.
pub(super) struct Line(ProgressBar);

impl Line {
    /// No line.
    pub(super) fn none() -> Self {
        Self(ProgressBar::hidden())
    }

    /// An empty one.
    pub(super) fn begin() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    pub(super) fn say(&self, text: &str) {
        self.0.set_message(text.to_owned());
    }

    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}
