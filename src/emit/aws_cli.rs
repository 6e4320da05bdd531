//! POSIX shell with the AWS command line, whose checks of its own are switched off.

use super::refusal::Refusal;
use super::screenplay::{Act, Call, Screenplay, Sent};
use super::shell::{VERDICT, head};
use crate::case::Request;
use crate::report::ShellWord;

const FUNCTIONS: &str = r#"printf '[default]\nparameter_validation = false\ncli_follow_urlparam = false\n' >"$dir/config"
export AWS_CONFIG_FILE="$dir/config" AWS_DEFAULT_REGION="$region" AWS_PAGER= AWS_EC2_METADATA_DISABLED=true
iam() { aws iam --endpoint-url "$AWS_ENDPOINT_URL_IAM" --output json "$@"; }
field() { sed -n "s/^ *\"$1\": \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}$/\1/p"; }
flag() { if [ "$2" = true ]; then echo "--$1"; else echo "--no-$1"; fi; }
"#;

const POLICY: &str = r#"
iam get-account-password-policy >"$dir/before" 2>"$dir/out" || : >"$dir/before"
put_back() {
    if [ ! -s "$dir/before" ]; then iam delete-account-password-policy; return; fi
    value() { field "$1" <"$dir/before"; }
    set -- --minimum-password-length "$(value MinimumPasswordLength)" \
        "$(flag require-symbols "$(value RequireSymbols)")" "$(flag require-numbers "$(value RequireNumbers)")" \
        "$(flag require-uppercase-characters "$(value RequireUppercaseCharacters)")" \
        "$(flag require-lowercase-characters "$(value RequireLowercaseCharacters)")" \
        "$(flag allow-users-to-change-password "$(value AllowUsersToChangePassword)")" \
        "$(flag hard-expiry "$(value HardExpiry)")"
    if [ -n "$(value MaxPasswordAge)" ]; then set -- "$@" --max-password-age "$(value MaxPasswordAge)"; fi
    if [ -n "$(value PasswordReusePrevention)" ]; then
        set -- "$@" --password-reuse-prevention "$(value PasswordReusePrevention)"
    fi
    iam update-account-password-policy "$@"
}
"#;

/// The script.
pub(super) fn script(play: &Screenplay) -> Result<String, Refusal> {
    let mut out = head(play, "the AWS command line");
    out.push_str(FUNCTIONS);
    out.push_str(VERDICT);
    out.push_str(POLICY);
    out.push_str("clean() {\n    set +e\n    {\n");
    for (index, user) in play.users.iter().enumerate() {
        out.push_str(&format!(
            "        iam delete-access-key --user-name={} --access-key-id=\"${{id_{index}:-none}}\"\n",
            user.name
        ));
        for call in user.unmaking() {
            out.push_str(&format!("        {}\n", admin(play, &call)?));
        }
    }
    out.push_str("        put_back\n    } >\"$dir/cleaned\" 2>&1\n    rm -r \"$dir\"\n}\ntrap clean EXIT\ntrap 'exit 130' INT TERM\n\n");
    out.push_str(&format!(
        "{} >\"$dir/out\" 2>&1 || true\n",
        admin(play, &play.policy)?
    ));
    for (index, user) in play.users.iter().enumerate() {
        for call in user.making() {
            out.push_str(&format!("{} >\"$dir/out\"\n", admin(play, &call)?));
        }
        out.push_str(&format!(
            "iam create-access-key --user-name={} >\"$dir/key\"\n\
             id_{index}=$(field AccessKeyId <\"$dir/key\") secret_{index}=$(field SecretAccessKey <\"$dir/key\")\n",
            user.name
        ));
    }
    for act in &play.acts {
        match act {
            Act::Admin(call) => out.push_str(&format!("\n{} >\"$dir/out\"\n", admin(play, call)?)),
            Act::Send(sent) => out.push_str(&send(play, sent)?),
        }
    }
    out.push_str("\nexit $wrong\n");
    Ok(out)
}

