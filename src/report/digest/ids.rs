//! Many case ids in few words: `new-password/length/{65…127}-latin1`.

use std::collections::HashMap;

/// So many sections are named; the ids of one are summed up together.
const SECTIONS: usize = 3;
/// So many ids of a section are spelled out.
const SPELLED: usize = 3;

/// Sums up ids in the order of the matrix; each comes with its section.
pub(in crate::report) fn summed_up<'a>(
    ids: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> String {
    let mut sections: Vec<Vec<&str>> = Vec::new();
    let mut places = HashMap::new();
    for (section, id) in ids {
        let place = *places.entry(section).or_insert(sections.len());
        match sections.get_mut(place) {
            Some(ids) => ids.push(id),
            None => sections.push(vec![id]),
        }
    }
    let (named, unnamed) = sections.split_at(sections.len().min(SECTIONS));
    let mut parts: Vec<String> = named.iter().map(|ids| braced(ids)).collect();
    if !unnamed.is_empty() {
        let noun = if unnamed.len() == 1 {
            "section"
        } else {
            "sections"
        };
        parts.push(format!(
            "{} in {} other {noun}",
            unnamed.iter().map(Vec::len).sum::<usize>(),
            unnamed.len()
        ));
    }
    parts.join(", ")
}

/// The common beginning and end once, and between them what differs: all of a few, the first and the last of many.
fn braced(ids: &[&str]) -> String {
    let all: Vec<Vec<&str>> = ids.iter().map(|id| words(id)).collect();
    let [first, rest @ ..] = all.as_slice() else {
        return String::new();
    };
    if rest.is_empty() {
        return first.concat();
    }
    // What differs is never nothing.
    let shared = all
        .iter()
        .map(Vec::len)
        .min()
        .unwrap_or(0)
        .saturating_sub(1);
    let head = (0..shared)
        .take_while(|&nth| rest.iter().all(|id| id[nth] == first[nth]))
        .count();
    let from_end = |id: &[&str], nth: usize| id[id.len() - 1 - nth].to_owned();
    let same_end = |&nth: &usize| {
        rest.iter()
            .all(|id| from_end(id, nth) == from_end(first, nth))
    };
    let tail = (0..shared - head).take_while(same_end).count();
    let middle = |id: &Vec<&str>| id[head..id.len() - tail].concat();
    let differing = match all.as_slice() {
        few if few.len() <= SPELLED => few.iter().map(middle).collect::<Vec<_>>().join(","),
        many => many
            .first()
            .into_iter()
            .chain(many.last())
            .map(middle)
            .collect::<Vec<_>>()
            .join("…"),
    };
    format!(
        "{}{{{differing}}}{}",
        first[..head].concat(),
        first[first.len() - tail..].concat()
    )
}

/// The words of an id, and the marks between them.
fn words(id: &str) -> Vec<&str> {
    let piece = |piece: &'_ str| piece.len() - usize::from(piece.ends_with(['/', '-']));
    let halves = id
        .split_inclusive(['/', '-'])
        .map(|text| text.split_at(piece(text)));
    halves
        .flat_map(|(word, mark)| [word, mark])
        .filter(|text| !text.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(ids: &[&'static str]) -> String {
        summed_up(
            ids.iter()
                .map(|id| (id.rsplit_once('/').map_or("", |(section, _)| section), *id)),
        )
    }

    #[test]
    fn one_id_stands_as_it_is() {
        assert_eq!(
            sum(&["new-password/length/129-latin1"]),
            "new-password/length/129-latin1"
        );
    }

    #[test]
    fn a_few_ids_are_spelled_out_between_what_they_share() {
        assert_eq!(
            sum(&["length/65-latin1", "length/66-latin1"]),
            "length/{65,66}-latin1"
        );
        assert_eq!(sum(&["a/b", "a/b-c"]), "a/{b,b-c}");
    }

    #[test]
    fn of_many_ids_the_first_and_the_last_stand() {
        let ids = [
            "length/65-latin1",
            "length/66-latin1",
            "length/67-latin1",
            "length/127-latin1",
        ];
        assert_eq!(sum(&ids), "length/{65…127}-latin1");
    }

    #[test]
    fn ids_of_several_sections_are_summed_up_section_by_section() {
        assert_eq!(
            sum(&["a/x", "b/x", "a/y", "c/x", "d/x", "d/y", "e/x"]),
            "a/{x,y}, b/x, c/x, 3 in 2 other sections"
        );
    }

    proptest::proptest! {
        #[test]
        fn any_ids_can_be_summed_up(ids in proptest::collection::vec("[a-c/+-]{0,6}", 0..6)) {
            summed_up(ids.iter().map(|id| ("", id.as_str())));
        }
    }
}
