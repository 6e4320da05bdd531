//! Who may change the own password: by which policy, and what no right spares.

use crate::case::{Case, CaseBuilder, Expect, Permission, Request, Subject};
use crate::matrix::shapes::accepted;
use crate::password::Recipe;
use crate::spec::{AccountPolicy, ClauseId, Model, Parameter, answers};

const SECTION: &str = "identity/permission";

/// AllowUsersToChangePassword, and nothing else.
const USERS_MAY: AccountPolicy = AccountPolicy {
    allow_users: true,
    ..AccountPolicy::RELAXED
};

/// Every way to permit, none, and a denial.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let mut cases = by_identity();
    cases.extend(by_account());
    cases.extend(not_permitted(model));
    cases.extend(broad());
    cases
}

fn user(case: &CaseBuilder, path: &'static str, permission: Permission) -> Subject {
    Subject::Made {
        path,
        password: Some(case.fresh("first")),
        reset_required: false,
        permission,
    }
}

/// A user that is so permitted, under an account policy that permits nobody.
fn about(name: &str, path: &'static str, permission: Permission) -> CaseBuilder {
    let case = CaseBuilder::new(SECTION, name).under(AccountPolicy::RELAXED);
    let user = user(&case, path, permission);
    case.about([user])
}

fn plainly(case: CaseBuilder, expect: Expect) -> Case {
    let request = Request::change(Recipe::current(), case.fresh("new"));
    case.sends(request, expect).build()
}

fn denied(clause: &'static str) -> Expect {
    Expect::refused(ClauseId::of(clause), &answers::ACCESS_DENIED)
}

fn wrong_old(case: CaseBuilder) -> Case {
    let request = Request::change(case.fresh("wrong"), case.fresh("new"));
    let expect = Expect::refused(
        ClauseId::of("Permission.no-shortcut"),
        &answers::WRONG_PASSWORD,
    );
    case.sends(request, expect).build()
}

/// An identity policy allows it; the account policy does not, and does not forbid it either.
fn by_identity() -> Vec<Case> {
    [
        ("own-arn", "/", Permission::OwnArn),
        ("variable", "/", Permission::InlineVariable),
        (
            "variable-behind-path",
            "/division/",
            Permission::InlineVariable,
        ),
        ("managed", "/", Permission::Managed),
    ]
    .into_iter()
    .map(|(name, path, permission)| {
        let clause = if permission == Permission::Managed {
            "Permission.managed-policy"
        } else {
            "Permission.identity-policy"
        };
        let case = about(name, path, permission);
        let case = case.touching(ClauseId::of("Permission.account-policy-off"));
        plainly(case, accepted(clause))
    })
    .collect()
}

/// The account policy allows it, to every user, and no more than that.
fn by_account() -> Vec<Case> {
    let about = |name, path, permission| about(name, path, permission).under(USERS_MAY);
    let only = Permission::AccountPolicyOnly;
    let allowed = || accepted("Permission.account-policy");
    vec![
        plainly(about("account-policy", "/", only), allowed()),
        plainly(
            about("account-policy-behind-path", "/division/", only),
            allowed(),
        ),
        wrong_old(about("account-policy-wrong-old-password", "/", only)),
        plainly(
            about("account-policy-denied", "/", Permission::Denied),
            denied("Permission.deny"),
        ),
    ]
}

fn not_permitted(model: &Model) -> Vec<Case> {
    let open = Expect::open(ClauseId::of("Permission.none"), &answers::ACCESS_DENIED);
    let over = Recipe::ascii(model.length(Parameter::New).max + 1);
    vec![
        plainly(
            about("none", "/", Permission::None),
            denied("Permission.none"),
        ),
        plainly(
            about("another-s-arn", "/", Permission::Elsewhere),
            denied("Permission.none"),
        ),
        plainly(
            about("denied", "/", Permission::Denied),
            denied("Permission.deny"),
        ),
        // What holds where no account policy is set, the sources do not say.
        plainly(
            about("none-unset", "/", Permission::None).under_none(),
            open,
        ),
        about("none-and-too-long", "/", Permission::None)
            .touching(ClauseId::of("Validation.order"))
            .sends(
                Request::change(Recipe::current(), over),
                Expect::refused(Parameter::New.clause("length.max"), &answers::VALIDATION),
            )
            .build(),
    ]
}

/// Who may do everything still has to know the old password.
fn broad() -> Vec<Case> {
    let about =
        |name| about(name, "/", Permission::Broad).touching(ClauseId::of("Permission.no-shortcut"));
    let without = about("broad-without-old-password");
    let request = Request::change(Recipe::current(), without.fresh("new")).without("OldPassword");
    let without = without.sends(
        request,
        Expect::refused(Parameter::Old.clause("required"), &answers::MISSING),
    );
    let no_profile = CaseBuilder::new(SECTION, "broad-without-profile").about([Subject::Made {
        path: "/",
        password: None,
        reset_required: false,
        permission: Permission::Broad,
    }]);
    let request = Request::change(no_profile.fresh("old"), no_profile.fresh("new"));
    let no_profile = no_profile.sends(
        request,
        Expect::refused(
            ClauseId::of("User.no-login-profile"),
            &answers::NO_SUCH_ENTITY,
        ),
    );
    vec![
        plainly(about("broad"), accepted("Permission.identity-policy")),
        wrong_old(about("broad-wrong-old-password")),
        without.build(),
        no_profile.build(),
    ]
}
