//! Python with boto3, whose checks of its own are switched off.

use super::refusal::Refusal;
use super::screenplay::{Act, Call, Screenplay, Sent};
use crate::case::Request;
use crate::password::Recipe;

const HEAD: &str = r#"import fnmatch
import os
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

POLICY = ["MinimumPasswordLength", "RequireSymbols", "RequireNumbers", "RequireUppercaseCharacters",
          "RequireLowercaseCharacters", "AllowUsersToChangePassword", "MaxPasswordAge",
          "PasswordReusePrevention", "HardExpiry"]


def iam(key=None, secret=None):
    return boto3.client(
        "iam", endpoint_url=os.environ["AWS_ENDPOINT_URL_IAM"], region_name=os.environ.get("AWS_REGION", "us-east-1"),
        aws_access_key_id=key or os.environ["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=secret or os.environ["AWS_SECRET_ACCESS_KEY"],
        config=Config(parameter_validation=False, retries={"max_attempts": 0}))


def quietly(call, **parameters):
    try:
        return call(**parameters)
    except ClientError:
        return None


def told(what, since, wanted, call, **parameters):
    try:
        got = "%d " % call(**parameters)["ResponseMetadata"]["HTTPStatusCode"]
    except ClientError as error:
        got = "%d %s" % (error.response["ResponseMetadata"]["HTTPStatusCode"], error.response["Error"].get("Code", ""))
    right = any(fnmatch.fnmatchcase(got, pattern) for pattern in wanted)
    print("%-8s%s" % ("ok" if right else "WRONG", what))
    print("        got %s" % got if right else "        wanted %s\n        got %s" % (since, got))
    return right


admin = iam()
before = quietly(admin.get_account_password_policy)
keys = {}
right = True
try:
"#;

/// The script.
pub(super) fn script(play: &Screenplay) -> Result<String, Refusal> {
    let clauses: String = play
        .clauses
        .iter()
        .map(|clause| format!("# {clause}\n"))
        .collect();
    let mut out = format!(
        "#!/usr/bin/env python3\n# {}\n{clauses}#\n# Needs boto3, and in the environment AWS_ENDPOINT_URL_IAM and the keys of an administrator. Makes throw-away\n\
         # users, deletes them at the end, and puts the account's password policy back. Exit status: 0 as wanted, 1 a departure\n         # or no set-up.\n{HEAD}",
        play.case
    );
    out.push_str(&format!(
        "    quietly({})\n",
        call("admin", &play.policy, true)
    ));
    for user in &play.users {
        for making in user.making() {
            out.push_str(&format!("    {}\n", call("admin", &making, false)));
        }
        let name = python(&user.name);
        out.push_str(&format!(
            "    keys[{name}] = admin.create_access_key(UserName={name})[\"AccessKey\"]\n"
        ));
    }
    for act in &play.acts {
        match act {
            Act::Admin(admin) => out.push_str(&format!("    {}\n", call("admin", admin, false))),
            Act::Send(sent) => out.push_str(&send(play, sent)?),
        }
    }
    out.push_str("finally:\n    for name, key in keys.items():\n        quietly(admin.delete_access_key, UserName=name, AccessKeyId=key[\"AccessKeyId\"])\n");
    for user in &play.users {
        for unmaking in user.unmaking() {
            out.push_str(&format!(
                "    quietly({})\n",
                call("admin", &unmaking, true)
            ));
        }
    }
    out.push_str(
        "    if before:\n        policy = before[\"PasswordPolicy\"]\n        \
         admin.update_account_password_policy(**{name: policy[name] for name in POLICY if name in policy})\n    \
         else:\n        quietly(admin.delete_account_password_policy)\nsys.exit(0 if right else 1)\n",
    );
    Ok(out)
}

/// `CreateLoginProfile` as `create_login_profile`.
fn snake(name: &str) -> String {
    let mut word = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.push(c.to_ascii_lowercase());
    }
    word
}

/// A call, or the parts of one for a function that makes it.
fn call(client: &str, call: &Call, apart: bool) -> String {
    let value = |value: &str| match value {
        "true" => "True".to_owned(),
        "false" => "False".to_owned(),
        number
            if !number.is_empty()
                && number.len() < 5
                && number.bytes().all(|b| b.is_ascii_digit()) =>
        {
            number.to_owned()
        }
        text => python(text),
    };
    let is_text = |name: &str| matches!(name, "Password" | "UserName");
    let parameters: Vec<String> = call
        .parameters
        .iter()
        .map(|(name, text)| {
            format!(
                "{name}={}",
                if is_text(name) {
                    python(text)
                } else {
                    value(text)
                }
            )
        })
        .collect();
    let parameters = parameters.join(", ");
    match (apart, parameters.is_empty()) {
        (true, true) => format!("{client}.{}", snake(call.action)),
        (true, false) => format!("{client}.{}, {parameters}", snake(call.action)),
        (false, _) => format!("{client}.{}({parameters})", snake(call.action)),
    }
}

fn send(play: &Screenplay, sent: &Sent) -> Result<String, Refusal> {
    let given = |wanted: &str| {
        sent.passwords
            .iter()
            .find(|(name, _)| *name == Some(wanted))
            .map(|(_, secret)| secret)
    };
    let (old, new) = (given("OldPassword"), given("NewPassword"));
    let recipe = |secret: Option<&crate::password::Secret>| {
        secret.map_or_else(Recipe::empty, |secret| secret.recipe().clone())
    };
    let mut plain = Request::change(recipe(old), recipe(new)).by(sent.request.caller);
    let mut arguments = Vec::new();
    for (name, secret) in [("OldPassword", old), ("NewPassword", new)] {
        let Some(secret) = secret else {
            plain = plain.without(name);
            continue;
        };
        let Ok(text) = std::str::from_utf8(secret.expose()) else {
            return play.refuse("boto3 takes text");
        };
        arguments.push(format!(", {name}={}", python(text)));
    }
    if sent.request != plain {
        return play.refuse("boto3 writes its requests itself");
    }
    let wanted: Vec<String> = sent.wanted.iter().map(|pattern| python(pattern)).collect();
    let user = play
        .users
        .get(sent.user)
        .map_or("", |user| user.name.as_str());
    Ok(format!(
        "    key = keys[{}]\n    right &= told(\n        {},\n        {},\n        [{}],\n        iam(key[\"AccessKeyId\"], key[\"SecretAccessKey\"]).change_password{})\n",
        python(user),
        python(&sent.told),
        python(&sent.since),
        wanted.join(", "),
        arguments.concat(),
    ))
}

/// A text as a Python literal in ASCII.
fn python(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            ' '..='~' => literal.push(c),
            _ if u32::from(c) > 0xffff => literal.push_str(&format!("\\U{:08x}", u32::from(c))),
            _ => literal.push_str(&format!("\\u{:04x}", u32::from(c))),
        }
    }
    literal + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_stands_in_a_literal() {
        assert_eq!(
            python("a\"\\\0é\u{1f512}"),
            r#""a\"\\\u0000\u00e9\U0001f512""#
        );
        assert_eq!(snake("CreateLoginProfile"), "create_login_profile");
    }
}
