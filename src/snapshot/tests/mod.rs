//! The room by what it leaves: files, findings, remarks.

mod files;
mod judging;
mod samples;