/// `CreateLoginProfile` as `create-login-profile`.
fn kebab(name: &str) -> String {
    let mut word = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !word.is_empty() {
            word.push('-');
        }
        word.push(c.to_ascii_lowercase());
    }
    word
}

fn admin(play: &Screenplay, call: &Call) -> Result<String, Refusal> {
    let mut words = vec!["iam".to_owned(), kebab(call.action)];
    let mut before = String::new();
    for (name, value) in &call.parameters {
        words.push(match value.as_str() {
            "true" => format!("--{}", kebab(name)),
            "false" => format!("--no-{}", kebab(name)),
            value => argument(play, &kebab(name), value, &mut before)?,
        });
    }
    Ok(before + &words.join(" "))
}

/// `--name='value'`: a value that begins with a hyphen is a value all the same. Control characters are made beforehand, so
/// that the script can be copied; what is behind them keeps a line end from being cut off.
fn argument(
    play: &Screenplay,
    name: &str,
    value: &str,
    before: &mut String,
) -> Result<String, Refusal> {
    if value.contains('\0') {
        return play.refuse("no argument of a command holds a NUL");
    }
    let schemes = ["file://", "fileb://", "http://", "https://"];
    if schemes.iter().any(|scheme| value.starts_with(scheme)) {
        return play.refuse("the command line takes the value for a file's name");
    }
    if !value.contains(char::is_control) {
        return Ok(format!("--{name}={}", ShellWord(value)));
    }
    let octal: String = value.bytes().map(|byte| format!("\\{byte:03o}")).collect();
    let variable = name.replace('-', "_");
    before.push_str(&format!("{variable}=$(printf '{octal}.')\n"));
    Ok(format!("\"--{name}=${{{variable}%.}}\""))
}

fn send(play: &Screenplay, sent: &Sent) -> Result<String, Refusal> {
    let of = |wanted: &str| {
        sent.passwords
            .iter()
            .find(|(name, _)| *name == Some(wanted))
    };
    let (Some((_, old)), Some((_, new))) = (of("OldPassword"), of("NewPassword")) else {
        return play.refuse("the command line asks for both passwords");
    };
    let plain = Request::change(old.recipe().clone(), new.recipe().clone()).by(sent.request.caller);
    if sent.request != plain {
        return play.refuse("the command line writes its requests itself");
    }
    let (mut arguments, mut before) = (Vec::new(), String::new());
    for (name, secret) in [("old-password", old), ("new-password", new)] {
        let Ok(text) = std::str::from_utf8(secret.expose()) else {
            return play.refuse("an argument of the command line is text");
        };
        arguments.push(argument(play, name, text, &mut before)?);
    }
    // The command line tells the code and not the status.
    let pattern = |pattern: &String| match pattern.split_once(' ') {
        Some(("200", _)) => ShellWord("200 *").to_string(),
        Some((_, code)) => ShellWord(&format!("error {code}")).to_string(),
        None => String::new(),
    };
    let wanted: Vec<String> = sent.wanted.iter().map(pattern).collect();
    Ok(format!(
        "\n{before}if AWS_ACCESS_KEY_ID=$id_{user} AWS_SECRET_ACCESS_KEY=$secret_{user} iam change-password {} >\"$dir/out\" 2>\"$dir/err\"; then\n    \
         got='200 '\nelse\n    got=\"error $(sed -n 's/.*error occurred (\\([^)]*\\)).*/\\1/p' \"$dir/err\")\"\nfi\ntold {} {} {}\n",
        arguments.join(" "),
        ShellWord(&sent.told),
        ShellWord(&sent.since),
        wanted.join(" "),
        user = sent.user,
    ))
}

#[cfg(test)]
mod tests {
    use super::kebab;

    #[test]
    fn an_action_is_a_command_of_the_command_line() {
        assert_eq!(kebab("CreateLoginProfile"), "create-login-profile");
        assert_eq!(kebab("UserName"), "user-name");
    }
}
