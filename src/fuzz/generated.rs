//! Cases of one request, drawn around the boundaries: `--generate N` has the first N of a seed. Each hangs on the seed and on
//! its own number alone, which its id names, and so any of them is made again without the others.

use std::sync::Arc;

use super::sequence::case_of;
use super::{Dice, Focus, Opening, Palette, admin, request, spoil};
use crate::case::{self, Case, CaseId, GENERATED, Partition, PolicyNeed, Step, Subject};
use crate::runner::More;
use crate::spec::{AccountPolicy, Model};

/// Account policies under which cases are drawn, beside the most permissive: few, since each is an epoch.
const POLICIES: u64 = 16;

/// What a case is about, with the section it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// New passwords of lengths around every limit, from every alphabet.
    Values,
    /// Old passwords: near misses of the one in force.
    Comparison,
    /// How the request is written.
    Form,
    /// New passwords under an account policy.
    Policy,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Values, Self::Comparison, Self::Form, Self::Policy];

    const fn section(self) -> &'static str {
        match self {
            Self::Values => "generated/values",
            Self::Comparison => "generated/comparison",
            Self::Form => "generated/form",
            Self::Policy => "generated/policy",
        }
    }

    const fn focus(self) -> Focus {
        match self {
            Self::Values | Self::Policy => Focus::Values,
            Self::Comparison => Focus::Comparison,
            Self::Form => Focus::Form,
        }
    }
}

/// Where cases come from.
#[derive(Clone, Debug)]
pub struct Generator {
    palette: Palette,
    seed: u64,
    /// From this the dice of each case begin.
    base: u64,
    policies: Arc<[PolicyNeed]>,
}

impl Generator {
    /// The cases of this seed.
    pub fn new(model: &Model, seed: u64) -> Self {
        let policy = |nth| match admin::policy(&mut Dice::of(nth), model) {
            // What a user had before would decide otherwise: no case hangs on those before it.
            PolicyNeed::Exactly(policy) => PolicyNeed::Exactly(AccountPolicy {
                reuse_prevention: None,
                ..policy
            }),
            need => need,
        };
        Self {
            palette: Palette {
                users: 1,
                signatures: false,
                ..Palette::own_user(model.clone())
            },
            base: Dice::of(seed).seed(),
            seed,
            policies: (0..POLICIES).map(policy).collect(),
        }
    }

    /// The case of that number.
    pub fn case(&self, index: u64) -> Case {
        let (mut dice, kind, policy) = self.begin(index);
        let palette = Palette {
            focus: kind.focus(),
            ..self.palette.clone()
        };
        let mut request = request::written(&mut dice, &palette);
        if kind == Kind::Form {
            request = spoil::one(&mut dice, &palette, request);
        }
        let opening = Opening {
            policy: policy.clone(),
            subjects: vec![Subject::Lane],
        };
        let name = format!("{}-{index}", self.seed);
        let send = Step::Send(case::Send {
            request,
            expect: None,
        });
        case_of(kind.section(), &name, opening, [send])
    }

    /// Whether the case is one of these, and of which policy: what is known of it before it is drawn.
    fn begin(&self, index: u64) -> (Dice, Kind, &PolicyNeed) {
        let mut dice = Dice::of(self.base ^ index);
        let [values, comparison, form, policy] = Kind::ALL;
        let kind = dice.weigh(&[(40, values), (25, comparison), (25, form), (10, policy)]);
        let need = match kind {
            Kind::Policy => &self.policies[dice.below(self.policies.len())],
            _ => &PolicyNeed::Any,
        };
        (dice, kind, need)
    }

    /// The id of the case of that number.
    fn id(&self, index: u64) -> Option<CaseId> {
        let (_, kind, _) = self.begin(index);
        let id = format!("{}/{}-{index}", kind.section(), self.seed);
        id.parse().ok()
    }

    /// The case of that id, if it is that of a generated one.
    pub fn find(model: &Model, id: &str) -> Option<Case> {
        let (seed, index) = numbers(id)?;
        let case = Self::new(model, seed).case(index);
        (case.id.as_str() == id).then_some(case)
    }
}

/// Seed and number of the case, as its id names them; none of another case.
fn numbers(id: &str) -> Option<(u64, u64)> {
    let rest = id.strip_prefix(GENERATED)?.strip_prefix('/')?;
    let (_, numbers) = rest.split_once('/')?;
    let (seed, index) = numbers.split_once('-')?;
    Some((seed.parse().ok()?, index.parse().ok()?))
}

/// Where the case stands among those of its seed, if its id is that of a generated one.
pub fn place(id: &CaseId) -> Option<usize> {
    let (_, index) = numbers(id.as_str())?;
    usize::try_from(index).ok()
}

/// The first so many cases of a generator, or a part of them. They are made when their turn comes.
#[derive(Clone, Debug)]
pub struct Generated {
    generator: Generator,
    count: u64,
    partition: Option<Partition>,
}

