//! The modes and what is said of them, as `docs/hostile.md` has them: what stands there is what the other tests hold.

use std::fs;
use std::path::Path;

use crate::hostile::mode::{Mode, Wanted};
use crate::hostile::modes::THEMES;

const BEGIN: &str =
    "<!-- written by cargo test --test hostile listed, with PWSPEC_WRITE_DOCS=1 -->\n";
const END: &str = "<!-- end -->\n";

fn table() -> String {
    let mut text = String::new();
    for (theme, modes) in THEMES {
        text += &format!("\n### {theme}\n\n");
        text += "| mode | an endpoint that | among other things, it is said | exit |\n|---|---|---|---|\n";
        modes.iter().for_each(|mode| text += &row(mode));
    }
    text + "\n"
}

fn row(mode: &Mode) -> String {
    let said = match (mode.changes, mode.all) {
        (Some(one), Some(other)) if one.says != other.says => {
            format!("{}; {}", quoted(one), quoted(other))
        }
        (one, other) => one.or(other).map(quoted).unwrap_or_default(),
    };
    let exits = [mode.changes, mode.all].map(exits).join(" · ");
    format!("| `{}` | {} | {said} | {exits} |\n", mode.name, mode.does)
}

fn quoted(wanted: Wanted) -> String {
    format!("`{}`", wanted.says)
}

fn exits(wanted: Option<Wanted>) -> String {
    let codes = |wanted: Wanted| {
        let codes: Vec<String> = wanted.exits.iter().map(ToString::to_string).collect();
        codes.join(" or ")
    };
    wanted.map_or("–".to_owned(), codes)
}

#[test]
fn the_document_lists_the_modes_and_what_is_said_of_each() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hostile.md");
    let document = fs::read_to_string(&path).unwrap();
    let (before, rest) = document.split_once(BEGIN).unwrap();
    let (found, after) = rest.split_once(END).unwrap();
    if std::env::var_os("PWSPEC_WRITE_DOCS").is_some() {
        let written = [before, BEGIN, &table(), END, after].concat();
        return fs::write(&path, written).unwrap();
    }
    assert_eq!(found, table());
}
