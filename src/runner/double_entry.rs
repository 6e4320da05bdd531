//! Double-entry bookkeeping: what the matrix declares is held against what the oracle derives from the bytes, for every
//! request of every case, without an endpoint.

use super::rehearsal::{Played, Rehearsal, Rehearsed};
use crate::case::{Case, Expect, Ruling, Send, Step};
use crate::matrix;
use crate::spec::{Body, ClauseId, Model};

fn stage() -> Rehearsal {
    Rehearsal::new(Model::compiled_in().unwrap())
}

fn cases() -> Vec<Case> {
    matrix::cases(&Model::compiled_in().unwrap())
}

/// Every (declared, derived) pair of the case's requests that are not sent at once with others.
fn pairs(case: &Case, played: Played) -> Vec<(Send, Expect)> {
    let pair = |request: Rehearsed| match &case.steps[request.step] {
        Step::Send(send) => Some((send.clone(), request.derived.expect)),
        Step::Together(_) | Step::Admin(_) | Step::Witness => None,
    };
    played.requests.into_iter().filter_map(pair).collect()
}

/// Whether a case may name this narrower clause in the place of the derived one.
fn is_narrower(declared: &ClauseId, derived: &ClauseId) -> bool {
    let times = ["Policy.next-change", "Policy.deleted"].map(ClauseId::of);
    *derived == ClauseId::of("OldPassword.match")
        || times.contains(declared) && derived.as_str().starts_with("Policy.")
}

#[test]
fn what_the_matrix_declares_is_what_the_oracle_derives() {
    let stage = stage();
    let mut wrong = Vec::new();
    for case in cases() {
        let played = stage.play(&case).unwrap();
        for (step, (send, derived)) in pairs(&case, played).into_iter().enumerate() {
            let Some(declared) = &send.expect else {
                continue;
            };
            let same_clause = declared.clause == derived.clause
                || derived.ruling == Ruling::Accepted
                || is_narrower(&declared.clause, &derived.clause);
            let same_answers = declared.answers.len() == derived.answers.len()
                && declared
                    .answers
                    .iter()
                    .all(|answers| derived.answers.contains(answers));
            if declared.ruling != derived.ruling
                || !same_clause
                || !same_answers
                || declared.silence != derived.silence
            {
                wrong.push(format!(
                    "{} step {step}:\n  declared {declared:?}\n  derived  {derived:?}",
                    case.id
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} disagreements\n{}",
        wrong.len(),
        wrong[..wrong.len().min(9)].join("\n")
    );
}

#[test]
fn what_is_left_to_the_oracle_is_hardly_ever_open() {
    let stage = stage();
    let derived = cases()
        .into_iter()
        .filter(|case| case.section == "pairwise")
        .flat_map(|case| pairs(&case, stage.play(&case).unwrap()));
    let mut counts = std::collections::HashMap::new();
    for (send, expect) in derived {
        assert_eq!(send.expect, None);
        *counts.entry(format!("{:?}", expect.ruling)).or_insert(0) += 1;
    }
    let count = |ruling: Ruling| counts.get(&format!("{ruling:?}")).copied().unwrap_or(0);
    assert!(count(Ruling::Accepted) > 20, "{counts:?}");
    assert!(count(Ruling::Refused) > 20, "{counts:?}");
    assert!(
        count(Ruling::Open) * 10 < count(Ruling::Accepted),
        "{counts:?}"
    );
}

#[test]
fn in_every_race_some_request_can_win() {
    let stage = stage();
    for case in cases() {
        let played = stage.play(&case).unwrap();
        let rounds = case.steps.iter().enumerate();
        let rounds = rounds.filter(|(_, done)| matches!(done, Step::Together(_)));
        for (round, (step, _)) in rounds.enumerate() {
            let mut together = played
                .requests
                .iter()
                .filter(|request| request.step == step);
            // After a first round nobody knows which password is in force.
            let wins = together.any(|request| match request.derived.expect.ruling {
                Ruling::Accepted => true,
                Ruling::Open => round > 0,
                Ruling::Refused => false,
            });
            assert!(wins, "{} round {round}", case.id);
        }
    }
}

#[test]
fn no_two_cases_are_equal_in_bytes_state_and_expectation() {
    let mut seen = std::collections::HashMap::new();
    let mut equal = Vec::new();
    for case in cases() {
        let key = format!(
            "{:?}",
            (&case.policy, &case.subjects, &case.start, &case.steps)
        );
        if let Some(other) = seen.insert(key, case.id.clone()) {
            equal.push(format!("{} and {other} are the same case", case.id));
        }
    }
    assert!(equal.is_empty(), "{}", equal.join("\n"));
}

#[test]
fn every_refusal_names_its_answers_or_says_why_they_are_open() {
    let stage = stage();
    for case in cases() {
        for (_, derived) in pairs(&case, stage.play(&case).unwrap()) {
            if derived.ruling == Ruling::Refused {
                assert!(!derived.answers.is_empty(), "{}", case.id);
            }
            for answers in &derived.answers {
                let named = !answers.accept.is_empty();
                let open = answers.open.is_some_and(|why| why.len() > 10);
                assert!(named || open, "{}: {answers:?}", case.id);
                assert!(answers.body == Body::Free || named || open, "{}", case.id);
            }
        }
    }
}
