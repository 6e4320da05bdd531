//! What is told of one target, and how far whoever listens is behind.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::mpsc;

use super::event::{CaseResult, Event, Remark};
use super::interrupt::Interrupt;

/// Events that may wait to be told.
const UNTOLD: usize = 4_096;

/// Everything that is the same for the whole run of one target, and the channel to tell it.
pub(super) struct Stage {
    pub(super) target: usize,
    pub(super) events: mpsc::UnboundedSender<Event>,
    /// Events that nobody has heard yet.
    pub(super) untold: Arc<AtomicUsize>,
    pub(super) interrupt: Interrupt,
}

impl Stage {
    pub(super) fn tell(&self, event: Event) {
        self.untold.fetch_add(1, Ordering::Relaxed);
        // Nobody listens any more only when the run is over.
        let _ = self.events.send(event);
    }

    /// Waits for the reports where they are far behind: else what is not told yet would fill the memory.
    pub(super) async fn keep_pace(&self) {
        while self.untold.load(Ordering::Relaxed) > UNTOLD {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    pub(super) fn remark(&self, text: impl Into<String>) {
        self.tell(Event::Remark(Remark {
            target: self.target,
            text: text.into(),
        }));
    }

    pub(super) fn case(&self, mut result: CaseResult) {
        result.target = self.target;
        self.tell(Event::Case(Box::new(result)));
    }
}
