//! The journal, written by one run and read by another.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::target::{Entry, Found, Journal, RunId};

fn user(name: &str) -> Entry {
    Entry::User { name: name.into() }
}

fn gone(name: &str) -> Entry {
    Entry::UserGone { name: name.into() }
}

fn journal(directory: &Path) -> Journal {
    Journal::within(
        directory,
        RunId::random(),
        "http://127.0.0.1:1",
        "us-east-1",
    )
}

fn only(directory: &Path) -> PathBuf {
    let all = Journal::all_within(directory).unwrap();
    assert_eq!(all.len(), 1);
    all[0].clone()
}

fn reopened(path: &Path) -> Journal {
    match Journal::reopen(path).unwrap() {
        Found::Over(journal) => journal,
        Found::InUse => panic!("the journal is in use"),
    }
}

#[test]
fn nothing_is_written_until_something_is_made() {
    let directory = tempfile::tempdir().unwrap();
    let state = directory.path().join("state");
    let journal = journal(&state);
    assert!(Journal::all_within(&state).unwrap().is_empty());
    journal.before(user("a")).unwrap();
    only(&state);
}

#[test]
fn a_journal_is_removed_when_all_is_put_back_and_not_before() {
    let directory = tempfile::tempdir().unwrap();
    let journal = journal(directory.path());
    journal.before(user("a")).unwrap();
    journal.before(Entry::Policy { found: None }).unwrap();
    journal.after(gone("a"));
    assert_eq!(journal.close().describe(), ["the account password policy"]);
    only(directory.path());
    journal.after(Entry::PolicyBack);
    assert!(journal.close().is_empty());
    assert!(Journal::all_within(directory.path()).unwrap().is_empty());
}

#[test]
fn what_a_killed_run_left_is_read_back_even_with_its_last_line_cut() {
    let directory = tempfile::tempdir().unwrap();
    let killed = journal(directory.path());
    let found = BTreeMap::from([("MinimumPasswordLength".to_owned(), "12".to_owned())]);
    killed.before(user("a")).unwrap();
    killed.before(user("b")).unwrap();
    killed.after(gone("a"));
    killed
        .before(Entry::Policy {
            found: Some(found.clone()),
        })
        .unwrap();
    drop(killed);
    let path = only(directory.path());
    let mut text = std::fs::read_to_string(&path).unwrap();
    text.push_str("{\"what\":\"moon-landing\"}\n{\"what\":\"user\",\"na");
    std::fs::write(&path, text).unwrap();
    let journal = reopened(&path);
    assert_eq!(journal.about(), Some(("http://127.0.0.1:1", "us-east-1")));
    let left = journal.left();
    assert_eq!(left.users, ["b"]);
    assert_eq!(left.policy, Some(Some(found)));
}

#[test]
fn a_journal_in_use_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let running = journal(directory.path());
    running.before(user("a")).unwrap();
    let path = only(directory.path());
    assert!(matches!(Journal::reopen(&path), Ok(Found::InUse)));
    drop(running);
    assert_eq!(reopened(&path).left().users, ["a"]);
}

#[test]
fn a_file_that_is_no_journal_is_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("x.jsonl");
    for text in [
        "",
        "\0\u{1}",
        "{\"what\":\"user\",\"name\":\"a\"}\n",
        "[]\n",
    ] {
        std::fs::write(&path, text).unwrap();
        assert!(Journal::reopen(&path).is_err(), "{text}");
    }
}

#[test]
fn a_journal_that_cannot_be_written_keeps_the_thing_from_being_made() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    std::fs::write(&file, "").unwrap();
    let journal = journal(&file);
    let error = journal.before(user("a")).unwrap_err().to_string();
    assert!(error.starts_with("write the journal "), "{error}");
    assert!(journal.left().is_empty());
}

#[test]
fn a_journal_without_a_file_still_knows_what_is_left() {
    let journal = Journal::nowhere();
    journal.before(user("a")).unwrap();
    assert_eq!(journal.close().describe(), ["the user a"]);
}
