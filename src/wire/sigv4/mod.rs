//! AWS Signature Version 4, in the headers and in the query.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html>

mod canonical;
mod keys;
#[cfg(test)]
mod published_tests;
mod sign;
#[cfg(test)]
mod tests;

pub use keys::{Keys, Scope, sha256_hex, signature};
pub use sign::{SignError, sign_headers, sign_query};
