//! The XML declaration (XML 1.0, section 2.8): optional, only at the very start, its three parts in order.

use super::{character::is_space, error::XmlError, pairs::Pairs};

/// A well-formed XML declaration.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Declaration<'a> {
    /// The encoding it names.
    pub(super) encoding: Option<&'a str>,
    /// Bytes from `<?xml` to `?>`, both included.
    pub(super) length: usize,
}

/// The declaration a text begins with, if it does.
pub(super) fn declaration(text: &str) -> Result<Option<Declaration<'_>>, XmlError> {
    let broken = |reason| XmlError::NotWellFormed { at: 0, reason };
    let Some(rest) = text
        .strip_prefix("<?xml")
        .filter(|rest| rest.starts_with(is_space) || rest.starts_with("?>"))
    else {
        return Ok(None);
    };
    let (inside, after) = rest
        .split_once("?>")
        .ok_or(broken("an XML declaration that is not closed"))?;
    let length = text.len() - after.len();
    // No declaration has more than three parts, and a fourth is enough to see it.
    let parts = Pairs::of(inside)
        .take(4)
        .collect::<Result<Vec<_>, _>>()
        .map_err(broken)?;
    let [("version", version), rest @ ..] = parts.as_slice() else {
        return Err(broken(
            "an XML declaration that does not begin with the version",
        ));
    };
    if !is_version(version) {
        return Err(broken("an XML version other than 1.x"));
    }
    let (encoding, rest) = match rest {
        [("encoding", name), rest @ ..] if is_encoding_name(name) => (Some(*name), rest),
        rest => (None, rest),
    };
    match rest {
        [] | [("standalone", "yes" | "no")] => Ok(Some(Declaration { encoding, length })),
        _ => Err(broken(
            "an XML declaration with a part that is unknown, wrong or out of place",
        )),
    }
}

/// Since the fifth edition any 1.x is read as 1.0.
fn is_version(version: &str) -> bool {
    version
        .strip_prefix("1.")
        .is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|b| b.is_ascii_digit()))
}

fn is_encoding_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_names_its_encoding_and_its_length() {
        for (text, encoding) in [
            ("<?xml version='1.0'?>", None),
            ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", Some("UTF-8")),
            (
                "<?xml\nversion = '1.1'\tencoding='latin1' standalone='no' ?>",
                Some("latin1"),
            ),
            ("<?xml version='1.0' standalone='yes'?>", None),
        ] {
            let length = text.len();
            assert_eq!(
                declaration(&format!("{text}<a/>")),
                Ok(Some(Declaration { encoding, length })),
                "{text}"
            );
        }
    }

    #[test]
    fn what_only_looks_like_a_declaration_is_none() {
        for text in [
            "",
            "<a/>",
            "<?xml-stylesheet href='a'?>",
            "<?xmlx?>",
            " <?xml version='1.0'?>",
            "<?XML version='1.0'?>",
        ] {
            assert_eq!(declaration(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn a_malformed_declaration_is_refused() {
        for inside in [
            "",
            " ",
            " encoding='UTF-8'",
            " version='1.0' version='1.0'",
            " version=1.0",
            " version='2.0'",
            " version='1.'",
            " version='1'",
            " version='1.0 '",
            " version='1.0'encoding='UTF-8'",
            " version='1.0' encoding=''",
            " version='1.0' encoding=' UTF-8'",
            " version='1.0' encoding='8-UTF'",
            " version='1.0' standalone='maybe'",
            " version='1.0' standalone='yes' encoding='UTF-8'",
            " version='1.0' encoding='UTF-8' encoding='UTF-8'",
            " version='1.0' more='1'",
            " version='1.0' encoding='UTF-8' standalone='no' more='1'",
            " Version='1.0'",
        ] {
            let text = format!("<?xml{inside}?><a/>");
            assert!(
                matches!(
                    declaration(&text),
                    Err(XmlError::NotWellFormed { at: 0, .. })
                ),
                "{text}"
            );
        }
        assert!(declaration("<?xml version='1.0' >").is_err());
    }
}
