//! How far the fuzzer is, on a terminal only.

use super::progress::Line;
use crate::fuzz::Progress;

/// One line on standard error: `1,204 calls (402/s), 61 novelties, 2 root causes, shrinking`.
pub struct FuzzProgress(Line);

impl FuzzProgress {
    /// Begins; quietly where nobody wants to see it.
    pub fn begin(quiet: bool) -> Self {
        Self(if quiet { Line::none() } else { Line::begin() })
    }

    /// Shows how far it is.
    pub fn show(&self, now: &Progress) {
        self.0.say(&line(now));
    }

    /// Takes the line away.
    pub fn end(&self) {
        self.0.end();
    }
}

fn line(now: &Progress) -> String {
    let rate = now.calls as f64 / now.elapsed.as_secs_f64().max(0.001);
    format!(
        "{} calls ({rate:.0}/s), {} novelties, {} root causes, {}",
        now.calls,
        now.novelties,
        now.found,
        now.phase.word()
    )
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::fuzz::Phase;

    #[test]
    fn the_line_says_how_fast_what_is_new_what_was_found_and_what_is_done_now() {
        let now = Progress {
            phase: Phase::Shrinking,
            calls: 1_204,
            sequences: 90,
            novelties: 61,
            found: 2,
            elapsed: Duration::from_secs(3),
        };
        assert_eq!(
            line(&now),
            "1204 calls (401/s), 61 novelties, 2 root causes, shrinking"
        );
    }
}
