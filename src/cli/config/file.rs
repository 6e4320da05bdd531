//! The file, and the targets in it.

use std::path::{Path, PathBuf};

use super::super::asked::Asked;
use super::super::{CliError, known};
use super::target::target;
use crate::tables::{Reader, TableError, parse};

/// Where it is looked for.
pub(in crate::cli) const USUAL: &str = "pwspec.toml";
/// The version of the format.
const VERSION: i64 = 1;
const KEYS: &[&str] = &["version", "target"];

/// What a configuration file says.
#[derive(Debug)]
pub(in crate::cli) struct Config {
    path: PathBuf,
    targets: Vec<Asked>,
}

impl Config {
    /// Reads the file. Paths in it start where it is.
    pub(in crate::cli) fn read(path: &Path) -> Result<Self, CliError> {
        let text = known::read(path).map_err(|source| CliError::NoConfig {
            path: path.to_owned(),
            source,
        })?;
        let base = path.parent().unwrap_or(Path::new(""));
        let targets = targets(&text, base).map_err(|source| CliError::Config {
            path: path.to_owned(),
            source,
        })?;
        let path = path.to_owned();
        Ok(Self { path, targets })
    }

    /// The target of that name.
    pub(in crate::cli) fn find(&self, name: &str) -> Result<Asked, CliError> {
        let names = || self.targets.iter().filter_map(|one| one.name.clone());
        let is_it = |one: &&Asked| one.name.as_deref() == Some(name);
        let found = self.targets.iter().find(is_it).cloned();
        found.ok_or_else(|| CliError::NoTarget {
            name: name.to_owned(),
            path: self.path.clone(),
            known: names().collect(),
        })
    }
}

/// The targets of a text, in its order.
pub(super) fn targets(text: &str, base: &Path) -> Result<Vec<Asked>, TableError> {
    let document = parse(text)?;
    let root = Reader::of(&document, "a configuration");
    root.knows_only(KEYS)?;
    root.is_of(VERSION)?;
    let write = "[target.NAME] above the keys of a target";
    let all = root.table("target", "a configuration".to_owned(), write)?;
    let all = all.ok_or_else(|| root.fault(format!("there is no target in it: write {write}")))?;
    let mut targets = Vec::new();
    for name in all.names() {
        let table = all.table(name, format!("the target {name}"), write)?;
        if !is_name(name) {
            let problem =
                format!("{name:?} is no name of a target: use letters, digits, `-`, `_` and `.`");
            return Err(all.at(name, problem));
        }
        if let Some(reader) = table {
            targets.push(target(&reader, name, base)?);
        }
    }
    Ok(targets)
}

/// Whether it can be told from a URL, and stand on a command line without quotes.
fn is_name(text: &str) -> bool {
    let may = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.chars().all(may)
}
