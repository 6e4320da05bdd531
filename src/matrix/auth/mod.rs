//! Signatures: what must be served and what must not, down to the near misses that a sloppy verifier lets through.

mod canonical;
mod date;
mod key;
mod malformed;
mod odd;
mod presigned;
mod scope;
mod shapes;
mod tampered;
mod unsigned;

pub(super) use canonical::cases as canonical;
pub(super) use date::cases as date;
pub(super) use key::cases as key;
pub(super) use malformed::cases as malformed;
pub(super) use odd::cases as odd;
pub(super) use presigned::cases as presigned;
pub(super) use scope::cases as scope;
pub(super) use tampered::cases as tampered;
pub(super) use unsigned::cases as unsigned;
