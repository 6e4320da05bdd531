//! The user: deleted, made again under the same name, with a path.

use crate::case::{Admin, Breach, Case, CaseBuilder, Expect, Permission, Request, Sign, Subject};
use crate::matrix::shapes::accepted;
use crate::password::Recipe;
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "identity/user";

/// A user through its life, and wherever it stands.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let mut cases = vec![deleted()];
    cases.extend(recreated());
    cases.extend(paths());
    cases
}

fn case(name: &str) -> CaseBuilder {
    CaseBuilder::new(SECTION, name)
}

fn changed() -> Expect {
    accepted("ChangePassword.accepts")
}

/// Seen working, then deleted with its key. The lane's user shows that nobody else was hit.
fn deleted() -> Case {
    let case = case("deleted");
    let [first, second, third] = ["first", "second", "third"].map(|word| case.fresh(word));
    let late = Request::change(second.clone(), third).signed(Sign::Broken(Breach::DeletedKey));
    case.needing(|needs| needs.signatures = true)
        .about([Subject::made(first.clone()), Subject::Lane])
        .sends(Request::change(first, second), changed())
        .admin(Admin::DeleteUser { user: 0 })
        .sends(
            late,
            Expect::refused(ClauseId::of("Auth.deleted-key"), &answers::BAD_KEY),
        )
        .build()
}

/// The name is the same, the user is another.
fn recreated() -> Vec<Case> {
    let dead = || Expect::refused(ClauseId::of("User.recreated"), &answers::WRONG_PASSWORD);
    let of = |name: &str, changes: bool, again: &str, old: &str, expect: Expect| {
        let case = case(name);
        let password = |word: &str| case.fresh(word);
        let (first, changed_to) = (password("first"), password("changed"));
        let again = Admin::RecreateUser {
            user: 0,
            password: password(again),
        };
        let request = Request::change(password(old), password("new"));
        let case = case.about([Subject::made(first.clone())]);
        let case = if changes {
            case.sends(Request::change(first, changed_to), changed())
        } else {
            case
        };
        case.admin(again).sends(request, expect).build()
    };
    vec![
        of("recreated", false, "again", "first", dead()),
        of("recreated-after-a-change", true, "again", "changed", dead()),
        of("recreated-alike", true, "first", "first", changed()),
    ]
}

/// A path is part of the ARN, and of nothing that matters here.
fn paths() -> Vec<Case> {
    [
        ("path", "/division/"),
        ("path-deep", "/division/unit/team/"),
        ("path-odd", "/!~%2F*?/"),
    ]
    .into_iter()
    .map(|(name, path)| {
        let case = case(name);
        let [first, new] = ["first", "new"].map(|word| case.fresh(word));
        case.about([Subject::Made {
            path,
            password: Some(first),
            reset_required: false,
            permission: Permission::Inline,
        }])
        .sends(Request::change(Recipe::current(), new), changed())
        .build()
    })
    .collect()
}
