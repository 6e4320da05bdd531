//! The report to look at: one file that needs no network, and no script to be read. Templates are filled by `askama`, which
//! escapes all that is put in.

mod anchors;
mod block;
mod compared;
mod counts;
mod evidence;
mod exchange;
mod heat;
mod ledger;
mod line;
mod page;
mod reasons;
mod reporter;
mod strips;
#[cfg(test)]
mod tests;

pub use reporter::Html;
