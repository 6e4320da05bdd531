//! What the shell scripts share.

use super::screenplay::Screenplay;
use crate::report::ShellWord;

/// The head of a script: what it is, and what it needs.
pub(super) fn head(play: &Screenplay, needs: &str) -> String {
    let clauses: String = play
        .clauses
        .iter()
        .map(|clause| format!("# {clause}\n"))
        .collect();
    format!(
        "#!/bin/sh\n# {}\n{clauses}#\n# Needs {needs}, and in the environment AWS_ENDPOINT_URL_IAM and the keys of an\n\
         # administrator. Makes throw-away users, deletes them at the end, and puts the account's\n\
         # password policy back. Exit status: 0 as wanted, 1 a departure, another: no set-up.\n\
         set -eu\n\
         : \"${{AWS_ENDPOINT_URL_IAM:?}}\" \"${{AWS_ACCESS_KEY_ID:?}}\" \"${{AWS_SECRET_ACCESS_KEY:?}}\"\n\
         region=${{AWS_REGION:-us-east-1}}\nwrong=0\ndir=$(mktemp -d)\nexport LC_ALL=C.UTF-8\n",
        play.case
    )
}

/// `told WHAT SINCE PATTERN…`: holds `$got` against what is wanted.
pub(super) const VERDICT: &str = r#"
told() {
    what=$1 since=$2
    shift 2
    for pattern in "$@"; do
        # shellcheck disable=SC2254
        case $got in $pattern) printf 'ok      %s\n        got %s\n' "$what" "$got"; return 0 ;; esac
    done
    printf 'WRONG   %s\n        wanted %s\n        got %s\n' "$what" "$since" "$got"
    wrong=1
}
"#;

/// Bytes as a file: `printf` survives them all.
pub(super) fn file(bytes: &[u8], place: &str) -> String {
    if bytes
        .iter()
        .all(|byte| byte.is_ascii_graphic() || *byte == b' ')
    {
        let text = String::from_utf8_lossy(bytes);
        return format!("printf %s {} >{place}\n", ShellWord(&text));
    }
    let octal: String = bytes.iter().map(|byte| format!("\\{byte:03o}")).collect();
    format!("printf '{octal}' >{place}\n")
}
