//! AWS Signature Version 4, in the headers and in the query.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html>

mod keys;

pub use keys::{Keys, Scope, sha256_hex, signature};
