//! Text that some layer may interpret is stored and compared literally.

mod depth;
mod interpreted;
mod limit;
mod line;
mod literal;
mod lookalike;
mod match_all;
mod punctuation;
mod user_name;

pub(super) use depth::cases as depth;
pub(super) use interpreted::cases as interpreted;
pub(super) use limit::cases as limit;
pub(super) use line::cases as line;
pub(super) use literal::cases as literal;
pub(super) use lookalike::cases as lookalike;
pub(super) use match_all::cases as match_all;
pub(super) use punctuation::cases as punctuation;
pub(super) use user_name::cases as user_name;
