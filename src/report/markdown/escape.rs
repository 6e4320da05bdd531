//! Texts that stay texts in Markdown.

use crate::report::digest::{excerpt, visible};

/// A text from outside in a code span, on one line, cut where it is too long.
pub(super) fn code(text: &str) -> String {
    let text = excerpt(text);
    if text.is_empty() {
        return "*nothing*".to_owned();
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    // A space at each end is taken away again, unless there are only spaces: backticks and spaces at an end need it.
    let odd = |c: char| c == '`' || c == ' ';
    let gap = match text.trim_matches(' ') {
        "" => "",
        _ if text.starts_with(odd) || text.ends_with(odd) => " ",
        _ => "",
    };
    format!("{fence}{gap}{text}{gap}{fence}")
}

/// A text among others, on one line.
pub(super) fn plain(text: &str) -> String {
    let mut escaped = String::new();
    // What makes a list at the beginning is harmless later.
    let mut begun = false;
    let text = visible(text);
    for (place, c) in text.char_indices() {
        // An address would be made a link.
        let of_address = text[place..].starts_with("://");
        let harmless = begun && ",;:/\"'%?-+=().".contains(c) && !of_address;
        if c.is_ascii_punctuation() && !harmless {
            escaped.push('\\');
        }
        begun |= c.is_alphabetic();
        escaped.push(c);
    }
    escaped
}

/// What stands in a cell of a table: a bar would end it, in a code span too.
pub(super) fn cell(markdown: &str) -> String {
    markdown.replace('|', "\\|")
}

/// A block of code.
pub(super) fn block(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    format!("{fence}{language}\n{text}\n{fence}\n")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

    /// What a reader of Markdown sees, and nothing but texts.
    fn seen(markdown: &str) -> String {
        let mut seen = String::new();
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            match event {
                Event::Text(text) | Event::Code(text) => seen.push_str(&text),
                Event::Start(
                    Tag::Paragraph
                    | Tag::Table(_)
                    | Tag::TableHead
                    | Tag::TableRow
                    | Tag::TableCell
                    | Tag::CodeBlock(CodeBlockKind::Fenced(_)),
                )
                | Event::End(_) => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
        seen
    }

    #[test]
    fn backticks_bars_and_tags_stay_what_they_are() {
        for text in [
            "`",
            "``a`",
            " a ",
            "a|b",
            r"a\|b",
            "<b>&amp;</b>",
            "*a* [b](c)",
            "#1",
            r"\",
            "   ",
        ] {
            assert_eq!(
                seen(&format!("it: {}.", code(text))),
                format!("it: {text}.")
            );
            let table = format!("| it: {} |\n|---|\n", cell(&code(text)));
            assert_eq!(seen(&table), format!("it: {text}"));
            assert_eq!(seen(&block("sh", text)), format!("{text}\n"));
            assert_eq!(
                seen(&format!("it: {}.", plain(text))),
                format!("it: {text}.")
            );
        }
    }

    #[test]
    fn a_line_break_is_spelled_out() {
        assert_eq!(code("a\nb"), r"`a\nb`");
        assert_eq!(plain("a\n"), r"a\\n");
        assert_eq!(plain("1. a_b 0.8"), r"1\. a\_b 0.8");
        assert_eq!(code(""), "*nothing*");
    }

    proptest::proptest! {
        #[test]
        fn no_text_becomes_markup(text in "[ -~é]{1,24}", marks in "[`|<>\\\\*_~\\[\\]()#&!$@:. -]{1,12}") {
            let text = format!("{text}{marks}");
            proptest::prop_assert_eq!(seen(&format!("it: {}.", code(&text))), format!("it: {text}."));
            proptest::prop_assert_eq!(seen(&format!("| it: {}. |\n|---|\n", cell(&code(&text)))), format!("it: {text}."));
            proptest::prop_assert_eq!(seen(&format!("it: {}.", plain(&text))), format!("it: {text}."));
            let alone = text.trim_start();
            proptest::prop_assert_eq!(seen(&format!("{}.", plain(alone))), format!("{alone}."));
        }
    }
}
