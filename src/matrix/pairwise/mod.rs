//! Every value of every factor of a request beside every value of every other one.

mod cases;
mod cover;
mod factors;

pub(super) use cases::cases;
