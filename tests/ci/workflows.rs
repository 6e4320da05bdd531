//! The workflows, read: ours, and those that are shown.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::{blocks, text};

/// YAML as data.
pub fn parsed(yaml: &str) -> Value {
    serde_saphyr::from_str(yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

/// The names of an action's inputs.
pub fn inputs_of(action: &Value) -> Vec<String> {
    action["inputs"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect()
}

/// Workflows by kind: the schema that they are held against, a name, the text.
fn workflows() -> Vec<(&'static str, &'static str, String)> {
    let shown: [String; 2] = blocks(&text("docs/ci.md"), "yaml").try_into().unwrap();
    let [github, gitlab] = shown;
    let parts = blocks(&text("docs/scale.md"), "yaml").swap_remove(0);
    vec![
        ("vendor.github-actions", "action.yml", text("action.yml")),
        (
            "vendor.github-workflows",
            "ci.yml",
            text(".github/workflows/ci.yml"),
        ),
        ("vendor.github-workflows", "github.yml", github),
        ("vendor.github-workflows", "parts.yml", parts),
        ("vendor.gitlab-ci", "gitlab.yml", gitlab),
    ]
}

#[test]
fn our_workflow_runs_everything_that_must_hold() {
    let workflow = parsed(&text(".github/workflows/ci.yml"));
    let steps = workflow["jobs"]["everything"]["steps"].as_array().unwrap();
    assert!(
        steps.iter().any(|step| step["run"] == ".ci/run"),
        "{steps:?}"
    );
    assert!(
        workflow["jobs"]["action"]["steps"]
            .as_array()
            .unwrap()
            .iter()
            .any(|step| step["uses"] == "./")
    );
}

#[test]
fn what_is_handed_to_the_action_is_an_input_of_it() {
    let inputs = inputs_of(&parsed(&text("action.yml")));
    let mut used = 0;
    for (kind, name, text) in workflows() {
        let workflow = parsed(&text);
        let jobs = workflow["jobs"].as_object().into_iter().flatten();
        for step in jobs.flat_map(|(_, job)| job["steps"].as_array().unwrap()) {
            let action = step["uses"].as_str().unwrap_or_default();
            if action == "./" || action.starts_with("pwspec/pwspec@") {
                used += 1;
                for (input, _) in step["with"].as_object().into_iter().flatten() {
                    assert!(inputs.contains(input), "{name} ({kind}) gives {input}");
                }
            }
        }
    }
    assert_eq!(used, 2);
}

#[test]
#[ignore = "needs check-jsonschema: PWSPEC_TEST_CHECK_JSONSCHEMA names it"]
fn every_workflow_is_as_its_schema_says() {
    let program = std::env::var("PWSPEC_TEST_CHECK_JSONSCHEMA").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let check = |schema: &str, file: &Path| {
        let mut command = Command::new(&program);
        command
            .args(["--builtin-schema", schema])
            .arg(file)
            .output()
            .unwrap()
    };
    for (schema, name, text) in workflows() {
        let file = folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        let output = check(schema, &file);
        assert!(
            output.status.success(),
            "{name}: {:?}",
            crate::common::text(&output)
        );
    }
    // The reader does refuse.
    let file = folder.path().join("wrong.yml");
    std::fs::write(&file, "on: push\njobs: {a: {stops: 1}}\n").unwrap();
    assert!(!check("vendor.github-workflows", &file).status.success());
}
