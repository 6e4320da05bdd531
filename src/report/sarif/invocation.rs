//! What concerns the run and no clause: notifications, each as grave as it is.

use serde_json::json;
use serde_sarif::sarif::{Invocation, Message, Notification, ResultLevel};

use crate::exit::Exit;
use crate::report::digest::{Told, by_reason, cases, plural, visible, why_blocked};

/// The invocation. So many results were left out.
pub(super) fn invocation(told: &Told, left_out: usize) -> Invocation {
    let targets = told.started.as_ref().map_or(0, |run| run.targets.len());
    let whole = told.summaries.len() == targets;
    let exits = told.summaries.iter().map(|summary| Exit::of(summary.exit));
    let exit = exits.fold(Exit::Ok, Exit::and);
    let judged = matches!(exit, Exit::Ok | Exit::Findings | Exit::Stale);
    let mut notifications: Vec<Notification> = (0..targets)
        .flat_map(|target| of_target(told, target))
        .collect();
    if !whole {
        notifications.push(notification(
            ResultLevel::Error,
            "the run ended before it was whole",
        ));
    }
    if left_out > 0 {
        let text = format!("{} left out", plural(left_out, "result"));
        notifications.push(notification(ResultLevel::Warning, &text));
    }
    let mut invocation = Invocation::builder()
        .execution_successful(whole && judged)
        .tool_execution_notifications(notifications)
        .build();
    invocation.exit_code = whole.then(|| exit.code().into());
    invocation
}

fn of_target(told: &Told, target: usize) -> Vec<Notification> {
    let prefix = if told.has_several_targets() {
        format!("{}: ", told.name(target))
    } else {
        String::new()
    };
    let rows = told.of(target);
    let mut lines: Vec<(ResultLevel, String)> = Vec::new();
    for remark in told.remarks.iter().filter(|remark| remark.target == target) {
        lines.push((ResultLevel::Note, remark.text.clone()));
    }
    for (reason, rows) in by_reason(&rows, why_blocked) {
        let cases = plural(cases(&rows), "case");
        lines.push((ResultLevel::Note, format!("{cases} blocked: {reason}")));
    }
    for (reason, rows) in by_reason(&rows, |row| row.error.clone()) {
        let cases = plural(cases(&rows), "case");
        let text = format!("{cases} in error: failed to {reason}");
        lines.push((ResultLevel::Error, text));
    }
    for summary in told.summaries.iter().filter(|end| end.target == target) {
        for entry in &summary.stale {
            lines.push((
                ResultLevel::Warning,
                format!("stale in the baseline: {entry}"),
            ));
        }
        for thing in &summary.left_behind {
            lines.push((
                ResultLevel::Error,
                format!("left behind on the endpoint: {thing}"),
            ));
        }
    }
    lines
        .into_iter()
        .map(|(level, text)| notification(level, &format!("{prefix}{text}")))
        .collect()
}

fn notification(level: ResultLevel, text: &str) -> Notification {
    Notification::builder()
        .level(json!(level))
        .message(Message::from(visible(text).as_str()))
        .build()
}
