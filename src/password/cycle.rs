//! Endless rows of characters, of which a recipe takes the first few.

use super::alphabet::{Class, GENTLE};

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(super) enum Cycle {
    /// Upper, lower, digit, gentle symbol in turn: every run of four has all classes.
    Ascii,
    /// U+00A1..U+00FF
    Latin1,
    /// One character of `Ascii`, one of `Latin1`, in turn.
    Mixed,
    /// `aAbB…`
    Letters,
    Of(Class),
}

impl Cycle {
    pub const ALL: [Self; 8] = [
        Self::Ascii,
        Self::Latin1,
        Self::Mixed,
        Self::Letters,
        Self::Of(Class::Lower),
        Self::Of(Class::Upper),
        Self::Of(Class::Digit),
        Self::Of(Class::Symbol),
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Ascii => "ascii",
            Self::Latin1 => "latin1",
            Self::Mixed => "mixed",
            Self::Letters => "letters",
            Self::Of(Class::Lower) => "lower",
            Self::Of(Class::Upper) => "upper",
            Self::Of(Class::Digit) => "digit",
            Self::Of(Class::Symbol) => "symbol",
        }
    }

    pub fn characters(self) -> impl Iterator<Item = char> {
        (0..).map(move |at| self.character(at))
    }

    fn character(self, at: usize) -> char {
        match self {
            Self::Ascii if at % 4 == 3 => char::from(GENTLE[at / 4 % GENTLE.len()]),
            Self::Ascii => Class::ALL[at % 4].member(at / 4),
            Self::Latin1 => ('\u{a1}'..='\u{ff}').nth(at % 95).unwrap_or('\u{a1}'),
            Self::Mixed if at.is_multiple_of(2) => Self::Ascii.character(at / 2),
            Self::Mixed => Self::Latin1.character(at / 2),
            Self::Letters if at.is_multiple_of(2) => Class::Lower.member(at / 2),
            Self::Letters => Class::Upper.member(at / 2),
            Self::Of(class) => class.member(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::password::count_classes;

    fn first(cycle: Cycle, count: usize) -> String {
        cycle.characters().take(count).collect()
    }

    #[test]
    fn the_rows_begin_alike_for_ever() {
        assert_eq!(first(Cycle::Ascii, 12), "Aa0-Bb1_Cc2-");
        assert_eq!(first(Cycle::Mixed, 8), "A¡a¢0£-¤");
        assert_eq!(first(Cycle::Latin1, 4), "¡¢£¤");
        assert_eq!(first(Cycle::Letters, 6), "aAbBcC");
        assert_eq!(first(Cycle::Of(Class::Digit), 12), "012345678901");
    }

    #[test]
    fn every_run_of_four_ascii_characters_has_all_classes() {
        let row = first(Cycle::Ascii, 3000);
        assert!(row.as_bytes().windows(4).all(|run| count_classes(run) == 4));
    }

    #[test]
    fn every_run_of_eight_mixed_characters_has_all_classes() {
        let row: Vec<char> = Cycle::Mixed.characters().take(3000).collect();
        let classes = |run: &[char]| count_classes(run.iter().collect::<String>().as_bytes());
        assert!(row.windows(8).all(|run| classes(run) == 4));
    }

    #[test]
    fn mixed_characters_have_one_and_two_bytes_in_turn() {
        let widths: Vec<_> = Cycle::Mixed
            .characters()
            .take(6)
            .map(char::len_utf8)
            .collect();
        assert_eq!(widths, [1, 2, 1, 2, 1, 2]);
    }

    #[test]
    fn latin1_characters_have_two_bytes_and_stay_within_the_pattern() {
        let row: Vec<char> = Cycle::Latin1.characters().take(96).collect();
        assert!(
            row.iter()
                .all(|character| ('\u{a1}'..='\u{ff}').contains(character))
        );
        assert_eq!((row[94], row[95]), ('\u{ff}', '\u{a1}'));
    }
}
