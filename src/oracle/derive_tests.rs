use super::*;
use crate::case::{Account, Oddity, Sign};
use crate::oracle::scene::{ACTION as OURS, Scene, secret};

/// What is derived for a user whose password is `old-1234`.
fn derived(method: &str, target: &str, body: &str) -> Derived {
    derived_for(&user(Permission::Inline), method, target, body)
}

fn user(permission: Permission) -> Account {
    Account::new("user".to_owned(), Some(secret("old-1234")), permission)
}

fn derived_for(account: &Account, method: &str, target: &str, body: &str) -> Derived {
    let mut scene = Scene::right().by(method).with_body(body);
    scene.http.target = target.to_owned();
    scene.account = account.clone();
    scene.derived()
}

fn posted(rest: &str) -> Derived {
    derived("POST", "/", &format!("{OURS}&{rest}"))
}

fn ruled(derived: &Derived) -> (Ruling, &str) {
    (derived.expect.ruling, derived.expect.clause.as_str())
}

fn after(derived: &Derived) -> Vec<String> {
    let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
    derived.after.iter().map(text).collect()
}

#[test]
fn whether_the_managed_policy_speaks_of_a_user_behind_a_path_is_open() {
    let body = format!("{OURS}&OldPassword=old-1234&NewPassword=new-1234");
    let ruling = |path| {
        let account = user(Permission::Managed).behind(path);
        derived_for(&account, "POST", "/", &body).expect.ruling
    };
    assert_eq!(ruling("/"), Ruling::Accepted);
    assert_eq!(ruling("/division/"), Ruling::Open);
}

#[test]
fn of_two_good_new_passwords_either_may_be_in_force() {
    let derived = posted("OldPassword=old-1234&NewPassword=first-1&NewPassword=last-1");
    let clause = "FrontEnd.duplicate.one";
    assert_eq!(ruled(&derived), (Ruling::Accepted, clause));
    assert_eq!(after(&derived), ["first-1", "last-1"]);
}

#[test]
fn of_a_right_and_a_wrong_value_the_first_should_count() {
    let clause = "FrontEnd.duplicate";
    let right = posted("OldPassword=old-1234&OldPassword=wrong&NewPassword=new-1234");
    assert_eq!(ruled(&right), (Ruling::Accepted, clause));
    let wrong = posted("OldPassword=wrong&OldPassword=old-1234&NewPassword=new-1234");
    assert_eq!(ruled(&wrong), (Ruling::Refused, clause));
    let bad = posted("OldPassword=old-1234&NewPassword=new-1234&NewPassword=%01");
    assert_eq!(
        after(&bad),
        ["new-1234"],
        "the bad one never comes in force"
    );
    let both = posted("OldPassword=wrong&OldPassword=bad&NewPassword=new-1234");
    assert_eq!(ruled(&both), (Ruling::Refused, "OldPassword.match"));
    assert_eq!(
        after(&both),
        ["new-1234"],
        "an endpoint that accepts it all the same has taken it"
    );
}

#[test]
fn what_is_to_be_ignored_is_no_firm_reason_either_way() {
    let good = "OldPassword=old-1234&NewPassword=new-1234";
    for odd in ["&Extra=1", "&Extra", "&", "&&", "&=1", "&NewPassword"] {
        let derived = posted(&format!("{good}{odd}"));
        let clause = "FrontEnd.unknown-parameter";
        assert_eq!(ruled(&derived), (Ruling::Accepted, clause), "{odd}");
        assert_eq!(after(&derived), ["new-1234"], "{odd}");
    }
    let refused = posted("OldPassword=old-1234&Extra=1");
    assert_eq!(ruled(&refused), (Ruling::Refused, "NewPassword.required"));
    assert!(
        refused
            .expect
            .answers
            .contains(&&answers::UNKNOWN_PARAMETER)
    );
}

#[test]
fn a_malformed_escape_is_literal_in_part_or_as_a_whole_or_refused() {
    let derived = posted("OldPassword=old-1234&NewPassword=new-%%41%21");
    assert_eq!(ruled(&derived), (Ruling::Open, "FrontEnd.malformed-escape"));
    assert_eq!(after(&derived), ["new-%A!", "new-%%41%21"]);
}

