//! With what a refusal may be answered: the sets of status and code, each citing its clause.

use super::ClauseId;

/// What a refusal's body must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// An error envelope.
    Envelope,
    /// Anything: the real front end sends an empty or a bare body here.
    Free,
}

/// Stands for any code.
pub const ANY: &str = "*";

/// A set of acceptable answers to a refused request.
#[derive(Debug, PartialEq, Eq)]
pub struct Answers {
    /// The clause that asks for these.
    pub clause: ClauseId,
    /// Status and code, `*` for any code.
    pub accept: &'static [(u16, &'static str)],
    /// Tolerated, with a note.
    pub note: &'static [(u16, &'static str)],
    /// Whether any 4xx is acceptable, and why the answer is open.
    pub open: Option<&'static str>,
    /// What the body must be.
    pub body: Body,
}

impl Answers {
    const fn of(clause: &'static str, accept: &'static [(u16, &'static str)]) -> Self {
        Self {
            clause: ClauseId::of(clause),
            accept,
            note: &[],
            open: None,
            body: Body::Envelope,
        }
    }

    const fn open(clause: &'static str, why: &'static str) -> Self {
        Self {
            clause: ClauseId::of(clause),
            accept: &[],
            note: &[],
            open: Some(why),
            body: Body::Envelope,
        }
    }

    const fn noting(mut self, note: &'static [(u16, &'static str)]) -> Self {
        self.note = note;
        self
    }

    const fn accepting(mut self, accept: &'static [(u16, &'static str)]) -> Self {
        self.accept = accept;
        self
    }

    const fn bare(mut self) -> Self {
        self.body = Body::Free;
        self
    }

    /// Whether status and code are acceptable without a note.
    pub fn accepts(&self, status: u16, code: Option<&str>) -> bool {
        (self.open.is_some() && (400..500).contains(&status)) || matches(self.accept, status, code)
    }

    /// Whether status and code are tolerated with a note.
    pub fn tolerates(&self, status: u16, code: Option<&str>) -> bool {
        matches(self.note, status, code)
    }

    /// Whether some acceptable answer has this status.
    pub fn has_status(&self, status: u16) -> bool {
        (self.open.is_some() && (400..500).contains(&status))
            || self.accept.iter().any(|(accepted, _)| *accepted == status)
    }

    /// Whether the code is acceptable or tolerated, with whatever status.
    pub fn has_code(&self, code: Option<&str>) -> bool {
        let mut named = self.accept.iter().chain(self.note);
        self.open.is_some() || named.any(|(_, name)| *name == ANY || Some(*name) == code)
    }

    /// Whether it answers a value that breaks a constraint: the message has a known frame then.
    pub fn is_framed(&self) -> bool {
        *self == answers::VALIDATION || *self == answers::MISSING
    }

    /// The set as a person reads it, one answer each: `400 ValidationError`, `400 MissingParameter`; or `any 4xx`.
    pub fn wanted(&self) -> Vec<String> {
        if self.open.is_some() {
            return vec!["any 4xx".to_owned()];
        }
        let each = |(status, code): &(u16, &str)| match *code {
            ANY => status.to_string(),
            code => format!("{status} {code}"),
        };
        self.accept.iter().map(each).collect()
    }
}

fn matches(set: &[(u16, &str)], status: u16, code: Option<&str>) -> bool {
    set.iter()
        .any(|(wanted, name)| *wanted == status && (*name == ANY || Some(*name) == code))
}

/// The sets by name. FACTS §1, §3, §4 and §8 are where they come from.
pub mod answers {
    use super::Answers;

