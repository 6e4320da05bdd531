//! `--rate`: no more requests a second than asked for, over all callers.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

/// Spaces requests evenly.
#[derive(Debug)]
pub struct Pace {
    /// From one request to the next; none for as fast as it goes.
    interval: Option<Duration>,
    next: Mutex<Instant>,
}

impl Pace {
    /// So many requests a second at most; anything that is no rate, zero for one, is none.
    pub fn new(rate: Option<f64>) -> Self {
        let interval = |rate: f64| Duration::try_from_secs_f64(rate.recip()).ok();
        Self {
            interval: rate.filter(|rate| *rate > 0.0).and_then(interval),
            next: Mutex::new(Instant::now()),
        }
    }

    /// Waits for this request's turn.
    pub async fn turn(&self) {
        let Some(interval) = self.interval else {
            return;
        };
        let mut next = self.next.lock().await;
        let turn = (*next).max(Instant::now());
        let Some(after) = turn.checked_add(interval) else {
            return;
        };
        *next = after;
        drop(next);
        sleep_until(turn).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn requests_are_spaced_by_the_rate() {
        let pace = Pace::new(Some(100.0));
        let start = Instant::now();
        for _ in 0..6 {
            pace.turn().await;
        }
        assert!(start.elapsed() >= Duration::from_millis(50));
    }

    #[tokio::test]
    async fn no_rate_is_no_wait() {
        for rate in [None, Some(0.0), Some(-1.0), Some(f64::NAN)] {
            assert_eq!(Pace::new(rate).interval, None, "{rate:?}");
        }
    }
}
