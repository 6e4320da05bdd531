//! Two readings of one page: whatever is sent, by whom and in whatever state, the oracle and the embedded endpoint agree in
//! every answer, and in what is in force after it. `PWSPEC_STEPS=100000 cargo test --release --test two_readings` goes on
//! for longer, from another seed each time.

#![expect(
    clippy::print_stdout,
    reason = "how many steps were played, for whoever asks with --nocapture"
)]

mod common;

use std::cell::Cell;
use std::fmt;

use common::matrix::{Outcome, Way, run_cases};
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::test_runner::{
    Config, FileFailurePersistence, RngSeed, TestCaseError, TestError, TestRunner,
};
use pwspec::case::{
    Case, Finding, Lane, Permission, PolicyNeed, Request, Send, Step, Strictness, Subject as User,
};
use pwspec::exit::Exit;
use pwspec::fuzz::{Dice, Opening, Palette, case, step};
use pwspec::password::Recipe;
use pwspec::reference::{Seams, fault};
use pwspec::runner::{CaseResult, describe};
use pwspec::spec::{AccountPolicy, Level, Model};
use pwspec::wire::{Escape, Spelling};
use tokio::runtime::Runtime;

/// Steps in all.
const STEPS: &str = "PWSPEC_STEPS";
/// Steps in `cargo test`.
const FEW: usize = 2_000;
/// Steps that are taken away at once, at most.
const HANDFUL: usize = 10;
/// Handfuls of a sequence, at most.
const HANDFULS: usize = 16;
/// Everything fails, guesses too: where the sources are silent the oracle says so, and where they guess the endpoint follows.
const STRICTEST: Strictness = Strictness {
    level: Level::May,
    strict: true,
};

/// A sequence, each step of it on a line of its own.
#[derive(Clone)]
struct Script(Case);

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:?}", self.0.policy)?;
        let subjects = self.0.subjects.iter().map(|it| format!("{it:?}"));
        let steps = self.0.steps.iter().map(|step| match step {
            Step::Send(send) => describe(&send.request),
            Step::Together(requests) => {
                let each: Vec<String> = requests.iter().map(describe).collect();
                format!("together: {}", each.join(" | "))
            }
            Step::Admin(_) | Step::Witness => format!("{step:?}"),
        });
        subjects.chain(steps).try_for_each(|it| writeln!(f, "{it}"))
    }
}

/// Shrinking takes steps away, a handful at a time and then one by one; those that are left stay what they are.
fn scripts(model: &Model) -> impl Strategy<Value = Script> + use<> {
    let palette = Palette::whole(model.clone());
    let seed = || any::<u64>().no_shrink();
    let handfuls = vec(vec(seed(), 1..=HANDFUL), 1..=HANDFULS);
    (seed(), handfuls).prop_map(move |(opening, steps)| {
        let opening = Opening::draw(&mut Dice::of(opening), &palette);
        let steps = steps
            .into_iter()
            .flatten()
            .map(|seed| step(&mut Dice::of(seed), &palette));
        Script(case("sequence", opening, steps))
    })
}

fn play(runtime: &Runtime, seams: Seams, script: &Script) -> Outcome {
    let way = Way {
        seams,
        jobs: 1,
        strictness: STRICTEST,
        ..Way::default()
    };
    runtime.block_on(run_cases(way, vec![script.0.clone()]))
}

/// What is wrong with an answer, notes included. That nobody has recorded it is another question.
fn departures(case: &CaseResult) -> impl Iterator<Item = &Finding> {
    let is_wrong = |finding: &&Finding| finding.lane == Lane::Clause;
    case.findings.iter().filter(is_wrong)
}

fn disagree(case: &CaseResult) -> bool {
    case.error.is_some() || case.block.is_some() || departures(case).next().is_some()
}

/// What the two do not agree on.
fn agreement(Outcome { cases, exit }: &Outcome) -> Result<(), TestCaseError> {
    let mut lines = Vec::new();
    for case in cases.iter().filter(|case| disagree(case)) {
        lines.push(format!(
            "{} {} {:?} {:?}",
            case.id, case.verdict, case.block, case.error
        ));
        lines.extend(departures(case).map(|finding| format!("{finding:#?}")));
        for step in &case.steps {
            let answer = step.answer.as_ref().map(|answer| {
                let body = String::from_utf8_lossy(&answer.body);
                format!("{} {body}", answer.status)
            });
            lines.push(format!("{} => {answer:?}", step.sent));
        }
    }
    if lines.is_empty() && matches!(exit, Exit::Ok | Exit::Findings) {
        return Ok(());
    }
    lines.push(format!("exit {exit:?}"));
    Err(TestCaseError::fail(lines.join("\n")))
}

