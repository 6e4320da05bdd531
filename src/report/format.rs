//! The formats there are, and where each report goes: `--report FORMAT=PATH`.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// A format of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people.
    Human,
    /// One JSON object a line, for programs: `fixtures/events.schema.json`.
    Ndjson,
    /// A page to look at, in one file.
    Html,
    /// For CI servers: XML.
    Junit,
    /// For code scanning: JSON.
    Sarif,
    /// For a step summary: Markdown.
    Markdown,
}

/// Text that is no `FORMAT=PATH`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// There is no such format.
    #[error("there is no report format {0:?}; there are {known}", known = known())]
    Unknown(String),
    /// The format has no path.
    #[error("where does the report go? write FORMAT=PATH, with - for standard output")]
    NoPath,
}

fn known() -> String {
    let words = Format::ALL.map(Format::word);
    let (last, others) = words.split_last().unwrap_or((&"none", &[]));
    format!("{} and {last}", others.join(", "))
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [
        Self::Human,
        Self::Ndjson,
        Self::Html,
        Self::Junit,
        Self::Sarif,
        Self::Markdown,
    ];

    /// As it stands on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Ndjson => "ndjson",
            Self::Html => "html",
            Self::Junit => "junit",
            Self::Sarif => "sarif",
            Self::Markdown => "markdown",
        }
    }

    /// Whether the report is worth reading while the run goes on, and so is written in place, line by line.
    pub const fn is_stream(self) -> bool {
        matches!(self, Self::Ndjson)
    }
}

impl FromStr for Format {
    type Err = FormatError;

    fn from_str(word: &str) -> Result<Self, FormatError> {
        let found = Self::ALL.into_iter().find(|format| format.word() == word);
        found.ok_or_else(|| FormatError::Unknown(word.to_owned()))
    }
}

/// Where a report goes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Destination {
    /// Standard output: `-`.
    Standard,
    /// A file.
    File(PathBuf),
}

/// A report that was asked for: `ndjson=events.ndjson`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReportSpec {
    /// Its format.
    pub format: Format,
    /// Where it goes.
    pub destination: Destination,
}

impl FromStr for ReportSpec {
    type Err = FormatError;

    fn from_str(text: &str) -> Result<Self, FormatError> {
        let (format, path) = text.split_once('=').unwrap_or((text, ""));
        let format = format.parse()?;
        let destination = match path {
            "" => return Err(FormatError::NoPath),
            "-" => Destination::Standard,
            path => Destination::File(path.into()),
        };
        Ok(Self {
            format,
            destination,
        })
    }
}

impl fmt::Display for ReportSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.destination {
            Destination::Standard => write!(f, "{}=-", self.format.word()),
            Destination::File(path) => write!(f, "{}={}", self.format.word(), path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_a_format_and_a_path() {
        let spec: ReportSpec = "ndjson=a=b.ndjson".parse().unwrap();
        assert_eq!(
            spec,
            ReportSpec {
                format: Format::Ndjson,
                destination: Destination::File("a=b.ndjson".into())
            }
        );
        assert_eq!(spec.to_string(), "ndjson=a=b.ndjson");
        assert_eq!(
            "human=-".parse::<ReportSpec>().unwrap().destination,
            Destination::Standard
        );
    }

    #[test]
    fn a_format_that_is_not_there_is_refused_with_those_that_are() {
        let error = "yaml=out.yaml".parse::<ReportSpec>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no report format \"yaml\"; there are human, ndjson, html, junit, sarif and markdown"
        );
    }

    #[test]
    fn a_report_without_a_path_is_refused() {
        for text in ["ndjson", "ndjson="] {
            assert_eq!(text.parse::<ReportSpec>(), Err(FormatError::NoPath));
        }
    }
}
