//! Headers, and how an answer gets over the wire (FACTS §6, §7: any true HTTP will do).

use std::time::Duration;

use super::table::table;
use crate::reference::render::{Outcome, headers};
use crate::reference::transport::Delivery;

table! {
    "charset", "names the charset of its XML", |seams| {
        seams.render.headers = |outcome, id| typed(outcome, id, "text/xml;charset=UTF-8");
    };
    "application-xml", "calls its XML application/xml", |seams| {
        seams.render.headers = |outcome, id| typed(outcome, id, "application/xml");
    };
    "no-request-id-header", "gives the request id in the body alone", |seams| {
        seams.render.headers = |outcome, id| {
            let kept = headers(outcome, id).into_iter();
            kept.filter(|(name, _)| *name != "x-amzn-requestid").collect()
        };
    };
    "header-names", "writes header names in title case, in another order, and more of them", |seams| {
        seams.transport.title_case = true;
        seams.render.headers = |outcome, id| {
            let more = [("server", "Web/1.0"), ("cache-control", "no-store"), ("set-cookie", "a=b"), ("set-cookie", "c=d")];
            let more = more.map(|(name, value)| (name, value.to_owned()));
            more.into_iter().chain(headers(outcome, id).into_iter().rev()).collect()
        };
    };
    "chunked-answers", "sends answers in small chunks", |seams| {
        seams.transport.deliver = |_, _| Delivery { chunks: Some(7), ..Delivery::default() };
    };
    "connection-close", "closes the connection after each answer", |seams| {
        seams.transport.deliver = |_, _| Delivery { close: true, ..Delivery::default() };
    };
    "slow-answers", "takes 30 milliseconds for each answer", |seams| {
        seams.transport.deliver = |_, _| Delivery { delay: Duration::from_millis(30), ..Delivery::default() };
    };
}

fn typed(outcome: &Outcome, id: &str, kind: &str) -> Vec<(&'static str, String)> {
    let mut headers = headers(outcome, id);
    for (name, value) in &mut headers {
        if *name == "content-type" {
            kind.clone_into(value);
        }
    }
    headers
}
