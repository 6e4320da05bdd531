//! A word as a POSIX shell reads it back.

use std::fmt;

/// Displays a text as one word of a POSIX shell, quoted if it has to be.
#[derive(Clone, Copy, Debug)]
pub struct ShellWord<'a>(pub &'a str);

impl fmt::Display for ShellWord<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,+@%".contains(c);
        if !self.0.is_empty() && self.0.chars().all(plain) {
            f.write_str(self.0)
        } else {
            write!(f, "'{}'", self.0.replace('\'', r"'\''"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_word_stays_as_it_is() {
        assert_eq!(
            ShellWord("http://127.0.0.1:4607/iam").to_string(),
            "http://127.0.0.1:4607/iam"
        );
    }

    #[test]
    fn a_word_that_a_shell_would_read_otherwise_is_quoted() {
        assert_eq!(
            ShellWord("new-password/**").to_string(),
            "'new-password/**'"
        );
        assert_eq!(ShellWord("it's").to_string(), r"'it'\''s'");
        assert_eq!(ShellWord("").to_string(), "''");
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(32))]

        #[test]
        fn a_shell_reads_back_any_text(text in "[^\0]{0,40}") {
            let script = format!("printf %s {}", ShellWord(&text));
            let output = std::process::Command::new("sh").arg("-c").arg(script).output().unwrap();
            proptest::prop_assert_eq!(String::from_utf8(output.stdout).unwrap(), text);
        }
    }
}
