//! Passwords that become other texts on their way in (FACTS §1: values are UTF-8, and a password is data).

use std::borrow::Cow;

use super::alike;
use super::table::table;
use crate::reference::limits::password_admits;

table! {
    "text-latin1", "reads the bytes of passwords as Latin-1",
        breaks "NewPassword.text",
        caught by ["form/latin1-is-no-utf8:status"],
        also ["new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy/validation-first:*", "content:*", "state/refused:*", "frontend/text:*", "pairwise:*", "form:*"],
        |seams| seams.decode.text = |name, bytes| read(name, bytes, |bytes| bytes.iter().copied().map(char::from).collect());
    "text-lossy", "puts a question mark in the place of bytes that are no UTF-8",
        breaks "NewPassword.text",
        caught by ["form/latin1-is-no-utf8:status", "frontend/text/new-password-*:status"],
        also ["new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*", "form:*"],
        |seams| seams.decode.text = |name, bytes| read(name, bytes, |bytes| lossy(bytes, "?"));
    "text-dropped", "drops bytes that are no UTF-8 from passwords",
        breaks "NewPassword.text",
        caught by ["form/latin1-is-no-utf8:status", "frontend/text/new-password-*:status"],
        also ["new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*", "form:*"],
        |seams| seams.decode.text = |name, bytes| read(name, bytes, |bytes| lossy(bytes, ""));
    "text-overlong", "takes over-long forms of two bytes in passwords",
        breaks "OldPassword.text",
        caught by ["frontend/text/*-overlong-a:status"],
        also ["new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| {
            seams.decode.text = |_, bytes| match std::str::from_utf8(bytes) {
                Ok(text) => Some(Cow::Borrowed(text)),
                Err(_) => std::str::from_utf8(&shortened(bytes)).ok().map(|text| Cow::Owned(text.to_owned())),
            };
        };
    "text-latin1-fallback", "reads passwords as Latin-1 where they are no UTF-8",
        breaks "NewPassword.text",
        caught by ["form/latin1-is-no-utf8:status", "frontend/text/*-latin1-e9:status"],
        also ["new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*", "form:*"],
        |seams| {
            seams.decode.text = |_, bytes| match std::str::from_utf8(bytes) {
                Ok(text) => Some(Cow::Borrowed(text)),
                Err(_) => Some(bytes.iter().copied().map(char::from).collect()),
            };
        };
    "text-mark-skipped", "skips a byte order mark before a password",
        breaks "NewPassword.pattern.refuses",
        caught by ["frontend/text/old-password-byte-order-mark:status", "new-password/charset/u+feff-first:status"],
        also ["new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.trim_start_matches('\u{feff}').to_owned());
    "text-filtered", "drops the characters that no password may hold",
        breaks "NewPassword.pattern.refuses",
        caught by ["new-password/charset/*-middle:status"],
        also ["new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.chars().filter(|&c| password_admits(c)).collect());
    "text-compatible", "normalises passwords (NFKC): letters and digits for their small forms",
        breaks "Password.exact",
        caught by ["wrong-old/letter-for-compatible:status", "state/near/compatible-*:status"],
        also ["wrong-old:*", "new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, alike::compatible);
    "text-nul-cut", "cuts passwords at a NUL",
        breaks "NewPassword.pattern.refuses",
        caught by ["new-password/charset/u+0000-last:status"],
        also ["new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.split('\0').next().unwrap_or_default().to_owned());
    "text-cut-128", "cuts passwords at 128 characters",
        breaks "NewPassword.length.max",
        caught by ["new-password/length/129-*:status"],
        also ["new-password:*", "old-password:*", "both-bad:*", "envelope:*", "identity/*/none-and-too-long:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.chars().take(128).collect());
    "trimmed-start", "trims passwords at the start",
        breaks "Password.exact",
        caught by ["wrong-old/space-before:status", "state/near/leading-*:status"],
        also ["wrong-old:*", "new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.trim_ascii_start().to_owned());
    "trimmed-end", "trims passwords at the end",
        breaks "Password.exact",
        caught by ["wrong-old/space-after:status", "state/near/trailing-*:status"],
        also ["wrong-old:*", "new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.trim_ascii_end().to_owned());
    "trimmed", "trims passwords",
        breaks "Password.exact",
        caught by ["wrong-old/space-after:status", "state/near/leading-*:status", "state/near/trailing-*:status"],
        also ["wrong-old:*", "new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.trim_ascii().to_owned());
    "trimmed-no-break-spaces", "trims no-break spaces from passwords",
        breaks "Password.exact",
        caught by ["wrong-old/no-break-space-after:status", "state/near/*-no-break-space-*:status"],
        also ["wrong-old:*", "new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.trim_matches('\u{a0}').to_owned());
    "chomped", "drops a line feed at the end of passwords",
        breaks "Password.exact",
        caught by ["wrong-old/line-feed-after:status", "state/near/trailing-line-feed-*:status"],
        also ["wrong-old:*", "new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.strip_suffix('\n').unwrap_or(text).to_owned());
    "crlf-to-lf", "makes one line feed of a line end of two characters in passwords",
        breaks "Password.exact",
        caught by ["wrong-old/line-feed-for-line-end:status", "state/near/line-crlf-lf-*:status"],
        also ["wrong-old:*", "new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.replace("\r\n", "\n"));
    "lf-to-crlf", "makes two characters of a line feed in passwords",
        breaks "Password.exact",
        caught by ["wrong-old/line-feed-for-line-end:status", "state/near/line-crlf-lf-*:status"],
        also ["wrong-old:*", "new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.replace("\r\n", "\n").replace('\n', "\r\n"));
    "blanks-collapsed", "makes one space of several in passwords",
        breaks "Password.exact",
        caught by ["wrong-old/spaces-for-one:status", "state/near/blank-run-*:status"],
        also ["wrong-old:*", "new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, one_space);
    "soft-hyphens-dropped", "drops soft hyphens from passwords",
        breaks "Password.exact",
        caught by ["wrong-old/soft-hyphen-after:status", "state/near/blank-soft-hyphen-*:status"],
        also ["wrong-old:*", "new-password:*", "old-password:*", "both-bad:*", "envelope:*", "policy:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.replace('\u{ad}', ""));
    "html-unescaped", "decodes the named references of HTML in passwords",
        breaks "Password.exact",
        caught by ["content/interpreted/entity-named-*:status"],
        |seams| {
            seams.decode.text = |name, bytes| altered(name, bytes, |text| {
                text.replace("&lt;", "<").replace("&eacute;", "é").replace("&amp;", "&")
            });
        };
    "html-escaped", "escapes passwords for HTML before they are measured",
        breaks "NewPassword.length.max",
        caught by ["new-password/length/128-markup:status"],
        also ["policy/length/min-6-entities:status", "policy/symbols/u+003c:status", "policy/unset/*:status", "pairwise/*:status"],
        |seams| {
            seams.decode.text = |name, bytes| altered(name, bytes, |text| {
                text.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&#39;")
            });
        };
    "tags-stripped", "strips tags from passwords",
        breaks "Password.exact",
        caught by ["content/interpreted/html-tag-*:status"],
        also ["content/literal/*:status"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, without_tags);
    "backslashes-dropped", "unescapes backslashes in passwords",
        breaks "Password.exact",
        caught by ["content/interpreted/backslash-control-*:status"],
        also ["content/interpreted/backslash-*:status"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, unescaped);
    "quotes-stripped", "takes off the quotes round passwords",
        breaks "Password.exact",
        caught by ["content/interpreted/json-string-*:status"],
        |seams| {
            seams.decode.text = |name, bytes| altered(name, bytes, |text| {
                let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
                inner.unwrap_or(text).to_owned()
            });
        };
    "sql-quotes", "takes two quotes for one in passwords",
        breaks "Password.exact",
        caught by ["content/interpreted/sql-quote-doubled-*:status"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.replace("''", "'"));
    "formats-expanded", "expands format specifiers in passwords",
        breaks "Password.exact",
        caught by ["content/interpreted/format-*:status"],
        also ["pairwise/*:code"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.replace("%s", "(null)").replace("%d", "0"));
    "variables-expanded", "expands a shell's variables in passwords",
        breaks "Password.exact",
        caught by ["content/literal/shell-variable-as-new-password:status"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.replace("$HOME", "").replace("$$", ""));
    "templates-expanded", "expands templates in passwords",
        breaks "Password.exact",
        caught by ["content/literal/template-jinja-as-new-password:status"],
        |seams| seams.decode.text = |name, bytes| altered(name, bytes, |text| text.replace("{{7*7}}", "49").replace("{%Ab%}", "").replace("{#-#}", ""));
    "numbers-parsed", "takes passwords of digits for numbers: no zeros before them",
        breaks "Password.exact",
        caught by ["state/near/numbers-leading-zero-*:status"],
        also ["content/literal/only-digits-leading-zeros-as-new-password:status"],
        |seams| {
            seams.decode.text = |name, bytes| altered(name, bytes, |text| {
                text.parse::<u128>().map_or_else(|_| text.to_owned(), |number| number.to_string())
            });
        };
    "json-parsed", "parses passwords that look like JSON, and writes them anew",
        breaks "Password.exact",
        caught by ["content/interpreted/only-json-array-*:status"],
        also ["content/literal/only-*-as-new-password:status"],
        |seams| {
            seams.decode.text = |name, bytes| altered(name, bytes, |text| {
                serde_json::from_str(text).map_or_else(|_| text.to_owned(), |value: serde_json::Value| value.to_string())
            });
        };
}

/// The characters of a password, made of its bytes so; other parameters are what they are.
fn read<'a>(name: &str, bytes: &'a [u8], make: fn(&[u8]) -> String) -> Option<Cow<'a, str>> {
    match name.ends_with("Password") {
        true => Some(Cow::Owned(make(bytes))),
        false => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    }
}

/// A password made another text; other parameters are what they are.
fn altered<'a>(name: &str, bytes: &'a [u8], change: fn(&str) -> String) -> Option<Cow<'a, str>> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(match name.ends_with("Password") {
        true => Cow::Owned(change(text)),
        false => Cow::Borrowed(text),
    })
}

fn lossy(bytes: &[u8], stand_in: &str) -> String {
    bytes
        .utf8_chunks()
        .map(|chunk| {
            let invalid = if chunk.invalid().is_empty() {
                ""
            } else {
                stand_in
            };
            format!("{}{invalid}", chunk.valid())
        })
        .collect()
}

/// Over-long forms of two bytes as the one byte that they stand for.
fn shortened(bytes: &[u8]) -> Vec<u8> {
    let mut short = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, after)) = rest.split_first() {
        match (first, after) {
            (0xc0 | 0xc1, [second @ 0x80..=0xbf, after @ ..]) => {
                short.push((first & 1) << 6 | (second & 0x3f));
                rest = after;
            }
            _ => {
                short.push(first);
                rest = after;
            }
        }
    }
    short
}

fn unescaped(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        kept.extend(if c == '\\' { rest.next() } else { Some(c) });
    }
    kept
}

fn one_space(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        if c != ' ' || !kept.ends_with(' ') {
            kept.push(c);
        }
    }
    kept
}

fn without_tags(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        let Some((_, behind)) = after.split_once('>') else {
            break;
        };
        kept.push_str(before);
        rest = behind;
    }
    kept + rest
}
