//! `name="value"`, as start tags and the XML declaration have it. quick-xml's own reader takes pairs that touch.

use super::character::is_space;

/// The pairs of a tag, names and values as they stand. Ends after the first error.
pub(super) struct Pairs<'a> {
    rest: &'a str,
}

impl<'a> Pairs<'a> {
    /// Of what stands behind the tag's name.
    pub(super) fn of(tag: &'a str) -> Self {
        Self { rest: tag }
    }

    fn pair(&mut self) -> Result<(&'a str, &'a str), &'static str> {
        let rest = std::mem::take(&mut self.rest);
        let spaced = rest
            .strip_prefix(is_space)
            .ok_or("no white space before an attribute")?;
        let (name, after) = spaced
            .split_once('=')
            .ok_or("an attribute without a value")?;
        let after = after.trim_start_matches(is_space);
        let quote = after
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''))
            .ok_or("an attribute value without quotes")?;
        let mut parts = after.splitn(3, quote).skip(1);
        let (Some(value), Some(rest)) = (parts.next(), parts.next()) else {
            return Err("an attribute value that is not closed");
        };
        self.rest = rest;
        Ok((name.trim_matches(is_space), value))
    }
}

impl<'a> Iterator for Pairs<'a> {
    type Item = Result<(&'a str, &'a str), &'static str>;

    fn next(&mut self) -> Option<Self::Item> {
        (!self.rest.trim_start_matches(is_space).is_empty()).then(|| self.pair())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(tag: &str) -> Result<Vec<(&str, &str)>, &'static str> {
        Pairs::of(tag).collect()
    }

    #[test]
    fn pairs_come_in_order_with_either_quote_and_any_white_space() {
        assert_eq!(
            pairs(" a=\"1\"\n\tb = '2\"'\r\nc=''  "),
            Ok(vec![("a", "1"), ("b", "2\""), ("c", "")])
        );
        assert_eq!(pairs(""), Ok(vec![]));
        assert_eq!(pairs(" \n"), Ok(vec![]));
    }

    #[test]
    fn what_is_no_pair_is_refused() {
        for tag in [
            "a='1'",
            " a='1'b='2'",
            " a",
            " a=",
            " a=1",
            " a='1",
            " a='1' b",
            " =",
        ] {
            assert!(pairs(tag).is_err(), "{tag}");
        }
    }
}
