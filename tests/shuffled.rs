//! The order of the cases and the number of lanes change not one verdict, and not one finding.
//! `cargo test --release --test shuffled -- --ignored` tries twenty orders of the whole matrix.

mod common;

use std::collections::BTreeMap;

use common::matrix::{Outcome, Way, run_cases};
use pwspec::case::Case;
use pwspec::matrix;
use pwspec::reference::{Seams, fault};
use pwspec::spec::Model;

/// Lanes, fewest and most.
const LANES: [usize; 2] = [1, 8];

/// Of so many cases one is tried in `cargo test`: of every section some.
const EVERY: usize = 13;

/// What is told of every case, without what an endpoint draws anew each time.
fn told(outcome: &Outcome) -> BTreeMap<String, Vec<String>> {
    let finding = |finding: &pwspec::case::Finding| {
        let clause = finding.clause.as_ref().map(ToString::to_string);
        format!(
            "{} {clause:?} {:?} wanted {} got {}",
            finding.id(),
            finding.judgement,
            finding.wanted,
            finding.got
        )
    };
    outcome
        .cases
        .iter()
        .map(|case| {
            let verdict = format!("{} {:?} {:?}", case.verdict, case.block, case.error);
            let findings = case.findings.iter().map(finding);
            let all = std::iter::once(verdict).chain(findings).collect();
            (case.id.to_string(), all)
        })
        .collect()
}

/// Tries the cases in their own order, and then in so many others on few lanes and on many.
async fn stay_the_same(seams: Seams, cases: &[Case], rounds: u64) {
    let way = Way {
        seams,
        jobs: 4,
        ..Way::default()
    };
    let expected = told(&run_cases(way, cases.to_vec()).await);
    assert_eq!(expected.len(), cases.len() + 1, "with the preflight");
    for round in 1..=rounds {
        for jobs in LANES {
            let shuffle = Some(round);
            let way = Way {
                jobs,
                shuffle,
                ..way
            };
            let seen = told(&run_cases(way, cases.to_vec()).await);
            let changed: Vec<_> = expected
                .iter()
                .filter(|(id, told)| seen.get(*id) != Some(told))
                .map(|(id, told)| format!("{id}: {told:?}, then {:?}", seen.get(id)))
                .collect();
            assert!(
                changed.is_empty() && seen.len() == expected.len(),
                "order {round} on {jobs} lanes: {}",
                changed.join("\n")
            );
        }
    }
}

fn faulty() -> Seams {
    let mut seams = Seams::default();
    (fault("new-length-bytes").unwrap().apply)(&mut seams);
    seams
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_the_order_nor_the_lanes_change_a_verdict() {
    let all = matrix::cases(&Model::compiled_in().unwrap());
    let cases: Vec<Case> = all.into_iter().step_by(EVERY).collect();
    stay_the_same(Seams::default(), &cases, 2).await;
    stay_the_same(faulty(), &cases, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: the whole matrix, forty times"]
async fn in_twenty_orders_of_the_whole_matrix_not_one_verdict_changes() {
    let all = matrix::cases(&Model::compiled_in().unwrap());
    stay_the_same(Seams::default(), &all, 20).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: the whole matrix, forty times"]
async fn nor_do_they_where_much_is_wrong() {
    let all = matrix::cases(&Model::compiled_in().unwrap());
    stay_the_same(faulty(), &all, 20).await;
}
