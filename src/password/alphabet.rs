//! The four classes of characters an account password policy knows (FACTS §5).

/// A class of the account password policy: ASCII only, and no symbols but the documented ones.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Class {
    /// `A`–`Z`
    Upper,
    /// `a`–`z`
    Lower,
    /// `0`–`9`
    Digit,
    /// ``! @ # $ % ^ & * ( ) _ + - = [ ] { } | '``
    Symbol,
}

impl Class {
    /// All classes.
    pub const ALL: [Self; 4] = [Self::Upper, Self::Lower, Self::Digit, Self::Symbol];

    /// Its characters, in the order of the page.
    pub const fn members(self) -> &'static [u8] {
        match self {
            Self::Upper => b"ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            Self::Lower => b"abcdefghijklmnopqrstuvwxyz",
            Self::Digit => b"0123456789",
            Self::Symbol => b"!@#$%^&*()_+-=[]{}|'",
        }
    }

    /// The member at that place, counted round and round.
    pub(super) fn member(self, at: usize) -> char {
        let members = self.members();
        char::from(members[at % members.len()])
    }
}

/// The documented symbols that no layer escapes or interprets: an endpoint that stumbles over another one is to stumble where
/// a case is about it.
pub(super) const GENTLE: &[u8] = b"-_";

/// How many of the four classes occur in a value.
pub fn count_classes(value: &[u8]) -> usize {
    let occurs = |class: &Class| value.iter().any(|byte| class.members().contains(byte));
    Class::ALL.iter().filter(|class| occurs(class)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_symbols_are_twenty() {
        assert_eq!(Class::Symbol.members().len(), 20);
    }

    #[test]
    fn a_character_is_of_one_class_at_most() {
        let mut all: Vec<_> = Class::ALL
            .iter()
            .flat_map(|class| class.members())
            .collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 26 + 26 + 10 + 20);
    }

    #[test]
    fn classes_are_ascii_and_know_no_undocumented_symbol() {
        assert_eq!(count_classes(b"Aa1!"), 4);
        assert_eq!(count_classes(b"Aa1~"), 3);
        assert_eq!(count_classes("ÉéÅ²\u{a7}".as_bytes()), 0);
        assert_eq!(count_classes(b" \"<>?,./;:`\\~"), 0);
    }
}
