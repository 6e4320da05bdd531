//! The envelopes: their form on every path, their ids, and what they must not tell.

pub(super) mod each;
pub(super) mod echo;
pub(super) mod request_id;
