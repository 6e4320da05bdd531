use std::path::Path;
use std::time::Duration;

use super::file::targets;
use crate::runner::SnapshotMode;
use crate::target::{Auth, UserMode};
use crate::wire::Limits;

/// The keys of a target, as a file of its own.
fn file(keys: &str) -> String {
    format!("version = 1\n\n[target.lab]\nendpoint-url = \"http://127.0.0.1:1\"\n{keys}")
}

fn refused(text: &str) -> String {
    targets(text, Path::new("")).unwrap_err().to_string()
}

#[test]
fn every_key_is_heard() {
    let text = file(
        r#"region = "eu-west-1"
ca-bundle = "ca.pem"
auth = "none"
user-mode = "own"
timeout = "250ms"
connect-timeout = "100ms"
max-body = "1MiB"
max-head = "8KiB"
settle = "5s"
retries = 2
rate = "20/s"
allow-remote = true
allow-policy-changes = true
baseline = "known/lab.toml"
snapshots = "/snapshots/lab"
snapshot-mode = "shape"
[target.lab.variables]
AWS_ACCESS_KEY_ID = "LAB_KEY"
AWS_SECRET_ACCESS_KEY = "LAB_SECRET"
[target.other]
endpoint-url = "http://127.0.0.1:2"
profile = "other"
"#,
    );
    let targets = targets(&text, Path::new("conf")).unwrap();
    let [lab, other] = targets.as_slice() else {
        panic!("{} targets", targets.len())
    };
    assert_eq!(lab.name.as_deref(), Some("lab"));
    let options = &lab.options;
    assert_eq!(options.endpoint_url.as_deref(), Some("http://127.0.0.1:1"));
    assert_eq!(options.region.as_deref(), Some("eu-west-1"));
    assert_eq!(options.ca_bundle.as_deref(), Some(Path::new("conf/ca.pem")));
    assert_eq!(
        (options.auth, options.user_mode),
        (Auth::None, UserMode::Own)
    );
    let limits = Limits {
        answer: Duration::from_millis(250),
        connect: Duration::from_millis(100),
        body: 1 << 20,
        head: 8 << 10,
    };
    assert_eq!(options.limits, limits);
    assert_eq!(options.settle, Duration::from_secs(5));
    assert_eq!((options.retries, options.rate), (2, Some(20.0)));
    assert!(options.allow_remote && options.allow_policy_changes);
    assert!(options.sources.has_keys());
    assert_eq!(
        lab.baseline.as_deref(),
        Some(Path::new("conf/known/lab.toml"))
    );
    assert_eq!(lab.snapshots.as_deref(), Some(Path::new("/snapshots/lab")));
    assert_eq!(lab.snapshot_mode, Some(SnapshotMode::Shape));
    assert_eq!(other.options.profile.as_deref(), Some("other"));
    assert_eq!(
        (other.options.retries, other.options.auth),
        (8, Auth::SigV4)
    );
}

#[test]
fn a_recording_is_where_the_file_is_and_has_nothing_to_be_called_with() {
    let text =
        "version = 1\n[target]\naws = { endpoint-url = \"recorded:rec/aws\", baseline = \"k\" }\n";
    let targets = targets(text, Path::new("conf")).unwrap();
    assert_eq!(targets[0].recording(), Some(Path::new("conf/rec/aws")));
    let text = "version = 1\n[target.aws]\nendpoint-url = \"recorded:rec\"\nregion = \"x\"\n";
    assert_eq!(
        refused(text),
        "line 4, column 1: the target aws is a recording, which has no region: remove it"
    );
}

