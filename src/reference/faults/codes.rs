//! Errors by another status or another code than theirs (FACTS §1, §3, §4, §8).

use super::answer::{recode, refuses_with};
use super::table::table;
use crate::reference::account::Caller;
use crate::reference::constraint::{Clause, Constraint};
use crate::reference::errors::{
    ErrorCode, INCOMPLETE_SIGNATURE, INVALID_ACTION, INVALID_CLIENT_TOKEN_ID, INVALID_USER_TYPE,
    MISSING_AUTHENTICATION_TOKEN, NO_SUCH_ENTITY, PASSWORD_POLICY_VIOLATION, Refusal,
    SERVICE_FAILURE, SIGNATURE_DOES_NOT_MATCH, VALIDATION_ERROR,
};
use crate::reference::{call, change_password, operation, validate};

table! {
    "no-such-entity-400", "answers NoSuchEntity with 400",
        breaks "Error.modelled",
        caught by ["identity/profile/none:status", "identity/profile/deleted:status", "identity/profile/late:status"],
        also ["identity/**:status"],
        |seams| seams.render.finish = |_, outcome, reply| recode(outcome, reply, NO_SUCH_ENTITY, (400, "NoSuchEntity"));
    "no-such-entity-exception", "names it NoSuchEntityException",
        breaks "Error.NoSuchEntity",
        caught by ["identity/profile/none:code", "identity/profile/deleted:code", "identity/profile/late:code"],
        also ["identity/**:code"],
        |seams| seams.render.finish = |_, outcome, reply| recode(outcome, reply, NO_SUCH_ENTITY, (404, "NoSuchEntityException"));
    "no-profile-access-denied", "tells who has no login profile that access is denied",
        breaks "Error.NoSuchEntity",
        caught by ["identity/profile/none:status", "identity/profile/deleted:status", "identity/profile/late:status"],
        also ["identity/**:status"],
        |seams| seams.render.finish = |_, outcome, reply| recode(outcome, reply, NO_SUCH_ENTITY, (403, "AccessDenied"));
    "policy-violation-409", "answers PasswordPolicyViolation with 409",
        breaks "Error.modelled",
        caught by ["envelope/policy-violation:status", "policy/length/*:status", "policy/classes/*:status"],
        also ["**:status"],
        |seams| seams.render.finish = |_, outcome, reply| recode(outcome, reply, PASSWORD_POLICY_VIOLATION, (409, "PasswordPolicyViolation"));
    "policy-violation-exception", "names it PasswordPolicyViolationException",
        breaks "Error.PasswordPolicyViolation",
        caught by ["envelope/policy-violation:code", "policy/length/*:code", "policy/classes/*:code", "policy/reuse/*:code"],
        also ["**:code"],
        |seams| seams.render.finish = |_, outcome, reply| recode(outcome, reply, PASSWORD_POLICY_VIOLATION, (400, "PasswordPolicyViolationException"));
    "policy-violation-validation-error", "takes a breach of the account policy for a ValidationError",
        breaks "Error.PasswordPolicyViolation",
        caught by ["envelope/policy-violation:code", "policy/length/*:code", "policy/classes/*:code", "policy/reuse/*:code"],
        also ["**:code"],
        |seams| seams.render.finish = |_, outcome, reply| recode(outcome, reply, PASSWORD_POLICY_VIOLATION, (400, "ValidationError"));
    "invalid-user-type-403", "answers InvalidUserType with 403",
        breaks "Error.modelled",
        caught by ["identity/root/*:status"],
        |seams| seams.render.finish = |_, outcome, reply| recode(outcome, reply, INVALID_USER_TYPE, (403, "InvalidUserType"));
    "root-access-denied", "tells the root user that access is denied",
        breaks "Error.InvalidUserType",
        caught by ["identity/root/*:status"],
        |seams| seams.render.finish = |_, outcome, reply| recode(outcome, reply, INVALID_USER_TYPE, (403, "AccessDenied"));
    "root-validation-error", "takes the root user for a ValidationError",
        breaks "Error.InvalidUserType",
        caught by ["identity/root/*:code"],
        |seams| seams.render.finish = |_, outcome, reply| recode(outcome, reply, INVALID_USER_TYPE, (400, "ValidationError"));
    "validation-exception", "names a value that breaks a constraint ValidationException, as the JSON services do",
        breaks "Error.ValidationError",
        caught by ["new-password/length/129-*:code", "old-password/length/129-*:code", "new-password/charset/u+0100-*:code", "old-password/charset/u+0100-*:code"],
        also ["**:code"],
        |seams| seams.validate.refuse = |clauses| constraint(clauses, code("ValidationException", 400));
    "validation-422", "answers a value that breaks a constraint with 422",
        breaks "Error.ValidationError",
        caught by ["new-password/length/129-*:status", "old-password/length/129-*:status", "new-password/charset/u+0100-*:status", "old-password/charset/u+0100-*:status"],
        also ["**:status"],
        |seams| seams.validate.refuse = |clauses| constraint(clauses, code("ValidationError", 422));
    "validation-invalid-input", "names a value that breaks a constraint InvalidInput",
        breaks "Error.ValidationError",
        caught by ["new-password/length/129-*:code", "old-password/length/129-*:code", "content/depth/*:code"],
        also ["**:code"],
        |seams| seams.validate.refuse = |clauses| constraint(clauses, code("InvalidInput", 400));
    "validation-500", "answers a value that breaks a constraint with 500",
        breaks "Error.no-5xx",
        caught by ["new-password/length/129-*:status", "old-password/length/129-*:status", "both-bad/*:status"],
        also ["**:status"],
        |seams| seams.validate.refuse = |clauses| constraint(clauses, SERVICE_FAILURE);
    "missing-parameter-exception", "names a missing parameter MissingParameterException",
        breaks "Error.MissingParameter",
        caught by ["new-password/required/*:code", "old-password/required/*:code", "both-bad/*:code"],
        also ["**:code"],
        |seams| seams.validate.refuse = |clauses| missing(clauses, code("MissingParameterException", 400));
    "missing-parameter-500", "answers a missing parameter with 500",
        breaks "Error.no-5xx",
        caught by ["new-password/required/*:status", "old-password/required/*:status", "both-bad/*:status"],
        also ["**:status"],
        |seams| seams.validate.refuse = |clauses| missing(clauses, SERVICE_FAILURE);
    "wrong-old-invalid-user-type", "answers a wrong old password with InvalidUserType",
        breaks "Error.user-exists",
        caught by ["wrong-old/*:code", "envelope/wrong-old-password:code"],
        also ["**:code"],
        |seams| seams.compare.wrong = || wrong(INVALID_USER_TYPE);
    "wrong-old-no-such-entity", "answers a wrong old password with NoSuchEntity",
        breaks "Error.user-exists",
        caught by ["wrong-old/*:code", "envelope/wrong-old-password:code"],
        also ["**:code"],
        |seams| seams.compare.wrong = || wrong(NO_SUCH_ENTITY);
    "wrong-old-limit-400", "answers a wrong old password with LimitExceeded, and 400",
        breaks "Error.modelled",
        caught by ["wrong-old/*:status", "envelope/wrong-old-password:status"],
        also ["**:status"],
        |seams| seams.compare.wrong = || wrong(code("LimitExceeded", 400));
    "wrong-old-500", "answers a wrong old password with 500 ServiceFailure",
        breaks "Error.no-5xx",
        caught by ["wrong-old/*:status", "envelope/wrong-old-password:status"],
        also ["**:status"],
        |seams| seams.compare.wrong = || wrong(SERVICE_FAILURE);
    "not-permitted-unauthorized", "answers who is not permitted with 403 UnauthorizedOperation",
        breaks "Error.AccessDenied",
        caught by ["identity/permission/none:code", "identity/permission/denied:code", "identity/permission/another-s-arn:code"],
        also ["identity/permission/*:code", "policy/epoch/*:code", "policy/omitted/allow-users:code"],
        |seams| seams.authorize.refuse = |_, _, _, _| Refusal::new(code("UnauthorizedOperation", 403), "You are not authorized.");
    "not-permitted-401", "answers who is not permitted with 401",
        breaks "Error.AccessDenied",
        caught by ["identity/permission/none:status", "identity/permission/denied:status", "identity/permission/another-s-arn:status"],
        also ["identity/permission/*:status", "policy/epoch/*:status", "policy/omitted/allow-users:status"],
        |seams| seams.authorize.refuse = |_, _, _, _| Refusal::new(code("AccessDenied", 401), "You are not authorized.");
    "unknown-action-404", "answers an unknown action with 404",
        breaks "Error.InvalidAction",
        caught by ["frontend/action/*:status", "envelope/unknown-action:status"],
        also ["frontend/**:status", "envelope/request-id/unknown-action:status", "state/refused/*:status", "robustness/connection/after-an-unknown-action:status"],
        |seams| seams.decode.operation = |action, version| call::find_operation(action, version).map_err(|refusal| unknown(action, refusal, code("InvalidAction", 404)));
    "unknown-operation-exception", "names an unknown action UnknownOperationException, as the JSON services do",
        breaks "Error.InvalidAction",
        caught by ["frontend/action/*:code", "envelope/unknown-action:code"],
        also ["frontend/**:code", "envelope/request-id/unknown-action:code", "state/refused/*:code", "robustness/connection/after-an-unknown-action:code"],
        |seams| seams.decode.operation = |action, version| call::find_operation(action, version).map_err(|refusal| unknown(action, refusal, code("UnknownOperationException", 400)));
    "wrong-version-no-such-version", "names a wrong version NoSuchVersion, as EC2 does",
        breaks "Error.wrong-version",
        caught by ["frontend/version/*:code"],
        also ["frontend/**:code", "state/refused/wrong-version:code", "pairwise/*:code"],
        |seams| seams.decode.operation = |action, version| call::find_operation(action, version).map_err(|refusal| wrong_version(action, version, refusal));
    "unsigned-401", "answers an unsigned request with 401",
        breaks "Error.MissingAuthenticationToken",
        caught by ["auth/unsigned/*:status"],
        also ["**:status"],
        |seams| seams.render.finish = |_, outcome, reply| recode(outcome, reply, MISSING_AUTHENTICATION_TOKEN, (401, "MissingAuthenticationToken"));
    "unknown-key-not-found", "names an unknown key AuthFailure, as EC2 does",
        breaks "Error.InvalidClientTokenId",
        caught by ["auth/key/*:code"],
        also ["**:code"],
        |seams| seams.render.finish = |_, outcome, reply| recode(outcome, reply, INVALID_CLIENT_TOKEN_ID, (403, "AuthFailure"));
    "signature-mismatch-400", "answers a signature that does not match with 400",
        breaks "Error.SignatureDoesNotMatch",
        caught by ["auth/key/*:status", "auth/tampered/*:status"],
        also ["**:status", "auth/**:code", "state/refused/too-old:code"],
        |seams| seams.render.finish = |_, outcome, reply| recode(outcome, reply, SIGNATURE_DOES_NOT_MATCH, (400, "SignatureDoesNotMatch"));
    "malformed-authorization-500", "answers an Authorization that cannot be read with 500",
        breaks "Error.no-5xx",
        caught by ["auth/malformed/*:status"],
        also ["**:status"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses_with(outcome, INCOMPLETE_SIGNATURE) {
            reply.status = 500;
        };
    "session-500", "answers a role's session with 500",
        breaks "Error.no-5xx",
        caught by ["identity/role/*:status"],
        |seams| seams.compare.whom = |turn| match turn.caller {
            Caller::Session(_) => Err(wrong(SERVICE_FAILURE)),
            _ => change_password::whom(turn),
        };
}

const fn code(name: &'static str, status: u16) -> ErrorCode {
    ErrorCode {
        name,
        status,
        culprit: VALIDATION_ERROR.culprit,
    }
}

fn wrong(code: ErrorCode) -> Refusal {
    Refusal::new(code, "The old password is not the current password.")
}

fn is_missing(clause: &Clause) -> bool {
    matches!(
        clause.constraint,
        Constraint::NotNull | Constraint::AtLeast(_)
    )
}

/// By another code, where nothing is missing or empty.
fn constraint(clauses: &[Clause], code: ErrorCode) -> Refusal {
    let refusal = validate::refuse(clauses);
    match clauses.iter().any(is_missing) {
        true => refusal,
        false => Refusal { code, ..refusal },
    }
}

/// By another code, where something is not there at all.
fn missing(clauses: &[Clause], code: ErrorCode) -> Refusal {
    let refusal = validate::refuse(clauses);
    let absent = |clause: &Clause| clause.constraint == Constraint::NotNull;
    match clauses.iter().any(absent) {
        true => Refusal { code, ..refusal },
        false => refusal,
    }
}

fn is_known(action: Option<&str>) -> bool {
    action.is_some_and(|action| operation::find(action).is_some())
}

/// By another code, where the action is none of the service's.
fn unknown(action: Option<&str>, refusal: Refusal, code: ErrorCode) -> Refusal {
    match refusal.code == INVALID_ACTION && !is_known(action) {
        true => Refusal { code, ..refusal },
        false => refusal,
    }
}

/// By another code, where the version is none of the action's.
fn wrong_version(action: Option<&str>, version: Option<&str>, refusal: Refusal) -> Refusal {
    let is_wrong = refusal.code == INVALID_ACTION && is_known(action) && version.is_some();
    match is_wrong {
        true => Refusal {
            code: code("NoSuchVersion", 400),
            ..refusal
        },
        false => refusal,
    }
}
