//! A finding, as a person sees it: the fact first, then how to see it again.
//!
//! ```text
//! FAIL new-password/length/128-latin1:status                          MUST · model
//!      a new password has at most 128 characters         (NewPassword.length.max)
//!      sent    NewPassword = U+00FF*128
//!      wanted  200 ChangePasswordResponse
//!      got     400 PasswordPolicyViolation
//!      also    63 more: new-password/length/{65…127}-latin1
//!      again   pwspec replay --endpoint-url http://127.0.0.1:4607 new-password/length/128-latin1
//! ```

use super::words::{BAD, FAINT, HEAD, ODD, WIDTH, both_ends, labelled, line_of, visible, wrap};
use crate::case::{Judgement, Lane};
use crate::report::ShellWord;
use crate::report::digest::{Group, command_words, summed_up};
use crate::spec::Ledger;
use owo_colors::{OwoColorize, Style};

/// Consequences that are told; the others are counted.
const CONSEQUENCES: usize = 4;

/// Writes the block. `again` is the command line that repeats the run, up to the case.
pub(super) fn block(out: &mut String, group: &Group<'_>, again: &[String]) {
    let root = group.root;
    let (word, style) = label(root.judgement);
    let known_as = match root.lane {
        Lane::Clause => format!("{} · {}", root.level, root.provenance),
        Lane::Snapshot => "snapshot".to_owned(),
    };
    both_ends(
        out,
        (&format!("{word} {}", root.id()), style),
        (&known_as, FAINT),
    );
    says(out, group);
    labelled(out, "sent", &root.sent);
    labelled(out, "wanted", &root.wanted);
    labelled(out, "got", &root.got);
    for line in root.remarks() {
        labelled(out, "", &line);
    }
    for (finding, count) in group.then.iter().take(CONSEQUENCES) {
        let many = if group.cases.len() > 1 {
            format!(" (in {count})")
        } else {
            String::new()
        };
        labelled(
            out,
            "then",
            &format!(
                ":{} wanted {}, got {}{many}",
                finding.check, finding.wanted, finding.got
            ),
        );
    }
    if let Some(more) = group
        .then
        .len()
        .checked_sub(CONSEQUENCES)
        .filter(|more| *more > 0)
    {
        labelled(out, "", &format!("and {more} more of its checks"));
    }
    also(out, group);
    see_again(out, command_words(root, again));
    out.push('\n');
}

fn label(judgement: Judgement) -> (&'static str, Style) {
    match judgement {
        Judgement::Fail => ("FAIL", BAD),
        Judgement::Known => ("KNOWN", ODD),
        Judgement::Note => ("NOTE", HEAD),
    }
}

/// The clause in words, and its name at the right.
fn says(out: &mut String, group: &Group<'_>) {
    let Some(clause) = &group.root.clause else {
        return;
    };
    let statement = Ledger::compiled_in()
        .get(clause)
        .map_or("", |clause| clause.says.as_str());
    let mut lines = wrap(statement, WIDTH - 5);
    let last = lines.pop().unwrap_or_default();
    for line in lines {
        line_of(out, format_args!("     {line}"));
    }
    both_ends(
        out,
        (&format!("     {last}"), Style::new()),
        (&format!("({clause})"), FAINT),
    );
}

fn also(out: &mut String, group: &Group<'_>) {
    let others = group.cases.iter().filter(|row| row.id != group.root.case);
    let ids: Vec<(&str, &str)> = others
        .map(|row| (row.section.as_str(), row.id.as_str()))
        .collect();
    if !ids.is_empty() {
        labelled(
            out,
            "also",
            &format!("{} more: {}", ids.len(), summed_up(ids.iter().copied())),
        );
    }
}

/// The command, broken where a shell lets it be broken.
fn see_again<'a>(out: &mut String, words: impl Iterator<Item = &'a str>) {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        let word = ShellWord(word).to_string();
        match lines.last_mut() {
            Some(line) if 13 + line.chars().count() + 1 + word.chars().count() + 2 <= WIDTH => {
                line.push(' ');
                line.push_str(&word);
            }
            Some(line) => {
                line.push_str(" \\");
                lines.push(format!("    {word}"));
            }
            None => lines.push(word),
        }
    }
    for (nth, line) in lines.iter().enumerate() {
        let label = if nth == 0 { "again" } else { "" };
        line_of(
            out,
            format_args!("     {:<8}{}", label.style(FAINT), visible(line)),
        );
    }
}
