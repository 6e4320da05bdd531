//! A front end that serves what it must not, and goes down over what it may refuse (FACTS §8).

use super::answer::{edit, parameters, refuses_with};
use super::table::table;
use crate::reference::call;
use crate::reference::errors::{INVALID_ACTION, Refusal, SERVICE_FAILURE};
use crate::reference::limits::FIELDS;
use crate::reference::operation::Operation;
use crate::wire::{Field, HttpRequest, fields};

const VERSION: Option<&str> = Some("2010-05-08");

table! {
    "unknown-action-200", "answers an unknown action with 200",
        breaks "FrontEnd.unknown-action",
        caught by ["frontend/action/*:status", "envelope/unknown-action:status"],
        also ["**:status", "state/race/right-among-refused:state"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses_with(outcome, INVALID_ACTION) {
            reply.status = 200;
            let id = reply.header("x-amzn-requestid").unwrap_or_default();
            let metadata = format!("<ResponseMetadata><RequestId>{id}</RequestId></ResponseMetadata>");
            reply.body = format!("<UnknownResponse>{metadata}</UnknownResponse>").into_bytes();
        };
    "unknown-action-500", "answers an unknown action with 500",
        breaks "Error.no-5xx",
        caught by ["frontend/action/*:status", "envelope/unknown-action:status"],
        also ["**:status"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses_with(outcome, INVALID_ACTION) {
            reply.status = 500;
            edit(reply, "<Code>InvalidAction", "<Code>InternalFailure");
        };
    "action-in-any-case", "knows an action in any case",
        breaks "FrontEnd.unknown-action",
        caught by ["frontend/action/lower-case:status", "frontend/action/upper-case:status", "frontend/action/camel-case:status"],
        also ["frontend/names/*:status"],
        |seams| seams.decode.operation = |action, version| named(action, version, |known, given| known.eq_ignore_ascii_case(given));
    "action-trimmed", "trims an action",
        breaks "FrontEnd.unknown-action",
        caught by ["frontend/action/space-before:status", "frontend/action/space-after:status", "frontend/action/line-feed-after:status"],
        also ["frontend/**:status"],
        |seams| seams.decode.operation = |action, version| call::find_operation(action.map(str::trim), version);
    "action-by-its-beginning", "knows an action that begins like its own",
        breaks "FrontEnd.unknown-action",
        caught by ["frontend/action/plural:status", "frontend/action/request:status", "envelope/unknown-action:status"],
        also ["**:status", "**:state"],
        |seams| seams.decode.operation = |action, version| named(action, version, |known, given| given.starts_with(known));
    "version-unchecked", "serves any version",
        breaks "FrontEnd.wrong-version",
        caught by ["frontend/version/earlier:status", "frontend/version/sts:status", "frontend/version/prefix:status"],
        also ["**:status", "**:state"],
        |seams| seams.decode.operation = |action, version| call::find_operation(action, version).or_else(|_| call::find_operation(action, VERSION));
    "version-optional", "serves a call without a version",
        breaks "FrontEnd.missing-version",
        caught by ["frontend/version/absent:status", "frontend/version/empty:status", "frontend/version/bare:status"],
        also ["**:status"],
        |seams| seams.decode.operation = |action, version| call::find_operation(action, version.or(VERSION));
    "missing-action-changes", "takes a call without an action for a ChangePassword",
        breaks "FrontEnd.missing-action",
        caught by ["frontend/action/absent:status", "frontend/action/absent-get:status", "frontend/action/empty:status"],
        also ["**:status"],
        |seams| seams.decode.operation = |action, version| call::find_operation(action.or(Some("ChangePassword")), version);
    "head-served", "serves a HEAD like a GET",
        breaks "FrontEnd.method",
        caught by ["frontend/method/head:status"],
        also ["**:status"],
        |seams| seams.decode.admit = |seams, request| served(seams, request, "HEAD");
    "delete-served", "serves a DELETE like a GET",
        breaks "FrontEnd.method",
        caught by ["frontend/method/delete-query:status"],
        also ["**:status"],
        |seams| seams.decode.admit = |seams, request| served(seams, request, "DELETE");
    "put-served", "serves a PUT like a POST",
        breaks "FrontEnd.method",
        caught by ["frontend/method/put:status"],
        also ["**:status"],
        |seams| {
            seams.decode.in_body = |method| matches!(method, "POST" | "PUT");
            seams.decode.admit = |seams, request| served(seams, request, "PUT");
        };
    "methods-served", "asks for no method, and serves any",
        breaks "FrontEnd.method",
        caught by ["frontend/method/{options,patch,unheard-of,lower-case-post,lower-case-get}:status"],
        also ["**:status"],
        |seams| {
            seams.decode.in_body = |method| method != "GET";
            seams.decode.admit = |seams, request| served(seams, request, &request.method);
        };
    "paths-served", "serves any path",
        breaks "FrontEnd.path",
        caught by ["frontend/path/*:status"],
        also ["**:status"],
        |seams| seams.decode.admit = |seams, request| {
            let (_, query) = call::split(&request.target);
            let target = format!("/?{query}");
            call::admit(seams, &HttpRequest { target, ..request.clone() })
        };
    "media-types-served", "reads a body of any content type as a form",
        breaks "FrontEnd.content-type",
        caught by ["frontend/media-type/form-as-text:status", "frontend/media-type/form-as-json:status"],
        also ["**:status"],
        |seams| seams.decode.admit = |seams, request| call::admit(seams, request).filter(|status| *status != 415);
    "body-without-limit", "reads a body of any size",
        breaks "FrontEnd.body-too-large",
        caught by ["frontend/size/body-over-the-limit:status"],
        |seams| seams.decode.body_limit = usize::MAX;
    "body-limit-of-100-kilobytes", "refuses a body of a megabyte",
        breaks "FrontEnd.unknown-parameter",
        caught by ["frontend/size/value-of-a-megabyte:status"],
        also ["frontend/size/parameters-10000:status"],
        |seams| seams.decode.body_limit = 100_000;
    "thousand-parameters", "reads a thousand parameters and no more",
        breaks "FrontEnd.unknown-parameter",
        caught by ["frontend/size/parameters-1000:status", "frontend/size/parameters-10000:status"],
        |seams| seams.decode.fields = |form| fields(form).take(1_000).collect();
    "many-parameters-500", "answers more than a thousand parameters with 500",
        breaks "FrontEnd.unknown-parameter",
        caught by ["frontend/size/parameters-1000:status", "frontend/size/parameters-10000:status"],
        |seams| seams.decode.admit = |seams, request| match fields(&request.body).take(1_001).count() {
            1_001 => Some(500),
            _ => call::admit(seams, request),
        };
    "malformed-escape-500", "answers a malformed escape with 500",
        breaks "Error.no-5xx",
        caught by ["frontend/escape/*:status", "envelope/echo/*-with-a-malformed-escape:status"],
        also ["**:status"],
        |seams| seams.decode.broken_escape = || Err(Refusal::new(SERVICE_FAILURE, "malformed"));
    "not-utf8-500", "answers bytes that are no UTF-8 with 500",
        breaks "Error.no-5xx",
        caught by ["frontend/text/*:status", "envelope/echo/*-with-a-lone-byte:status"],
        also ["**:status"],
        |seams| seams.decode.admit = |seams, request| {
            let is_text = |field: &Field| std::str::from_utf8(&field.value).is_ok();
            match fields(&request.body).all(|field| is_text(&field)) {
                true => call::admit(seams, request),
                false => Some(500),
            }
        };
    "duplicates-joined", "joins the values of a parameter that is given twice by a comma",
        breaks "FrontEnd.duplicate.one",
        caught by ["frontend/duplicate/old-password-joined-by-comma:status", "frontend/duplicate/new-password-two:state"],
        also ["frontend/duplicate/*:status", "frontend/duplicate/*:state", "pairwise/*:status", "frontend/unknown-parameter/*:status"],
        |seams| seams.decode.fields = |form| joined(fields(form).take(FIELDS + 1));
    "duplicates-500", "answers a parameter that is given twice with 500",
        breaks "FrontEnd.duplicate.one",
        caught by ["frontend/duplicate/*:status"],
        also ["**:status"],
        |seams| seams.decode.admit = |seams, request| match is_repeated(request) {
            true => Some(500),
            false => call::admit(seams, request),
        };
}

/// The operation that is meant by an action, as far as the names agree so.
fn named(
    action: Option<&str>,
    version: Option<&str>,
    agrees: fn(&str, &str) -> bool,
) -> Result<&'static Operation, Refusal> {
    let is_meant = |given: &str| agrees("ChangePassword", given);
    let action = match action {
        Some(given) if is_meant(given) => Some("ChangePassword"),
        other => other,
    };
    call::find_operation(action, version)
}

/// What is said to a request, were it a POST or, without a body, a GET.
fn served(seams: &call::DecodeSeams, request: &HttpRequest, method: &str) -> Option<u16> {
    let mut request = request.clone();
    if request.method == method {
        request.method = match request.body.is_empty() {
            true => "GET".to_owned(),
            false => "POST".to_owned(),
        };
    }
    call::admit(seams, &request)
}

fn joined(fields: impl Iterator<Item = Field>) -> Vec<Field> {
    let mut joined: Vec<Field> = Vec::new();
    for field in fields {
        match joined.iter_mut().find(|known| known.name == field.name) {
            Some(known) => known.value.extend([b",".as_slice(), &field.value].concat()),
            None => joined.push(field),
        }
    }
    joined
}

fn is_repeated(request: &HttpRequest) -> bool {
    let known = ["Action", "Version", "OldPassword", "NewPassword"];
    let given: Vec<Field> = parameters(request).collect();
    let count = |name: &str| {
        given
            .iter()
            .filter(|field| field.name == name.as_bytes())
            .count()
    };
    known.into_iter().any(|name| count(name) > 1)
}
