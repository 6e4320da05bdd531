//! Both parameters break a constraint at once: one violation or both may be told, the call is refused all the same.

use crate::case::{Case, CaseBuilder, Expect, Request};
use crate::password::Recipe;
use crate::spec::{Answers, Model, Parameter, answers};

const SECTION: &str = "both-bad";

struct Bad {
    word: &'static str,
    value: Option<Recipe>,
    clause: &'static str,
    answers: &'static Answers,
}

fn bad(model: &Model, parameter: Parameter) -> Vec<Bad> {
    let over = model.length(parameter).max + 1;
    let of = |word, value, clause, answers| Bad {
        word,
        value,
        clause,
        answers,
    };
    vec![
        of("absent", None, "required", &answers::MISSING),
        of(
            "empty",
            Some(Recipe::empty()),
            "length.min",
            &answers::MISSING,
        ),
        of(
            "long",
            Some(Recipe::ascii(over)),
            "length.max",
            &answers::VALIDATION,
        ),
        of(
            "control",
            Some(Recipe::ascii(8).then(Recipe::scalar('\u{1}'))),
            "pattern.refuses",
            &answers::VALIDATION,
        ),
        of(
            "wide",
            Some(Recipe::ascii(8).then(Recipe::scalar('\u{100}'))),
            "pattern.refuses",
            &answers::VALIDATION,
        ),
        of(
            "long-and-wide",
            Some(Recipe::scalars('\u{100}', over)),
            "length.max",
            &answers::VALIDATION,
        ),
    ]
}

/// Every pair of violations.
pub(super) fn cases(model: &Model) -> Vec<Case> {
    let mut cases = Vec::new();
    for old in bad(model, Parameter::Old) {
        for new in bad(model, Parameter::New) {
            let case = CaseBuilder::new(SECTION, format!("old-{}-new-{}", old.word, new.word));
            let blank = Recipe::empty;
            let mut request = Request::change(
                old.value.clone().unwrap_or_else(blank),
                new.value.clone().unwrap_or_else(blank),
            );
            for (parameter, given) in [(Parameter::Old, &old.value), (Parameter::New, &new.value)] {
                if given.is_none() {
                    request = request.without(parameter.name());
                }
            }
            let expect =
                Expect::refused(Parameter::New.clause(new.clause), new.answers).or(old.answers);
            cases.push(
                case.touching(Parameter::Old.clause(old.clause))
                    .sends(request, expect)
                    .build(),
            );
        }
    }
    cases
}
