//! Putting back what a killed run has left.

use std::path::Path;
use std::sync::Arc;

use crate::reference::Reference;
use crate::spec::AccountPolicy;
use crate::target::testing::{embedded, password};
use crate::target::{
    Environment, Journal, PREFIX, PolicyKeeper, Provisioner, RunId, Target, TargetOptions,
    UserSpec, clean, clean_all,
};

/// The credentials of the environment, and nothing that says where.
fn environment(reference: &Reference) -> Environment {
    let keys = reference.admin();
    Environment::of([
        ("AWS_ACCESS_KEY_ID", keys.access.as_str()),
        ("AWS_SECRET_ACCESS_KEY", keys.expose_secret()),
    ])
}

/// A run that makes two users and a role, changes the policy, and is killed.
async fn killed_run(target: &Target, directory: &Path) -> Vec<String> {
    let (run, endpoint) = (RunId::random(), target.endpoint().url());
    let journal = Arc::new(Journal::within(directory, run, endpoint, "us-east-1"));
    let provisioner = Provisioner::new(target.administrator().clone(), Arc::clone(&journal), run);
    for word in ["a", "b"] {
        provisioner
            .provision("lane", &UserSpec::usual(password(word)))
            .await
            .unwrap();
    }
    provisioner.assume_a_role().await.unwrap();
    let keeper = PolicyKeeper::find(target, Arc::clone(&journal)).await;
    keeper.put(Some(&AccountPolicy::RELAXED)).await.unwrap();
    journal.left().describe()
}

#[tokio::test]
async fn a_killed_run_is_cleaned_up_by_its_journal() {
    let directory = tempfile::tempdir().unwrap();
    let (reference, target) = embedded().await;
    let policy = AccountPolicy {
        minimum_length: 9,
        ..AccountPolicy::RELAXED
    };
    target
        .administrator()
        .update_account_password_policy(&policy)
        .await
        .unwrap();
    let left = killed_run(&target, directory.path()).await;
    assert_eq!(left.len(), 4);
    let cleaned = clean(
        directory.path(),
        &TargetOptions::default(),
        &environment(&reference),
    )
    .await
    .unwrap();
    assert_eq!(cleaned.len(), 1);
    assert_eq!(cleaned[0].put_back, left);
    assert!(cleaned[0].left.is_empty(), "{cleaned:?}");
    let administrator = target.administrator();
    assert!(administrator.list_users(PREFIX).await.unwrap().is_empty());
    assert_eq!(
        administrator.get_account_password_policy().await.unwrap(),
        Some(policy)
    );
    assert!(Journal::all_within(directory.path()).unwrap().is_empty());
}

#[tokio::test]
async fn what_cannot_be_put_back_is_told_and_stays_in_the_journal() {
    let directory = tempfile::tempdir().unwrap();
    let (reference, target) = embedded().await;
    let left = killed_run(&target, directory.path()).await;
    let options = TargetOptions::default();
    let environment = environment(&reference);
    reference.stop().await;
    let cleaned = clean(directory.path(), &options, &environment)
        .await
        .unwrap();
    assert!(cleaned[0].put_back.is_empty(), "{cleaned:?}");
    assert_eq!(
        cleaned[0].left,
        [format!(
            "{}: ListAccessKeys got no answer: connection refused",
            left[0]
        )]
    );
    assert_eq!(Journal::all_within(directory.path()).unwrap().len(), 1);
}

#[tokio::test]
async fn a_journal_that_cannot_be_read_does_not_keep_others_from_being_cleaned() {
    let directory = tempfile::tempdir().unwrap();
    let (reference, target) = embedded().await;
    std::fs::write(directory.path().join("0.jsonl"), "no journal").unwrap();
    killed_run(&target, directory.path()).await;
    let cleaned = clean(
        directory.path(),
        &TargetOptions::default(),
        &environment(&reference),
    )
    .await
    .unwrap();
    assert!(
        cleaned[0].left[0].starts_with("the journal cannot be read: "),
        "{cleaned:?}"
    );
    assert!(cleaned[1].left.is_empty(), "{cleaned:?}");
    assert!(
        target
            .administrator()
            .list_users(PREFIX)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn users_without_a_journal_are_found_by_their_name() {
    let directory = tempfile::tempdir().unwrap();
    let (_reference, target) = embedded().await;
    target
        .administrator()
        .create_user("ada", "/")
        .await
        .unwrap();
    killed_run(&target, directory.path()).await;
    let cleaned = clean_all(&target).await.unwrap();
    assert_eq!(cleaned.put_back.len(), 2);
    assert_eq!(
        target.administrator().list_users("a").await.unwrap(),
        ["ada", "administrator"]
    );
    assert!(
        target
            .administrator()
            .list_users(PREFIX)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn no_directory_is_nothing_to_clean() {
    let directory = tempfile::tempdir().unwrap();
    let absent = directory.path().join("absent");
    let cleaned = clean(&absent, &TargetOptions::default(), &Environment::default()).await;
    assert!(cleaned.unwrap().is_empty());
}
