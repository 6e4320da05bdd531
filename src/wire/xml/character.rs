//! The character classes of XML 1.0, fifth edition (sections 2.2, 2.3), and the names of Namespaces in XML 1.0.

/// White space.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// What a document may hold at all: no NUL, no C0 control but tab, line feed and carriage return, no U+FFFE and U+FFFF.
pub(super) fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

fn starts_name(c: char) -> bool {
    matches!(c,
        ':' | 'A'..='Z' | '_' | 'a'..='z'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

fn continues_name(c: char) -> bool {
    starts_name(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// A name, colons allowed.
fn is_name(name: &str) -> bool {
    name.starts_with(starts_name) && name.chars().all(continues_name)
}

/// A name's prefix and local part; `None` where it is no name, or one with a misplaced colon.
pub(super) fn qualified(name: &str) -> Option<(Option<&str>, &str)> {
    let plain = |part: &str| is_name(part) && !part.contains(':');
    match name.split_once(':') {
        None => is_name(name).then_some((None, name)),
        Some((prefix, local)) => (plain(prefix) && plain(local)).then_some((Some(prefix), local)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_characters_of_xml_are_those_of_production_2() {
        for c in [
            '\t',
            '\n',
            '\r',
            ' ',
            '\u{7f}',
            '\u{80}',
            '\u{9f}',
            '\u{d7ff}',
            '\u{e000}',
            '\u{fffd}',
            '\u{10000}',
            '\u{10ffff}',
        ] {
            assert!(is_char(c), "{c:?}");
        }
        for c in [
            '\0', '\u{1}', '\u{8}', '\u{b}', '\u{c}', '\u{e}', '\u{1f}', '\u{fffe}', '\u{ffff}',
        ] {
            assert!(!is_char(c), "{c:?}");
        }
    }

    #[test]
    fn a_name_starts_with_a_letter_a_colon_or_an_underscore() {
        for name in [
            "a",
            "_",
            ":",
            "Ä",
            "a-b.c1",
            "a·",
            "ß",
            "日本",
            "\u{10000}",
            "\u{37f}",
        ] {
            assert!(is_name(name), "{name}");
        }
        for name in [
            "",
            "1a",
            "-a",
            ".a",
            "·a",
            "a b",
            "a/b",
            "a\u{d7}",
            "×",
            "a\u{37e}",
            "a<",
            "a\"",
            "\u{300}a",
            "a\u{f0000}",
        ] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn a_qualified_name_has_one_colon_at_most_with_a_name_at_both_sides() {
        assert_eq!(qualified("a"), Some((None, "a")));
        assert_eq!(qualified("p:a"), Some((Some("p"), "a")));
        for name in ["", ":", "a:", ":a", "a:b:c", "p:1", "1:p", "a::b"] {
            assert_eq!(qualified(name), None, "{name}");
        }
    }
}
