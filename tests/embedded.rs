//! The two readings against each other: every case of the matrix on the embedded endpoint, over a real socket.

mod common;

use common::matrix::{Way, complaints, run_cases};
use pwspec::exit::Exit;
use pwspec::matrix;
use pwspec::spec::Model;

#[tokio::test(flavor = "multi_thread")]
async fn the_embedded_endpoint_passes_every_case_and_every_case_is_witnessed() {
    let cases = matrix::cases(&Model::compiled_in().unwrap());
    let outcome = run_cases(
        Way {
            jobs: 8,
            ..Way::default()
        },
        cases,
    )
    .await;
    let complaints = complaints(&outcome);
    assert!(
        complaints.is_empty(),
        "{}: {}",
        complaints.len(),
        complaints[..complaints.len().min(10)].join("\n")
    );
    let unwitnessed: Vec<_> = outcome
        .cases
        .iter()
        .filter(|case| !case.witnessed && case.section != "preflight")
        .map(|case| &case.id)
        .collect();
    assert!(unwitnessed.is_empty(), "{unwitnessed:?}");
    assert_eq!(outcome.exit, Exit::Ok);
}
