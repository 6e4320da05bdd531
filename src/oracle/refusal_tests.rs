use super::*;
use crate::oracle::scene::{Scene, secret};
use crate::spec::AccountPolicy;

/// What the state has against the scene's request with these values: each clause, and whether it is firm.
fn against(scene: &Scene, old: &str, new: &str) -> Vec<(String, bool)> {
    told(reasons(&scene.question(), old.as_bytes(), new.as_bytes()))
}

fn told(reasons: Vec<Reason>) -> Vec<(String, bool)> {
    reasons
        .into_iter()
        .map(|reason| (reason.clause.to_string(), reason.firm))
        .collect()
}

fn of(clause: &str, firm: bool) -> Vec<(String, bool)> {
    vec![(clause.to_owned(), firm)]
}

#[test]
fn root_and_a_role_s_session_have_no_password_of_a_user() {
    let scene = Scene::right();
    for (caller, clause) in [
        (Caller::Root, "Operation.root"),
        (Caller::Role, "Permission.session"),
    ] {
        let question = Question {
            caller,
            ..scene.question()
        };
        let found = reasons(&question, b"old-1234", b"new-1234");
        assert_eq!(told(found), of(clause, true));
    }
}

#[test]
fn what_allows_the_call_is_the_own_policy_or_the_account_s() {
    let set = |allow_users| {
        PolicyInForce::Set(AccountPolicy {
            allow_users,
            ..AccountPolicy::RELAXED
        })
    };
    let granted = [
        Permission::Inline,
        Permission::OwnArn,
        Permission::InlineVariable,
        Permission::Managed,
        Permission::Broad,
    ];
    let not_granted = [
        Permission::None,
        Permission::AccountPolicyOnly,
        Permission::Elsewhere,
    ];
    for (policy, without) in [
        (set(true), None),
        (set(false), Some(true)),
        (PolicyInForce::Unset, Some(false)),
        (PolicyInForce::Unknown, Some(false)),
    ] {
        let firm = |permission, path| {
            let account = Account::new("user".to_owned(), None, permission).behind(path);
            super::permission(&account, &policy).map(|reason| {
                assert!(reason.answers.accepts(403, Some("AccessDenied")));
                let clause = match permission {
                    Permission::Denied => "Permission.deny",
                    _ => "Permission.none",
                };
                assert_eq!(reason.clause.as_str(), clause);
                reason.firm
            })
        };
        for permission in granted {
            assert_eq!(firm(permission, "/"), None, "{permission:?} {policy:?}");
        }
        for permission in not_granted {
            assert_eq!(firm(permission, "/"), without, "{permission:?} {policy:?}");
        }
        assert_eq!(firm(Permission::Denied, "/"), Some(true), "a deny wins");
        let users_may = without.is_none();
        let behind_a_path = (!users_may).then_some(false);
        assert_eq!(firm(Permission::Managed, "/division/"), behind_a_path);
        assert_eq!(firm(Permission::Inline, "/division/"), None);
    }
}

#[test]
fn the_old_password_is_the_one_in_force_and_no_other() {
    let scene = Scene::right();
    assert_eq!(against(&scene, "old-1234", "new-1234"), []);
    for wrong in ["old-123", "old-12345", "Old-1234", "old-1234 ", "new-1234"] {
        assert_eq!(
            against(&scene, wrong, "new-1234"),
            of("OldPassword.match", true),
            "{wrong}"
        );
    }
    assert_eq!(
        against(&scene, "old-1234", "old-1234"),
        of("ChangePassword.same-password", false)
    );
    assert_eq!(
        against(&scene, "wrong-12", "wrong-12"),
        of("OldPassword.match", true),
        "that it is the same excuses no wrong one"
    );
}

#[test]
fn of_two_that_may_be_in_force_either_may_be_wrong_and_a_third_surely_is() {
    let mut scene = Scene::right();
    scene.account.perhaps_changed(secret("perhaps-1"));
    let clause = "OldPassword.match";
    assert_eq!(against(&scene, "old-1234", "new-1234"), of(clause, false));
    assert_eq!(against(&scene, "perhaps-1", "new-1234"), of(clause, false));
    assert_eq!(against(&scene, "wrong-12", "new-1234"), of(clause, true));
}

#[test]
fn a_user_without_a_profile_has_no_password_to_change_and_one_that_is_gone_has_no_state() {
    let without = Scene::right().without_profile();
    assert_eq!(
        against(&without, "old-1234", "new-1234"),
        of("User.no-login-profile", true)
    );
    let mut gone = Scene::right().permitted(Permission::Denied);
    gone.account.exists = false;
    assert_eq!(against(&gone, "wrong-12", "new"), []);
}

#[test]
fn everything_that_stands_against_a_change_is_named() {
    let scene = Scene::right().permitted(Permission::Denied);
    let all = [
        of("Permission.deny", true),
        of("OldPassword.match", true),
        of("Policy.minimum-length", true),
    ];
    assert_eq!(against(&scene, "wrong-12", "new"), all.concat());
}
