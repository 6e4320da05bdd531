//! Forms misread (FACTS §2: split at `&` and at the first `=`, then decode, once).

use super::rewritten::{every, hex_pairs, kept, pairs, swapped};
use super::table::table;
use crate::reference::call::{admit, has_form, header};
use crate::wire::{Field, fields};

table! {
    "plus-literal", "takes a plus for a plus",
        breaks "Form.plus",
        caught by ["form/plus-is-a-space:status"],
        also ["spelling/*-plus:status", "policy/symbols/space-as-plus:*", "pairwise/*:state"],
        |seams| seams.decode.fields = |form| kept(&every(form, b'+', b"%2B"));
    "plus-late", "takes a plus for a space after the escapes are decoded",
        breaks "Form.plus",
        caught by ["form/plus-escaped-is-a-plus:status"],
        also ["policy/symbols/u+002b:status", "content/interpreted/form-plus-*:status"],
        |seams| {
            seams.decode.fields = |form| kept(form).into_iter()
                .map(|field| Field { value: every(&field.value, b'+', b" "), ..field })
                .collect();
        };
    "decoded-twice", "decodes escapes twice",
        breaks "Form.decode-once",
        caught by ["form/decoded-once:status"],
        also ["policy/symbols/u+0025:status", "content/literal/*:status", "content/interpreted/percent-escape-*:status", "content/punctuation/u+0025-*:status", "pairwise/*:status"],
        |seams| {
            seams.decode.fields = |form| kept(form).into_iter()
                .map(|field| Field { value: hex_pairs(&field.value), ..field })
                .collect();
        };
    "decoded-before-split", "decodes escapes before the pairs are split",
        breaks "Form.decode-once",
        caught by ["form/split-first:status"],
        also ["new-password/charset/u+0026:status", "spelling/*:state", "policy/symbols/u+0026:status", "content/literal/*:status", "content/punctuation/u+0026-*:status", "auth/canonical/*-u+0026:status", "frontend/echo/action-*:code", "pairwise/*:status"],
        |seams| {
            seams.decode.fields = |form| {
                let decoded = hex_pairs(&every(form, b'+', b" "));
                kept(&every(&every(&decoded, b'%', b"%25"), b'+', b"%2B"))
            };
        };
    "hex-upper-only", "knows no escapes with lower-case digits",
        breaks "Form.hex-case",
        caught by ["form/hex-lower:status"],
        also ["spelling/*{lower,mixed}*:status", "spelling/names-*:status", "policy/reuse/window-5-other-spelling:code", "pairwise/*:*"],
        |seams| seams.decode.fields = |form| kept(&swapped(form));
    "semicolon-splits", "splits pairs at semicolons too",
        breaks "Form.separator",
        caught by ["frontend/separator/old-password-semicolon-*:status"],
        also ["frontend/separator/*semicolon-*:*"],
        |seams| seams.decode.fields = |form| kept(&every(form, b';', b"&"));
    "last-equals", "splits a pair at its last equals sign",
        breaks "Form.first-equals",
        caught by ["frontend/separator/*-equals-*:status"],
        also ["frontend/separator/semicolon-after-action:code"],
        |seams| {
            seams.decode.fields = |form| kept(&pairs(form, |pair| {
                match pair.iter().rposition(|&byte| byte == b'=') {
                    Some(at) => [&every(&pair[..at], b'=', b"%3D")[..], &pair[at..]].concat(),
                    None => pair.to_vec(),
                }
            }));
        };
    "bare-keys-count", "takes a name without a value for an empty value, though a value follows",
        breaks "FrontEnd.unknown-parameter",
        caught by ["frontend/unknown-parameter/*:status"],
        |seams| seams.decode.pick = |fields, name| fields.iter().find(|field| field.name == name.as_bytes());
    "empty-pairs-refused", "takes an empty pair for a syntax error",
        breaks "FrontEnd.unknown-parameter",
        caught by ["frontend/unknown-parameter/*:status"],
        |seams| {
            seams.decode.fields = |form| {
                let empty = !form.is_empty() && form.split(|&byte| byte == b'&').any(<[u8]>::is_empty);
                kept(form).into_iter()
                    .map(|field| Field { broken_escape: field.broken_escape || empty, ..field })
                    .collect()
            };
        };
    "get-refused", "serves no GET",
        breaks "Operation.get",
        caught by ["form/get:status"],
        also ["*-password/required/absent-get:*", "envelope:*", "spelling:status", "sample/get:status", "policy/length/min-6-escaped-get:*", "identity/*/*get:*", "auth:*", "state/race/eight-gets:*", "state/connection:status", "frontend/*/*get:*", "frontend/action/empty-query:status", "pairwise:*"],
        |seams| seams.decode.admit = |seams, request| if request.method == "GET" { Some(405) } else { admit(seams, request) };
    "query-ignored", "looks for no parameters in a query",
        breaks "Operation.get",
        caught by ["form/get:status"],
        also ["*-password/required/absent-get:*", "envelope:*", "spelling:status", "sample/get:status", "policy/length/min-6-escaped-get:*", "identity/*/*get:*", "auth:*", "state/race/eight-gets:*", "state/connection:status", "frontend/*/*get:*", "frontend/action/empty-query:status", "pairwise:*"],
        |seams| seams.decode.reads_query = |_| false;
    "media-type-bare", "refuses a content type with parameters",
        breaks "Form.charset",
        caught by ["spelling/charset-*:status"],
        also ["auth/tampered/content-type:status"],
        |seams| {
            seams.decode.admit = |seams, request| {
                let bare = header(request, "content-type").is_some_and(|kind| !kind.contains(';'));
                if request.method == "POST" && has_form(request) && !bare { Some(415) } else { admit(seams, request) }
            };
        };
    "media-type-case", "compares the content type with its case",
        breaks "Form.charset",
        caught by ["spelling/type-mixed-case:status"],
        |seams| {
            seams.decode.admit = |seams, request| {
                let exact = header(request, "content-type").is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
                if request.method == "POST" && has_form(request) && !exact { Some(415) } else { admit(seams, request) }
            };
        };
    "charset-case", "knows the charset utf-8 in lower case only",
        breaks "Form.charset",
        caught by ["spelling/charset-upper:status"],
        |seams| {
            seams.decode.admit = |seams, request| {
                let upper = header(request, "content-type").is_some_and(|kind| kind.contains("UTF-8"));
                if upper { Some(415) } else { admit(seams, request) }
            };
        };
    "charset-quoted", "knows no quoted charset",
        breaks "Form.charset",
        caught by ["spelling/charset-quoted:status"],
        |seams| {
            seams.decode.admit = |seams, request| {
                let quoted = header(request, "content-type").is_some_and(|kind| kind.contains('"'));
                if quoted { Some(415) } else { admit(seams, request) }
            };
        };
    "query-only-standard", "refuses a pair that leaves unescaped what it need not escape",
        breaks "Form.spelling",
        caught by ["spelling/post-needed-*:status"],
        also ["spelling/*:status", "sample:status", "policy/symbols/space-as-escape:status", "frontend/separator/*:status", "frontend/echo/*:status", "pairwise/*:status"],
        |seams| {
            seams.decode.fields = |form| {
                let odd = |byte: &u8| !(byte.is_ascii_alphanumeric() || b"-._~%+&=".contains(byte));
                let odd = form.iter().any(odd);
                fields(form).map(|field| Field { broken_escape: field.broken_escape || odd, ..field }).collect()
            };
        };
}
