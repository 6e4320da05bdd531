//! From a case to a script.

use super::language::Language;
use super::refusal::Refusal;
use super::screenplay::Screenplay;
use super::{aws_cli, boto3, curl};
use crate::case::Case;
use crate::spec::Model;

/// Writes the case as a script.
///
/// # Errors
/// The case asks for something that the language cannot express.
pub fn emit(case: &Case, model: Model, language: Language) -> Result<String, Refusal> {
    let play = Screenplay::of(case, model)?;
    match language {
        Language::Curl => curl::script(&play),
        Language::AwsCli => aws_cli::script(&play),
        Language::Boto3 => boto3::script(&play),
    }
}
