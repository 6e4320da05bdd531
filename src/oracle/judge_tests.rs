use super::*;
use crate::case::{Framing, Permission, Transport};
use crate::oracle::scene::{Scene, answer, error, secret, success};

/// What is found wrong: the check, the clause, and what was wanted.
type Found = Vec<(Check, String, String)>;

/// All that is found wrong with that answer to the scene's request, but for its request id and the text of its message.
fn judged(scene: &Scene, answer: Result<Answer, NoAnswer>) -> Found {
    told(drafts(scene, &scene.derived(), &answer, false))
}

fn drafts(
    scene: &Scene,
    derived: &Derived,
    answer: &Result<Answer, NoAnswer>,
    repeated_id: bool,
) -> Vec<Draft> {
    let exchange = Exchange {
        derived,
        method: &scene.http.method,
        answer,
        observed: &Observed::of(answer),
        secrets: &[(Some("NewPassword"), secret("new-1234"))],
        public: &[],
        repeated_id,
    };
    judge(&scene.model, &exchange)
}

fn told(drafts: Vec<Draft>) -> Found {
    drafts
        .into_iter()
        .filter(|draft| !matches!(draft.check, Check::RequestId | Check::Message))
        .map(|draft| (draft.check, draft.clause.to_string(), draft.wanted))
        .collect()
}

fn one(check: Check, clause: &str, wanted: &str) -> Found {
    vec![(check, clause.to_owned(), wanted.to_owned())]
}

/// A wrong old password.
fn wrong() -> Scene {
    Scene::posts("OldPassword=wrong-12&NewPassword=new-1234")
}

/// No new password.
fn missing() -> Scene {
    Scene::posts("OldPassword=old-1234")
}

const MISSING: &str = "400 ValidationError or 400 MissingParameter";
const SUCCESS: &str = "200 ChangePasswordResponse";

fn empty(status: u16) -> Result<Answer, NoAnswer> {
    Ok(answer(status, "text/plain", ""))
}

#[test]
fn a_code_that_says_something_untrue_of_the_user_is_blamed_as_that_whatever_its_status() {
    for status in [400, 403] {
        assert_eq!(
            judged(&wrong(), Ok(error(status, "InvalidUserType"))),
            one(Check::Code, "Error.user-exists", "any 4xx"),
            "{status}: to answer 400 instead would mend nothing"
        );
    }
}

#[test]
fn a_modelled_code_out_of_place_is_held_against_what_was_wanted_and_not_against_its_own_status() {
    let user = Scene::right().without_profile();
    assert_eq!(
        judged(&user, Ok(error(403, "InvalidUserType"))),
        one(Check::Status, "Error.NoSuchEntity", "404 NoSuchEntity")
    );
}

#[test]
fn a_modelled_code_in_its_place_is_held_against_its_own_status() {
    let user = Scene::right().without_profile();
    assert_eq!(judged(&user, Ok(error(404, "NoSuchEntity"))), []);
    assert_eq!(
        judged(&user, Ok(error(400, "NoSuchEntity"))),
        one(Check::Status, "Error.modelled", "404 NoSuchEntity")
    );
    assert_eq!(
        judged(&wrong(), Ok(error(400, "LimitExceeded"))),
        one(Check::Status, "Error.modelled", "409 LimitExceeded"),
        "where any code will do"
    );
}

#[test]
fn a_wrong_old_password_may_be_answered_with_any_other_refusal() {
    assert_eq!(judged(&wrong(), Ok(error(403, "AccessDenied"))), []);
    assert_eq!(judged(&wrong(), Ok(error(400, "ValidationError"))), []);
}

#[test]
fn a_success_has_its_status_its_envelope_and_its_content_type() {
    assert_eq!(judged(&Scene::right(), Ok(success(""))), []);
    let html = Ok(answer(200, "text/html", "<html/>"));
    assert_eq!(
        judged(&Scene::right(), html),
        one(Check::Envelope, "Envelope.success", SUCCESS)
    );
    let mut plain = success("");
    plain.headers[0].1 = b"text/plain".to_vec();
    assert_eq!(
        judged(&Scene::right(), Ok(plain)),
        one(Check::ContentType, "Envelope.content-type", "text/xml")
    );
}

#[test]
fn what_must_be_accepted_is_not_refused_and_what_must_be_refused_is_not_accepted() {
    assert_eq!(
        judged(&Scene::right(), Ok(error(400, "ValidationError"))),
        one(Check::Status, "ChangePassword.accepts", SUCCESS)
    );
    assert_eq!(
        judged(&wrong(), Ok(success(""))),
        one(Check::Status, "OldPassword.match", "any 4xx")
    );
    let unclear = Answer {
        status: 200,
        ..error(400, "ValidationError")
    };
    assert_eq!(
        judged(&wrong(), Ok(unclear)),
        one(Check::Status, "Envelope.status", "any 4xx")
    );
}

