//! The recorded answers are compiled in: a file more is a build more.
#![expect(clippy::print_stdout, reason = "a build script speaks to cargo so")]

fn main() {
    println!("cargo::rerun-if-changed=snapshots/reference");
}