#[test]
fn a_name_in_another_case_is_blamed_on_the_case_of_names() {
    let missing = posted("oldpassword=old-1234&NewPassword=new-1234");
    assert_eq!(ruled(&missing), (Ruling::Refused, "Form.name-case"));
    let absent = posted("NewPassword=new-1234");
    assert_eq!(ruled(&absent), (Ruling::Refused, "OldPassword.required"));
    let action = derived("POST", "/", "ACTION=ChangePassword&Version=2010-05-08");
    assert_eq!(ruled(&action), (Ruling::Refused, "Form.name-case"));
}

#[test]
fn parameters_in_the_query_of_a_post_are_open() {
    let query = format!("/?{OURS}&OldPassword=old-1234&NewPassword=new-1234");
    let split = derived("POST", &query, "");
    assert_eq!(ruled(&split), (Ruling::Open, "FrontEnd.split"));
    let get = derived("GET", &query, "");
    assert_eq!(ruled(&get), (Ruling::Accepted, "ChangePassword.accepts"));
}

#[test]
fn a_long_target_may_be_refused_and_an_over_long_one_must() {
    for (bytes, ruling) in [(9_000, Ruling::Open), (1_000_000, Ruling::Refused)] {
        let filler = "x".repeat(bytes);
        let query = format!("/?{OURS}&OldPassword=old-1234&NewPassword=new-1234&Extra={filler}");
        let derived = derived("GET", &query, "");
        assert_eq!(ruled(&derived), (ruling, "FrontEnd.head-too-large"));
        assert!(derived.expect.silence);
    }
}

#[test]
fn an_action_that_is_no_text_may_be_refused_for_that() {
    let derived = derived("POST", "/", "Action=%FF&Version=2010-05-08");
    assert_eq!(
        ruled(&derived),
        (Ruling::Refused, "FrontEnd.unknown-action")
    );
    assert!(derived.expect.answers.contains(&&answers::NOT_UTF8));
    assert!(derived.after.is_empty());
}

#[test]
fn whether_the_caller_has_a_login_profile_is_known_where_its_signature_holds() {
    let has = |scene: &Scene| scene.derived().has_profile;
    assert!(has(&Scene::right()));
    assert!(!has(&Scene::right().without_profile()));
    let mut scene = Scene::right();
    scene.sign = Sign::Odd(Oddity::GarbageToken);
    assert!(has(&scene), "whether it holds is open");
    scene.sign = Sign::None;
    assert!(!has(&scene));
    let right = Scene::right();
    let root = Question {
        caller: Caller::Root,
        ..right.question()
    };
    assert!(!derive(&root).has_profile);
}

#[test]
fn an_action_that_nobody_has_may_be_denied_to_all_but_those_who_may_do_everything() {
    let denied = |scene: &Scene| {
        let answers = scene.derived().expect.answers;
        answers.contains(&&answers::ACCESS_DENIED)
    };
    let unknown = || Scene::right().with_body("Action=Nothing&Version=2010-05-08");
    assert!(denied(&unknown()));
    assert!(!denied(&unknown().permitted(Permission::Broad)));
    assert!(!denied(&Scene::right().with_body("Version=2010-05-08")));
    let scene = unknown();
    let root = Question {
        caller: Caller::Root,
        ..scene.question()
    };
    let answers = derive(&root).expect.answers;
    assert!(!answers.contains(&&answers::ACCESS_DENIED));
}

#[test]
fn what_fails_in_several_ways_may_be_refused_for_any_of_them() {
    let mut unsigned = Scene::posts("OldPassword=old-1234");
    unsigned.sign = Sign::None;
    let derived = unsigned.derived();
    assert_eq!(ruled(&derived), (Ruling::Refused, "Auth.unsigned"));
    assert_eq!(
        derived.expect.answers,
        [&answers::UNSIGNED, &answers::MISSING]
    );
}

#[test]
fn a_value_that_breaks_a_constraint_is_held_against_no_state() {
    let bad = Scene::posts("OldPassword=wrong&NewPassword=%01").permitted(Permission::Denied);
    let derived = bad.derived();
    let clause = "NewPassword.pattern.refuses";
    assert_eq!(ruled(&derived), (Ruling::Refused, clause));
    assert_eq!(derived.expect.answers, [&answers::VALIDATION]);
}
