//! Whether a request went over a connection that had served another one before.

use std::cell::Cell;

tokio::task_local! {
    /// A connection was made for the request that this task sends.
    static CONNECTED: Cell<bool>;
}

/// Awaits an exchange, and tells whether a connection was made for it.
pub(super) async fn watch<F: Future>(exchange: F) -> (F::Output, bool) {
    let watched = async { (exchange.await, CONNECTED.with(Cell::get)) };
    CONNECTED.scope(Cell::new(false), watched).await
}

/// Takes note of a new connection. One that comes too late, when another has become free meanwhile, is finished in a
/// task of its own, and rightly goes unnoticed.
pub(super) fn note<C>(connection: C) -> C {
    let _ = CONNECTED.try_with(|connected| connected.set(true));
    connection
}
