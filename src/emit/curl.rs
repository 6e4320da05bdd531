//! POSIX shell with curl. A body is a file, so that every byte of it survives.

use super::refusal::Refusal;
use super::screenplay::{Act, Call, Screenplay, Sent};
use super::shell::{VERDICT, file, head};
use crate::case::Place;
use crate::report::ShellWord;
use crate::wire::{Spelling, encode};

const FUNCTIONS: &str = r#"url=${AWS_ENDPOINT_URL_IAM%/}
admin() {
    curl -sS --fail-with-body --aws-sigv4 "aws:amz:$region:iam" \
        --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" --data-binary "$1&Version=2010-05-08" "$url/"
}
field() { tr -d '\n' | sed -n "s:.*<$1>\([^<]*\)</$1>.*:\1:p"; }
"#;

const POLICY: &str = r#"
before=$(admin Action=GetAccountPasswordPolicy 2>/dev/null) || before=
put_back() {
    form=
    for name in MinimumPasswordLength RequireSymbols RequireNumbers RequireUppercaseCharacters \
        RequireLowercaseCharacters AllowUsersToChangePassword MaxPasswordAge PasswordReusePrevention HardExpiry; do
        value=$(printf %s "$before" | field "$name")
        if [ -n "$value" ]; then form="$form&$name=$value"; fi
    done
    if [ -n "$form" ]; then
        admin "Action=UpdateAccountPasswordPolicy$form"
    else
        admin Action=DeleteAccountPasswordPolicy
    fi
}
"#;

/// The script.
pub(super) fn script(play: &Screenplay) -> Result<String, Refusal> {
    let mut out = head(play, "curl 7.75 or later");
    out.push_str(FUNCTIONS);
    out.push_str(VERDICT);
    out.push_str(POLICY);
    out.push_str("clean() {\n    set +e\n    {\n");
    for (index, user) in play.users.iter().enumerate() {
        let key = format!("Action=DeleteAccessKey&UserName={}&AccessKeyId=", user.name);
        out.push_str(&format!("        admin \"{key}${{id_{index}:-none}}\"\n"));
        for call in user.unmaking() {
            out.push_str(&format!("        {}\n", admin(&call)));
        }
    }
    out.push_str("        put_back\n    } >\"$dir/cleaned\" 2>&1\n    rm -r \"$dir\"\n}\ntrap clean EXIT\ntrap 'exit 130' INT TERM\n\n");
    out.push_str(&format!("{} >\"$dir/out\" || true\n", admin(&play.policy)));
    for (index, user) in play.users.iter().enumerate() {
        for call in user.making() {
            out.push_str(&format!("{} >\"$dir/out\"\n", admin(&call)));
        }
        out.push_str(&format!(
            "{} >\"$dir/key\"\nid_{index}=$(field AccessKeyId <\"$dir/key\") secret_{index}=$(field SecretAccessKey <\"$dir/key\")\n",
            admin(&Call::of("CreateAccessKey", &[("UserName", &user.name)]))
        ));
    }
    for act in &play.acts {
        match act {
            Act::Admin(call) => out.push_str(&format!("\n{} >\"$dir/out\"\n", admin(call))),
            Act::Send(sent) => out.push_str(&send(play, sent)?),
        }
    }
    out.push_str("\nexit $wrong\n");
    Ok(out)
}

fn admin(call: &Call) -> String {
    let mut form = format!("Action={}", call.action);
    for (name, value) in &call.parameters {
        form.push_str(&format!(
            "&{name}={}",
            encode(value.as_bytes(), Spelling::STANDARD)
        ));
    }
    format!("admin {}", ShellWord(&form))
}

fn send(play: &Screenplay, sent: &Sent) -> Result<String, Refusal> {
    let request = &sent.request;
    if request.method != "POST" || request.place != Place::Body {
        return play.refuse("curl before 8.3 signs a query wrongly");
    }
    let mut headers: Vec<String> = Vec::new();
    headers.push(match &request.content_type {
        Some(kind) => format!("Content-Type: {kind}"),
        None => "Content-Type:".to_owned(),
    });
    headers.extend(
        request
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}")),
    );
    let headers: String = headers
        .iter()
        .map(|header| format!(" \\\n    -H {}", ShellWord(header)))
        .collect();
    let wanted: Vec<String> = sent
        .wanted
        .iter()
        .map(|pattern| ShellWord(pattern).to_string())
        .collect();
    Ok(format!(
        "\n{}got=$(curl -sS -o \"$dir/answer\" -w '%{{http_code}}' --aws-sigv4 \"aws:amz:$region:iam\" --path-as-is \\\n    \
         --user \"$id_{user}:$secret_{user}\"{headers} \\\n    --data-binary @\"$dir/body\" \"$url\"{})\n\
         got=\"$got $(field Code <\"$dir/answer\")\"\ntold {} {} {}\n",
        file(&sent.body, "\"$dir/body\""),
        ShellWord(&request.path),
        ShellWord(&sent.told),
        ShellWord(&sent.since),
        wanted.join(" "),
        user = sent.user,
    ))
}
