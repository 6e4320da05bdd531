//! The front end where its answers are free (FACTS §8).

use super::table::table;
use crate::reference::document::{branch, leaf};
use crate::reference::errors::MISSING_ACTION;
use crate::reference::identifiers;
use crate::reference::render::{Outcome, write};
use crate::reference::reply::Reply;

table! {
    "bare-envelopes", "answers with an envelope where a status would do", |seams| {
        seams.render.bare = enveloped;
    };
    "bare-pages", "answers with a web page where a status would do", |seams| {
        seams.render.bare = |status| Reply {
            headers: vec![("content-type", "text/html".to_owned())],
            body: format!("<!DOCTYPE html><title>{status}<p>No.").into_bytes(),
            ..Reply::bare(status)
        };
    };
    "missing-action-redirect", "leads who names no action to the service's page", |seams| {
        seams.render.aside = redirect;
    };
    "malformed-escapes-literal", "takes malformed escapes as they are", |seams| {
        seams.decode.broken_escape = || Ok(());
    };
    "last-duplicate", "takes the last of a parameter that is given twice", |seams| {
        seams.decode.pick = |fields, name| {
            fields.iter().rev().find(|field| !field.bare && field.name == name.as_bytes())
        };
    };
    "body-only", "looks for the parameters of a POST in its body alone", |seams| {
        seams.decode.reads_query = |request| request.method != "POST";
    };
}

fn enveloped(status: u16) -> Reply {
    let error = vec![
        leaf("Type", "Sender"),
        leaf("Code", "NotServed"),
        leaf("Message", "Nothing is served here."),
    ];
    let id = leaf("RequestId", identifiers::request_id());
    Reply {
        headers: vec![("content-type", "text/xml".to_owned())],
        body: write(
            &branch("ErrorResponse", vec![branch("Error", error), id]),
            None,
        ),
        ..Reply::bare(status)
    }
}

fn redirect(outcome: &Outcome) -> Option<Reply> {
    match outcome {
        Outcome::Refused(_, refusal) if refusal.code == MISSING_ACTION => Some(Reply {
            headers: vec![("location", "https://iam.example/".to_owned())],
            ..Reply::bare(302)
        }),
        _ => None,
    }
}
