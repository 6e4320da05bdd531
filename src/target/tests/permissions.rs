//! Each permission does at the embedded endpoint what it says.

use super::provisioning::provisioner;
use crate::case::Permission;
use crate::spec::AccountPolicy;
use crate::target::testing::{change, embedded, password};
use crate::target::{Target, UserSpec};

const ALLOWING: [Permission; 4] = [
    Permission::Inline,
    Permission::InlineVariable,
    Permission::Managed,
    Permission::Broad,
];
const ALL: [Permission; 7] = [
    Permission::Inline,
    Permission::InlineVariable,
    Permission::Managed,
    Permission::Broad,
    Permission::AccountPolicyOnly,
    Permission::None,
    Permission::Denied,
];

async fn permits(target: &Target, permission: Permission, path: &str) -> bool {
    let provisioner = provisioner(target);
    let spec = UserSpec {
        path: path.to_owned(),
        permission,
        ..UserSpec::usual(password("old"))
    };
    let user = provisioner.provision("lane", &spec).await.unwrap();
    let changed = change(target, &user.keys, &password("old"), &password("new")).await;
    if let Err(failed) = &changed {
        assert_eq!(failed.code(), Some("AccessDenied"), "{failed}");
    }
    provisioner.delete(&user.name).await.unwrap();
    changed.is_ok()
}

#[tokio::test]
async fn what_allows_does_and_what_does_not_does_not() {
    let (_reference, target) = embedded().await;
    for permission in ALL {
        let expected = ALLOWING.contains(&permission);
        assert_eq!(
            permits(&target, permission, "/").await,
            expected,
            "{permission:?}"
        );
    }
}

#[tokio::test]
async fn inline_permissions_reach_a_user_with_a_path() {
    let (_reference, target) = embedded().await;
    for permission in [
        Permission::Inline,
        Permission::InlineVariable,
        Permission::Broad,
    ] {
        assert!(
            permits(&target, permission, "/lab/unit/").await,
            "{permission:?}"
        );
    }
}

#[tokio::test]
async fn the_account_policy_alone_can_allow_it() {
    let (_reference, target) = embedded().await;
    let policy = AccountPolicy {
        allow_users: true,
        ..AccountPolicy::RELAXED
    };
    target
        .administrator()
        .update_account_password_policy(&policy)
        .await
        .unwrap();
    assert!(permits(&target, Permission::AccountPolicyOnly, "/").await);
    assert!(!permits(&target, Permission::Denied, "/").await);
}

#[tokio::test]
async fn a_permission_can_be_changed_for_any_other() {
    let (_reference, target) = embedded().await;
    let provisioner = provisioner(&target);
    let mut old = password("old");
    let mut user = provisioner
        .provision("lane", &UserSpec::usual(old.clone()))
        .await
        .unwrap();
    for (number, from) in ALL.into_iter().enumerate() {
        for to in ALL {
            provisioner.permit(&mut user, from).await.unwrap();
            provisioner.permit(&mut user, to).await.unwrap();
            assert_eq!(user.permission, to);
            let new = password(&format!("{number} {to:?}"));
            let allowed = change(&target, &user.keys, &old, &new).await.is_ok();
            assert_eq!(allowed, ALLOWING.contains(&to), "{from:?} to {to:?}");
            if allowed {
                old = new;
            }
        }
    }
}
