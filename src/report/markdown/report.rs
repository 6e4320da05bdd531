//! The whole document, in the room that there is.

use std::io;

use super::differences::differences;
use super::escape::code;
use super::{finding, overview};
use crate::case::Judgement;
use crate::exit::Exit;
use crate::report::digest::{Group, Told, groups, plural};

/// Bytes that a step summary of GitHub may have: one MiB, with some room for what else the step writes there.
const ROOM: usize = 1_000_000;

/// The summary.
pub(in crate::report) fn markdown(told: &Told, again: &[String]) -> io::Result<String> {
    Ok(within(ROOM, told, again))
}

/// The summary in so many bytes; what stands before the findings is there in any case.
pub(super) fn within(room: usize, told: &Told, again: &[String]) -> String {
    let targets = told.started.as_ref().map_or(0, |run| run.targets.len());
    let rows: Vec<_> = (0..targets).map(|target| told.of(target)).collect();
    let of = |judgement| -> Vec<Vec<Group<'_>>> {
        rows.iter().map(|rows| groups(rows, judgement)).collect()
    };
    let (failing, known, notes) = (
        of(Judgement::Fail),
        of(Judgement::Known),
        of(Judgement::Note),
    );
    let exits = told.summaries.iter().map(|summary| Exit::of(summary.exit));
    let exit = exits.fold(Exit::Ok, Exit::and).code();
    let whole = told.summaries.len() == targets;
    let mut out = overview::heading(&failing, whole.then_some(exit));
    for (target, rows) in rows.iter().enumerate() {
        overview::verdict(&mut out, told, target, rows);
    }
    differences(&mut out, told, &rows);
    for (target, rows) in rows.iter().enumerate() {
        title(&mut out, "##", "Sections", told, target);
        overview::table(&mut out, rows);
        overview::remarks(&mut out, told, target);
    }
    let mut cut = Cut {
        room,
        out,
        left_out: 0,
    };
    for (target, groups) in failing.iter().enumerate() {
        let again = told.again(target, again);
        cut.part("What fails the run", told, target, groups, |group| {
            finding::whole(group, &again)
        });
    }
    for (head, judged) in [("Known", &known), ("Notes", &notes)] {
        for (target, groups) in judged.iter().enumerate() {
            cut.part(head, told, target, groups, finding::line);
        }
    }
    cut.finish()
}

fn title(out: &mut String, marks: &str, text: &str, told: &Told, target: usize) {
    let of = if told.has_several_targets() {
        format!(": {}", code(told.name(target)))
    } else {
        String::new()
    };
    out.push_str(&format!("{marks} {text}{of}\n\n"));
}

/// What is written until there is no more room.
struct Cut {
    room: usize,
    out: String,
    left_out: usize,
}

impl Cut {
    fn part(
        &mut self,
        head: &str,
        told: &Told,
        target: usize,
        groups: &[Group<'_>],
        told_as: impl Fn(&Group<'_>) -> String,
    ) {
        let mut begun = false;
        for group in groups {
            let mut text = String::new();
            if !begun {
                title(&mut text, "##", head, told, target);
            }
            text.push_str(&told_as(group));
            // Once something does not fit nothing more is told: what comes later matters less.
            if self.left_out > 0 || self.out.len() + text.len() > self.room {
                self.left_out += 1;
            } else {
                self.out.push_str(&text);
                begun = true;
            }
        }
        if begun && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn finish(mut self) -> String {
        if self.left_out > 0 {
            let causes = plural(self.left_out, "more root cause");
            self.out.push_str(&format!(
                "*There is no room here for {causes}: the other reports have everything.*\n"
            ));
        }
        self.out.truncate(self.out.trim_end_matches('\n').len());
        self.out.push('\n');
        self.out
    }
}
