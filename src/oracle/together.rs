//! Calls made at once: whether some order of them explains their answers, and what is in force after it.

use std::collections::HashSet;

use super::Outcome;

/// Calls beyond this many are not ordered: every outcome is taken as explained.
const MOST: usize = 16;

/// One of several calls made at once for the same user.
#[derive(Clone, Debug)]
pub struct Racer {
    /// The password that it says is in force.
    pub old: Vec<u8>,
    /// The password that it asks for.
    pub new: Vec<u8>,
    /// What came of it.
    pub outcome: Outcome,
    /// Whether it may be refused though its old password is in force: throttled, or open for another reason.
    pub excused: bool,
}

/// The passwords that may be in force after the calls, where one of these was before; none where no order of the calls
/// explains the answers.
pub fn after_all(before: &[Vec<u8>], racers: &[Racer]) -> Vec<Vec<u8>> {
    let mut ends: Vec<Vec<u8>> = Vec::new();
    let mut add = |end: &[u8]| {
        if !ends.iter().any(|known| known == end) {
            ends.push(end.to_vec());
        }
    };
    if racers.len() > MOST {
        before.iter().for_each(|start| add(start));
        racers.iter().for_each(|racer| add(&racer.new));
        return ends;
    }
    let all = (1_u32 << racers.len()) - 1;
    let mut seen: HashSet<(u32, &[u8])> = HashSet::new();
    let mut open: Vec<(u32, &[u8])> = before.iter().map(|start| (0, start.as_slice())).collect();
    while let Some((done, in_force)) = open.pop() {
        if !seen.insert((done, in_force)) {
            continue;
        }
        if done == all {
            add(in_force);
        }
        for (at, racer) in racers.iter().enumerate() {
            if done & 1 << at == 0 {
                let outcomes = racer.next(in_force).into_iter().flatten();
                open.extend(outcomes.map(|next| (done | 1 << at, next)));
            }
        }
    }
    ends
}

impl Racer {
    /// What may be in force after this call, where `in_force` was before it.
    fn next<'a>(&'a self, in_force: &'a [u8]) -> [Option<&'a [u8]>; 2] {
        let is_right = self.old == in_force;
        let changed = is_right.then_some(self.new.as_slice());
        match self.outcome {
            Outcome::Accepted => [changed, None],
            Outcome::Refused => [(!is_right || self.excused).then_some(in_force), None],
            Outcome::Unclear => [Some(in_force), changed],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Outcome::{Accepted, Refused, Unclear};
    use super::*;

    fn racer(old: &str, new: &str, outcome: Outcome) -> Racer {
        Racer {
            old: old.into(),
            new: new.into(),
            outcome,
            excused: false,
        }
    }

    fn ends(racers: &[Racer]) -> Vec<String> {
        let mut ends: Vec<String> = after_all(&[b"a".to_vec()], racers)
            .into_iter()
            .map(|end| String::from_utf8(end).unwrap())
            .collect();
        ends.sort();
        ends
    }

    #[test]
    fn of_calls_with_the_same_old_password_exactly_one_is_accepted() {
        let with = |outcomes: [Outcome; 3]| {
            let news = ["b", "c", "d"];
            let racers: Vec<Racer> = news
                .iter()
                .zip(outcomes)
                .map(|(new, outcome)| racer("a", new, outcome))
                .collect();
            ends(&racers)
        };
        assert_eq!(with([Refused, Accepted, Refused]), ["c"]);
        assert!(with([Accepted, Accepted, Refused]).is_empty());
        assert!(with([Refused, Refused, Refused]).is_empty());
        assert_eq!(with([Refused, Unclear, Refused]), ["c"]);
        assert_eq!(with([Accepted, Unclear, Refused]), ["b"]);
        assert_eq!(with([Unclear, Unclear, Refused]), ["b", "c"]);
    }

    #[test]
    fn a_chain_may_be_accepted_as_far_as_some_order_goes() {
        let chain = |outcomes: [Outcome; 3]| {
            let steps = [("a", "b"), ("b", "c"), ("c", "a")];
            let racers: Vec<Racer> = steps
                .iter()
                .zip(outcomes)
                .map(|((old, new), outcome)| racer(old, new, outcome))
                .collect();
            ends(&racers)
        };
        assert_eq!(chain([Accepted, Accepted, Accepted]), ["a"]);
        assert_eq!(chain([Accepted, Accepted, Refused]), ["c"]);
        assert_eq!(chain([Accepted, Refused, Refused]), ["b"]);
        // The second was accepted, and nothing brought its old password in force.
        assert!(chain([Refused, Accepted, Refused]).is_empty());
    }

    #[test]
    fn a_wrong_old_password_is_never_explained_and_a_throttled_call_always_is() {
        assert!(ends(&[racer("x", "y", Accepted)]).is_empty());
        assert_eq!(ends(&[racer("x", "y", Refused)]), ["a"]);
        let throttled = Racer {
            excused: true,
            ..racer("a", "b", Refused)
        };
        assert_eq!(ends(&[throttled]), ["a"]);
    }

    #[test]
    fn very_many_calls_are_not_ordered() {
        let many: Vec<Racer> = (0..40).map(|_| racer("a", "b", Accepted)).collect();
        assert_eq!(ends(&many), ["a", "b"]);
    }
}
