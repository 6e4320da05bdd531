//! Texts that are baselines or none, what a run says of entries, and what becomes of a file.

mod judging;
mod reading;
mod samples;
mod updating;
