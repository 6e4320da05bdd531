//! What no wildcard selects alone, named one by one in one pattern: `new-password/length/{65,66,67}-latin1`.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::FEWEST;

/// Of what is left, those beside each other that end alike in one pattern, then those beside each other; the rest by itself.
pub(super) fn name_together(mut left: BTreeSet<&str>) -> Vec<String> {
    let mut named = Vec::new();
    let last_dash = |last: &str| last.rfind('-');
    let whole = |last: &str| Some(last.len());
    for cut in [&last_dash as &dyn Fn(&str) -> Option<usize>, &whole] {
        let mut alike: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        for id in &left {
            if let Some((parent, last)) = id.rsplit_once('/')
                && let Some(at) = cut(last)
            {
                let (word, end) = last.split_at(at);
                alike.entry((parent, end)).or_default().push(word);
            }
        }
        alike.retain(|_, words| words.len() >= FEWEST);
        for ((parent, end), words) in &alike {
            for word in words {
                left.remove(format!("{parent}/{word}{end}").as_str());
            }
            named.push(format!("{parent}/{{{}}}{end}", words.join(",")));
        }
    }
    named.extend(left.into_iter().map(str::to_owned));
    named
}
