//! Whether answers take longer the more has been asked.

use std::collections::VecDeque;
use std::time::Duration;

use crate::case::{StepRecord, Transport};

/// Answers of which the middle one counts.
const WINDOW: usize = 200;
/// Growth that is told: so many times, and so much more.
const TIMES: u32 = 8;
const MORE: Duration = Duration::from_millis(50);

/// The first answers, and the latest.
#[derive(Debug, Default)]
pub(super) struct Latency {
    first: Vec<Duration>,
    latest: VecDeque<Duration>,
}

impl Latency {
    /// Takes note of answers to requests that take no time of their own.
    pub(super) fn take(&mut self, steps: &[StepRecord]) {
        for step in steps
            .iter()
            .filter(|step| step.request.transport == Transport::Plain)
        {
            let Ok(answer) = &step.answer else { continue };
            if self.first.len() < WINDOW {
                self.first.push(answer.took);
                continue;
            }
            self.latest.push_back(answer.took);
            if self.latest.len() > WINDOW {
                self.latest.pop_front();
            }
        }
    }

    /// How long the first answers took and how long the latest do, in the middle, if it is a different matter by now.
    pub(super) fn growth(&self) -> Option<(Duration, Duration)> {
        if self.latest.len() < WINDOW {
            return None;
        }
        let first = middle(self.first.iter().copied());
        let latest = middle(self.latest.iter().copied());
        (latest > first * TIMES && latest > first + MORE).then_some((first, latest))
    }
}

fn middle(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Request;
    use crate::wire::Answer;

    fn took(milliseconds: u64) -> Vec<StepRecord> {
        let answer = Answer {
            status: 200,
            headers: Vec::new(),
            body: Vec::new(),
            took: Duration::from_millis(milliseconds),
        };
        vec![StepRecord {
            sent: String::new(),
            request: Request::with(Vec::new()),
            answer: Ok(answer),
            unordered: false,
            volatile: Vec::new(),
        }]
    }

    #[test]
    fn an_endpoint_that_gets_slower_and_slower_is_told_and_one_that_is_slow_at_times_is_not() {
        let (mut steady, mut growing) = (Latency::default(), Latency::default());
        for nth in 0..1_000 {
            steady.take(&took(if nth % 3 == 0 { 400 } else { 5 }));
            growing.take(&took(5 + nth * nth / 2_000));
        }
        assert_eq!(steady.growth(), None);
        let (first, latest) = growing.growth().unwrap();
        assert!(first < Duration::from_millis(60) && latest > Duration::from_millis(200));
    }
}
