//! The judge of the judges, judged with faults made for it.

use super::*;
use crate::case::Case;
use crate::exit::Exit;
use crate::matrix;
use crate::reference::{Fault, fault, variant};
use crate::spec::Model;

static IDLE: Fault = Fault {
    name: "idle",
    sentence: "is as it must be",
    breaks: "NewPassword.length.max",
    caught_by: &["new-password/length/129-ascii:status"],
    also: &[],
    apply: |_| {},
};

/// A true fault, declared for a clause that it does not break, and for one check too few.
fn ill_declared(real: &Fault) -> &'static Fault {
    Box::leak(Box::new(Fault {
        name: "ill-declared",
        breaks: "NewPassword.length.max",
        ..*real
    }))
}

/// A small matrix: the lengths of a new password.
fn cases(model: &Model) -> Vec<Case> {
    let of_length = |case: &Case| case.section == "new-password/length";
    matrix::cases(model).into_iter().filter(of_length).collect()
}

async fn tested(faults: Vec<&'static Fault>, whole: bool, depth: Depth) -> KillMatrix {
    let model = Model::compiled_in().unwrap();
    let options = SelftestOptions {
        faults,
        variants: vec![variant("compact-xml").unwrap()],
        whole,
        depth,
        at_once: 4,
    };
    let matrix = selftest(&options, &model, &cases(&model), &mut |_| {}).await;
    matrix.unwrap().expect("the plain endpoint is green")
}

fn fates(matrix: &KillMatrix) -> Vec<(&str, Fate)> {
    let fate = |trial: &Trial| (trial.fault.name, trial.fate());
    matrix.trials.iter().map(fate).collect()
}

#[tokio::test]
async fn a_fault_that_changes_nothing_survives_and_fails_the_selftest() {
    let matrix = tested(vec![&IDLE], false, Depth::Usual).await;
    assert_eq!(fates(&matrix), [("idle", Fate::Survived)]);
    assert_eq!(matrix.trials[0].unseen, IDLE.caught_by);
    assert_eq!(matrix.exit(), Exit::Findings);
}

#[tokio::test]
async fn a_fault_that_a_few_cases_do_not_kill_is_tried_with_all_that_it_declares() {
    let brief = tested(
        vec![fault("new-length-bytes").unwrap(), &IDLE],
        false,
        Depth::Brief,
    )
    .await;
    let wanted = [("idle", Fate::Survived), ("new-length-bytes", Fate::Killed)];
    assert_eq!(fates(&brief), wanted);
    assert!(brief.trials.iter().all(|trial| trial.cases < 10));
}

#[tokio::test]
async fn a_fault_that_is_blamed_on_another_clause_is_no_success() {
    let real = fault("new-length-bytes").unwrap();
    let matrix = tested(vec![real, ill_declared(real)], false, Depth::Usual).await;
    let wanted = [
        ("ill-declared", Fate::Misblamed),
        ("new-length-bytes", Fate::Killed),
    ];
    assert_eq!(fates(&matrix), wanted);
    assert_eq!(matrix.exit(), Exit::Findings);
}

#[tokio::test]
async fn a_check_that_no_fault_reddens_fails_the_selftest() {
    let real = fault("new-length-bytes").unwrap();
    let matrix = tested(vec![real], true, Depth::Usual).await;
    assert_eq!(fates(&matrix), [("new-length-bytes", Fate::Killed)]);
    let unseen = matrix.unseen.as_deref().unwrap();
    assert!(unseen.contains(&"**:leak".to_owned()), "{unseen:?}");
    assert!(!unseen.contains(&"**:status".to_owned()), "{unseen:?}");
    assert_eq!(matrix.exit(), Exit::Findings);
}

#[tokio::test]
async fn against_everything_every_case_and_every_check_must_see_red() {
    let real = fault("new-length-bytes").unwrap();
    let unseen = tested(vec![real], true, Depth::Full).await.unseen.unwrap();
    let has = |text: &str| unseen.iter().any(|line| line == text);
    assert!(has("**:leak"), "{unseen:?}");
    assert!(has("new-password/length/129-ascii:*"), "{unseen:?}");
    assert!(!has("new-password/length/65-latin1:*"), "{unseen:?}");
}

#[tokio::test]
async fn what_is_killed_and_silent_is_all_as_expected() {
    let matrix = tested(
        vec![fault("new-length-bytes").unwrap()],
        false,
        Depth::Usual,
    )
    .await;
    assert_eq!(matrix.exit(), Exit::Ok);
    let causes = matrix.causes().unwrap();
    assert_eq!((causes.median, causes.fault), (1, "new-length-bytes"));
}
