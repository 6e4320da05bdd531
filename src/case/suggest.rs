//! What may have been meant.

/// So many are suggested.
const SUGGESTED: usize = 3;
/// Below this similarity (of 1) nothing is suggested.
const SIMILAR: f64 = 0.6;

/// The texts most like the given one, the nearest first.
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let given = given.to_lowercase();
    let likeness = |text: &'a str| {
        let similarity = strsim::normalized_damerau_levenshtein(&given, &text.to_lowercase());
        (similarity, text)
    };
    let mut near: Vec<(f64, &str)> = known.into_iter().map(likeness).collect();
    near.retain(|(similarity, _)| *similarity >= SIMILAR);
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.dedup();
    near.into_iter()
        .take(SUGGESTED)
        .map(|(_, text)| text)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_comes_first_and_the_unlike_not_at_all() {
        let known = ["new-password/length", "old-password/length", "encoding"];
        assert_eq!(
            nearest("New-pasword/length", known),
            ["new-password/length", "old-password/length"]
        );
        assert!(nearest("xyz", known).is_empty());
        assert_eq!(nearest("aws_regoin", ["AWS_REGION"]), ["AWS_REGION"]);
    }
}
