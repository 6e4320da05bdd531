//! Validation comes before the policy: what breaks a constraint and the policy too is a ValidationError.

use super::shapes::STRICT;
use crate::case::{Case, CaseBuilder, Expect, Request};
use crate::password::Recipe;
use crate::spec::{Answers, ClauseId, Model, Parameter, answers};

const SECTION: &str = "policy/validation-first";

/// Each constraint, broken together with every rule of the policy.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let over = model.length(Parameter::New).max + 1;
    let weak = || Recipe::scalars('a', 3);
    let mut cases = vec![
        case(
            "too-long",
            Recipe::scalars('a', over),
            "length.max",
            &answers::VALIDATION,
        ),
        case("empty", Recipe::empty(), "length.min", &answers::MISSING),
        case(
            "control",
            weak().then(Recipe::scalar('\u{1}')),
            "pattern.refuses",
            &answers::VALIDATION,
        ),
        case(
            "wide",
            weak().then(Recipe::scalar('\u{100}')),
            "pattern.refuses",
            &answers::VALIDATION,
        ),
    ];
    let old = ordered("old-too-long").sends(
        Request::change(Recipe::ascii(over), weak()),
        Expect::refused(Parameter::Old.clause("length.max"), &answers::VALIDATION),
    );
    // Both are matters of state: which is told is open.
    let wrong = CaseBuilder::new(SECTION, "not-the-old-password").under(STRICT);
    let request = Request::change(wrong.fresh("wrong"), weak());
    let either = Expect::refused(ClauseId::of("OldPassword.match"), &answers::WRONG_PASSWORD);
    let wrong = wrong.sends(request, either.or(&answers::POLICY));
    cases.extend([old, wrong].map(CaseBuilder::build));
    cases
}

fn ordered(name: &str) -> CaseBuilder {
    CaseBuilder::new(SECTION, name)
        .under(STRICT)
        .touching(ClauseId::of("Validation.order"))
}

fn case(name: &str, new: Recipe, clause: &str, answers: &'static Answers) -> Case {
    ordered(name)
        .sends(
            Request::change(Recipe::current(), new),
            Expect::refused(Parameter::New.clause(clause), answers),
        )
        .build()
}
