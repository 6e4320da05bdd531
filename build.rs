//! The recorded answers are compiled in: a file more is a build more.

fn main() {
    println!("cargo::rerun-if-changed=snapshots/reference");
}
