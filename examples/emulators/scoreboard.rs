//! `docs/SCOREBOARD.md` and `docs/scoreboard.html`: what real endpoints were found to do, from runs against them.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::html::page;
use super::manifest::{Manifest, Telling, all, known, top};
use super::run::{kept, run};
use super::told::{Counts, Told};

const HEAD: &str = "# Scoreboard

What endpoints that others wrote were found to do, each started as its manifest in `fixtures/emulators/` says. Written by
`cargo run --example emulators -- scoreboard`, after `cargo build`; every number and every answer is of
the run that is named. Where the specification leaves something open nothing is held against anybody, and what is only
likely is not counted. A failing case is not a root cause: one cause may show in hundreds of them. The whole list of each,
with a reason for every entry, is its baseline in `fixtures/baselines/`.
";

/// Runs those, or else all that are installed, and writes. The error completes "failed to ...".
pub fn write(names: &[&str]) -> Result<(), String> {
    let manifests = all()?;
    known(&manifests, names)?;
    let is_asked_for = |manifest: &&Manifest| match names {
        [] => manifest.is_installed(),
        names => names.contains(&manifest.name.as_str()),
    };
    manifests.iter().filter(is_asked_for).try_for_each(run)?;
    let mut told = Vec::new();
    for manifest in &manifests {
        if kept(manifest).exists() {
            told.push((manifest, Told::read(&kept(manifest))?));
        }
    }
    let text = render(&told)?;
    let put = |name: &str, text: &str| {
        let path = top().join("docs").join(name);
        std::fs::write(&path, text).map_err(|error| format!("write {}: {error}", path.display()))
    };
    put("SCOREBOARD.md", &text)?;
    put("scoreboard.html", &page("Scoreboard", &text))
}

fn render(told: &[(&Manifest, Told)]) -> Result<String, String> {
    let mut text = HEAD.to_owned();
    text.push_str("\n## Endpoints\n\n| endpoint | run on | cases | pass | fail | blocked | exchanges | exit |\n");
    text.push_str("|---|---|---|---|---|---|---|---|\n");
    // Writing into a String does not fail.
    for (manifest, told) in told {
        let sum = told.summary;
        let selection = if manifest.pace.quick {
            " (`--quick`)"
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "| {} | {} | {}{selection} | {} | {} | {} | {} | {} |",
            title(manifest),
            told.day,
            sum.pass + sum.fail + sum.blocked,
            sum.pass,
            sum.fail,
            sum.blocked,
            sum.exchanges,
            sum.exit,
        );
    }
    let harness: BTreeSet<&str> = told.iter().map(|(_, told)| told.pwspec.as_str()).collect();
    let harness: Vec<&str> = harness.into_iter().collect();
    let _ = writeln!(text, "\nRun by pwspec {}.\n", harness.join(", "));
    sections(&mut text, told);
    for (manifest, told) in told {
        findings(&mut text, manifest, told)?;
    }
    Ok(text)
}

fn title(manifest: &Manifest) -> String {
    format!("{} {}", manifest.name, manifest.version)
}

fn sections(text: &mut String, told: &[(&Manifest, Told)]) {
    text.push_str("## Sections\n\nCases that pass, of those that could be judged.\n\n| section |");
    for (manifest, _) in told {
        let _ = write!(text, " {} |", title(manifest));
    }
    let _ = writeln!(text, "\n|---|{}", "---|".repeat(told.len()));
    let names: BTreeSet<&String> = told
        .iter()
        .flat_map(|(_, told)| told.sections.keys())
        .collect();
    for name in names {
        let _ = write!(text, "| {name} |");
        for (_, told) in told {
            let cell = told
                .sections
                .get(name)
                .map_or_else(|| "not run".to_owned(), cell);
            let _ = write!(text, " {cell} |");
        }
        text.push('\n');
    }
}

fn cell(counts: &Counts) -> String {
    match counts.pass + counts.fail {
        0 => "blocked".to_owned(),
        judged => format!("{} of {judged}", counts.pass),
    }
}

fn findings(text: &mut String, manifest: &Manifest, told: &Told) -> Result<(), String> {
    let _ = writeln!(text, "\n## {}\n", title(manifest));
    let start = &manifest.start;
    let environment = start
        .environment
        .iter()
        .map(|(name, value)| format!("{name}={value} "));
    let program = start
        .program
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let environment: String = environment.collect();
    let _ = writeln!(
        text,
        "Started as `{}`, and reached with\n`export URL=http://127.0.0.1:PORT {}`.\n",
        format!("{environment}{program} {}", start.arguments.join(" "))
            .trim()
            .replace("{port}", "PORT"),
        manifest
            .keys()
            .map(|(name, value)| format!("{name}={value}"))
            .join(" "),
    );
    let baseline = manifest.baseline();
    let known = std::fs::read_to_string(&baseline)
        .map_err(|error| format!("read {}: {error}", baseline.display()))?;
    let _ = writeln!(
        text,
        "Its state: {}. All that it is known to do otherwise, in {} entries: \
         [fixtures/baselines/{name}.toml](../fixtures/baselines/{name}.toml).\n",
        manifest.isolation,
        known.matches("[[known]]").count(),
        name = manifest.name,
    );
    let tellings = manifest.telling.iter().enumerate();
    for (nth, telling) in tellings {
        finding(text, nth + 1, telling, told)?;
    }
    Ok(())
}

fn finding(text: &mut String, nth: usize, telling: &Telling, told: &Told) -> Result<(), String> {
    let Some(found) = told.findings.get(&telling.check) else {
        let remedy = "take it out of the manifest, or run again";
        return Err(format!(
            "find {} among what the run told: {remedy}",
            telling.check
        ));
    };
    let again = telling.again.as_deref().unwrap_or(&found.case);
    let or_none = |text: &Option<String>| text.clone().unwrap_or_default();
    let _ = writeln!(
        text,
        "{nth}. {}\n    - {} ({} · {})\n    - sent ``{}``\n    - wanted ``{}``, got ``{}``\n    - `pwspec run --endpoint-url $URL '{again}'`",
        telling.says,
        or_none(&found.clause),
        or_none(&found.level),
        or_none(&found.provenance),
        visible(&found.sent),
        visible(&found.wanted),
        visible(&found.got),
    );
    Ok(())
}

/// Controls by name, as nobody sees them.
fn visible(text: &str) -> String {
    let named = |letter: char| match letter {
        letter if letter.is_control() => letter.escape_default().to_string(),
        letter => letter.to_string(),
    };
    text.chars().map(named).collect()
}
