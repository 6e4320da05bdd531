use std::time::Duration;

use super::*;
use crate::case::{Account, Permission, PolicyInForce, Sign, Transport};
use crate::oracle::{Caller, Question, derive};
use crate::password::Recipe;
use crate::spec::AccountPolicy;
use crate::wire::HttpRequest;

/// What is found wrong with that error, given to a user of that password for that old and that new one.
fn found(
    in_force: Option<&str>,
    rest: &str,
    status: u16,
    code: &str,
) -> Vec<(Check, String, String)> {
    let model = Model::compiled_in().unwrap();
    let password = in_force.map(|text| Secret::new(Recipe::current(), text.as_bytes().to_vec()));
    let account = Account::new("user".to_owned(), password, Permission::Inline);
    let http = HttpRequest {
        method: "POST".to_owned(),
        target: "/".to_owned(),
        headers: vec![("Content-Type".to_owned(), crate::case::FORM.to_owned())],
        body: format!("Action=ChangePassword&Version=2010-05-08&{rest}").into_bytes(),
    };
    let derived = derive(&Question {
        model: &model,
        http: &http,
        prefix: "",
        caller: Caller::User(&account),
        sign: &Sign::Header,
        transport: &Transport::Plain,
        policy: &PolicyInForce::Set(AccountPolicy::RELAXED),
    });
    let body = format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>m</Message></Error>\
         <RequestId>1</RequestId></ErrorResponse>"
    );
    let answer = Ok(Answer {
        status,
        headers: vec![("content-type".to_owned(), b"text/xml".to_vec())],
        body: body.into_bytes(),
        took: Duration::ZERO,
    });
    let exchange = Exchange {
        derived: &derived,
        method: "POST",
        answer: &answer,
        observed: &Observed::of(&answer),
        secrets: &[],
        public: &[],
        repeated_id: false,
    };
    let told = |draft: Draft| (draft.check, draft.clause.to_string(), draft.wanted);
    judge(&model, &exchange)
        .into_iter()
        .filter(|draft| !matches!(draft.check, Check::RequestId | Check::Message))
        .map(told)
        .collect()
}

fn one(check: Check, clause: &str, wanted: &str) -> Vec<(Check, String, String)> {
    vec![(check, clause.to_owned(), wanted.to_owned())]
}

const WRONG: &str = "OldPassword=wrong-12&NewPassword=new-12345";
const RIGHT: &str = "OldPassword=old-12345&NewPassword=new-12345";

#[test]
fn a_code_that_says_something_untrue_of_the_user_is_blamed_as_that_whatever_its_status() {
    for status in [400, 403] {
        assert_eq!(
            found(Some("old-12345"), WRONG, status, "InvalidUserType"),
            one(Check::Code, "Error.user-exists", "any 4xx"),
            "{status}: to answer 400 instead would mend nothing"
        );
    }
}

#[test]
fn a_modelled_code_out_of_place_is_held_against_what_was_wanted_and_not_against_its_own_status() {
    assert_eq!(
        found(None, RIGHT, 403, "InvalidUserType"),
        one(Check::Status, "Error.NoSuchEntity", "404 NoSuchEntity")
    );
}

#[test]
fn a_modelled_code_in_its_place_is_held_against_its_own_status() {
    assert_eq!(
        found(None, RIGHT, 400, "NoSuchEntity"),
        one(Check::Status, "Error.modelled", "404 NoSuchEntity")
    );
    assert_eq!(
        found(Some("old-12345"), WRONG, 400, "LimitExceeded"),
        one(Check::Status, "Error.modelled", "409 LimitExceeded"),
        "where any code will do"
    );
}

#[test]
fn a_wrong_old_password_may_be_answered_with_any_other_refusal() {
    assert_eq!(found(Some("old-12345"), WRONG, 403, "AccessDenied"), []);
    assert_eq!(found(Some("old-12345"), WRONG, 400, "ValidationError"), []);
}
