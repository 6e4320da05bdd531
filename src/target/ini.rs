//! AWS's flavour of INI, which no general reader keeps to: a setting without a value opens a block of indented
//! ones, values are taken literally, a line that is neither is an error with its number.
//! <https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html>

use std::collections::BTreeMap;

/// The settings of a section by name; one in a block is named `block.setting`.
pub type Settings = BTreeMap<String, String>;

/// A line that cannot be read. Its text is not shown: it may be half of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: &'static str,
}

/// Reads a file's text into sections by name. Of what is said twice the later holds.
///
/// # Errors
/// The first line that is neither a section, nor a setting within one, nor a comment.
pub fn parse(text: &str) -> Result<BTreeMap<String, Settings>, Malformed> {
    let mut sections = BTreeMap::<String, Settings>::new();
    let mut current = None;
    let mut block = String::new();
    for (index, line) in text.lines().enumerate() {
        let malformed = |problem| Malformed {
            line: index + 1,
            problem,
        };
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
            continue;
        }
        if let Some(rest) = trimmed.strip_prefix('[') {
            let (name, _) = rest
                .split_once(']')
                .ok_or_else(|| malformed("a section without its ]"))?;
            let words: Vec<&str> = name.split_whitespace().collect();
            current = Some(sections.entry(words.join(" ")).or_default());
            continue;
        }
        let (name, value) = trimmed
            .split_once('=')
            .ok_or_else(|| malformed("neither [section], nor name = value, nor # comment"))?;
        let settings = current
            .as_mut()
            .ok_or_else(|| malformed("a setting before the first [section]"))?;
        let (name, value) = (name.trim(), without_comment(value).trim().to_owned());
        if line.starts_with([' ', '\t']) {
            settings.insert(format!("{block}.{name}"), value);
        } else {
            name.clone_into(&mut block);
            settings.insert(name.to_owned(), value);
        }
    }
    Ok(sections)
}

/// A comment on a setting's line starts with white space and `#` or `;`.
fn without_comment(value: &str) -> &str {
    let start = [" #", " ;", "\t#", "\t;"]
        .iter()
        .filter_map(|mark| value.find(mark))
        .min();
    start.map_or(value, |start| &value[..start])
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    fn setting<'a>(
        sections: &'a BTreeMap<String, Settings>,
        section: &str,
        name: &str,
    ) -> Option<&'a str> {
        sections.get(section)?.get(name).map(String::as_str)
    }

    #[test]
    fn sections_settings_comments_and_blocks_are_told_apart() {
        let sections = parse(
            "# of the lab\n[default]\naws_secret_access_key = a/b+c=#d ; the lab's\r\n\n  ; indented\n\
             [ profile  lab ]\nservices=local\n[services local]\niam =\n  endpoint_url = http://127.0.0.1:1\n\
             s3 =\n  endpoint_url = http://127.0.0.1:2\nafter = 1\n",
        )
        .unwrap();
        assert_eq!(
            setting(&sections, "default", "aws_secret_access_key"),
            Some("a/b+c=#d")
        );
        assert_eq!(setting(&sections, "profile lab", "services"), Some("local"));
        assert_eq!(
            setting(&sections, "services local", "iam.endpoint_url"),
            Some("http://127.0.0.1:1")
        );
        assert_eq!(
            setting(&sections, "services local", "s3.endpoint_url"),
            Some("http://127.0.0.1:2")
        );
        assert_eq!(setting(&sections, "services local", "after"), Some("1"));
    }

    #[test]
    fn a_section_that_comes_again_adds_to_the_first() {
        let sections = parse("[a]\nx=1\ny=1\n[b]\n[a]\ny=2").unwrap();
        assert_eq!(setting(&sections, "a", "x"), Some("1"));
        assert_eq!(setting(&sections, "a", "y"), Some("2"));
    }

    #[test]
    fn a_line_that_is_nothing_is_named() {
        let line = |text| parse(text).unwrap_err().line;
        assert_eq!(line("[default]\n\nx = 1\nAKIDEXAMPLE\n"), 4);
        assert_eq!(line("[default\nx = 1"), 1);
        assert_eq!(line("# first\nx = 1\n[default]"), 2);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_at_one_of_its_lines(text in r"([\[\]=#; \ta-z\n]|\PC){0,60}") {
            if let Err(malformed) = parse(&text) {
                prop_assert!((1..=text.lines().count()).contains(&malformed.line));
            }
        }

        #[test]
        fn a_setting_comes_back_as_it_was_written(name in "[a-z_]{1,12}", value in "([!$-:<-~][!-~]{0,40})?") {
            let sections = parse(&format!("[s]\n{name} = {value}\n")).unwrap();
            prop_assert_eq!(setting(&sections, "s", &name), Some(value.as_str()));
        }
    }
}