#[test]
fn an_answer_comes_in_time_and_in_http_unless_http_lets_the_server_close() {
    let closed = NoAnswer::Closed {
        received: 0,
        expected: None,
    };
    let late = NoAnswer::Timeout {
        after: std::time::Duration::from_secs(1),
        received: 0,
    };
    let malformed = NoAnswer::Malformed("no status line".to_owned());
    let mut half_closed = Scene::right();
    half_closed.transport = Transport::HalfClosed;
    for failure in [closed, NoAnswer::Reset, NoAnswer::Broken("gone".to_owned())] {
        assert_eq!(judged(&half_closed, Err(failure.clone())), []);
        assert_eq!(
            judged(&Scene::right(), Err(failure)),
            one(Check::Answer, "Answer.timely", SUCCESS)
        );
    }
    for (failure, clause) in [(late, "Answer.timely"), (malformed, "Answer.http")] {
        for scene in [&half_closed, &Scene::right()] {
            let found = judged(scene, Err(failure.clone()));
            assert_eq!((found[0].0, found[0].1.as_str()), (Check::Answer, clause));
        }
    }
}

#[test]
fn a_header_out_of_what_was_sent_is_no_header_of_the_answer() {
    let mut injected = success("");
    injected
        .headers
        .push((INJECTED.to_owned(), b"yes".to_vec()));
    let wanted = "headers of the answer's own";
    assert_eq!(
        judged(&Scene::right(), Ok(injected)),
        one(Check::Answer, "Answer.http", wanted)
    );
}

#[test]
fn a_password_in_the_answer_is_found_beside_what_else_is_wrong() {
    let told = Ok(answer(405, "text/plain", "PUT of new-1234?"));
    let wanted = "no password in the answer";
    assert_eq!(
        judged(&Scene::right().by("PUT"), told),
        one(Check::Leak, "Password.secret", wanted)
    );
}