impl Generated {
    /// The first so many, or those that the partition takes.
    pub fn new(generator: Generator, count: u64, partition: Option<Partition>) -> Self {
        Self {
            generator,
            count,
            partition,
        }
    }

    /// Numbers of the cases, in order.
    fn indices(&self) -> impl Iterator<Item = u64> + Send + '_ {
        (0..self.count).filter(|index| {
            self.partition.is_none_or(|partition| {
                let place = usize::try_from(*index).unwrap_or(usize::MAX);
                let id = self.generator.id(*index);
                id.is_some_and(|id| partition.takes(place, &id))
            })
        })
    }

    /// Every case, in order.
    pub fn cases(&self) -> impl Iterator<Item = Case> + '_ {
        self.indices().map(|index| self.generator.case(index))
    }
}

impl More for Generated {
    fn count(&self) -> usize {
        match self.partition {
            None => usize::try_from(self.count).unwrap_or(usize::MAX),
            Some(_) => self.indices().count(),
        }
    }

    fn policies(&self) -> Vec<PolicyNeed> {
        let mut policies: Vec<PolicyNeed> = self.generator.policies.to_vec();
        policies.push(PolicyNeed::Any);
        policies.sort();
        policies.dedup();
        policies
    }

    fn under(&self, policy: &PolicyNeed) -> Box<dyn Iterator<Item = (usize, Case)> + Send> {
        let (this, policy) = (self.clone(), policy.clone());
        let all = (0..self.count).filter_map(move |index| {
            let (_, _, need) = this.generator.begin(index);
            if *need != policy {
                return None;
            }
            let place = usize::try_from(index).ok()?;
            let taken = this.partition.is_none_or(|partition| {
                let id = this.generator.id(index);
                id.is_some_and(|id| partition.takes(place, &id))
            });
            taken.then(|| (place, this.generator.case(index)))
        });
        Box::new(all)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::case::Ruling;
    use crate::runner::Rehearsal;

    fn generator(seed: u64) -> Generator {
        Generator::new(&Model::compiled_in().unwrap(), seed)
    }

    #[test]
    fn a_case_is_made_again_from_its_id_alone() {
        let model = Model::compiled_in().unwrap();
        for index in [0, 1, 17, 999_999, u64::MAX] {
            let case = generator(7).case(index);
            assert_eq!(Generator::find(&model, case.id.as_str()), Some(case));
        }
        for id in [
            "generated/values",
            "generated/values/7-x",
            "generated/none/7-1",
            "new-password/length/1-ascii",
        ] {
            assert_eq!(Generator::find(&model, id), None, "{id}");
        }
    }

    #[test]
    fn the_first_cases_of_a_seed_are_the_same_for_ever() {
        let ids: Vec<String> = (0..6)
            .map(|index| generator(7).case(index).id.to_string())
            .collect();
        insta::assert_debug_snapshot!(ids);
        assert_ne!(generator(7).case(0).steps, generator(8).case(0).steps);
    }

    #[test]
    fn each_case_comes_once_under_its_policy_and_in_one_part() {
        let whole = Generated::new(generator(3), 2_000, None);
        let mut places = BTreeMap::new();
        for policy in whole.policies() {
            for (place, case) in whole.under(&policy) {
                assert_eq!(case.policy, policy);
                assert_eq!(places.insert(place, case.id), None);
            }
        }
        assert_eq!(places.len(), whole.count());
        let mut parts = BTreeSet::new();
        for part in 1..=4 {
            let partition = format!("hash:{part}/4").parse().unwrap();
            let part = Generated::new(generator(3), 2_000, Some(partition));
            assert_eq!(part.cases().count(), part.count());
            parts.extend(part.cases().map(|case| case.id));
        }
        assert_eq!(parts, places.into_values().collect());
    }

    #[test]
    fn what_is_generated_needs_nothing_but_a_user_and_is_accepted_and_refused_often_enough() {
        let rehearsal = Rehearsal::new(Model::compiled_in().unwrap());
        let cases = Generated::new(generator(1), 2_000, None);
        let mut rulings = [0; 3];
        for case in cases.cases() {
            let needs = case.needs;
            assert!(
                !needs.admin && !needs.root && !needs.role && !needs.alone && !needs.signatures
            );
            for request in rehearsal.play(&case).unwrap().requests {
                rulings[request.derived.expect.ruling as usize] += 1;
            }
        }
        let share = |ruling: Ruling| 100 * rulings[ruling as usize] / rulings.iter().sum::<usize>();
        assert!(share(Ruling::Accepted) >= 12, "{rulings:?}");
        assert!(share(Ruling::Refused) >= 40, "{rulings:?}");
        assert!(share(Ruling::Open) <= 30, "{rulings:?}");
    }
}
