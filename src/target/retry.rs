//! When to try again, and how long to wait before it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::wire::Answer;

/// The first pause is at most this long; each further one at most twice as long as the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(200);
/// No pause is longer.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// A `Retry-After` is honoured up to here.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(20);
/// Retries that a whole run may be ahead of the answers that earn them back, for each that one call may have.
const RUN: usize = 64;

/// Whether the endpoint asks to be called less, or later.
pub fn is_throttling(answer: &Answer, code: Option<&str>) -> bool {
    match answer.status {
        400 => matches!(code, Some("Throttling" | "ThrottlingException")),
        429 | 503 => true,
        _ => false,
    }
}

/// Whether what was just made may not have reached every part of the endpoint yet.
pub fn is_propagation(answer: &Answer, code: Option<&str>) -> bool {
    matches!(
        (answer.status, code),
        (409, Some("EntityTemporarilyUnmodifiable")) | (403, Some("InvalidClientTokenId"))
    )
}

/// How often may be tried again: so many times a call, and a run as a whole not much more often than it gets answers.
#[derive(Debug)]
pub struct Budget {
    per_call: usize,
    left: AtomicUsize,
}

impl Budget {
    /// So many retries a call.
    pub fn new(retries: usize) -> Self {
        Self {
            per_call: retries,
            left: AtomicUsize::new(retries.saturating_mul(RUN)),
        }
    }

    /// The retries of one call.
    pub fn call(&self) -> Retries<'_> {
        Retries {
            budget: self,
            taken: 0,
        }
    }

    /// An answer came that asked for no retry.
    pub fn earn(&self) {
        let most = self.per_call.saturating_mul(RUN);
        let add = |left: usize| (left < most).then_some(left + 1);
        // Full already: nothing to add.
        let _ = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }

    fn spend(&self) -> bool {
        self.left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(1)
            })
            .is_ok()
    }
}

/// The retries of one call.
#[derive(Debug)]
pub struct Retries<'a> {
    budget: &'a Budget,
    taken: usize,
}

impl Retries<'_> {
    /// How long to wait before the next try after this answer; none when the budget is used up.
    pub fn pause(&mut self, after: Option<&Answer>) -> Option<Duration> {
        if self.taken >= self.budget.per_call || !self.budget.spend() {
            return None;
        }
        let longest = FIRST_PAUSE
            .saturating_mul(1 << self.taken.min(16))
            .min(LONGEST_PAUSE);
        self.taken += 1;
        // Full jitter: lanes that were refused together do not come back together.
        let pause = longest.mul_f64(rand::random::<f64>());
        Some(pause.max(after.and_then(retry_after).unwrap_or_default()))
    }

    /// Waits for the next try; false when the budget is used up.
    pub async fn wait(&mut self, after: Option<&Answer>) -> bool {
        let Some(pause) = self.pause(after) else {
            return false;
        };
        tokio::time::sleep(pause).await;
        true
    }
}

/// `Retry-After` in seconds; the form with a date is left to the backoff.
fn retry_after(answer: &Answer) -> Option<Duration> {
    let seconds = answer.header("retry-after")?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(LONGEST_RETRY_AFTER))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, retry_after: Option<&str>) -> Answer {
        let header = |value: &str| ("retry-after".to_owned(), value.as_bytes().to_vec());
        Answer {
            status,
            headers: retry_after.map(header).into_iter().collect(),
            body: Vec::new(),
            took: Duration::ZERO,
        }
    }

    #[test]
    fn throttling_is_told_by_status_and_code() {
        assert!(is_throttling(&answer(400, None), Some("Throttling")));
        assert!(is_throttling(&answer(429, None), None));
        assert!(is_throttling(
            &answer(503, None),
            Some("ServiceUnavailable")
        ));
        assert!(!is_throttling(&answer(400, None), Some("ValidationError")));
        assert!(!is_throttling(&answer(500, None), Some("Throttling")));
    }

    #[test]
    fn propagation_is_told_by_status_and_code() {
        assert!(is_propagation(
            &answer(403, None),
            Some("InvalidClientTokenId")
        ));
        assert!(is_propagation(
            &answer(409, None),
            Some("EntityTemporarilyUnmodifiable")
        ));
        assert!(!is_propagation(
            &answer(409, None),
            Some("EntityAlreadyExists")
        ));
        assert!(!is_propagation(&answer(403, None), Some("AccessDenied")));
    }

    #[test]
    fn pauses_grow_to_a_limit_and_end_with_the_call_s_retries() {
        let budget = Budget::new(20);
        let mut retries = budget.call();
        let longest = [200, 400, 800, 1600, 3200, 5000].map(Duration::from_millis);
        for longest in longest.into_iter().chain([LONGEST_PAUSE; 14]) {
            assert!(retries.pause(None).unwrap() <= longest);
        }
        assert_eq!(retries.pause(None), None);
    }

    #[test]
    fn a_retry_after_is_honoured_up_to_a_limit() {
        let budget = Budget::new(3);
        let mut retries = budget.call();
        let mut pause = |value| retries.pause(Some(&answer(503, Some(value)))).unwrap();
        assert_eq!(pause("7"), Duration::from_secs(7));
        assert_eq!(pause("86400"), LONGEST_RETRY_AFTER);
        assert!(pause("Wed, 21 Oct 2015 07:28:00 GMT") <= LONGEST_PAUSE);
    }

    #[test]
    fn a_run_cannot_retry_for_ever_but_earns_retries_by_answers() {
        let budget = Budget::new(1);
        for _ in 0..RUN {
            assert!(budget.call().pause(None).is_some());
        }
        assert_eq!(budget.call().pause(None), None);
        budget.earn();
        assert!(budget.call().pause(None).is_some());
        assert_eq!(budget.call().pause(None), None);
    }
}
