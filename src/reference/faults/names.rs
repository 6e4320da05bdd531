//! Parameters found otherwise than by their names (FACTS §2).

use super::rewritten::{every, kept, pairs};
use super::table::table;
use crate::reference::call::first;
use crate::wire::Field;

table! {
    "names-not-decoded", "decodes no escapes in names",
        breaks "Form.any-escape",
        caught by ["spelling/names-*:status"],
        |seams| {
            seams.decode.fields = |form| kept(&pairs(form, |pair| {
                let at = pair.iter().position(|&byte| byte == b'=').unwrap_or(pair.len());
                [&every(&pair[..at], b'%', b"%25")[..], &pair[at..]].concat()
            }));
        };
    "names-any-case", "finds parameters in any case",
        breaks "Form.name-case",
        caught by ["frontend/names/{old,new}-password-{camel,lower,upper}:status"],
        also ["frontend/names/{action,version}-*:status"],
        |seams| {
            seams.decode.pick = |fields, name| fields.iter()
                .find(|field| !field.bare && field.name.eq_ignore_ascii_case(name.as_bytes()));
        };
    "names-trimmed", "trims names",
        breaks "OldPassword.required",
        caught by ["frontend/names/*-space-{before,after}:status"],
        also ["frontend/names/*-line-feed-after:status"],
        |seams| {
            seams.decode.pick = |fields, name| fields.iter()
                .find(|field| !field.bare && field.name.trim_ascii() == name.as_bytes());
        };
    "names-brackets", "takes a name with brackets for one without",
        breaks "OldPassword.required",
        caught by ["frontend/names/*-brackets:status"],
        |seams| {
            seams.decode.pick = |fields, name| fields.iter()
                .find(|field| !field.bare && field.name.strip_suffix(b"[]").unwrap_or(&field.name) == name.as_bytes());
        };
    "names-numbered", "takes the first member of a list for a string",
        breaks "NewPassword.required",
        caught by ["*/required/numbered-member:status"],
        |seams| {
            seams.decode.pick = |fields, name| fields.iter()
                .find(|field| !field.bare && field.name.strip_suffix(b".1").unwrap_or(&field.name) == name.as_bytes());
        };
    "names-by-beginning", "finds a parameter by the beginning of its name",
        breaks "NewPassword.required",
        caught by ["new-password/required/numbered-member:status", "frontend/names/*-cut:status"],
        also ["old-password/required/numbered-member:status", "frontend/names/*:status"],
        |seams| {
            seams.decode.pick = |fields, name| first(fields, name).or_else(|| fields.iter()
                .find(|field| !field.bare && field.name.starts_with(name.as_bytes())));
        };
    "positional", "takes the first password for the old one and the second for the new one, whatever their names",
        breaks "Form.order",
        caught by ["spelling/order-*:status"],
        also ["auth/canonical/get-reversed:status", "frontend/unknown-parameter/bare-key-of-the-same-name*:status", "pairwise/*:status"],
        |seams| {
            seams.decode.fields = |form| {
                let mut names = [b"OldPassword", b"NewPassword"].into_iter();
                let is_password = |field: &Field| [b"OldPassword", b"NewPassword"].iter().any(|name| field.name == *name);
                kept(form).into_iter().map(|field| match is_password(&field) {
                    true => Field { name: names.next().map_or_else(Vec::new, |name| name.to_vec()), ..field },
                    false => field,
                }).collect()
            };
        };
    "action-first", "looks for the action in the first place only",
        breaks "Form.order",
        caught by ["spelling/order-*:status"],
        also ["identity/user-name/another-first:status", "auth/canonical/get-reversed:status", "frontend/unknown-parameter/*:status", "frontend/size/parameters-*:status", "pairwise/*:*"],
        |seams| {
            seams.decode.pick = |fields, name| match name {
                "Action" => fields.first().filter(|field| field.name == b"Action"),
                _ => first(fields, name),
            };
        };
}
