//! Every fault is caught by the checks that it declares, by no other, and the clause it breaks is named first.

use futures_util::stream::{self, StreamExt};
use pwspec::case::CheckPattern;
use pwspec::matrix;
use pwspec::reference::{Fault, faults};
use pwspec::selftest::{Trial, cases_for, put_to_trial};
use pwspec::spec::{Ledger, Model};

/// Faults at once.
const AT_ONCE: usize = 4;

/// Only the faults whose name begins so are tried, to work on one: `PWSPEC_FAULT=new-length cargo test --test faults`.
const ONLY: &str = "PWSPEC_FAULT";

fn chosen() -> Vec<&'static Fault> {
    let only = std::env::var(ONLY).unwrap_or_default();
    faults()
        .filter(|fault| fault.name.starts_with(&only))
        .collect()
}

fn told(trial: &Trial) -> String {
    let blamed: Vec<String> = trial.blamed.iter().map(ToString::to_string).collect();
    format!(
        "{}: breaks {}, first blamed {:?}; declared and not seen: {:?}; red and not declared ({}): {:?}",
        trial.fault.name,
        trial.fault.breaks,
        trial.first,
        trial.unseen,
        blamed.len(),
        &blamed[..blamed.len().min(12)]
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_is_caught_by_the_checks_that_it_declares() {
    let model = Model::compiled_in().unwrap();
    let all = matrix::cases(&model);
    let trials = chosen().into_iter().map(|fault| {
        let cases = cases_for(fault, &all).unwrap();
        put_to_trial(fault, model.clone(), cases, 4)
    });
    let trials: Vec<Trial> = stream::iter(trials)
        .buffered(AT_ONCE)
        .map(Result::unwrap)
        .collect()
        .await;
    let wrong: Vec<String> = trials
        .iter()
        .filter(|trial| !trial.is_killed())
        .map(told)
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        trials.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_fault_breaks_a_clause_of_the_ledger_and_declares_checks_of_cases_that_exist() {
    let all = matrix::cases(&Model::compiled_in().unwrap());
    for fault in faults() {
        let known = Ledger::compiled_in()
            .iter()
            .any(|clause| clause.id.to_string() == fault.breaks);
        assert!(known, "{}: no clause {}", fault.name, fault.breaks);
        for pattern in fault.caught_by.iter().chain(fault.also) {
            let pattern: CheckPattern = pattern.parse().unwrap();
            let preflight = pattern.selects_case("preflight");
            assert!(
                preflight
                    || all
                        .iter()
                        .any(|case| pattern.selects_case(case.id.as_str())),
                "{}: {pattern} selects no case",
                fault.name
            );
        }
    }
}