#[test]
fn what_no_target_has_is_told_with_its_place_and_what_to_do() {
    let said = |keys: &str| refused(&file(keys));
    assert_eq!(
        said("regoin = \"x\"\n"),
        "line 5, column 1: the target lab has no key \"regoin\": did you mean region?"
    );
    assert_eq!(
        said("auth = \"sigv\"\n"),
        "line 5, column 1: auth is \"sigv\": did you mean sigv4?"
    );
    assert_eq!(
        said("timeout = \"0s\"\n"),
        "line 5, column 1: timeout: an endpoint cannot answer in no time"
    );
    assert!(said("rate = \"20\"\n").contains("column 1: rate: a rate is a number"));
    assert_eq!(
        said("retries = -1\n"),
        "line 5, column 1: retries is a number, 0 or more, without quotes"
    );
    assert_eq!(
        said("allow-remote = \"yes\"\n"),
        "line 5, column 1: allow-remote is true or false, without quotes"
    );
    assert_eq!(said("region = \"\"\n"), "line 5, column 1: region is empty");
    assert_eq!(
        refused("version = 1\n[target.lab]\nregion = \"x\"\n"),
        "line 2, column 1: the target lab needs its endpoint-url: write endpoint-url = \"…\""
    );
}

#[test]
fn what_is_no_configuration_is_told_with_what_to_do() {
    assert_eq!(
        refused("[target.lab]\n"),
        "line 1, column 1: a configuration needs its version: write version = 1"
    );
    assert_eq!(
        refused("version = 1\n"),
        "line 1, column 1: there is no target in it: write [target.NAME] above the keys of a target"
    );
    assert_eq!(
        refused("version = 1\n[targets.lab]\n"),
        "line 2, column 2: a configuration has no key \"targets\": did you mean target?"
    );
    assert_eq!(
        refused("version = 1\n[target]\nendpoint-url = \"http://127.0.0.1:1\"\n"),
        "line 3, column 1: endpoint-url is no table: write [target.NAME] above the keys of a target"
    );
    assert_eq!(
        refused("version = 1\n[target.\"http://x\"]\n"),
        "line 2, column 9: \"http://x\" is no name of a target: use letters, digits, `-`, `_` and `.`"
    );
}

#[test]
fn no_secret_stands_in_the_file_and_none_is_told() {
    for key in [
        "secret-access-key",
        "aws_secret_access_key",
        "password",
        "access-key-id",
    ] {
        let said = refused(&file(&format!("{key} = \"sesame\"\n")));
        assert!(said.contains("no secret stands in this file"), "{said}");
        assert!(!said.contains("sesame"), "{said}");
    }
    let variables = |text: &str| refused(&file(&format!("[target.lab.variables]\n{text}")));
    let said = variables("AWS_SECRET_ACCESS_KEY = \"wJalrXUtnFEMI/K7MDENG\"\n");
    assert!(said.starts_with("line 6, column 1: AWS_SECRET_ACCESS_KEY is to be the name"));
    assert!(!said.contains("wJalr"), "{said}");
    assert_eq!(
        variables("AWS_SECRET_ACCESS_KEY = \"LAB_SECRET\"\n"),
        "line 5, column 1: half of a key is missing: write AWS_ACCESS_KEY_ID = \"…\""
    );
    assert_eq!(
        variables("AWS_ACCES_KEY_ID = \"LAB_KEY\"\n"),
        "line 6, column 1: the table of variables of the target lab has no key \"AWS_ACCES_KEY_ID\": did you mean \
         AWS_ACCESS_KEY_ID?"
    );
}

#[test]
fn a_profile_and_variables_are_not_both_asked_for_keys() {
    let keys = "profile = \"lab\"\n[target.lab.variables]\nAWS_ACCESS_KEY_ID = \"A\"\nAWS_SECRET_ACCESS_KEY = \"B\"\n";
    assert_eq!(
        refused(&file(keys)),
        "line 5, column 1: profile and variables both say whose keys sign: keep one"
    );
}

proptest::proptest! {
    #[test]
    fn any_keys_are_a_target_or_an_error(keys in "([a-z-]{1,8} = (\"[a-z0-9:/]{0,6}\"|[0-9]{1,3}|true|\\{\\}|\\[\\])\n){0,3}") {
        let _ = targets(&file(&keys), Path::new(""));
    }
}
