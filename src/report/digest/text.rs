//! Texts from outside made fit to be shown, and counted words.

/// Characters of a text from outside that are shown.
const SHOWN: usize = 400;

/// A text that may come from outside: control characters, those that turn the direction of writing and those that no XML
/// can hold are spelled out, and so no escape sequence reaches the terminal, and no report is broken.
pub fn visible(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars() {
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || turns || matches!(c, '\u{fffe}' | '\u{ffff}') {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// The same, and what is too long is cut.
pub(in crate::report) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        None => visible(text),
        Some((end, _)) => {
            let (head, rest) = text.split_at(end);
            format!(
                "{}… ({} characters more)",
                visible(head),
                rest.chars().count()
            )
        }
    }
}

/// `1 case`, `2 cases`.
pub(in crate::report) fn plural(count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {one}s")
    }
}