#[test]
fn the_oracle_and_the_embedded_endpoint_agree_whatever_is_sent() {
    let asked = std::env::var(STEPS).ok();
    let wanted: usize = asked.as_ref().map_or(FEW, |steps| steps.parse().unwrap());
    let mut config = Config {
        cases: u32::try_from(wanted).unwrap(),
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        source_file: Some(file!()),
        max_shrink_iters: 400,
        ..Config::default()
    };
    if asked.is_none() {
        config.rng_seed = RngSeed::Fixed(7);
    }
    let runtime = Runtime::new().unwrap();
    let model = Model::compiled_in().unwrap();
    let (played, witnessed, found) = (Cell::new(0), Cell::new(0), Cell::new(false));
    let done = TestRunner::new(config).run(&scripts(&model), |script| {
        if played.get() >= wanted && !found.get() {
            return Ok(());
        }
        let observed = play(&runtime, Seams::default(), &script);
        let steps = &script.0.steps;
        played.set(played.get() + steps.len());
        let asked = steps.iter().filter(|step| **step == Step::Witness).count();
        witnessed.set(witnessed.get() + asked + 1);
        let agreed = agreement(&observed);
        found.set(found.get() || agreed.is_err());
        agreed
    });
    if let Err(TestError::Fail(why, script)) = &done {
        panic!("{why}\nin {script:?}");
    }
    done.unwrap();
    println!(
        "{} steps, witnessed {} times",
        played.get(),
        witnessed.get()
    );
    assert!(played.get() >= wanted);
}

/// What they once disagreed on.
fn settled() -> Vec<Script> {
    let opened = |path, permission| Opening {
        policy: PolicyNeed::Exactly(AccountPolicy::RELAXED),
        subjects: vec![User::Made {
            path,
            password: Some(Recipe::seeded(&["settled"], 24)),
            reset_required: false,
            permission,
        }],
    };
    let send = |request| {
        Step::Send(Send {
            request,
            expect: None,
        })
    };
    let change = || Request::change(Recipe::current(), Recipe::text("format-braces"));
    let unescaped = Spelling {
        escape: Escape::Needed,
        ..Spelling::STANDARD
    };
    let behind_a_path = opened("/division/", Permission::Managed);
    let no_uri = change().spelled(unescaped).get();
    vec![
        Script(case("behind-a-path", behind_a_path, [send(change())])),
        Script(case(
            "no-uri",
            opened("/", Permission::Inline),
            [send(no_uri)],
        )),
    ]
}

#[test]
fn what_they_once_disagreed_on_stays_settled() {
    let runtime = Runtime::new().unwrap();
    for script in settled() {
        let observed = play(&runtime, Seams::default(), &script);
        agreement(&observed).unwrap();
    }
}

/// Makes the endpoint depart from the page.
type Depart = fn(&mut Seams);

/// Looks for the departure, and shrinks what shows it: steps played until it is found, steps left.
fn found_and_shrunk(seams: Seams) -> Option<(usize, Script)> {
    let config = Config {
        cases: 40,
        failure_persistence: None,
        max_shrink_iters: 80,
        rng_seed: RngSeed::Fixed(7),
        ..Config::default()
    };
    let runtime = Runtime::new().unwrap();
    let model = Model::compiled_in().unwrap();
    let (played, found) = (Cell::new(0), Cell::new(false));
    let done = TestRunner::new(config).run(&scripts(&model), |script| {
        if !found.get() {
            played.set(played.get() + script.0.steps.len());
        }
        let agreed = agreement(&play(&runtime, seams, &script));
        found.set(found.get() || agreed.is_err());
        agreed
    });
    match done {
        Err(TestError::Fail(_, script)) => Some((played.get(), script)),
        _ => None,
    }
}

#[test]
fn a_departure_is_found_soon_and_shrunk_to_the_few_steps_that_show_it() {
    let bytes = fault("new-length-bytes").unwrap().apply;
    let departures: [(&str, Depart); 3] = [
        ("counts bytes", bytes),
        ("takes the old password in another case", |seams| {
            seams.compare.same = |profile, old| profile.password.eq_ignore_ascii_case(old);
        }),
        ("stores 64 characters at most", |seams| {
            seams.store.put = |account, user, new| {
                let user = account.user_mut(user);
                if let Some(profile) = user.and_then(|user| user.profile.as_mut()) {
                    profile.password = new.chars().take(64).collect();
                }
            };
        }),
    ];
    for (what, depart) in departures {
        let mut seams = Seams::default();
        depart(&mut seams);
        let (played, script) = found_and_shrunk(seams).expect(what);
        println!("{what}: {played} steps, shrunk to {}", script.0.steps.len());
        assert!(played <= 1_000, "{what}: only after {played} steps");
        assert!(script.0.steps.len() <= 5, "{what}: {script:?}");
    }
}
