//! Double-entry bookkeeping: what the matrix declares is held against what the oracle derives from the bytes, for every
//! request of every case, without an endpoint.

use std::time::{Duration, SystemTime};

use super::compose::{Destination, Ingredients, compose};
use super::effects::apply;
use crate::case::{
    Account, Admin, Caller, Case, Expect, InForce, Permission, PolicyInForce, PolicyNeed, Ruling,
    Send, Step, Subject,
};
use crate::matrix;
use crate::oracle::{self, Question};
use crate::password::{Forge, Recipe, Secret};
use crate::spec::{AccountPolicy, Body, ClauseId, Model};
use crate::wire::sigv4::Keys;

/// A name as the target gives it to a lane's user: a password like any other.
const LANE_USER: &str = "pwspec-0badcafe-lane-0";

struct Ledger {
    model: Model,
    forge: Forge,
    keys: Keys,
    destination: Destination,
}

fn policy(need: &PolicyNeed) -> PolicyInForce {
    match need {
        PolicyNeed::Any => PolicyInForce::Set(AccountPolicy::RELAXED),
        PolicyNeed::Unset => PolicyInForce::Unset,
        PolicyNeed::Exactly(policy) => PolicyInForce::Set(policy.clone()),
    }
}

impl Ledger {
    fn new() -> Self {
        let destination = Destination {
            host: "h".into(),
            prefix: String::new(),
            region: "us-east-1".into(),
        };
        Self {
            model: Model::compiled_in().unwrap(),
            forge: Forge::plain(),
            keys: Keys::new("AKIDEXAMPLE", "secret", None),
            destination,
        }
    }

    fn accounts(&self, case: &Case) -> Vec<Account> {
        let forge = self.forge.for_user(LANE_USER);
        let make = |recipe: &Recipe| forge.make(recipe, None).unwrap();
        let own = make(&Recipe::seeded(&["own"], 32));
        case.subjects
            .iter()
            .map(|subject| match subject {
                Subject::Lane => {
                    let password = case.start.as_ref().map_or_else(|| own.clone(), &make);
                    Account::new(LANE_USER.to_owned(), Some(password), Permission::Inline)
                }
                Subject::Made {
                    password,
                    permission,
                    ..
                } => Account::new("made".to_owned(), password.as_ref().map(&make), *permission),
                Subject::Kin { password, .. } => {
                    Account::new("kin".to_owned(), Some(make(password)), Permission::Inline)
                }
            })
            .collect()
    }

    /// Every (declared, derived) pair of the case's requests.
    fn pairs(&self, case: &Case) -> Vec<(Send, Expect)> {
        let mut accounts = self.accounts(case);
        let mut in_force = policy(&case.policy);
        let mut pairs = Vec::new();
        for step in &case.steps {
            match step {
                Step::Admin(Admin::Policy(need)) => in_force = policy(need),
                Step::Admin(Admin::TersePolicy(policy)) => {
                    in_force = PolicyInForce::Set(policy.clone());
                }
                Step::Admin(admin) => {
                    apply(
                        admin,
                        &mut accounts.iter_mut().collect::<Vec<_>>(),
                        &self.forge,
                    )
                    .unwrap();
                }
                Step::Together(_) => {
                    let account = &mut accounts[0];
                    account.in_force = InForce::OneOf(account.in_force.candidates().to_vec());
                }
                Step::Send(send) => {
                    pairs.push((send.clone(), self.derive(send, &mut accounts, &in_force)))
                }
            }
        }
        pairs
    }

    fn derive(&self, send: &Send, accounts: &mut [Account], policy: &PolicyInForce) -> Expect {
        let request = &send.request;
        let index = match request.caller {
            Caller::User(index) | Caller::SecondKey(index) => index,
            Caller::Root | Caller::Role => 0,
        };
        let names: Vec<String> = accounts
            .iter()
            .map(|account| account.user_name.clone())
            .collect();
        let ingredients = Ingredients {
            destination: &self.destination,
            keys: &self.keys,
            user_names: &names,
            current: accounts[index].in_force.candidates().first(),
            forge: &self.forge,
            known: &[],
            now: SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000),
        };
        let composed = compose(request, &ingredients).unwrap();
        let derived = oracle::derive(&Question {
            model: &self.model,
            http: &composed.http,
            prefix: "",
            caller: match request.caller {
                Caller::Root => oracle::Caller::Root,
                Caller::Role => oracle::Caller::Role,
                Caller::User(_) | Caller::SecondKey(_) => oracle::Caller::User(&accounts[index]),
            },
            sign: &request.sign,
            transport: &request.transport,
            policy,
        });
        let users = matches!(request.caller, Caller::User(_) | Caller::SecondKey(_));
        let secret = |bytes: &Vec<u8>| Secret::new(Recipe::bytes(bytes), bytes.clone());
        let after: Vec<Secret> = derived.after.iter().map(secret).collect();
        match derived.expect.ruling {
            Ruling::Accepted if users && after.len() == 1 => {
                accounts[index].changed(after[0].clone())
            }
            Ruling::Accepted | Ruling::Open if users && !after.is_empty() => {
                let mut candidates = accounts[index].in_force.candidates().to_vec();
                candidates.extend(after);
                let same = |secret: &Secret| secret.expose() == candidates[0].expose();
                // Whether or not a password was changed to itself, it is in force.
                if !candidates.iter().all(same) {
                    accounts[index].in_force = InForce::OneOf(candidates);
                }
            }
            _ => {}
        }
        derived.expect
    }
}

/// Clauses that a case may name a narrower one for.
fn is_general(clause: &ClauseId) -> bool {
    *clause == ClauseId::of("OldPassword.match")
}

#[test]
fn what_the_matrix_declares_is_what_the_oracle_derives() {
    let ledger = Ledger::new();
    let mut wrong = Vec::new();
    for case in matrix::cases(&ledger.model) {
        for (step, (send, derived)) in ledger.pairs(&case).into_iter().enumerate() {
            let Some(declared) = &send.expect else {
                continue;
            };
            let same_clause = declared.clause == derived.clause
                || derived.ruling == Ruling::Accepted
                || is_general(&derived.clause);
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
    let ledger = Ledger::new();
    let derived = matrix::cases(&ledger.model)
        .into_iter()
        .filter(|case| case.section == "pairwise")
        .flat_map(|case| ledger.pairs(&case));
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
    let ledger = Ledger::new();
    for case in matrix::cases(&ledger.model) {
        let in_force = policy(&case.policy);
        for step in &case.steps {
            let Step::Together(requests) = step else {
                continue;
            };
            let wins = requests.iter().any(|request| {
                let send = Send {
                    request: request.clone(),
                    expect: None,
                };
                let mut accounts = ledger.accounts(&case);
                ledger.derive(&send, &mut accounts, &in_force).ruling == Ruling::Accepted
            });
            assert!(wins, "{}", case.id);
        }
    }
}

#[test]
fn no_two_cases_are_equal_in_bytes_state_and_expectation() {
    let model = Model::compiled_in().unwrap();
    let mut seen = std::collections::HashMap::new();
    let mut equal = Vec::new();
    for case in matrix::cases(&model) {
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
    let ledger = Ledger::new();
    for case in matrix::cases(&ledger.model) {
        for (_, derived) in ledger.pairs(&case) {
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