#[test]
fn a_request_id_is_asked_of_all_but_the_answer_to_a_head() {
    let of = |method: &str| {
        let scene = wrong().by(method);
        let drafts = drafts(&scene, &scene.derived(), &Ok(error(404, "Nowhere")), true);
        let ids = drafts
            .into_iter()
            .filter(|draft| draft.check == Check::RequestId);
        ids.map(|draft| draft.clause.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("POST"), ["Envelope.request-id.unique"]);
    assert!(of("HEAD").is_empty());
}

#[test]
fn a_get_that_is_not_served_or_not_read_is_blamed_as_that() {
    let unread = one(Check::Status, "Operation.get", SUCCESS);
    let get = Scene::gets(crate::oracle::scene::VALUES);
    let accepts = one(Check::Status, "ChangePassword.accepts", SUCCESS);
    assert_eq!(judged(&get, empty(405)), unread);
    assert_eq!(judged(&get, Ok(error(400, "MissingAction"))), unread);
    assert_eq!(judged(&get, Ok(error(403, "AccessDenied"))), accepts);
    assert_eq!(judged(&Scene::right(), empty(405)), accepts);
    assert_eq!(
        judged(&Scene::right(), Ok(error(400, "MissingAction"))),
        accepts
    );
    let mut without = Scene::gets("");
    without.http.target = "/?Action=&Version=1".to_owned();
    without.sign = crate::case::Sign::None;
    let found = judged(&without, Ok(error(404, "MissingAction")));
    assert_eq!(
        found[0].1, "Error.MissingAction",
        "that it gives no action is no news"
    );
}

#[test]
fn a_get_that_is_rightly_refused_as_not_served_has_an_envelope_to_show() {
    let query = "OldPassword=wrong-12&NewPassword=new-1234";
    assert_eq!(
        judged(&Scene::gets(query), empty(405)),
        one(Check::Envelope, "Operation.get", "any 4xx")
    );
    assert_eq!(
        judged(&wrong(), empty(405)),
        one(Check::Envelope, "Envelope.error", "an ErrorResponse")
    );
}

#[test]
fn a_5xx_is_never_right_but_where_http_itself_has_one() {
    let html = |status| Ok(answer(status, "text/html", "<p>"));
    assert_eq!(
        judged(&Scene::right(), html(500)),
        one(Check::Status, "ChangePassword.accepts", SUCCESS)
    );
    for status in [500, 501, 505, 599] {
        assert_eq!(
            judged(&wrong(), html(status)),
            one(Check::Status, "Error.no-5xx", "any 4xx"),
            "{status}"
        );
    }
    let put = Scene::right().by("PUT");
    let not_served = one(Check::Status, "Error.method-and-path", "any 4xx");
    assert_eq!(judged(&put, html(501)), not_served);
    assert_eq!(judged(&put, html(505)), not_served);
    assert_eq!(
        judged(&put, html(500)),
        one(Check::Status, "Error.no-5xx", "any 4xx")
    );
    let mut framed = Scene::right();
    framed.transport = Transport::Broken(Framing::Version);
    assert_eq!(judged(&framed, html(505)), []);
    framed.transport = Transport::Chunked(16);
    assert_eq!(judged(&framed, html(501)), []);
}

#[test]
fn a_free_body_is_free_only_with_a_status_that_may_stand_there() {
    let put = Scene::right().by("PUT");
    assert_eq!(judged(&put, empty(405)), []);
    let moved = one(Check::Status, "Error.method-and-path", "any 4xx");
    assert_eq!(judged(&put, empty(302)), moved);
    assert_eq!(
        judged(&Scene::right().by("HEAD"), empty(302)),
        [],
        "the answer to a HEAD has no body to judge"
    );
    assert_eq!(
        judged(&wrong(), empty(403)),
        one(Check::Envelope, "Envelope.error", "an ErrorResponse")
    );
}

#[test]
fn a_wrong_status_without_an_envelope_is_blamed_as_a_status_and_a_right_one_as_no_envelope() {
    assert_eq!(
        judged(&missing(), empty(404)),
        one(Check::Status, "Error.MissingParameter", MISSING)
    );
    let no_envelope = one(Check::Envelope, "Envelope.error", "an ErrorResponse");
    assert_eq!(judged(&missing(), empty(400)), no_envelope);
    let denied = Scene::right().permitted(Permission::Denied);
    assert_eq!(
        judged(&denied, empty(400)),
        no_envelope,
        "a tolerated status"
    );
    let wanted = "403 AccessDenied or 403 AccessDeniedException";
    assert_eq!(
        judged(&denied, empty(404)),
        one(Check::Status, "Error.AccessDenied", wanted)
    );
}

#[test]
fn a_wrong_code_is_blamed_as_a_code_under_the_right_status_and_as_a_status_under_another() {
    let clause = "Error.MissingParameter";
    assert_eq!(
        judged(&missing(), Ok(error(400, "MalformedInput"))),
        one(Check::Code, clause, MISSING)
    );
    assert_eq!(
        judged(&missing(), Ok(error(404, "ValidationError"))),
        one(Check::Status, clause, MISSING)
    );
    let tolerated = Ok(error(400, "InvalidParameterValue"));
    let scene = missing();
    let notes = drafts(&scene, &scene.derived(), &tolerated, false);
    let note = &notes[0];
    assert_eq!((note.check, note.note), (Check::Code, true));
    assert_eq!(note.clause.as_str(), clause);
}

#[test]
fn a_bad_value_that_is_answered_as_if_it_were_good_has_passed_the_constraints_by() {
    let order = |check| one(check, "Validation.order", MISSING);
    assert_eq!(
        judged(&missing(), Ok(error(403, "AccessDenied"))),
        order(Check::Status)
    );
    assert_eq!(
        judged(&missing(), Ok(error(400, "PasswordPolicyViolation"))),
        order(Check::Code)
    );
    assert_eq!(
        judged(&missing(), Ok(error(403, "SignatureDoesNotMatch"))),
        one(Check::Status, "Error.MissingParameter", MISSING)
    );
    let short = Scene::posts("OldPassword=old-1234&NewPassword=new");
    assert_eq!(
        judged(&short, Ok(error(403, "AccessDenied"))),
        one(
            Check::Status,
            "Error.PasswordPolicyViolation",
            "400 PasswordPolicyViolation"
        ),
        "this value broke no constraint"
    );
}

#[test]
fn the_message_of_a_refused_value_is_held_to_its_frame_and_every_envelope_to_its_type() {
    let mut other = error(400, "ValidationError");
    other.body = String::from_utf8(other.body)
        .unwrap()
        .replace("detected", "found")
        .into_bytes();
    let framed = |scene: &Scene| {
        let drafts = drafts(scene, &scene.derived(), &Ok(other.clone()), false);
        drafts.iter().any(|draft| draft.check == Check::Message)
    };
    assert!(framed(&missing()));
    assert!(!framed(&wrong()));
    let mut html = error(400, "ValidationError");
    html.headers[0].1 = b"text/html".to_vec();
    assert_eq!(
        judged(&missing(), Ok(html)),
        one(Check::ContentType, "Envelope.content-type", "text/xml")
    );
}
