//! Every fault is caught by the checks that it declares, by no other, and the clause it breaks is named first.

use pwspec::case::CheckPattern;
use pwspec::matrix;
use pwspec::reference::{Fault, faults};
use pwspec::selftest::{Depth, Fate, SelftestOptions, Trial, selftest};
use pwspec::spec::{Ledger, Model};

/// Faults at once.
const AT_ONCE: usize = 8;

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
        "{}: breaks {}, first blamed {:?}; declared and not seen: {:?}; red and not declared ({}): {:?}; errors: {:?}",
        trial.fault.name,
        trial.fault.breaks,
        trial.first,
        trial.unseen,
        blamed.len(),
        &blamed[..blamed.len().min(12)],
        trial.errors
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_is_caught_by_the_checks_that_it_declares() {
    let model = Model::compiled_in().unwrap();
    let options = SelftestOptions {
        faults: chosen(),
        variants: Vec::new(),
        whole: false,
        depth: Depth::Brief,
        at_once: AT_ONCE,
    };
    let matrix = selftest(&options, &model, &matrix::cases(&model), &mut |_| {}).await;
    let matrix = matrix.unwrap().unwrap();
    let wrong = matrix.trials.iter();
    let wrong = wrong.filter(|trial| trial.fate() != Fate::Killed);
    let wrong: Vec<String> = wrong.map(told).collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        matrix.trials.len(),
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
        assert!(!fault.caught_by.is_empty(), "{} has no judge", fault.name);
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
