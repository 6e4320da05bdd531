//! Texts that vary from run to run, known by their looks.

/// The kind of a moment. Whether two moments are the same depends on how fast the endpoint is, so they are not told apart.
pub(super) const TIME: &str = "time";

/// Kinds and looks: `9` is a digit, `f` a hex digit, `X` a capital or a digit, `x` a letter; the rest stands for itself.
const LOOKS: &[(&str, &str)] = &[
    (TIME, "9999-99-99T99:99:99"),
    (TIME, "99999999T999999Z"),
    (TIME, "xxx, 99 xxx 9999 99:99:99 GMT"),
    // The day in the scope of a signature.
    (TIME, "20999999"),
    ("uuid", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
    ("account", "999999999999"),
    ("access-key", "AKIAXXXXXXXXXXXXXXXX"),
    ("access-key", "ASIAXXXXXXXXXXXXXXXX"),
    ("unique-id", "AIDAXXXXXXXXXXXXXXXXX"),
    ("unique-id", "AROAXXXXXXXXXXXXXXXXX"),
    (
        "signature",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ),
];

/// The kind of what the text begins with, and its length in bytes, where it is such a value and ends with it.
pub(super) fn varying(text: &str) -> Option<(&'static str, usize)> {
    LOOKS.iter().find_map(|(kind, look)| {
        let length = matched(text, look)?;
        let whole = length + text.get(length..).map_or(0, zone);
        ends_at(text, whole).then_some((*kind, whole))
    })
}

/// Whether no word goes on at this byte.
pub(super) fn ends_at(text: &str, at: usize) -> bool {
    text.get(at..)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn matched(text: &str, look: &str) -> Option<usize> {
    let mut bytes = text.bytes();
    look.bytes()
        .all(|wanted| {
            bytes.next().is_some_and(|byte| match wanted {
                b'9' => byte.is_ascii_digit(),
                b'f' => byte.is_ascii_hexdigit(),
                b'X' => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
                b'x' => byte.is_ascii_alphabetic(),
                _ => byte == wanted,
            })
        })
        .then_some(look.len())
}

/// The length of the fraction and the zone that may follow a moment in ISO 8601.
fn zone(rest: &str) -> usize {
    let fraction = rest.strip_prefix('.').map_or(0, |digits| {
        1 + digits.bytes().take_while(u8::is_ascii_digit).count()
    });
    let fraction = if fraction > 1 { fraction } else { 0 };
    let zone = ["Z", "+99:99", "-99:99"]
        .iter()
        .find_map(|look| matched(rest.get(fraction..)?, look));
    fraction + zone.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_known_by_their_looks() {
        for (text, kind) in [
            ("2026-11-23T16:09:00Z", "time"),
            ("2026-11-23T16:09:00.123456+00:00", "time"),
            ("2026-11-23T16:09:00", "time"),
            ("20261123T160900Z", "time"),
            ("Tue, 15 Nov 1994 08:12:31 GMT", "time"),
            ("20261123", "time"),
            ("7a62c49f-347e-4fc4-9331-6e8e00000000", "uuid"),
            ("123456789012", "account"),
            ("AKIAIOSFODNN7EXAMPLE", "access-key"),
            ("AIDACKCEVSQ6C2EXAMPLE", "unique-id"),
        ] {
            assert_eq!(varying(text), Some((kind, text.len())), "{text}");
            let within = format!("{text}: and so on");
            assert_eq!(varying(&within), Some((kind, text.len())), "{within}");
            assert_eq!(varying(&format!("{text}x")), None, "{text}x");
        }
    }

    #[test]
    fn the_version_of_the_service_is_no_such_value() {
        for text in ["2010-05-08", "128", "", "ä", "30999999", "1234567890123"] {
            assert_eq!(varying(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_ends_where_it_ends() {
        assert_eq!(varying("2026-11-23T16:09:00. Then"), Some((TIME, 19)));
        assert_eq!(varying("2026-11-23T16:09:00Z is now"), Some((TIME, 20)));
    }
}
