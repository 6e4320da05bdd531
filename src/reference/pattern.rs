//! The patterns of resources and actions: wildcards and policy variables.

/// Who asks, for the policy variables.
#[derive(Clone, Copy, Debug)]
pub struct Variables<'a> {
    /// `${aws:username}`; a role's session has none.
    pub username: Option<&'a str>,
    /// `${aws:userid}`.
    pub userid: &'a str,
}

/// The pattern with its variables replaced; `None` if one has no value here, so that it matches nothing.
pub fn substitute(pattern: &str, variables: Variables<'_>) -> Option<String> {
    let mut replaced = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once("${") {
        let (name, after) = after.split_once('}')?;
        replaced.push_str(before);
        replaced.push_str(match name {
            "aws:username" => variables.username?,
            "aws:userid" => variables.userid,
            _ => return None,
        });
        rest = after;
    }
    replaced.push_str(rest);
    Some(replaced)
}

/// Whether the text matches a pattern of `*` (any characters) and `?` (one character).
/// Time is at most pattern × text, space constant.
pub fn matches(pattern: &str, text: &str) -> bool {
    let (mut pattern, mut text) = (pattern.chars(), text.chars());
    // What follows the last star, and the first place in the text where that was not yet tried.
    let mut retry = None;
    loop {
        let here = text.clone();
        match (pattern.next(), text.next()) {
            (None, None) => return true,
            (Some('*'), _) => {
                retry = Some((pattern.clone(), here.clone()));
                text = here;
            }
            (Some(wanted), Some(found)) if wanted == found || wanted == '?' => {}
            _ => {
                let Some((after_star, from)) = &mut retry else {
                    return false;
                };
                if from.next().is_none() {
                    return false;
                }
                (pattern, text) = (after_star.clone(), from.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_matches_any_characters_and_a_question_mark_one() {
        for (pattern, text) in [
            ("*", ""),
            ("*", "abc"),
            ("a*c", "abbbc"),
            ("a*b*c", "axxbyybzc"),
            ("a?c", "abc"),
            ("**", "x"),
            ("", ""),
            ("*é", "caf\u{e9}"),
            ("*ab", "aab"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("", "a"),
            ("a", ""),
            ("?", ""),
            ("a*c", "ab"),
            ("a?c", "ac"),
            ("*ab", "aba"),
        ] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }
}
