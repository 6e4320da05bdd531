//! FACTS §5: the account password policy.

use crate::stage::{NEW, OLD, Seen, Stage};

const VIOLATION: (u16, &str) = (400, "PasswordPolicyViolation");

/// A stage with this policy, on which alice may change her password.
fn under(policy: &[(&str, &str)]) -> Stage {
    let stage = Stage::new();
    stage.admin("UpdateAccountPasswordPolicy", policy).ok();
    stage
}

/// Whether alice's new password conforms; puts the old one back.
fn conforms(stage: &Stage, new: &str) -> bool {
    let answer = stage.change(&stage.alice, OLD, new);
    if answer.status == 200 {
        stage
            .admin(
                "UpdateLoginProfile",
                &[("UserName", "alice"), ("Password", OLD)],
            )
            .ok();
        return true;
    }
    assert_eq!(answer.verdict(), VIOLATION);
    assert!(stage.in_force(OLD));
    false
}

#[test]
fn without_a_policy_eight_characters_and_three_classes_are_needed() {
    let stage = Stage::new();
    for good in [
        "Abcdefg1",
        "Abcdefg!",
        "abcdef1!",
        "ABCDEF1!",
        "Aa1!Aa1!",
        "        Aa1",
    ] {
        assert!(conforms(&stage, good), "{good}");
    }
    for bad in [
        "Abcdef1",
        "abcdefgh",
        "Abcdefgh",
        "abcdefg1",
        "abcdefg!",
        "1234567!",
        "Abcdefg~",
        "Abcdefg\u{B2}",
        "\u{C9}bcdefg1",
    ] {
        assert!(!conforms(&stage, bad), "{bad}");
    }
}

#[test]
fn a_policy_replaces_the_default_and_its_own_default_is_six_characters() {
    let stage = under(&[]);
    assert!(conforms(&stage, "aaaaaa"));
    assert!(!conforms(&stage, "aaaaa"));
    stage.admin("DeleteAccountPasswordPolicy", &[]).ok();
    assert!(!conforms(&stage, "aaaaaa"));
}

#[test]
fn the_minimum_counts_from_six_to_128() {
    for minimum in [6, 20, 127, 128] {
        let stage = under(&[("MinimumPasswordLength", &minimum.to_string())]);
        let short = stage.change(&stage.alice, OLD, &"a".repeat(minimum - 1));
        assert_eq!(short.verdict(), VIOLATION);
        stage.change(&stage.alice, OLD, &"a".repeat(minimum)).ok();
    }
}

#[test]
fn classes_are_ascii_and_symbols_are_those_documented() {
    for (name, good, bad) in [
        ("RequireUppercaseCharacters", "aaaaaaA", "aaaaa1!\u{C9}"),
        ("RequireLowercaseCharacters", "AAAAAAa", "AAAAA1!\u{E9}"),
        ("RequireNumbers", "aaaaaa1", "aaaaaA!\u{B2}"),
    ] {
        let stage = under(&[(name, "true")]);
        assert!(conforms(&stage, good) && !conforms(&stage, bad), "{name}");
    }
    let stage = under(&[("RequireSymbols", "true")]);
    let symbols = "!@#$%^&*()_+-=[]{}|'";
    for c in (' '..='\u{FF}').filter(|c| !c.is_ascii_alphanumeric()) {
        assert_eq!(
            conforms(&stage, &format!("aaaaaaA1{c}")),
            symbols.contains(c),
            "{c}"
        );
    }
}

#[test]
fn with_a_window_of_n_the_last_n_passwords_are_refused_and_older_ones_accepted() {
    let change = |stage: &Stage, from: usize, to: usize| -> Seen {
        let password = |n: usize| {
            if n == 0 {
                OLD.to_owned()
            } else {
                format!("Password-{n}")
            }
        };
        stage.change(&stage.alice, &password(from), &password(to))
    };
    for n in [1, 2, 3, 24] {
        let stage = under(&[("PasswordReusePrevention", &n.to_string())]);
        for step in 0..=n {
            change(&stage, step, step + 1).ok();
        }
        let current = n + 1;
        for refused in 2..=current {
            assert_eq!(
                change(&stage, current, refused).verdict(),
                VIOLATION,
                "{n} {refused}"
            );
        }
        change(&stage, current, 1).ok();
    }
}

