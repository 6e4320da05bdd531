//! What the targets share: each is a thin call into a property of `pwspec::properties`, which ordinary tests call too.
//!
//! Two variables of the environment serve `fuzz/run`: `PWSPEC_FUZZ_FAULT=NAME` puts a faulty reader in the place of ours (`list`
//! lists them), and `PWSPEC_FUZZ_MEASURE=FOLDER` measures the property beside a bare library over the inputs of a folder.

pub mod bare;
pub mod faults;
#[cfg(feature = "harness")]
mod faults_of_harness;
mod measure;
#[cfg(feature = "harness")]
mod mutate;
pub mod targets;

#[cfg(feature = "harness")]
pub use mutate::mutate;
