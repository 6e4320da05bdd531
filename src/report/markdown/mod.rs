//! GitHub Flavored Markdown, for a step summary: <https://github.github.com/gfm/>, and at most one MiB, as
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands> has it.
//!
//! Short first: the verdict, what is new, what is known, stale or left behind; then a table of the sections; then the findings
//! by root cause, cut with a count where there is no more room.
//!
//! ````md
//! # pwspec: 1 root cause fails the run — exit 1
//!
//! **67 cases: 66 passed, 1 failed in 0.8 s — exit 1** · `http://127.0.0.1:4607`
//!
//! …
//!
//! ### `new-password/length/128-latin1:status` — MUST · model
//!
//! a new password has at most 128 characters (`NewPassword.length.max`)
//!
//! - sent `NewPassword = latin1*128 (128 characters, 256 bytes)`
//! - wanted `200 ChangePasswordResponse`
//! - got `400 PasswordPolicyViolation`
//!
//! ```sh
//! pwspec replay --endpoint-url http://127.0.0.1:4607 new-password/length/128-latin1
//! ```
//! ````

mod differences;
mod escape;
mod finding;
mod overview;
mod report;
#[cfg(test)]
mod tests;

pub(super) use report::markdown;
