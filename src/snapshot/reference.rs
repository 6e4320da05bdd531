//! Values that vary from run to run, replaced by reference: the first request id of a case is `<request-id:1>` wherever it
//! stands, and another one is another number.

use super::pattern::{TIME, ends_at, varying};

/// Shorter values are replaced only where they are the whole text: a user may be called `a`.
const TELLING: usize = 6;

/// The values that a case has met so far.
#[derive(Clone, Debug, Default)]
pub(super) struct References {
    /// Known beforehand to vary, the longest first.
    known: Vec<(&'static str, String)>,
    /// In the order in which they were met.
    met: Vec<(&'static str, String)>,
}

impl References {
    /// A value that varies whatever it looks like.
    pub(super) fn expect(&mut self, kind: &'static str, value: &str) {
        if !value.is_empty() && self.known.iter().all(|(_, known)| known != value) {
            let at = self
                .known
                .partition_point(|(_, known)| known.len() >= value.len());
            self.known.insert(at, (kind, value.to_owned()));
        }
    }

    /// The text with every such value replaced.
    pub(super) fn replace(&mut self, text: &str) -> String {
        if let Some((kind, _)) = self.known.iter().find(|(_, known)| known == text) {
            return self.refer(kind, text);
        }
        let mut replaced = String::with_capacity(text.len());
        let mut rest = text;
        let mut within_word = false;
        while let Some(next) = rest.chars().next() {
            let found = if within_word {
                None
            } else {
                self.known_at(rest).or_else(|| varying(rest))
            };
            let found =
                found.and_then(|(kind, length)| Some((kind, rest.split_at_checked(length)?)));
            if let Some((kind, (value, after))) = found {
                replaced.push_str(&self.refer(kind, value));
                rest = after;
            } else {
                replaced.push(next);
                within_word = next.is_alphanumeric();
                rest = rest.get(next.len_utf8()..).unwrap_or_default();
            }
        }
        replaced
    }

    fn known_at(&self, rest: &str) -> Option<(&'static str, usize)> {
        self.known
            .iter()
            .find(|(_, known)| {
                known.len() >= TELLING && rest.starts_with(known) && ends_at(rest, known.len())
            })
            .map(|(kind, known)| (*kind, known.len()))
    }

    fn refer(&mut self, kind: &'static str, value: &str) -> String {
        if kind == TIME {
            return format!("<{kind}:*>");
        }
        let alike = |(known, _): &&(&str, String)| *known == kind;
        let number = self
            .met
            .iter()
            .filter(alike)
            .position(|(_, met)| met == value);
        let number = number.unwrap_or_else(|| {
            self.met.push((kind, value.to_owned()));
            self.met.iter().filter(alike).count() - 1
        });
        format!("<{kind}:{}>", number + 1)
    }
}

/// References stand in XML as they are, for people; no tag looks like them, since no name begins with a digit or a `*`.
pub(super) fn unescaped(text: &str) -> String {
    remarked(text, ["&lt;", "&gt;"], ["<", ">"])
}

/// The XML that a parser reads.
pub(super) fn escaped(text: &str) -> String {
    remarked(text, ["<", ">"], ["&lt;", "&gt;"])
}

fn remarked(text: &str, [open, close]: [&str; 2], marks: [&str; 2]) -> String {
    let mut remarked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        remarked.push_str(before);
        let reference = after
            .split_once(close)
            .filter(|(inside, _)| is_reference(inside));
        if let Some((inside, after)) = reference {
            remarked.extend([marks[0], inside, marks[1]]);
            rest = after;
        } else {
            remarked.push_str(open);
            rest = after;
        }
    }
    remarked.push_str(rest);
    remarked
}

fn is_reference(text: &str) -> bool {
    text.split_once(':').is_some_and(|(kind, number)| {
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        !kind.is_empty()
            && kind
                .bytes()
                .all(|byte| byte == b'-' || byte.is_ascii_lowercase())
            && (is_number || number == "*")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_value_is_the_same_number_and_another_one_another() {
        let mut references = References::default();
        references.expect("user-name", "pwspec-lane-1");
        references.expect("user-name", "pwspec-lane-10");
        let text = "User: arn:aws:iam::123456789012:user/pwspec-lane-10 is not pwspec-lane-1, nor 210987654321";
        assert_eq!(
            references.replace(text),
            "User: arn:aws:iam::<account:1>:user/<user-name:1> is not <user-name:2>, nor <account:2>"
        );
        assert_eq!(
            references.replace("pwspec-lane-1 in 210987654321"),
            "<user-name:2> in <account:2>"
        );
    }

    #[test]
    fn a_value_within_a_word_is_no_value() {
        let mut references = References::default();
        references.expect("user-name", "thomas");
        for text in [
            "thomasina",
            "athomas",
            "x7a62c49f-347e-4fc4-9331-6e8e00000000",
        ] {
            assert_eq!(references.replace(text), text);
        }
    }

    #[test]
    fn a_short_value_is_replaced_where_it_is_the_whole_text() {
        let mut references = References::default();
        references.expect("request-id", "1");
        assert_eq!(references.replace("1"), "<request-id:1>");
        assert_eq!(references.replace("1 of 2"), "1 of 2");
    }

    #[test]
    fn moments_are_not_told_apart() {
        let mut references = References::default();
        let text = "20261123T160900Z is now earlier than 20261123T161500Z";
        assert_eq!(
            references.replace(text),
            "<time:*> is now earlier than <time:*>"
        );
    }

    #[test]
    fn references_stand_in_xml_as_they_are_and_tags_stay_tags() {
        let xml =
            "<a>\n  <b>&lt;request-id:1&gt; &lt;c&gt; &lt;time:*&gt; &lt;</b>\n  <xml:d/>\n</a>";
        let shown = unescaped(xml);
        assert_eq!(
            shown,
            "<a>\n  <b><request-id:1> &lt;c&gt; <time:*> &lt;</b>\n  <xml:d/>\n</a>"
        );
        assert_eq!(escaped(&shown), xml);
    }
}
