//! The runtime that a command runs on.

use std::future::Future;
use std::thread::available_parallelism;

use super::CliError;

/// More threads than this gain nothing: a run waits for its endpoint.
const THREADS: usize = 4;

/// Runs to the end.
pub(super) fn block_on<F: Future>(future: F) -> Result<F::Output, CliError> {
    let threads = available_parallelism().map_or(1, |threads| threads.get().min(THREADS));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .enable_all()
        .build();
    Ok(runtime.map_err(CliError::Runtime)?.block_on(future))
}