    /// A length or pattern violation.
    pub static VALIDATION: Answers =
        Answers::of("Error.ValidationError", &[(400, "ValidationError")])
            .noting(&[(400, "InvalidParameterValue")]);
    /// A missing or an empty required member.
    pub static MISSING: Answers = Answers::of(
        "Error.MissingParameter",
        &[(400, "ValidationError"), (400, "MissingParameter")],
    )
    .noting(&[(400, "InvalidParameterValue")]);
    /// The new password breaks the account policy, or was used before.
    pub static POLICY: Answers = Answers::of(
        "Error.PasswordPolicyViolation",
        &[(400, "PasswordPolicyViolation")],
    );
    /// No login profile.
    pub static NO_SUCH_ENTITY: Answers =
        Answers::of("Error.NoSuchEntity", &[(404, "NoSuchEntity")]);
    /// The root user.
    pub static INVALID_USER_TYPE: Answers =
        Answers::of("Error.InvalidUserType", &[(400, "InvalidUserType")]);
    /// A wrong old password: no modelled error stands for it.
    pub static WRONG_PASSWORD: Answers = Answers::open(
        "Error.wrong-old-password",
        "no modelled error stands for a wrong old password",
    );
    /// The caller is not permitted.
    pub static ACCESS_DENIED: Answers = Answers::of(
        "Error.AccessDenied",
        &[(403, "AccessDenied"), (403, "AccessDeniedException")],
    )
    .noting(&[(400, "AccessDenied"), (400, "AccessDeniedException")]);
    /// A new password equal to the old one.
    pub static SAME_PASSWORD: Answers = Answers::open(
        "ChangePassword.same-password",
        "the sources do not say whether it is refused",
    );
    /// Signed in a way that the sources do not speak of.
    pub static ODD_SIGNATURE: Answers =
        Answers::open("Auth.open", "the sources do not speak of it");
    /// Parameters in the query and in the body.
    pub static SPLIT: Answers = Answers::open("FrontEnd.split", "the sources do not speak of it")
        .accepting(&[(302, super::ANY)])
        .bare();
    /// A role or federated session.
    pub static SESSION: Answers = Answers::open(
        "Error.session",
        "the page names no error for a role session",
    );
    /// No signature at all.
    pub static UNSIGNED: Answers = Answers::of(
        "Error.MissingAuthenticationToken",
        &[(403, "MissingAuthenticationToken")],
    );
    /// An unknown, inactive or deleted key.
    pub static BAD_KEY: Answers = Answers::of(
        "Error.InvalidClientTokenId",
        &[
            (403, "InvalidClientTokenId"),
            (403, "UnrecognizedClientException"),
        ],
    );
    /// A signature that does not match.
    pub static BAD_SIGNATURE: Answers = Answers::of(
        "Error.SignatureDoesNotMatch",
        &[(403, "SignatureDoesNotMatch")],
    );
    /// A signature that is too old.
    pub static EXPIRED: Answers = Answers::of(
        "Error.RequestExpired",
        &[
            (403, "SignatureDoesNotMatch"),
            (400, "RequestExpired"),
            (403, "RequestExpired"),
        ],
    );
    /// A signature from the future, or for another service.
    pub static OUT_OF_SCOPE: Answers =
        Answers::of("Error.out-of-scope-signature", &[(403, super::ANY)]);
    /// A signature that does not match because it, or what it goes by, cannot be read.
    pub static UNREADABLE_SIGNATURE: Answers = Answers::of(
        "Error.SignatureDoesNotMatch",
        &[
            (403, "SignatureDoesNotMatch"),
            (400, "IncompleteSignature"),
            (403, "IncompleteSignature"),
        ],
    );
    /// An Authorization that cannot be read.
    pub static INCOMPLETE: Answers =
        Answers::of("Error.IncompleteSignature", &[(400, "IncompleteSignature")])
            .noting(&[(403, super::ANY)]);
    /// An unknown parameter, a bare key or an empty pair, which are to be ignored.
    pub static UNKNOWN_PARAMETER: Answers =
        Answers::of("FrontEnd.unknown-parameter", &[(400, "ValidationError")])
            .noting(&[(400, super::ANY)]);
    /// An Authorization of another scheme: as good as none.
    pub static OTHER_SCHEME: Answers = Answers::of(
        "Error.IncompleteSignature",
        &[
            (400, "IncompleteSignature"),
            (403, "MissingAuthenticationToken"),
        ],
    )
    .noting(&[(403, super::ANY)]);
    /// A presigned URL that lost a parameter, or whose X-Amz-Expires is no longer the signed one: what is found first.
    pub static UNREADABLE_URL: Answers = Answers::of(
        "Error.SignatureDoesNotMatch",
        &[
            (403, "SignatureDoesNotMatch"),
            (400, "IncompleteSignature"),
            (403, "IncompleteSignature"),
            (403, "MissingAuthenticationToken"),
            (400, "RequestExpired"),
            (403, "RequestExpired"),
        ],
    );
    /// An action that the service does not have.
    pub static INVALID_ACTION: Answers =
        Answers::of("Error.InvalidAction", &[(400, "InvalidAction")]);
    /// A version that the action does not have.
    pub static WRONG_VERSION: Answers =
        Answers::of("Error.wrong-version", &[(400, "InvalidAction")]);
    /// No version.
    pub static MISSING_VERSION: Answers = Answers::of(
        "Error.missing-version",
        &[
            (400, "InvalidAction"),
            (400, "MissingParameter"),
            (400, "ValidationError"),
        ],
    );
    /// No action.
    pub static MISSING_ACTION: Answers = Answers::of(
        "Error.MissingAction",
        &[(400, super::ANY), (302, super::ANY)],
    )
    .bare();
    /// Another method, or another path.
    pub static NOT_SERVED: Answers = Answers::open(
        "Error.method-and-path",
        "the front end answers with a bare status",
    )
    .bare();
    /// A POST whose content type is no form.
    pub static NOT_A_FORM: Answers = Answers::open(
        "Error.content-type",
        "the front end answers with a bare status",
    )
    .accepting(&[(302, super::ANY)])
    .bare();
    /// A body over the limit.
    pub static TOO_LARGE: Answers =
        Answers::of("Error.body-too-large", &[(413, super::ANY)]).bare();
    /// A request head over the limit.
    pub static HEAD_TOO_LARGE: Answers = Answers::open(
        "Error.head-too-large",
        "any 4xx may refuse an over-long head",
    )
    .bare();
    /// A malformed percent escape.
    pub static MALFORMED_ESCAPE: Answers = Answers::open(
        "Error.malformed-escape",
        "the docs' 404 MalformedQueryString, or any other 4xx",
    )
    .bare();
    /// Bytes that are no UTF-8.
    pub static NOT_UTF8: Answers = Answers::open(
        "Error.not-utf8",
        "the sources name no code for bytes that are no text",
    );
    /// A framing that HTTP forbids or that a server may decline.
    pub static FRAMING: Answers =
        Answers::open("Error.framing", "HTTP leaves the status to the server").bare();
    /// A transfer coding: a server that has none says 501.
    pub static CODING: Answers =
        Answers::open("Error.framing", "HTTP leaves the status to the server")
            .accepting(&[(501, super::ANY)])
            .bare();
    /// A version of HTTP that there is not.
    pub static VERSION: Answers =
        Answers::open("Error.framing", "HTTP leaves the status to the server")
            .accepting(&[(505, super::ANY)])
            .bare();
}

#[cfg(test)]
mod tests {
    use super::answers::*;

    #[test]
    fn a_tolerated_answer_is_not_an_acceptable_one() {
        assert!(VALIDATION.accepts(400, Some("ValidationError")));
        assert!(!VALIDATION.accepts(400, Some("InvalidParameterValue")));
        assert!(VALIDATION.tolerates(400, Some("InvalidParameterValue")));
        assert!(!VALIDATION.accepts(404, Some("ValidationError")));
    }

    #[test]
    fn an_open_answer_is_any_4xx_and_nothing_else() {
        assert!(WRONG_PASSWORD.accepts(403, None));
        assert!(!WRONG_PASSWORD.accepts(500, Some("InternalFailure")));
        assert_eq!(WRONG_PASSWORD.wanted(), ["any 4xx"]);
        assert_eq!(
            MISSING.wanted(),
            ["400 ValidationError", "400 MissingParameter"]
        );
    }
}
