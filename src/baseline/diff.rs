//! What changed in a text, as `diff -u` shows it.

use similar::TextDiff;

/// Empty where nothing changed.
pub(super) fn diff(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().context_radius(2).to_string()
}
