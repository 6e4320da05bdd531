//! The legal spellings of one text in a form.

use serde::{Deserialize, Serialize};

/// How a text is spelled in a form: every legal spelling is reachable, and all mean the same (FACTS §2).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize, Deserialize)]
pub struct Spelling {
    /// Which bytes are percent-encoded.
    pub escape: Escape,
    /// The case of hex digits.
    pub hex: Hex,
    /// How a space is written.
    pub space: Space,
}

/// Which bytes are percent-encoded; spaces follow [`Space`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize, Deserialize)]
pub enum Escape {
    /// Only what a form must escape: `% & + = #`, controls and everything above ASCII.
    Needed,
    /// Only what a query must escape as well: everything RFC 3986 allows in one stands as it is.
    Query,
    /// All but the unreserved characters of RFC 3986, as SigV4 asks for in a query.
    Standard,
    /// Every byte.
    All,
    /// Every other byte, and what [`Escape::Standard`] escapes.
    Alternate,
}

/// The case of hex digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize, Deserialize)]
pub enum Hex {
    /// `%C3%AF`
    Upper,
    /// `%c3%af`
    Lower,
    /// `%c3%aF`: the first digit lower, the second upper.
    Mixed,
}

/// How a space is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize, Deserialize)]
pub enum Space {
    /// `+`
    Plus,
    /// `%20`
    Percent,
}

const ESCAPES: [Escape; 5] = [
    Escape::Needed,
    Escape::Query,
    Escape::Standard,
    Escape::All,
    Escape::Alternate,
];
const HEXES: [Hex; 3] = [Hex::Upper, Hex::Lower, Hex::Mixed];
const SPACES: [Space; 2] = [Space::Plus, Space::Percent];

/// By escape, hex and space, in the order of the tables above.
const NAMES: [[[&str; 2]; 3]; 5] = [
    [
        ["needed-upper-plus", "needed-upper"],
        ["needed-lower-plus", "needed-lower"],
        ["needed-mixed-plus", "needed-mixed"],
    ],
    [
        ["query-upper-plus", "query-upper"],
        ["query-lower-plus", "query-lower"],
        ["query-mixed-plus", "query-mixed"],
    ],
    [
        ["standard-upper-plus", "standard-upper"],
        ["standard-lower-plus", "standard-lower"],
        ["standard-mixed-plus", "standard-mixed"],
    ],
    [
        ["all-upper-plus", "all-upper"],
        ["all-lower-plus", "all-lower"],
        ["all-mixed-plus", "all-mixed"],
    ],
    [
        ["alternate-upper-plus", "alternate-upper"],
        ["alternate-lower-plus", "alternate-lower"],
        ["alternate-mixed-plus", "alternate-mixed"],
    ],
];

impl Spelling {
    /// RFC 3986, upper-case digits, `%20`: what SDKs send.
    pub const STANDARD: Self = Self {
        escape: Escape::Standard,
        hex: Hex::Upper,
        space: Space::Percent,
    };

    /// Every combination.
    pub const ALL: [Self; 30] = {
        let mut all = [Self::STANDARD; 30];
        let mut at = 0;
        while at < all.len() {
            all[at] = Self {
                escape: ESCAPES[at / 6],
                hex: HEXES[at / 2 % 3],
                space: SPACES[at % 2],
            };
            at += 1;
        }
        all
    };

    /// A stable word for case ids: `all-lower`, `needed-upper-plus`.
    pub fn name(self) -> &'static str {
        NAMES[self.escape as usize][self.hex as usize][self.space as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_has_the_name_of_its_parts() {
        for spelling in Spelling::ALL {
            let mut name = format!("{:?}-{:?}", spelling.escape, spelling.hex);
            if spelling.space == Space::Plus {
                name.push_str("-plus");
            }
            assert_eq!(spelling.name(), name.to_lowercase());
        }
    }

    #[test]
    fn no_spelling_is_listed_twice() {
        let names: std::collections::BTreeSet<_> =
            Spelling::ALL.iter().map(|it| it.name()).collect();
        assert_eq!(names.len(), Spelling::ALL.len());
    }
}
