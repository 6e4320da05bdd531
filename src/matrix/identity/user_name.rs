//! `UserName` is no parameter of the operation: whoever is named, the caller's own password changes.

use crate::case::{Case, CaseBuilder, Expect, Param, Permission, Request, Spelled, Subject, Text};
use crate::matrix::shapes::accepted;
use crate::password::Recipe;
use crate::spec::{ClauseId, Model, answers};
use crate::wire::Spelling;

const SECTION: &str = "identity/user-name";
const CLAUSE: &str = "Operation.user-name";

/// Another's name, the caller's own, nobody's.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let mut cases = another_s_password();
    cases.push(shared_password());
    cases.extend(ignored());
    cases
}

fn name(text: Text) -> Param {
    Param::Pair {
        name: Spelled::public("UserName"),
        value: Spelled {
            text,
            spelling: Spelling::STANDARD,
        },
    }
}

fn case(name: &str) -> CaseBuilder {
    CaseBuilder::new(SECTION, name).touching(ClauseId::of(CLAUSE))
}

/// The caller is the lane's user; the other user has this password.
fn beside(case: CaseBuilder, other: Recipe) -> CaseBuilder {
    case.about([Subject::Lane, Subject::made(other)])
}

/// That it is ignored, and not refused, is known of the front end in general.
fn served() -> Expect {
    accepted("FrontEnd.unknown-parameter")
}

fn ignored() -> Vec<Case> {
    let nobody = Text::Public("nobody.of.this.name".to_owned());
    let plain = |request: Request, text: &Text| request.and(name(text.clone()));
    let first = |mut request: Request, text: &Text| {
        request.params.insert(0, name(text.clone()));
        request
    };
    let by_get = |request: Request, text: &Text| request.and(name(text.clone())).get();
    type Way<'a> = &'a dyn Fn(Request, &Text) -> Request;
    let ways: [(&str, Text, Way<'_>); 6] = [
        ("own", Text::UserName(0), &plain),
        ("another", Text::UserName(1), &plain),
        ("another-first", Text::UserName(1), &first),
        ("another-get", Text::UserName(1), &by_get),
        ("nobody", nobody, &plain),
        ("empty", Text::Public(String::new()), &plain),
    ];
    ways.into_iter()
        .map(|(word, text, way)| {
            let case = case(word);
            let request = Request::change(Recipe::current(), case.fresh("new"));
            let other = case.fresh("other");
            beside(case, other)
                .sends(way(request, &text), served())
                .build()
        })
        .collect()
}

/// The other's password is no old password of the caller's, not even of one who may do everything.
fn another_s_password() -> Vec<Case> {
    let wrong = || Expect::refused(ClauseId::of(CLAUSE), &answers::WRONG_PASSWORD);
    let refused = || wrong().or(&answers::UNKNOWN_PARAMETER);
    let request = |case: &CaseBuilder| {
        let request = Request::change(case.fresh("other"), case.fresh("new"));
        request.and(name(Text::UserName(1)))
    };
    let usual = case("another-s-password");
    let (sent, other) = (request(&usual), usual.fresh("other"));
    let usual = beside(usual, other).sends(sent, refused());
    let broad = case("another-s-password-by-an-administrator");
    let (sent, own, other) = (request(&broad), broad.fresh("own"), broad.fresh("other"));
    let broad = broad
        .about([
            Subject::permitted(own, Permission::Broad),
            Subject::made(other),
        ])
        .sends(sent, refused());
    [usual, broad].map(CaseBuilder::build).into()
}

/// Right for both: it is the caller's that changes.
fn shared_password() -> Case {
    let case = case("shared-password");
    let shared = case.fresh("shared");
    let request = Request::change(shared.clone(), case.fresh("new"));
    beside(case.starting_with(shared.clone()), shared)
        .sends(request.and(name(Text::UserName(1))), served())
        .build()
}
