//! SARIF 2.1.0, for code scanning: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>, as far as GitHub reads it:
//! <https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning>.
//!
//! A rule is a clause, a result is a finding. An endpoint has no source here, so what a result points at is the row of its
//! clause in the ledger, by a path that is relative to a repository as GitHub asks; which case it is stands as logical location.
//! A fingerprint is made of the check and of what came: it stays while the same thing goes wrong, wherever the ledger's row
//! moves. What the baseline knows is suppressed. What concerns no clause (errors of the harness, blocked cases, what is stale or
//! left behind, remarks) is a notification of the invocation.
//!
//! ```json
//! {
//!   "ruleId": "NewPassword.length.max",
//!   "ruleIndex": 0,
//!   "level": "error",
//!   "message": { "text": "got 400 PasswordPolicyViolation, wanted 200 ChangePasswordResponse\n…" },
//!   "partialFingerprints": { "pwspec/v1": "0c1d…" },
//!   …
//! }
//! ```

mod invocation;
mod report;
mod result;
mod rule;
#[cfg(test)]
mod tests;

pub(super) use report::sarif;
