//! What a refusal says: the code of the wire, its status, whose mistake it is, and a text.

use std::borrow::Cow;

/// Whose mistake it is, as the envelope's `Type` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Culprit {
    /// The client's.
    Sender,
    /// The service's.
    Receiver,
}

impl Culprit {
    /// The value of the `Type` element.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sender => "Sender",
            Self::Receiver => "Receiver",
        }
    }
}

/// One row of the error table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    /// The value of the `Code` element.
    pub name: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// Whose mistake.
    pub culprit: Culprit,
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The row of the table.
    pub code: ErrorCode,
    /// For people; holds no password and no character that XML 1.0 cannot hold.
    pub message: Cow<'static, str>,
}

impl Refusal {
    /// A refusal with its text.
    pub fn new(code: ErrorCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}

macro_rules! codes {
    ($($constant:ident = $name:literal, $status:literal;)*) => {
        $(
            #[doc = concat!("`", $name, "`, status ", stringify!($status), ".")]
            pub const $constant: ErrorCode = ErrorCode {
                name: $name,
                status: $status,
                culprit: if $status < 500 { Culprit::Sender } else { Culprit::Receiver },
            };
        )*
    };
}

codes! {
    ACCESS_DENIED = "AccessDenied", 403;
    DELETE_CONFLICT = "DeleteConflict", 409;
    ENTITY_ALREADY_EXISTS = "EntityAlreadyExists", 409;
    ENTITY_TEMPORARILY_UNMODIFIABLE = "EntityTemporarilyUnmodifiable", 409;
    EXPIRED_TOKEN = "ExpiredToken", 403;
    INCOMPLETE_SIGNATURE = "IncompleteSignature", 400;
    INVALID_ACTION = "InvalidAction", 400;
    INVALID_CLIENT_TOKEN_ID = "InvalidClientTokenId", 403;
    INVALID_USER_TYPE = "InvalidUserType", 400;
    LIMIT_EXCEEDED = "LimitExceeded", 409;
    MALFORMED_POLICY_DOCUMENT = "MalformedPolicyDocument", 400;
    MALFORMED_QUERY_STRING = "MalformedQueryString", 404;
    MISSING_ACTION = "MissingAction", 400;
    MISSING_AUTHENTICATION_TOKEN = "MissingAuthenticationToken", 403;
    NO_SUCH_ENTITY = "NoSuchEntity", 404;
    PASSWORD_POLICY_VIOLATION = "PasswordPolicyViolation", 400;
    SERVICE_FAILURE = "ServiceFailure", 500;
    SIGNATURE_DOES_NOT_MATCH = "SignatureDoesNotMatch", 403;
    VALIDATION_ERROR = "ValidationError", 400;
}

/// The errors that the model gives to ChangePassword.
pub const CHANGE_PASSWORD: [ErrorCode; 6] = [
    NO_SUCH_ENTITY,
    INVALID_USER_TYPE,
    LIMIT_EXCEEDED,
    ENTITY_TEMPORARILY_UNMODIFIABLE,
    PASSWORD_POLICY_VIOLATION,
    SERVICE_FAILURE,
];

/// The value for an error's text: itself, or a stand-in where XML 1.0 cannot hold it or it is long.
pub fn echo(value: &str) -> &str {
    let harmless = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    if value.len() <= 256 && value.chars().all(harmless) {
        value
    } else {
        "(not shown)"
    }
}
