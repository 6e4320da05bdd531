//! Lines of at most eighty columns, colours, and text from outside made fit for a terminal.

use std::fmt::Write;

use owo_colors::{OwoColorize, Style};

pub(super) use crate::report::digest::{excerpt, plural, visible};

/// Columns of a line.
pub(super) const WIDTH: usize = 80;
/// Where the text of a labelled line begins.
const INDENT: usize = 13;

pub(super) const GOOD: Style = Style::new().green();
pub(super) const BAD: Style = Style::new().red().bold();
pub(super) const ODD: Style = Style::new().yellow();
pub(super) const HEAD: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();

/// Breaks a text between words, and a word only where it is longer than a line. What fits stays as it is.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    if text.chars().count() <= width {
        return vec![text.to_owned()];
    }
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        let mut rest = word;
        if used > 0 && used + 1 + length <= width {
            push(&mut lines, " ");
            used += 1;
        } else if used > 0 {
            lines.push(String::new());
            used = 0;
        }
        while let Some((cut, _)) = rest.char_indices().nth(width) {
            push(&mut lines, &rest[..cut]);
            lines.push(String::new());
            rest = &rest[cut..];
        }
        push(&mut lines, rest);
        used += rest.chars().count();
    }
    lines
}

fn push(lines: &mut [String], text: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(text);
    }
}

/// `     label   text`, the text wrapped under itself.
pub(super) fn labelled(out: &mut String, label: &str, text: &str) {
    for (nth, line) in wrap(&excerpt(text), WIDTH - INDENT).iter().enumerate() {
        let label = if nth == 0 { label } else { "" };
        line_of(out, format_args!("     {:<8}{line}", label.style(FAINT)));
    }
}

/// A text on the left and one on the right of the same line; on the next if there is no room.
pub(super) fn both_ends(out: &mut String, left: (&str, Style), right: (&str, Style)) {
    let taken = left.0.chars().count() + right.0.chars().count();
    let (left, padded) = (left.0.style(left.1), right.0.style(right.1));
    if taken + 2 <= WIDTH {
        line_of(
            out,
            format_args!("{left}{:gap$}{padded}", "", gap = WIDTH - taken),
        );
    } else {
        line_of(out, format_args!("{left}"));
        let gap = WIDTH.saturating_sub(right.0.chars().count());
        line_of(out, format_args!("{:gap$}{padded}", ""));
    }
}

/// Adds a line, without blanks at its end.
pub(super) fn line_of(out: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing into a String does not fail.
    let _ = out.write_fmt(line);
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_broken_between_words_and_a_long_word_where_it_must_be() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("a 1234567890 b", 4), ["a", "1234", "5678", "90 b"]);
        assert_eq!(wrap("  as it is", 10), ["  as it is"]);
        assert_eq!(wrap("", 4), [""]);
    }

    proptest::proptest! {
        #[test]
        fn no_line_is_wider_than_asked_and_no_character_is_lost(text in "[a-zé ]{0,60}", width in 1usize..20) {
            let lines = wrap(&text, width);
            proptest::prop_assert!(lines.iter().all(|line| line.chars().count() <= width));
            proptest::prop_assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }
}
