//! Covering arrays of strength two: few rows in which every pair of values of every two factors occurs.

use std::collections::BTreeSet;

/// A factor and one of its values, by their numbers.
type Value = (usize, usize);

/// Rows of one value a factor, where `levels` are how many values each factor has. Greedy and the same for ever: each row
/// begins with the first pair that no row has yet, and takes of each other factor the value that adds the most pairs.
pub(super) fn cover(levels: &[usize]) -> Vec<Vec<usize>> {
    let mut missing = pairs(levels);
    let mut rows = Vec::new();
    while let Some(&(first, second)) = missing.first() {
        let mut row: Vec<Value> = vec![first, second];
        for (factor, &count) in levels.iter().enumerate() {
            if factor == first.0 || factor == second.0 {
                continue;
            }
            let gain = |value: usize| {
                let adds = |&chosen: &Value| missing.contains(&pair(chosen, (factor, value)));
                row.iter().filter(|chosen| adds(chosen)).count()
            };
            // Of equals the first, but not always the same one.
            let turn = rows.len() % count.max(1);
            let values = (0..count).map(|at| (at + turn) % count);
            if let Some(best) = values.rev().max_by_key(|&value| gain(value)) {
                row.push((factor, best));
            }
        }
        row.sort_unstable();
        for (at, &one) in row.iter().enumerate() {
            for &other in &row[at + 1..] {
                missing.remove(&(one, other));
            }
        }
        rows.push(row.into_iter().map(|(_, value)| value).collect());
    }
    rows
}

/// Every pair of values of two factors, the factors ascending.
fn pairs(levels: &[usize]) -> BTreeSet<(Value, Value)> {
    let values = |factor: usize| (0..levels[factor]).map(move |value| (factor, value));
    let all: Vec<Value> = (0..levels.len()).flat_map(values).collect();
    all.iter()
        .flat_map(|&one| {
            let later = all.iter().filter(move |other| other.0 > one.0);
            later.map(move |&other| (one, other))
        })
        .collect()
}

fn pair(one: Value, other: Value) -> (Value, Value) {
    (one.min(other), one.max(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn covered(rows: &[Vec<usize>]) -> BTreeSet<(Value, Value)> {
        let of_row = |row: &Vec<usize>| {
            let values: Vec<Value> = row.iter().copied().enumerate().collect();
            let mut pairs = Vec::new();
            for (at, &one) in values.iter().enumerate() {
                pairs.extend(values[at + 1..].iter().map(|&other| (one, other)));
            }
            pairs
        };
        rows.iter().flat_map(of_row).collect()
    }

    proptest! {
        #[test]
        fn every_pair_of_values_is_in_some_row_and_rows_are_few(levels in prop::collection::vec(1_usize..7, 2..7)) {
            let rows = cover(&levels);
            prop_assert!(rows.iter().all(|row| row.len() == levels.len()));
            prop_assert_eq!(covered(&rows), pairs(&levels));
            let mut sorted = levels.clone();
            sorted.sort_unstable_by(|a, b| b.cmp(a));
            prop_assert!(rows.len() <= 2 * sorted[0] * sorted[1] + 2, "{} rows", rows.len());
        }
    }

    #[test]
    fn a_factor_without_a_value_or_alone_has_no_pairs() {
        assert!(cover(&[]).is_empty());
        assert!(cover(&[3]).is_empty());
    }
}
