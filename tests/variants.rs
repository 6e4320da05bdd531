//! No false alarm: the matrix against every legitimate peculiarity of the embedded endpoint.

mod common;

use common::matrix::{Way, false_alarms, run_cases, touching_every_clause};
use futures_util::stream::{self, StreamExt};
use pwspec::case::Case;
use pwspec::exit::Exit;
use pwspec::matrix;
use pwspec::reference::{Variant, variants};
use pwspec::spec::Model;

/// Variants at once.
const AT_ONCE: usize = 6;

/// What the cases find fault with, and must not.
async fn complain(variant: &Variant, cases: Vec<Case>) -> Vec<String> {
    let mut way = Way {
        jobs: 4,
        ..Way::default()
    };
    (variant.apply)(&mut way.seams);
    let outcome = run_cases(way, cases).await;
    let mut found = false_alarms(&outcome);
    // The recorded answers are the plain endpoint's, and a variant's differ from them.
    if !matches!(outcome.exit, Exit::Ok | Exit::Findings) {
        found.push(format!("exit {:?}", outcome.exit));
    }
    found
        .into_iter()
        .map(|line| format!("{}: {line}", variant.name))
        .collect()
}

async fn no_variant_is_found_fault_with(select: impl Fn(usize) -> Vec<Case>) {
    let trials = variants()
        .enumerate()
        .map(|(at, variant)| complain(variant, select(at)));
    let found: Vec<Vec<String>> = stream::iter(trials)
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    let found = found.concat();
    assert!(
        found.is_empty(),
        "{}:\n{}",
        found.len(),
        found[..found.len().min(30)].join("\n")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_variant_passes_its_share_of_the_cases_that_touch_every_clause() {
    let all = matrix::cases(&Model::compiled_in().unwrap());
    // Others for each variant, so that all of them together see most of the matrix; a third, so that it is soon over.
    let from = |at: usize| at * all.len() / variants().count();
    let share = |at: usize| {
        let cases = touching_every_clause(&all, from(at));
        cases.into_iter().skip(at % 3).step_by(3).collect()
    };
    no_variant_is_found_fault_with(share).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: every case against every variant"]
async fn every_variant_passes_every_case() {
    let all = matrix::cases(&Model::compiled_in().unwrap());
    no_variant_is_found_fault_with(|_| all.clone()).await;
}
