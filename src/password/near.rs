//! Near misses: values that a sloppy comparison takes for the original.

use std::fmt;

use super::alphabet::Class;

/// What is done to a value. Places count characters from 0; one beyond the end means the last character.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Near {
    /// The case of the character there is swapped, or of the next one that has a case, round the end if need be.
    Case(usize),
    /// Another character of its class stands there (an `a` for one of no class).
    Replace(usize),
    /// The character there is gone.
    Drop(usize),
    /// Only so many characters are left.
    Take(usize),
    /// Only so many UTF-8 bytes are left.
    Bytes(usize),
    /// All lower-case.
    Lower,
    /// All upper-case.
    Upper,
    /// The last character first.
    Reverse,
    /// The character there and the next one exchanged, or the next two that differ, round the end if need be.
    Swap(usize),
    /// The value twice.
    Double,
    /// So many characters are gone from the start.
    Skip(usize),
}

/// How a near miss is made of its number.
type Numbered = fn(usize) -> Near;

/// Those that need a number.
pub(super) const NUMBERED: [(&str, Numbered); 7] = [
    ("case", Near::Case),
    ("replace", Near::Replace),
    ("drop", Near::Drop),
    ("take", Near::Take),
    ("bytes", Near::Bytes),
    ("swap", Near::Swap),
    ("skip", Near::Skip),
];

/// Those that need none.
pub(super) const PLAIN: [(&str, Near); 4] = [
    ("lower", Near::Lower),
    ("upper", Near::Upper),
    ("reverse", Near::Reverse),
    ("double", Near::Double),
];

/// As in a recipe, before the parenthesis: `case@3`.
impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(at) => write!(f, "case@{at}"),
            Self::Replace(at) => write!(f, "replace@{at}"),
            Self::Drop(at) => write!(f, "drop@{at}"),
            Self::Take(count) => write!(f, "take@{count}"),
            Self::Bytes(count) => write!(f, "bytes@{count}"),
            Self::Lower => f.write_str("lower"),
            Self::Upper => f.write_str("upper"),
            Self::Reverse => f.write_str("reverse"),
            Self::Swap(at) => write!(f, "swap@{at}"),
            Self::Double => f.write_str("double"),
            Self::Skip(count) => write!(f, "skip@{count}"),
        }
    }
}

impl Near {
    /// The near miss of a value; none if it is of characters and the value is no UTF-8.
    pub(super) fn of(self, value: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Bytes(count) => Some(value.iter().take(count).copied().collect()),
            Self::Double => Some(value.repeat(2)),
            _ => {
                let characters = std::str::from_utf8(value).ok()?.chars().collect();
                Some(
                    self.of_characters(characters)
                        .into_iter()
                        .collect::<String>()
                        .into_bytes(),
                )
            }
        }
    }

    fn of_characters(self, mut characters: Vec<char>) -> Vec<char> {
        let Some(last) = characters.len().checked_sub(1) else {
            return characters;
        };
        let from = |at: usize| (0..=last).map(move |step| (at.min(last) + step) % (last + 1));
        match self {
            Self::Case(at) => {
                if let Some((at, other)) =
                    from(at).find_map(|at| Some((at, other_case(characters[at])?)))
                {
                    characters[at] = other;
                }
            }
            Self::Replace(at) => characters[at.min(last)] = another(characters[at.min(last)]),
            Self::Drop(at) => drop(characters.remove(at.min(last))),
            Self::Take(count) => characters.truncate(count),
            Self::Lower => characters
                .iter_mut()
                .for_each(|character| *character = lower(*character)),
            Self::Upper => characters
                .iter_mut()
                .for_each(|character| *character = upper(*character)),
            Self::Reverse => characters.reverse(),
            Self::Swap(at) => {
                let differ = |&at: &usize| at < last && characters[at] != characters[at + 1];
                if let Some(at) = from(at).find(differ) {
                    characters.swap(at, at + 1);
                }
            }
            Self::Skip(count) => drop(characters.drain(..count.min(last + 1))),
            Self::Bytes(_) | Self::Double => {}
        }
        characters
    }
}

fn another(character: char) -> char {
    let place = |class: Class| {
        class
            .members()
            .iter()
            .position(|&member| char::from(member) == character)
    };
    let next = |class: Class| place(class).map(|at| class.member(at + 1));
    Class::ALL.into_iter().find_map(next).unwrap_or('a')
}

fn other_case(character: char) -> Option<char> {
    [upper(character), lower(character)]
        .into_iter()
        .find(|&other| other != character)
}

fn upper(character: char) -> char {
    one_within_latin1(character.to_uppercase()).unwrap_or(character)
}

fn lower(character: char) -> char {
    one_within_latin1(character.to_lowercase()).unwrap_or(character)
}

/// `ß`, `µ` and `ÿ` have an upper case that no password may hold (`SS`, Greek, U+0178): a near miss must stay a
/// valid password, or it would be refused for another reason.
fn one_within_latin1(mut mapped: impl Iterator<Item = char>) -> Option<char> {
    let first = mapped.next()?;
    (mapped.next().is_none() && first <= '\u{ff}').then_some(first)
}
