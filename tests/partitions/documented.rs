//! The recipes of `docs/scale.md`, executed.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::common;

const PAGE: &str = include_str!("../../docs/scale.md");

/// The blocks of that language, in order.
fn blocks(language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let begun = PAGE.split(&fence).skip(1);
    begun
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

fn yaml(nth: usize) -> Value {
    serde_saphyr::from_str(&blocks("yaml")[nth]).unwrap()
}

/// A working directory with a `pwspec` on the path that runs the fewest cases, on an embedded endpoint.
struct Shell(tempfile::TempDir);

impl Shell {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let pwspec = env!("CARGO_BIN_EXE_pwspec");
        let script = format!(
            "#!/bin/sh\ncase \"$1\" in run) exec '{pwspec}' \"$@\" --quick ;; *) exec '{pwspec}' \"$@\" ;; esac\n"
        );
        let path = folder.path().join("pwspec");
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Self(folder)
    }

    fn executed(&self, script: &str, variables: &[(&str, &str)]) -> String {
        let mut command = Command::new("bash");
        for (name, _) in common::pwspec().get_envs() {
            command.env_remove(name);
        }
        let path = std::env::var("PATH").unwrap();
        let output = command
            .args(["-eo", "pipefail", "-c", script])
            .current_dir(self.0.path())
            .env("PATH", format!("{}:{path}", self.0.path().display()))
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        let (out, err) = common::text(&output);
        assert!(output.status.success(), "{script}\n{out}{err}");
        out
    }
}

/// The cases of a quick run, and the preflight.
fn quick() -> String {
    let output = common::pwspec().args(["list", "--quick"]).output().unwrap();
    let (out, _) = common::text(&output);
    format!("{} cases: ", out.lines().count() + 1)
}

#[test]
fn the_recipe_of_the_shell_tells_every_case() {
    let [recipe] = <[String; 1]>::try_from(blocks("sh")).unwrap();
    let shell = Shell::new();
    let out = shell.executed(&recipe, &[]);
    assert!(out.lines().last().unwrap().starts_with(&quick()), "{out}");
    assert!(Path::new(&shell.0.path().join("pwspec.xml")).is_file());
}

#[test]
fn the_indexed_job_runs_a_part_a_pod_and_the_parts_merge() {
    let job = yaml(1);
    assert_eq!(
        (&job["kind"], &job["apiVersion"]),
        (&"Job".into(), &"batch/v1".into())
    );
    assert_eq!(job["spec"]["completionMode"], "Indexed");
    let pods = job["spec"]["completions"].as_u64().unwrap();
    let container = &job["spec"]["template"]["spec"]["containers"][0];
    let script = container["args"][0].as_str().unwrap();
    let shell = Shell::new();
    let parts = shell.0.path().display().to_string();
    for index in 0..pods {
        shell.executed(
            script,
            &[
                ("JOB_COMPLETION_INDEX", &index.to_string()),
                ("PARTS", &parts),
            ],
        );
    }
    let out = shell.executed("pwspec merge part-*.ndjson", &[]);
    assert!(out.lines().last().unwrap().starts_with(&quick()), "{out}");
}

#[test]
fn the_matrix_of_jobs_has_a_part_each() {
    let jobs = &yaml(0)["jobs"];
    let parts = jobs["part"]["strategy"]["matrix"]["part"]
        .as_array()
        .unwrap();
    let steps = jobs["part"]["steps"].as_array().unwrap();
    let run = steps.iter().find_map(|step| {
        step["run"]
            .as_str()
            .filter(|run| run.contains("--partition"))
    });
    let run = run
        .unwrap()
        .replace("--endpoint-url http://127.0.0.1:5000", "");
    let shell = Shell::new();
    for part in parts {
        shell.executed(&run.replace("${{ matrix.part }}", &part.to_string()), &[]);
    }
    let merge = jobs["merge"]["steps"].as_array().unwrap().last().unwrap();
    assert_eq!(jobs["merge"]["needs"], "part");
    fs::write(
        shell.0.path().join("pwspec-known.toml"),
        "version = 1\ntarget = \"my server\"\n",
    )
    .unwrap();
    let summary = shell.0.path().join("summary.md").display().to_string();
    shell.executed(
        merge["run"].as_str().unwrap(),
        &[("GITHUB_STEP_SUMMARY", &summary)],
    );
    assert!(fs::read_to_string(&summary).unwrap().contains("exit 0"));
}
