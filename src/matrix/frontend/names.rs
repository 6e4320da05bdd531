//! Names are what they are: case-sensitive, whole, and no path into a structure.

use super::parts::{change, in_front, missing, right};
use crate::case::{Case, CaseBuilder, Expect, Param, Request};
use crate::matrix::shapes::accepted;
use crate::password::Recipe;
use crate::spec::{Answers, ClauseId, Model, Parameter, answers};

const SECTION: &str = "frontend/names";

/// What some form parsers take for a parameter's name: its place is between the two parts.
const ALMOST: [(&str, &str, &str); 11] = [
    ("brackets", "", "[]"),
    ("brackets-index", "", "[0]"),
    ("brackets-operator", "", "[$ne]"),
    ("cut", "", "s"),
    ("input", "ChangePasswordRequest.", ""),
    ("line-feed-after", "", "\n"),
    ("member", "", ".member.1"),
    ("nul-after", "", "\0"),
    ("space-after", "", " "),
    ("space-before", " ", ""),
    ("underscore-before", "_", ""),
];

/// Names in another case, names that are almost right in place of a parameter, and both beside the parameter.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let mut cases = Vec::new();
    let cases_of = |name: &str| {
        let camel = name[..1].to_ascii_lowercase() + &name[1..];
        [
            ("camel", camel),
            ("lower", name.to_ascii_lowercase()),
            ("upper", name.to_ascii_uppercase()),
        ]
    };
    for (name, text, answers) in [
        ("Action", "ChangePassword", &answers::MISSING_ACTION),
        ("Version", "2010-05-08", &answers::MISSING_VERSION),
    ] {
        let word = name.to_ascii_lowercase();
        // Words of one part are alike in camel and in lower case.
        for (case, respelled) in cases_of(name).into_iter().skip(1) {
            let case = in_front(SECTION, format!("{word}-{case}"));
            let request = change(&case).replacing(name, Param::pair(&respelled, text));
            cases.push(case.sends(request, respelled_refused(answers)).build());
        }
    }
    for parameter in Parameter::BOTH {
        for (word, respelled) in cases_of(parameter.name()) {
            let expect = respelled_refused(&answers::MISSING).or(&answers::UNKNOWN_PARAMETER);
            cases.push(instead(parameter, word, &respelled, expect));
            cases.push(beside(parameter, word, &respelled));
        }
        for (word, before, after) in ALMOST {
            let almost = format!("{before}{}{after}", parameter.name());
            cases.push(instead(parameter, word, &almost, missing(parameter)));
            cases.push(beside(parameter, word, &almost));
        }
    }
    cases
}

fn respelled_refused(answers: &'static Answers) -> Expect {
    Expect::refused(ClauseId::of("Form.name-case"), answers)
}

/// The other name in place of the right one.
fn instead(parameter: Parameter, word: &str, other: &str, expect: Expect) -> Case {
    let case = CaseBuilder::new(SECTION, format!("{}-{word}", parameter.word()));
    let param = Param::password(other, right(&case, parameter));
    let request = change(&case).replacing(parameter.name(), param);
    case.sends(request, expect).build()
}

/// The right name, and the other one behind it with another value: that one is no part of the operation.
fn beside(parameter: Parameter, word: &str, other: &str) -> Case {
    let case = CaseBuilder::new(SECTION, format!("{}-{word}-beside", parameter.word()));
    let value = Recipe::seeded(&[SECTION, word, "other"], 16);
    let request: Request = change(&case).and(Param::password(other, value));
    case.touching(ClauseId::of("Form.name-case"))
        .sends(request, accepted("FrontEnd.unknown-parameter"))
        .build()
}
