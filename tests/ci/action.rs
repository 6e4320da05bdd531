//! The steps of `action.yml`, executed as GitHub's runner does.

use serde_json::Value;

use crate::common::serve;
use crate::workflows::{inputs_of, parsed};
use crate::{Runner, text};

struct Ran {
    exit: i32,
    told: String,
    outputs: String,
    summary: String,
}

/// Runs every step, with the inputs that are given and the defaults of the others.
fn runs(runner: &Runner, given: &[(&str, &str)]) -> Ran {
    let action = parsed(&text("action.yml"));
    let files = ["output", "summary", "path"].map(|name| runner.path(name).display().to_string());
    let mut ran = Ran {
        exit: 0,
        told: String::new(),
        outputs: String::new(),
        summary: String::new(),
    };
    for step in action["runs"]["steps"].as_array().unwrap() {
        let mut variables = vec![
            ("GITHUB_OUTPUT".to_owned(), files[0].clone()),
            ("GITHUB_STEP_SUMMARY".to_owned(), files[1].clone()),
            ("GITHUB_PATH".to_owned(), files[2].clone()),
        ];
        for (name, value) in step["env"].as_object().into_iter().flatten() {
            let input = value
                .as_str()
                .unwrap()
                .trim_start_matches("${{ inputs.")
                .trim_end_matches(" }}");
            let given = given
                .iter()
                .find(|(name, _)| *name == input)
                .map(|(_, value)| *value);
            let value =
                given.unwrap_or_else(|| action["inputs"][input]["default"].as_str().unwrap());
            variables.push((name.clone(), value.to_owned()));
        }
        let variables: Vec<(&str, &str)> = variables
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let (exit, out, errors) = runner.executed(step["run"].as_str().unwrap(), &variables);
        ran.exit = exit;
        ran.told += &(out + &errors);
        if exit != 0 {
            break;
        }
    }
    let read = |path: &String| std::fs::read_to_string(path).unwrap_or_default();
    ran.outputs = read(&files[0]);
    ran.summary = read(&files[1]);
    ran
}

#[test]
fn the_action_fails_as_the_run_does_and_leaves_summary_reports_and_outputs() {
    let (_served, variables) = serve(&["--fault", "new-length-bytes"]);
    let runner = Runner::new(&variables);
    let url = &variables[0].1;
    let ran = runs(
        &runner,
        &[
            ("endpoint-url", url),
            ("arguments", "-q 'new-password/length/6*-latin1'"),
            ("reports", "my reports"),
        ],
    );
    assert_eq!(ran.exit, 1, "{}", ran.told);
    assert_eq!(ran.outputs, "exit-code=1\nreports=my reports\n");
    assert!(ran.summary.starts_with("# pwspec: "), "{}", ran.summary);
    assert!(
        ran.summary
            .contains(&format!("pwspec replay --endpoint-url {url}")),
        "{}",
        ran.summary
    );
    for format in ["md", "html", "xml", "sarif", "ndjson"] {
        assert!(
            runner
                .path("my reports")
                .join(format!("pwspec.{format}"))
                .is_file(),
            "{format}"
        );
    }
}

#[test]
fn the_action_is_green_without_inputs_and_executes_none() {
    let runner = Runner::new(&[]);
    let ran = runs(
        &runner,
        &[(
            "arguments",
            "sample $(touch executed) `touch executed`; touch executed",
        )],
    );
    assert_ne!(ran.exit, 0, "{}", ran.told);
    assert!(!runner.path("executed").exists());
    assert_eq!(ran.summary, "", "{}", ran.told);
    let ran = runs(&runner, &[]);
    assert_eq!(ran.exit, 0, "{}", ran.told);
    assert!(
        ran.outputs
            .ends_with("exit-code=0\nreports=pwspec-reports\n"),
        "{}",
        ran.outputs
    );
}

#[test]
fn every_input_of_the_action_is_used_and_every_one_that_is_used_is_there() {
    let text = text("action.yml");
    let action: Value = parsed(&text);
    for input in inputs_of(&action) {
        assert!(
            text.contains(&format!("${{{{ inputs.{input} }}}}")),
            "{input} is not used"
        );
    }
    for used in text.split("${{ inputs.").skip(1) {
        let used = used.split(" }}").next().unwrap();
        assert!(
            inputs_of(&action).contains(&used.to_owned()),
            "{used} is no input"
        );
    }
}
