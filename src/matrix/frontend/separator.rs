//! `&` alone separates pairs, and the first `=` splits one: a semicolon and every other `=` are data.

use super::parts::{around, change, giving, in_front, unknown_action};
use crate::case::{Case, CaseBuilder, Expect, Param};
use crate::matrix::shapes::accepted;
use crate::password::Recipe;
use crate::spec::{ClauseId, Model, Parameter, answers};
use crate::wire::{Escape, Spelling};

const SECTION: &str = "frontend/separator";

/// Both as data, as they are, in bodies and queries; and semicolons where separators should be.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let mut cases = Vec::new();
    for parameter in Parameter::BOTH {
        cases.push(semicolon(parameter, false));
        cases.push(semicolon(parameter, true));
        cases.push(equals(parameter, "equals-within", b"Ab1=cd=", b"=="));
        cases.push(equals(parameter, "equals-first", b"==", b""));
    }
    let case = in_front(SECTION, "semicolon-after-action");
    let together = Param::Verbatim(b"Action=ChangePassword;Version=2010-05-08".to_vec());
    let request = change(&case)
        .without("Version")
        .replacing("Action", together);
    let expect = unknown_action().or(&answers::MISSING_VERSION);
    cases.push(case.sends(request, expect).build());
    let case = CaseBuilder::new(SECTION, "semicolon-after-old-password");
    let together = around(
        Parameter::Old,
        b"",
        Recipe::current(),
        b";NewPassword=Abc-12345-xyz",
    );
    let request = change(&case)
        .without("NewPassword")
        .replacing("OldPassword", together);
    let case = case.touching(ClauseId::of("Form.separator"));
    let expect = Expect::refused(Parameter::New.clause("required"), &answers::MISSING);
    cases.push(case.sends(request, expect).build());
    cases
}

/// What stands before the semicolon would be a good password by itself.
fn semicolon(parameter: Parameter, get: bool) -> Case {
    let method = if get { "get" } else { "post" };
    let case = CaseBuilder::new(SECTION, format!("{}-semicolon-{method}", parameter.word()));
    let value = case
        .fresh("before")
        .then(Recipe::scalars(';', 2))
        .then(case.fresh("after"));
    let escape = if get { Escape::Query } else { Escape::Needed };
    let (case, request) = giving(case, parameter, value);
    let request = request.spelled(Spelling {
        escape,
        ..Spelling::STANDARD
    });
    let request = if get { request.get() } else { request };
    case.sends(request, accepted("Form.separator")).build()
}

fn equals(parameter: Parameter, word: &str, before: &[u8], after: &[u8]) -> Case {
    let case = CaseBuilder::new(SECTION, format!("{}-{word}", parameter.word()));
    let inner = || Recipe::seeded(&[SECTION, word, parameter.word()], 16);
    let whole = Recipe::bytes(before)
        .then(inner())
        .then(Recipe::bytes(after));
    let param = around(parameter, before, inner(), after);
    let request = change(&case).replacing(parameter.name(), param);
    let case = match parameter {
        Parameter::Old => case.starting_with(whole),
        Parameter::New => case,
    };
    case.sends(request, accepted("Form.first-equals")).build()
}
