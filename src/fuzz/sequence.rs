//! Steps as a case: with what they need, and without what cannot be played.

use serde::{Deserialize, Serialize};

use super::sieve::Sieve;
use super::{Dice, Palette, admin, password};
use crate::case::{
    Admin, Breach, Caller, Case, CaseBuilder, FUZZ, Permission, PolicyNeed, Request, Sign, Step,
    Subject,
};

/// The section of every such case.
const SECTION: &str = FUZZ;

/// What a name has more than another: another for each user.
const SUFFIXES: [&str; 4] = ["x", "-1", "@", ".admin"];

/// What a sequence begins with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opening {
    /// The account policy.
    pub policy: PolicyNeed,
    /// The users: the lane's own, where nobody makes others.
    pub subjects: Vec<Subject>,
}

impl Opening {
    /// The lane's own user alone, mostly under the policy that asks for least: it costs nothing to set up.
    pub fn of_the_lane(dice: &mut Dice, palette: &Palette) -> Self {
        let policy = if palette.policies && dice.one_in(4) {
            admin::policy(dice, &palette.model)
        } else {
            PolicyNeed::Any
        };
        let subjects = vec![Subject::Lane];
        Self { policy, subjects }
    }

    /// The same about users of its own, where there is an administrator to make them: so it hangs on nothing that came before it.
    pub(super) fn isolated(&self) -> Self {
        let minimum = super::sieve::minimum(&self.policy);
        let first = password::keeping(&password::known(&mut Dice::of(0)), minimum);
        let subjects = self.subjects.iter().map(|subject| match subject {
            Subject::Lane => Subject::made(first.clone()),
            other => other.clone(),
        });
        Self {
            policy: self.policy.clone(),
            subjects: subjects.collect(),
        }
    }

    /// Any.
    pub fn draw(dice: &mut Dice, palette: &Palette) -> Self {
        let policy = if palette.policies {
            admin::policy(dice, &palette.model)
        } else {
            PolicyNeed::Any
        };
        if !palette.admin {
            let subjects = vec![Subject::Lane];
            return Self { policy, subjects };
        }
        let minimum = super::sieve::minimum(&policy);
        let mut subjects = Vec::new();
        for at in 0..palette.users {
            let password = password::keeping(&password::known(dice), minimum);
            subjects.push(if at > 0 && dice.one_in(4) {
                Subject::Kin {
                    of: dice.below(at),
                    suffix: SUFFIXES[at % SUFFIXES.len()],
                    password,
                }
            } else {
                Subject::Made {
                    path: dice.pick(&["/", "/", "/division/unit/"]),
                    password: (!dice.one_in(8)).then_some(password),
                    reset_required: dice.one_in(6),
                    permission: if dice.one_in(3) {
                        admin::permission(dice)
                    } else {
                        Permission::Inline
                    },
                }
            });
        }
        Self { policy, subjects }
    }
}

/// The case that plays the steps, as far as they can be played one after another.
pub fn case(name: &str, opening: Opening, steps: impl IntoIterator<Item = Step>) -> Case {
    case_of(SECTION, name, opening, steps)
}

/// The same, in a section of its own.
pub(super) fn case_of(
    section: &'static str,
    name: &str,
    opening: Opening,
    steps: impl IntoIterator<Item = Step>,
) -> Case {
    let mut sieve = Sieve::new(&opening);
    let steps: Vec<Step> = steps
        .into_iter()
        .filter_map(|step| sieve.pass(step))
        .collect();
    let requests = || steps.iter().flat_map(requests_of);
    let by = |wanted: Caller| requests().any(|request| request.caller == wanted);
    let forged = |request: &Request| {
        matches!(&request.sign, Sign::None)
            || matches!(&request.sign, Sign::Broken(breach) | Sign::BrokenUrl(breach)
                if !matches!(breach, Breach::DeletedKey | Breach::InactiveKey))
    };
    let (root, role) = (by(Caller::Root), by(Caller::Role));
    let signatures = requests().any(forged);
    let alone = steps
        .iter()
        .any(|step| matches!(step, Step::Admin(Admin::Policy(_) | Admin::TersePolicy(_))));
    let administered = opening
        .subjects
        .iter()
        .any(|subject| *subject != Subject::Lane)
        || steps.iter().any(|step| matches!(step, Step::Admin(_)));
    let mut case = CaseBuilder::new(section, name)
        .needing(|needs| {
            needs.admin = administered;
            needs.root = root;
            needs.role = role;
            needs.signatures = signatures;
            needs.alone = alone;
        })
        .build();
    case.policy = opening.policy;
    case.subjects = opening.subjects;
    case.steps = steps;
    case
}

fn requests_of(step: &Step) -> &[Request] {
    match step {
        Step::Send(send) => std::slice::from_ref(&send.request),
        Step::Together(requests) => requests,
        Step::Admin(_) | Step::Witness => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Ruling;
    use crate::fuzz::step;
    use crate::runner::Rehearsal;
    use crate::spec::Model;

    const SEQUENCES: u64 = 100;
    /// Few, since nobody answers: after an open request what is in force stays in doubt.
    const STEPS: usize = 5;

    fn drawn(seed: u64, palette: &Palette) -> Case {
        let mut dice = Dice::of(seed);
        let opening = Opening::draw(&mut dice, palette);
        let steps: Vec<Step> = (0..STEPS).map(|_| step(&mut dice, palette)).collect();
        case("sequence", opening, steps)
    }

    #[test]
    fn whatever_is_drawn_can_be_played_and_is_refused_or_accepted_often_enough() {
        let model = Model::compiled_in().unwrap();
        let rehearsal = Rehearsal::new(model.clone());
        for palette in [Palette::whole(model.clone()), Palette::own_user(model)] {
            let rulings: Vec<Ruling> = (0..SEQUENCES)
                .flat_map(|seed| rehearsal.play(&drawn(seed, &palette)).unwrap().requests)
                .map(|request| request.derived.expect.ruling)
                .collect();
            let share =
                |ruling| 100 * rulings.iter().filter(|it| **it == ruling).count() / rulings.len();
            let shares = [Ruling::Accepted, Ruling::Refused, Ruling::Open].map(share);
            assert!(
                shares[0] >= 12 && shares[1] >= 40 && shares[2] <= 40,
                "{shares:?}"
            );
        }
    }

    #[test]
    fn a_seed_draws_the_same_case_for_ever() {
        let palette = Palette::whole(Model::compiled_in().unwrap());
        assert_eq!(drawn(7, &palette), drawn(7, &palette));
        assert_ne!(drawn(7, &palette).steps, drawn(8, &palette).steps);
    }

    #[test]
    fn one_user_alone_has_no_administrator() {
        let palette = Palette::own_user(Model::compiled_in().unwrap());
        for seed in 0..SEQUENCES {
            let case = drawn(seed, &palette);
            let needs = case.needs;
            assert!(!needs.admin && !needs.root && !needs.role && !needs.alone);
            assert_eq!(case.subjects, [Subject::Lane]);
            assert_eq!(case.policy, PolicyNeed::Any);
        }
    }
}
