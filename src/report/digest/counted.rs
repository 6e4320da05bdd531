//! A run in one line.

use super::text::plural;
use crate::runner::Summary;

/// `1043 cases: 1030 passed, 9 failed, 3 blocked, 1 in error, 4 notes in 0.8 s — exit 1`
pub(in crate::report) fn counted(summary: &Summary) -> String {
    let Summary {
        pass,
        fail,
        known,
        blocked,
        error,
        ..
    } = *summary;
    let counts = [
        (fail, "failed"),
        (known, "known"),
        (blocked, "blocked"),
        (error, "in error"),
    ];
    let mut parts = vec![format!("{pass} passed")];
    parts.extend(
        counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}")),
    );
    if summary.notes > 0 {
        parts.push(plural(summary.notes, "note"));
    }
    let cases = plural(pass + fail + known + blocked + error, "case");
    let seconds = summary.elapsed.as_secs_f64();
    format!(
        "{cases}: {} in {seconds:.1} s — exit {}",
        parts.join(", "),
        summary.exit
    )
}