#[test]
fn the_window_is_each_users_own_exact_and_fed_by_successful_changes() {
    let stage = under(&[("PasswordReusePrevention", "24")]);
    let bob = stage.user("bob", OLD);
    stage.change(&bob, OLD, "Bobs-password-1").ok();
    assert_eq!(
        stage
            .change(&stage.alice, "wrong", "Tried-password-1")
            .status,
        403
    );
    let mut current = OLD;
    for new in [
        "Bobs-password-1",
        "Tried-password-1",
        "tried-password-1",
        NEW,
    ] {
        stage.change(&stage.alice, current, new).ok();
        current = new;
    }
    for used in ["Bobs-password-1", "Tried-password-1", "tried-password-1"] {
        assert_eq!(stage.change(&stage.alice, NEW, used).verdict(), VIOLATION);
    }
}

#[test]
fn an_update_is_never_partial() {
    let stage = under(&[
        ("MinimumPasswordLength", "20"),
        ("RequireSymbols", "true"),
        ("MaxPasswordAge", "90"),
    ]);
    let shown = || stage.admin("GetAccountPasswordPolicy", &[]).ok();
    assert_eq!(shown().text("MinimumPasswordLength"), "20");
    assert_eq!(shown().text("ExpirePasswords"), "true");
    assert_eq!(shown().text("MaxPasswordAge"), "90");
    stage
        .admin(
            "UpdateAccountPasswordPolicy",
            &[("PasswordReusePrevention", "5"), ("HardExpiry", "true")],
        )
        .ok();
    let after = shown();
    for (name, value) in [
        ("MinimumPasswordLength", "6"),
        ("RequireSymbols", "false"),
        ("RequireNumbers", "false"),
        ("RequireUppercaseCharacters", "false"),
        ("RequireLowercaseCharacters", "false"),
        ("AllowUsersToChangePassword", "false"),
        ("ExpirePasswords", "false"),
        ("MaxPasswordAge", ""),
        ("PasswordReusePrevention", "5"),
        ("HardExpiry", "true"),
    ] {
        assert_eq!(after.text(name), value, "{name}");
    }
}

#[test]
fn a_policy_out_of_range_is_refused_and_nothing_changes() {
    let stage = Stage::new();
    for (name, value) in [
        ("MinimumPasswordLength", "5"),
        ("MinimumPasswordLength", "129"),
        ("MinimumPasswordLength", ""),
        ("MaxPasswordAge", "0"),
        ("MaxPasswordAge", "1096"),
        ("PasswordReusePrevention", "0"),
        ("PasswordReusePrevention", "25"),
        ("PasswordReusePrevention", "-1"),
        ("RequireSymbols", "yes"),
    ] {
        let answer = stage.admin("UpdateAccountPasswordPolicy", &[(name, value)]);
        assert_eq!(answer.verdict(), (400, "ValidationError"), "{name}={value}");
    }
    assert_eq!(
        stage.admin("GetAccountPasswordPolicy", &[]).verdict(),
        (404, "NoSuchEntity")
    );
    assert_eq!(
        stage.admin("DeleteAccountPasswordPolicy", &[]).verdict(),
        (404, "NoSuchEntity")
    );
}

#[test]
fn a_password_of_earlier_days_need_not_conform() {
    let stage = under(&[("MinimumPasswordLength", "40")]);
    let long = "a".repeat(40);
    stage.change(&stage.alice, OLD, &long).ok();
    assert_eq!(stage.change(&stage.alice, &long, OLD).verdict(), VIOLATION);
}

#[test]
fn administrators_obey_the_policy_and_the_constraints_too() {
    let stage = Stage::new();
    let with = |action: &str, user: &str, password: &str| {
        let parameters = [("UserName", user), ("Password", password)];
        stage.admin(action, &parameters)
    };
    stage.admin("CreateUser", &[("UserName", "bob")]).ok();
    for (action, user) in [
        ("CreateLoginProfile", "bob"),
        ("UpdateLoginProfile", "alice"),
    ] {
        assert_eq!(with(action, user, "short").verdict(), VIOLATION);
        assert_eq!(
            with(action, user, "Passw0rd\u{100}").verdict(),
            (400, "ValidationError")
        );
        assert_eq!(
            with(action, user, &"Aa1".repeat(43)).verdict(),
            (400, "ValidationError")
        );
    }
    assert_eq!(
        stage
            .admin("GetLoginProfile", &[("UserName", "bob")])
            .verdict(),
        (404, "NoSuchEntity")
    );
    assert!(stage.in_force(OLD));
}
