//! What is acceptable, as patterns over `STATUS CODE`.

use crate::case::{Expect, Ruling};
use crate::spec::ANY;

/// Patterns over `400 ValidationError`, as a shell's `case` and Python's `fnmatch` read them alike. What is tolerated is
/// acceptable: a script tells failures, not notes.
pub(super) fn patterns(expect: &Expect) -> Vec<String> {
    let mut patterns = Vec::new();
    if expect.ruling != Ruling::Refused {
        patterns.push("200 *".to_owned());
    }
    for answers in &expect.answers {
        if answers.open.is_some() {
            patterns.push("4?? *".to_owned());
        }
        for (status, code) in answers.accept.iter().chain(answers.note) {
            patterns.push(format!(
                "{status} {}",
                if *code == ANY { "*" } else { code }
            ));
        }
    }
    patterns.sort();
    patterns.dedup();
    patterns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::{ClauseId, answers};

    #[test]
    fn what_is_acceptable_is_a_pattern_each() {
        let clause = ClauseId::of("NewPassword.length.max");
        assert_eq!(patterns(&Expect::accepted(clause.clone())), ["200 *"]);
        assert_eq!(
            patterns(&Expect::refused(clause.clone(), &answers::VALIDATION)),
            ["400 InvalidParameterValue", "400 ValidationError"]
        );
        assert_eq!(
            patterns(&Expect::open(clause, &answers::WRONG_PASSWORD)),
            ["200 *", "4?? *"]
        );
    }
}
