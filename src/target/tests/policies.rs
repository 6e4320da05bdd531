//! The account's password policy at the embedded endpoint.

use std::sync::Arc;

use crate::case::PolicyInForce;
use crate::spec::AccountPolicy;
use crate::target::testing::{Script, embedded};
use crate::target::{
    Environment, Journal, PolicyKeeper, SetupError, Target, TargetOptions, put_back,
};

const OWN: AccountPolicy = AccountPolicy {
    minimum_length: 12,
    symbol: true,
    reuse_prevention: Some(3),
    max_age: Some(90),
    ..AccountPolicy::RELAXED
};

#[tokio::test]
async fn a_policy_is_put_back_exactly_as_it_was_found() {
    for found in [None, Some(OWN)] {
        let (_reference, target) = embedded().await;
        let administrator = target.administrator();
        if let Some(policy) = &found {
            administrator
                .update_account_password_policy(policy)
                .await
                .unwrap();
        }
        let journal = Arc::new(Journal::nowhere());
        let keeper = PolicyKeeper::find(&target, Arc::clone(&journal)).await;
        assert_eq!(
            keeper.found(),
            found
                .clone()
                .map_or(PolicyInForce::Unset, PolicyInForce::Set)
        );
        assert!(keeper.may_change());
        for policy in [Some(AccountPolicy::RELAXED), None] {
            keeper.put(policy.as_ref()).await.unwrap();
            assert_eq!(
                administrator.get_account_password_policy().await.unwrap(),
                policy
            );
        }
        assert_eq!(journal.left().describe(), ["the account password policy"]);
        assert!(put_back(administrator, &journal).await.is_empty());
        assert_eq!(
            administrator.get_account_password_policy().await.unwrap(),
            found
        );
        assert!(journal.left().is_empty());
    }
}

#[tokio::test]
async fn a_policy_is_set_even_where_nothing_can_be_deleted_or_updates_are_partial() {
    let unset = ("404 Not Found", "<Error><Code>NoSuchEntity</Code></Error>");
    let lacking = (
        "400 Bad Request",
        "<Error><Code>InvalidAction</Code></Error>",
    );
    let script = Script::of(&[unset, lacking, ("200 OK", "")]).await;
    let target = script.target(0).await;
    let keeper = PolicyKeeper::find(&target, Arc::new(Journal::nowhere())).await;
    keeper.put(Some(&AccountPolicy::RELAXED)).await.unwrap();
    let actions = script.forms();
    assert!(
        actions[1].starts_with("Action=DeleteAccountPasswordPolicy&"),
        "{actions:?}"
    );
    assert!(
        actions[2].starts_with("Action=UpdateAccountPasswordPolicy&"),
        "{actions:?}"
    );
}

#[tokio::test]
async fn a_policy_that_cannot_be_read_is_unknown_and_not_changed() {
    let script = Script::of(&[(
        "501 Not Implemented",
        "<Error><Code>InternalFailure</Code></Error>",
    )])
    .await;
    let target = script.target(0).await;
    let keeper = PolicyKeeper::find(&target, Arc::new(Journal::nowhere())).await;
    assert_eq!(keeper.found(), PolicyInForce::Unknown);
    assert!(!keeper.may_change());
    let error = keeper.put(None).await.unwrap_err().to_string();
    assert_eq!(
        error,
        "know the account password policy: GetAccountPasswordPolicy was refused with 501 InternalFailure"
    );
    assert_eq!(script.forms().len(), 1);
}

#[tokio::test]
async fn another_machine_s_policy_is_not_changed_unless_that_is_allowed() {
    let (reference, _) = embedded().await;
    let options = TargetOptions {
        endpoint_url: Some(reference.url()),
        keys: Some(reference.admin()),
        ..TargetOptions::default()
    };
    let mut target = Target::connect(&options, &Environment::default())
        .await
        .unwrap();
    target.pretend_remote();
    let journal = Arc::new(Journal::nowhere());
    let keeper = PolicyKeeper::find(&target, Arc::clone(&journal)).await;
    assert!(!keeper.may_change());
    assert!(matches!(
        keeper.put(None).await,
        Err(SetupError::PolicyNotAllowed)
    ));
    assert!(journal.left().is_empty());
}
