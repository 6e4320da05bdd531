//! Text as it stands in a document: the escapes of Canonical XML 1.0, section 2.3.

use super::character::is_char;

/// Text between tags. What XML cannot hold at all, most control characters, becomes U+FFFD.
pub fn escape_text(text: &str) -> String {
    escape(text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\r' => Some("&#xD;"),
        _ => None,
    })
}

/// Text between double quotes. What XML cannot hold at all, most control characters, becomes U+FFFD.
pub fn escape_attribute(value: &str) -> String {
    escape(value, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '"' => Some("&quot;"),
        '\t' => Some("&#x9;"),
        '\n' => Some("&#xA;"),
        '\r' => Some("&#xD;"),
        _ => None,
    })
}

fn escape(text: &str, special: impl Fn(char) -> Option<&'static str>) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match special(c) {
            Some(reference) => escaped.push_str(reference),
            None if is_char(c) => escaped.push(c),
            None => escaped.push(char::REPLACEMENT_CHARACTER),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_escapes_markup_and_carriage_returns_only() {
        assert_eq!(
            escape_text("a<b>&\"'\r\n\tü]]>"),
            "a&lt;b&gt;&amp;\"'&#xD;\n\tü]]&gt;"
        );
    }

    #[test]
    fn an_attribute_escapes_its_quote_and_white_space_that_would_be_normalised() {
        assert_eq!(
            escape_attribute("a<b>&\"'\r\n\t "),
            "a&lt;b>&amp;&quot;'&#xD;&#xA;&#x9; "
        );
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(
            escape_text("a\0b\u{1f}c\u{ffff}d\u{7f}\u{85}"),
            "a\u{fffd}b\u{fffd}c\u{fffd}d\u{7f}\u{85}"
        );
    }
}
