use super::*;
use crate::case::Permission;
use crate::password::{Recipe, Secret};

fn secret(text: &str) -> Secret {
    Secret::new(Recipe::current(), text.as_bytes().to_vec())
}

fn account(passwords: &[&str]) -> Account {
    let mut account = Account::new("user".to_owned(), Some(secret("first")), Permission::Inline);
    for password in passwords {
        account.changed(secret(password));
    }
    account
}

fn ruling(account: &Account, window: usize, new: &str) -> Option<bool> {
    reuse(account, window, new).map(|reason| reason.firm)
}

#[test]
fn the_passwords_before_the_current_one_are_refused_within_the_window() {
    let account = account(&["a", "b", "c", "d"]);
    assert_eq!(ruling(&account, 3, "c"), Some(true));
    assert_eq!(ruling(&account, 3, "b"), Some(true));
    assert_eq!(ruling(&account, 3, "a"), Some(false), "the n-th is open");
    assert_eq!(ruling(&account, 2, "a"), None, "n+1 changes back");
    assert_eq!(
        ruling(&account, 3, "d"),
        Some(false),
        "the current one is open"
    );
}

#[test]
fn a_first_password_set_by_an_administrator_is_never_surely_refused() {
    assert_eq!(ruling(&account(&["a"]), 24, "first"), Some(false));
}

#[test]
fn where_nobody_knows_which_password_is_in_force_reuse_is_never_sure() {
    let mut lost = account(&["a", "b", "c"]);
    assert_eq!(ruling(&lost, 3, "b"), Some(true));
    lost.perhaps_changed(secret("d"));
    assert_eq!(ruling(&lost, 3, "b"), Some(false));
    assert_eq!(ruling(&lost, 3, "c"), Some(false), "it may be in force");
    assert_eq!(ruling(&lost, 3, "d"), Some(false), "so may this");
    assert_eq!(ruling(&lost, 3, "never"), None);
}

#[test]
fn what_an_administrator_set_makes_later_ones_lie_nearer_than_they_seem() {
    let mut account = account(&["a", "b"]);
    account.reset(Some(secret("set")));
    account.changed(secret("c"));
    account.changed(secret("d"));
    // Before d: c, and what may not count: set; then b, which the reset took away, and a.
    assert_eq!(ruling(&account, 24, "set"), Some(false));
    assert_eq!(ruling(&account, 2, "b"), Some(false));
    assert_eq!(ruling(&account, 2, "c"), Some(true));
    assert_eq!(ruling(&account, 24, "a"), Some(true));
}

fn told(reasons: &[Reason]) -> Vec<(&str, bool)> {
    reasons
        .iter()
        .map(|reason| (reason.clause.as_str(), reason.firm))
        .collect()
}

#[test]
fn a_class_that_is_asked_for_must_be_there_and_what_only_looks_like_it_is_not_it() {
    let model = Model::compiled_in().unwrap();
    for (class, password, clause) in [
        (Class::Upper, "abcdefG", None),
        (Class::Upper, "abcdef1!", Some("Policy.upper")),
        (Class::Upper, "abcdefÉ", Some("Policy.ascii-classes")),
        (Class::Lower, "ABCDEFg", None),
        (Class::Lower, "ABCDEF1!", Some("Policy.lower")),
        (Class::Lower, "ABCDEFé", Some("Policy.ascii-classes")),
        (Class::Number, "abcdef7", None),
        (Class::Number, "abcdefG!", Some("Policy.number")),
        (Class::Number, "abcdef²", Some("Policy.ascii-classes")),
        (Class::Symbol, "abcdef'", None),
        (Class::Symbol, "abcdefG1", Some("Policy.symbol")),
        (Class::Symbol, "abcdef~", Some("Policy.symbols")),
        (Class::Symbol, "abcdefé", Some("Policy.ascii-classes")),
    ] {
        let policy = AccountPolicy::RELAXED.requiring(class);
        let found = rules(&model, &policy, password);
        let expected: Vec<(&str, bool)> = clause.map(|clause| (clause, true)).into_iter().collect();
        assert_eq!(told(&found), expected, "{class:?} in {password}");
        assert!(rules(&model, &AccountPolicy::RELAXED, password).is_empty());
    }
}

#[test]
fn without_a_policy_eight_characters_of_three_classes_will_do() {
    let model = Model::compiled_in().unwrap();
    for (password, expected) in [
        ("abcdeF1!", vec![]),
        ("abcdefG1", vec![]),
        ("abcdeF1", vec![("Policy.unset.length", true)]),
        ("abcdefgh1", vec![("Policy.unset.classes", true)]),
        ("abcdefgh", vec![("Policy.unset.classes", true)]),
        ("abcdefg~1", vec![("Policy.symbols", true)]),
        ("abcdefgé1", vec![("Policy.ascii-classes", true)]),
        (
            "abc1",
            vec![
                ("Policy.unset.length", true),
                ("Policy.unset.classes", true),
            ],
        ),
    ] {
        assert_eq!(told(&unset(&model, password)), expected, "{password}");
    }
}

#[test]
fn the_policy_that_holds_is_the_one_that_objects() {
    let model = Model::compiled_in().unwrap();
    let user = account(&["a", "b"]);
    let found = |policy: PolicyInForce, new: &str| {
        let reasons = objections(&model, &policy, &user, new);
        let told = told(&reasons).into_iter();
        told.map(|(clause, firm)| (clause.to_owned(), firm))
            .collect::<Vec<_>>()
    };
    let of = |clause: &str, firm| vec![(clause.to_owned(), firm)];
    let remembering = AccountPolicy {
        minimum_length: 1,
        reuse_prevention: Some(3),
        ..AccountPolicy::RELAXED
    };
    let relaxed = PolicyInForce::Set(AccountPolicy::RELAXED);
    assert_eq!(found(relaxed.clone(), "abcdef"), []);
    assert_eq!(found(relaxed, "abcde"), of("Policy.minimum-length", true));
    let remembering = PolicyInForce::Set(remembering);
    assert_eq!(found(remembering, "a"), of("Policy.reuse", true));
    assert_eq!(
        found(PolicyInForce::Unset, "abcdefgh"),
        of("Policy.unset.classes", true)
    );
    assert_eq!(
        found(PolicyInForce::Unknown, "abcdefgh"),
        of("Policy.conformant", false)
    );
}

#[test]
fn a_password_of_the_minimum_in_characters_is_long_enough_whatever_its_bytes() {
    for password in ["abcdef", "ÿÿÿÿÿÿ", "abcdefg"] {
        assert!(too_short(password, 6, "Policy.minimum-length").is_none());
    }
}

#[test]
fn a_short_password_that_is_long_enough_in_bytes_is_open() {
    assert_eq!(
        too_short("ÿÿÿ", 6, "Policy.minimum-length").map(|reason| reason.firm),
        Some(false)
    );
    assert_eq!(
        too_short("abc", 6, "Policy.minimum-length").map(|reason| reason.firm),
        Some(true)
    );
}
