//! Every committed input, replayed: the property holds, and what is seen is what was seen before.

use std::fs;
use std::path::PathBuf;

use super::{ALL, Property};

/// Bytes of all of them together.
const SMALL: usize = 300_000;

/// The folder of `fuzz/`, or a file in it.
pub(super) fn in_fuzz(path: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "fuzz", path].iter().collect()
}

/// The committed inputs of a property, by name.
fn seeds(of: &Property) -> Vec<(String, Vec<u8>)> {
    let folder = in_fuzz("seeds").join(of.name);
    let mut seeds: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect();
    seeds.sort();
    seeds
}

fn replay(name: &str) {
    let property = ALL.iter().find(|property| property.name == name).unwrap();
    let seen: Vec<String> = seeds(property)
        .into_iter()
        .map(|(file, bytes)| match (property.holds)(&bytes) {
            Ok(seen) => format!("{file:.16}  {}", seen.escape_debug()),
            Err(broken) => panic!("{file}: {broken}\n{}", bytes.escape_ascii()),
        })
        .collect();
    assert!(seen.len() >= 8, "{name} has {} inputs", seen.len());
    insta::assert_snapshot!(name, seen.join("\n"));
}

#[test]
fn the_corpus_of_response_xml_holds() {
    replay("response_xml");
}

#[test]
fn the_corpus_of_canonical_xml_holds() {
    replay("canonical_xml");
}

#[test]
fn the_corpus_of_form_holds() {
    replay("form");
}

#[test]
fn the_corpus_of_password_pattern_holds() {
    replay("password_pattern");
}

#[test]
fn the_corpus_of_recipe_holds() {
    replay("recipe");
}

#[test]
fn the_corpus_of_sigv4_verify_holds() {
    replay("sigv4_verify");
}

#[test]
fn the_corpus_of_reference_request_holds() {
    replay("reference_request");
}

#[test]
fn the_corpus_of_baseline_toml_holds() {
    replay("baseline_toml");
}

#[test]
fn the_corpus_of_events_ndjson_holds() {
    replay("events_ndjson");
}

#[test]
fn the_corpora_are_small_and_every_target_has_its_corpus_and_its_dictionary() {
    let manifest = fs::read_to_string(in_fuzz("Cargo.toml")).unwrap();
    let mut bytes = 0;
    for property in &ALL {
        bytes += seeds(property)
            .iter()
            .map(|(_, seed)| seed.len())
            .sum::<usize>();
        assert!(
            in_fuzz(&format!("{}.dict", property.name)).is_file(),
            "{}",
            property.name
        );
        let target = format!("path = \"fuzz_targets/{}.rs\"", property.name);
        assert!(manifest.contains(&target), "{target}");
    }
    assert_eq!(manifest.matches("[[bin]]").count(), ALL.len());
    assert!(bytes < SMALL, "{bytes} bytes");
}

#[test]
#[ignore = "replays what fuzzers have left: fuzz/corpus and fuzz/artifacts"]
fn what_was_found_holds() {
    let mut broken = Vec::new();
    for property in &ALL {
        for folder in ["corpus", "artifacts"] {
            let Ok(found) = fs::read_dir(in_fuzz(folder).join(property.name)) else {
                continue;
            };
            for entry in found {
                let path = entry.unwrap().path();
                let bytes = fs::read(&path).unwrap();
                let held = std::panic::catch_unwind(|| (property.holds)(&bytes));
                let why = match held {
                    Ok(Ok(_)) => continue,
                    Ok(Err(why)) => why.to_string(),
                    Err(_) => "it panics".to_owned(),
                };
                broken.push(format!(
                    "{}: {why}\n  {}",
                    path.display(),
                    bytes.escape_ascii()
                ));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "{} inputs:\n{}",
        broken.len(),
        broken.join("\n")
    );
}
