//! The cases of a section in strips of one kind: all that end in `latin1`, in the order of their lengths.

use std::collections::HashMap;

/// A section of fewer cases is one strip.
const MANY: usize = 16;
/// So many kinds at most; more are no kinds.
const KINDS: usize = 8;
/// A kind has so many cases at least, and all kinds together half of the section.
const SIZE: usize = 4;

/// The places of the cases, by kind; what has none comes last, under no name. `locals` are ids without their section.
pub(super) fn strips(locals: &[&str]) -> Vec<(String, Vec<usize>)> {
    let by_last = |local: &str| {
        local
            .rsplit(['-', '/'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let by_first = |local: &str| {
        local
            .split(['-', '/'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let ways = [kinds(locals, by_last), kinds(locals, by_first)];
    let whole = || vec![(String::new(), (0..locals.len()).collect())];
    let fits = |strips: &Vec<(String, Vec<usize>)>| {
        let named = strips.iter().filter(|(kind, _)| !kind.is_empty());
        let (kinds, cases) = named.fold((0, 0), |(kinds, cases), (_, places)| {
            (kinds + 1, cases + places.len())
        });
        locals.len() >= MANY && (2..=KINDS).contains(&kinds) && cases * 2 >= locals.len()
    };
    ways.into_iter().find(fits).unwrap_or_else(whole)
}

fn kinds(locals: &[&str], kind: impl Fn(&str) -> String) -> Vec<(String, Vec<usize>)> {
    let mut strips: Vec<(String, Vec<usize>)> = Vec::new();
    let mut known = HashMap::new();
    for (place, local) in locals.iter().enumerate() {
        let kind = kind(local);
        let at = *known.entry(kind.clone()).or_insert(strips.len());
        match strips.get_mut(at) {
            Some((_, places)) => places.push(place),
            None => strips.push((kind, vec![place])),
        }
    }
    let is_kind = |(_, places): &(String, Vec<usize>)| places.len() >= SIZE;
    let (mut strips, others): (Vec<_>, Vec<_>) = strips.into_iter().partition(is_kind);
    let mut rest: Vec<usize> = others.into_iter().flat_map(|(_, places)| places).collect();
    rest.sort_unstable();
    if !rest.is_empty() {
        strips.push((String::new(), rest));
    }
    strips
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_three_alphabets_are_three_strips() {
        let ids: Vec<String> = (0..20)
            .flat_map(|length| ["ascii", "latin1"].map(|kind| format!("{length}-{kind}")))
            .collect();
        let locals: Vec<&str> = ids.iter().map(String::as_str).chain(["odd"]).collect();
        let strips = strips(&locals);
        let kinds: Vec<(&str, usize)> = strips
            .iter()
            .map(|(kind, places)| (kind.as_str(), places.len()))
            .collect();
        assert_eq!(kinds, [("ascii", 20), ("latin1", 20), ("", 1)]);
        assert_eq!(strips[1].1[..2], [1, 3]);
    }

    #[test]
    fn what_has_no_kinds_is_one_strip() {
        let ids: Vec<String> = (0..20)
            .map(|nth| format!("word{nth}-of-its-own{nth}"))
            .collect();
        let locals: Vec<&str> = ids.iter().map(String::as_str).collect();
        assert_eq!(strips(&locals), [(String::new(), (0..20).collect())]);
        assert_eq!(strips(&["a-x", "b-x"]), [(String::new(), vec![0, 1])]);
    }

    proptest::proptest! {
        #[test]
        fn every_case_is_in_one_strip(ids in proptest::collection::vec("[ab]{0,2}-[xyz]", 0..60)) {
            let locals: Vec<&str> = ids.iter().map(String::as_str).collect();
            let mut places: Vec<usize> = strips(&locals).into_iter().flat_map(|(_, places)| places).collect();
            places.sort_unstable();
            proptest::prop_assert_eq!(places, (0..ids.len()).collect::<Vec<_>>());
        }
    }
}
