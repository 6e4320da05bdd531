//! The rules of the house, read from the sources: who may know whom, which room owns which crate, how big a room is.

use std::fs;
use std::path::{Path, PathBuf};

/// Crates that any room may use: the language's own furniture.
const FURNITURE: &[&str] = &[
    "pwspec",
    "std",
    "core",
    "crate",
    "self",
    "super",
    "serde",
    "serde_json",
    "thiserror",
    "tokio",
    "bytes",
    "futures_util",
    // Tests only.
    "insta",
    "jsonschema",
    "proptest",
    "pulldown_cmark",
    "serde_saphyr",
    "tempfile",
    "rcgen",
];

/// Foreign crates and the rooms that own them.
const OWNERS: &[(&str, &[&str])] = &[
    ("anstream", &["report/human/"]),
    ("arbitrary", &["properties/"]),
    ("askama", &["report/html/"]),
    ("aws_credential_types", &["wire/sigv4/"]),
    ("aws_sigv4", &["wire/sigv4/"]),
    ("aws_smithy_runtime_api", &["wire/sigv4/"]),
    ("base64", &["oracle/leak.rs", "reference/faults/leak.rs"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/completions.rs"]),
    ("clap_mangen", &["cli/man.rs"]),
    ("flate2", &["wire/gzip.rs"]),
    ("form_urlencoded", &["properties/"]),
    ("globset", &["case/pattern.rs"]),
    ("http_body_util", &["reference/"]),
    ("humantime", &["cli/", "report/html/"]),
    ("hyper", &["reference/", "wire/http/"]),
    ("hyper_util", &["reference/"]),
    ("include_dir", &["snapshot/"]),
    ("indicatif", &["report/human/progress.rs"]),
    ("jiff", &["wire/sigv4/", "recording/", "baseline/"]),
    ("memchr", &["oracle/leak.rs"]),
    ("owo_colors", &["report/human/"]),
    ("percent_encoding", &["wire/form.rs"]),
    ("quick_junit", &["report/junit/"]),
    ("quick_xml", &["wire/xml/"]),
    // Names of users, jitter, and the reference's own ids: two readings, apart.
    ("rand", &["target/", "reference/"]),
    // The forge's and the fuzzer's: two streams that must not move together.
    ("rand_chacha", &["password/draw.rs", "fuzz/dice.rs"]),
    ("regex", &["properties/"]),
    ("reqwest", &["wire/http/"]),
    ("roxmltree", &["properties/"]),
    ("rustls", &["wire/tls.rs", "wire/tls_tests.rs"]),
    ("rustls_native_certs", &["wire/tls.rs"]),
    ("serde_sarif", &["report/sarif/"]),
    (
        "sha2",
        &[
            "wire/sigv4/",
            "password/draw.rs",
            "snapshot/",
            "report/sarif/",
            "fuzz/file.rs",
        ],
    ),
    ("similar", &["snapshot/", "baseline/", "report/html/"]),
    ("strsim", &["case/suggest.rs"]),
    ("tokio_rustls", &["wire/"]),
    // As a second reading, too.
    ("toml", &["spec/", "properties/"]),
    // Where comments must survive.
    ("toml_edit", &["tables/", "baseline/edit.rs"]),
    ("tower", &["wire/http/"]),
    ("uuid", &["reference/"]),
];

/// Rooms that must not know each other: two independent readings of the page.
const APART: &[(&str, &[&str])] = &[
    (
        "reference/",
        &[
            "spec", "matrix", "oracle", "case", "runner", "target", "report", "cli", "snapshot",
            "selftest",
        ],
    ),
    ("spec/", &["reference"]),
    (
        "matrix/",
        &["reference", "oracle", "runner", "target", "report", "cli"],
    ),
    (
        "oracle/",
        &["reference", "matrix", "runner", "target", "report", "cli"],
    ),
    (
        "wire/",
        &[
            "spec",
            "case",
            "matrix",
            "oracle",
            "reference",
            "runner",
            "target",
            "report",
            "cli",
        ],
    ),
    (
        "password/",
        &[
            "wire",
            "spec",
            "case",
            "matrix",
            "oracle",
            "reference",
            "runner",
            "target",
            "report",
            "cli",
        ],
    ),
    (
        "case/",
        &[
            "matrix",
            "oracle",
            "reference",
            "runner",
            "target",
            "report",
            "cli",
        ],
    ),
    (
        "target/",
        &["matrix", "oracle", "reference", "runner", "report", "cli"],
    ),
    (
        "baseline/",
        &[
            "reference",
            "matrix",
            "oracle",
            "runner",
            "target",
            "report",
            "selftest",
            "cli",
        ],
    ),
    (
        "tables/",
        &[
            "reference",
            "matrix",
            "oracle",
            "runner",
            "target",
            "report",
            "baseline",
            "selftest",
            "cli",
        ],
    ),
    (
        "recording/",
        &[
            "reference",
            "matrix",
            "oracle",
            "target",
            "report",
            "selftest",
            "cli",
        ],
    ),
    (
        "runner/",
        &["recording", "reference", "report", "selftest", "cli"],
    ),
    ("report/", &["reference", "target", "cli"]),
    ("selftest/", &["report", "cli"]),
    (
        "fuzz/",
        &["matrix", "reference", "report", "selftest", "cli"],
    ),
    (
        "emit/",
        &["matrix", "oracle", "reference", "selftest", "cli"],
    ),
    ("properties/", &["selftest", "cli"]),
];

/// Lines a file may have.
const ROOM: usize = 400;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every source with its path below `src/` and its text without comments and test modules.
fn rooms() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    found
        .into_iter()
        .map(|path| {
            let name = path
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

fn is_test(name: &str) -> bool {
    name.contains("test") || name.ends_with("double_entry.rs")
}

/// The code of a source: no comments, and nothing after its test module begins.
fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text[..end]
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The first segments of all paths in the code: `quick_xml` of `quick_xml::Reader`.
fn roots(code: &str) -> Vec<String> {
    let mut roots = Vec::new();
    for (at, _) in code.match_indices("::") {
        let before = &code[..at];
        let start = before
            .rfind(|c: char| !(c.is_alphanumeric() || c == '_'))
            .map_or(0, |place| place + 1);
        let word = &before[start..];
        let continues = before[..start].ends_with("::");
        if !continues && word.starts_with(|c: char| c.is_ascii_lowercase()) {
            roots.push(word.to_owned());
        }
    }
    roots
}

#[test]
fn the_two_readings_and_the_floors_of_the_house_stay_apart() {
    let mut wrong = Vec::new();
    for (name, text) in rooms().iter().filter(|(name, _)| !is_test(name)) {
        let code = code(text);
        for (room, strangers) in APART.iter().filter(|(room, _)| name.starts_with(room)) {
            for stranger in *strangers {
                // `use crate::{spec, …}` is written `use crate::spec` here: one line a room.
                if code.contains(&format!("crate::{stranger}::"))
                    || code.contains(&format!("crate::{stranger};"))
                {
                    wrong.push(format!("{name} ({room}) knows {stranger}/"));
                }
            }
        }
        if code.contains("crate::properties") && !name.starts_with("properties/") {
            wrong.push(format!(
                "{name} knows properties/, which stands above all rooms"
            ));
        }
        if code.contains("use crate::{") {
            wrong.push(format!(
                "{name} imports several rooms in one line, where nobody sees which"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_foreign_crate_leaves_the_room_that_owns_it() {
    let mut wrong = Vec::new();
    for (name, text) in rooms() {
        for root in roots(&code(&text)) {
            if let Some((_, owners)) = OWNERS.iter().find(|(owned, _)| *owned == root)
                && !owners.iter().any(|owner| name.starts_with(owner))
            {
                wrong.push(format!("{name} uses {root}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_dependency_is_furniture_or_has_an_owner() {
    let manifest =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let mut dependencies = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            dependencies = line == "[dependencies]" || line == "[dev-dependencies]";
        } else if let (true, Some((name, _))) = (dependencies, line.split_once(" = ")) {
            let name = name.replace('-', "_");
            let known = FURNITURE.contains(&name.as_str())
                || OWNERS.iter().any(|(owned, _)| *owned == name);
            assert!(
                known,
                "{name} has no owner: add it to the table of tests/house.rs"
            );
        }
    }
}

#[test]
fn no_room_is_larger_than_400_lines_and_half_are_under_120() {
    let mut sizes: Vec<(usize, String)> = rooms()
        .into_iter()
        .map(|(name, text)| (text.lines().count(), name))
        .collect();
    sizes.sort();
    let large: Vec<_> = sizes.iter().filter(|(lines, _)| *lines > ROOM).collect();
    assert!(large.is_empty(), "{large:?}");
    assert!(
        sizes[sizes.len() / 2].0 < 120,
        "the median is {:?}",
        sizes[sizes.len() / 2]
    );
}

#[test]
fn a_mod_file_only_says_what_is_there() {
    for (name, text) in rooms().iter().filter(|(name, _)| name.ends_with("mod.rs")) {
        let code = code(text);
        assert!(!code.contains("fn "), "{name} holds a function");
    }
}
