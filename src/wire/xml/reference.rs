//! `&…;`, in text and in attribute values (XML 1.0, sections 3.3.3, 4.1 and 4.6).

use super::character::is_char;

/// The character that a reference stands for, given what is between `&` and `;`.
pub(super) fn resolve(reference: &str) -> Result<char, &'static str> {
    let named = match reference {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => {
            return numbered(
                reference
                    .strip_prefix('#')
                    .ok_or("a reference to an entity that is not declared")?,
            );
        }
    };
    Ok(named)
}

fn numbered(number: &str) -> Result<char, &'static str> {
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return Err("a character reference that is no number");
    }
    u32::from_str_radix(digits, radix)
        .ok()
        .and_then(char::from_u32)
        .filter(|c| is_char(*c))
        .ok_or("a reference to a character that XML does not allow")
}

/// An attribute's value from what stands between its quotes: references resolved, white space made spaces.
pub(super) fn attribute_value(raw: &str) -> Result<String, &'static str> {
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw.chars();
    while let Some(c) = rest.next() {
        match c {
            '<' => return Err("a `<` in an attribute value"),
            '&' => {
                let (reference, after) = rest
                    .as_str()
                    .split_once(';')
                    .ok_or("an `&` that begins no reference")?;
                value.push(resolve(reference)?);
                rest = after.chars();
            }
            // The line feed behind it makes the one space.
            '\r' if rest.as_str().starts_with('\n') => {}
            '\t' | '\n' | '\r' => value.push(' '),
            _ => value.push(c),
        }
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_five_entities_and_characters_by_number_resolve() {
        for (reference, c) in [
            ("lt", '<'),
            ("gt", '>'),
            ("amp", '&'),
            ("apos", '\''),
            ("quot", '"'),
            ("#65", 'A'),
            ("#x41", 'A'),
            ("#x00000000000000000041", 'A'),
            ("#13", '\r'),
            ("#xfF", 'ÿ'),
            ("#x10FFFF", '\u{10ffff}'),
        ] {
            assert_eq!(resolve(reference), Ok(c), "{reference}");
        }
    }

    #[test]
    fn other_references_are_refused() {
        for reference in [
            "",
            "#",
            "#x",
            "LT",
            "nbsp",
            " lt",
            "lt ",
            "#X41",
            "#4A",
            "#+65",
            "#-65",
            "#x-1",
            "# 65",
            "#65 ",
            "#x110000",
            "#xD800",
            "#0",
            "#1",
            "#x1F",
            "#xFFFE",
            "#xFFFF",
            "#4294967361",
            "#99999999999999999999",
        ] {
            assert!(resolve(reference).is_err(), "{reference}");
        }
    }

    #[test]
    fn an_attribute_value_has_its_white_space_made_spaces_and_referenced_white_space_kept() {
        assert_eq!(
            attribute_value("a\tb\nc\r\nd\re  f"),
            Ok("a b c d e  f".into())
        );
        assert_eq!(
            attribute_value("&#9;&#10;&#13;&#x20;"),
            Ok("\t\n\r ".into())
        );
        assert_eq!(
            attribute_value("&lt;&amp;lt;>'\"ü"),
            Ok("<&lt;>'\"ü".into())
        );
    }

    #[test]
    fn an_attribute_value_with_a_less_than_or_a_lone_ampersand_is_refused() {
        for raw in ["<", "a<b", "&", "a & b", "a&b", "&lt", "&bogus;"] {
            assert!(attribute_value(raw).is_err(), "{raw}");
        }
    }
}
