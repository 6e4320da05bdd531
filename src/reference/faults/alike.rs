//! Characters that are taken for others.

/// U+00C0 to U+00FF without their accents; a full stop where there is none.
const BASE: &str = "AAAAAA.CEEEEIIII.NOOOOO.OUUUUY..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y";

/// The text without accents, as collations of databases compare it.
pub(super) fn unaccented(text: &str) -> String {
    text.chars()
        .map(|c| {
            let place = u32::from(c).checked_sub(0xc0);
            let base = place.and_then(|place| BASE.chars().nth(place as usize));
            base.filter(|&base| base != '.').unwrap_or(c)
        })
        .collect()
}

/// The text with letters, digits and spaces for their compatible forms.
pub(super) fn compatible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ª' => 'a',
            'º' => 'o',
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            '\u{a0}' => ' ',
            other => other,
        })
        .collect()
}
