//! Refusals with other codes, where the sources name several or none (FACTS §3, §4, §8).

use super::table::table;
use crate::reference::account::Caller;
use crate::reference::change_password;
use crate::reference::constraint::{Clause, Constraint};
use crate::reference::errors::{
    ACCESS_DENIED, Culprit, ErrorCode, INCOMPLETE_SIGNATURE, INVALID_ACTION,
    INVALID_CLIENT_TOKEN_ID, INVALID_USER_TYPE, PASSWORD_POLICY_VIOLATION, Refusal,
    VALIDATION_ERROR,
};
use crate::reference::{authenticate, authorize, call, validate};

/// A client's mistake.
pub(super) const fn code(name: &'static str, status: u16) -> ErrorCode {
    ErrorCode {
        name,
        status,
        culprit: Culprit::Sender,
    }
}

const MISSING_PARAMETER: ErrorCode = code("MissingParameter", 400);

table! {
    "wrong-password-400", "answers a wrong old password with 400 InvalidPassword", |seams| {
        seams.compare.wrong = || wrong(code("InvalidPassword", 400));
    };
    "wrong-password-401", "answers a wrong old password with 401", |seams| {
        seams.compare.wrong = || wrong(code("NotAuthorized", 401));
    };
    "wrong-password-404", "answers a wrong old password with 404 and a code of its own", |seams| {
        seams.compare.wrong = || wrong(code("PasswordNotFound", 404));
    };
    "wrong-password-409", "answers a wrong old password with 409 and a code of its own", |seams| {
        seams.compare.wrong = || wrong(code("PasswordMismatch", 409));
    };
    "wrong-password-policy", "answers a wrong old password with 400 PasswordPolicyViolation", |seams| {
        seams.compare.wrong = || wrong(PASSWORD_POLICY_VIOLATION);
    };
    "wrong-password-validation", "answers a wrong old password with 400 ValidationError", |seams| {
        seams.compare.wrong = || wrong(VALIDATION_ERROR);
    };
    "missing-parameter", "answers a missing or an empty parameter with MissingParameter", |seams| {
        seams.validate.refuse = |clauses| match clauses.iter().any(is_missing) {
            true => Refusal::new(MISSING_PARAMETER, "A required parameter is missing."),
            false => validate::refuse(clauses),
        };
    };
    "invalid-parameter-value", "answers a value that breaks a constraint with InvalidParameterValue", |seams| {
        seams.validate.refuse = |_| Refusal::new(code("InvalidParameterValue", 400), "A value is invalid.");
    };
    "first-violation", "reports the first of several violations alone", |seams| {
        seams.validate.refuse = |clauses| validate::refuse(&clauses[..clauses.len().min(1)]);
    };
    "last-violation-first", "reports several violations from the last to the first", |seams| {
        seams.validate.refuse = |clauses| {
            let reversed: Vec<Clause> = clauses.iter().rev().cloned().collect();
            validate::refuse(&reversed)
        };
    };
    "access-denied-exception", "answers who is not permitted with 403 AccessDeniedException", |seams| {
        seams.authorize.refuse = |caller, action, resource, decision| {
            recoded(authorize::refuse(caller, action, resource, decision), code("AccessDeniedException", 403))
        };
    };
    "access-denied-400", "answers who is not permitted with 400 AccessDenied, as an old edition of the docs has it", |seams| {
        seams.authorize.refuse = |caller, action, resource, decision| {
            recoded(authorize::refuse(caller, action, resource, decision), code("AccessDenied", 400))
        };
    };
    "session-invalid-user-type", "answers a role's session with InvalidUserType", |seams| {
        seams.compare.whom = |turn| refused_session(change_password::whom(turn), turn.caller, INVALID_USER_TYPE);
    };
    "session-access-denied", "answers a role's session with AccessDenied", |seams| {
        seams.compare.whom = |turn| refused_session(change_password::whom(turn), turn.caller, ACCESS_DENIED);
    };
    "unrecognized-client", "answers an unknown key with UnrecognizedClientException", |seams| {
        seams.authenticate.identify = |seams, asked| authenticate::identify(seams, asked)
            .map_err(|refusal| swapped(refusal, INVALID_CLIENT_TOKEN_ID, code("UnrecognizedClientException", 403)));
    };
    "incomplete-signature-403", "answers an Authorization that cannot be read with 403", |seams| {
        seams.authenticate.identify = |seams, asked| authenticate::identify(seams, asked)
            .map_err(|refusal| swapped(refusal, INCOMPLETE_SIGNATURE, code("IncompleteSignature", 403)));
    };
    "request-expired", "answers a signature that is too old with 400 RequestExpired", |seams| {
        seams.authenticate.fresh = |seams, claim, now| {
            let past = claim.signed < now;
            authenticate::fresh(seams, claim, now)
                .map_err(|refusal| if past { recoded(refusal, code("RequestExpired", 400)) } else { refusal })
        };
    };
    "no-version-is-missing-parameter", "answers a missing version with MissingParameter", |seams| {
        seams.decode.operation = |action, version| call::find_operation(action, version)
            .map_err(|refusal| if version.is_none() { swapped(refusal, INVALID_ACTION, MISSING_PARAMETER) } else { refusal });
    };
}

fn wrong(code: ErrorCode) -> Refusal {
    Refusal::new(code, "The old password is not the current password.")
}

fn recoded(refusal: Refusal, code: ErrorCode) -> Refusal {
    Refusal { code, ..refusal }
}

/// The refusal, by another code if it has this one.
fn swapped(refusal: Refusal, from: ErrorCode, to: ErrorCode) -> Refusal {
    match refusal.code == from {
        true => recoded(refusal, to),
        false => refusal,
    }
}

fn refused_session(
    whom: Result<String, Refusal>,
    caller: &Caller,
    code: ErrorCode,
) -> Result<String, Refusal> {
    match caller {
        Caller::Session(_) => whom.map_err(|refusal| recoded(refusal, code)),
        Caller::Root | Caller::User(_) => whom,
    }
}

fn is_missing(clause: &Clause) -> bool {
    matches!(
        clause.constraint,
        Constraint::NotNull | Constraint::AtLeast(_)
    )
}
