//! Ctrl-C and SIGTERM: the cases under way are finished, and everything is put back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Why a case was not tried after that.
pub(super) const INTERRUPTED: &str = "interrupted";

/// Whether the run was told to stop.
#[derive(Clone, Debug, Default)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens from now on. A second signal ends the process at once; what it leaves behind is in the journal.
    pub(super) fn listen() -> Self {
        let interrupt = Self::default();
        let told = interrupt.clone();
        tokio::spawn(async move {
            signal().await;
            told.0.store(true, Ordering::Relaxed);
            signal().await;
            std::process::exit(130);
        });
        interrupt
    }

    pub(super) fn is_on(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Returns when the process is told to stop: by Ctrl-C, or by SIGTERM.
pub async fn signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
