//! Endpoints that lead elsewhere. Nobody follows, and nothing is signed for where they lead.

use crate::hostile::deed::Asked;
use crate::hostile::deed::Deed::{self, Say};
use crate::hostile::mode::Mode;

fn redirect(status: &str, to: &str) -> Vec<Deed> {
    let answer = format!("HTTP/1.1 {status}\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
    vec![Say(answer.into_bytes())]
}

fn host<'a>(asked: &'a Asked<'_>) -> &'a str {
    let request = std::str::from_utf8(asked.request).unwrap_or_default();
    let line = request
        .lines()
        .find_map(|line| line.strip_prefix("host: ").or(line.strip_prefix("Host: ")));
    line.unwrap_or_default()
}

pub const REDIRECTS: &[Mode] = &[
    Mode::new("redirect-307", "redirects to another host with 307", |asked| {
        redirect(
            "307 Temporary Redirect",
            &format!("http://{}/", asked.elsewhere),
        )
    })
    .in_vain()
    .changes(1, "a redirect, which is not followed")
    .all(6, "a redirect, which is not followed"),
    Mode::new("redirect-308", "redirects to another host with 308", |asked| {
        redirect(
            "308 Permanent Redirect",
            &format!("http://{}/", asked.elsewhere),
        )
    })
    .in_vain()
    .changes(1, "a redirect, which is not followed")
    .all(6, "a redirect, which is not followed"),
    Mode::new("redirect-302", "redirects to another host with 302", |asked| {
        redirect("302 Found", &format!("http://{}/", asked.elsewhere))
    })
    .in_vain()
    .changes(1, "a redirect, which is not followed")
    .all(6, "a redirect, which is not followed"),
    Mode::new(
        "redirect-303",
        "redirects to another host with 303, without a scheme",
        |asked| redirect("303 See Other", &format!("//{}/", asked.elsewhere)),
    )
    .in_vain()
    .changes(1, "a redirect, which is not followed")
    .all(6, "a redirect, which is not followed"),
    Mode::new("redirect-loop", "redirects to itself", |asked| {
        redirect(
            "307 Temporary Redirect",
            &format!("http://{}/", host(asked)),
        )
    })
    .in_vain()
    .changes(1, "a redirect, which is not followed")
    .all(6, "a redirect, which is not followed"),
    Mode::new(
        "refresh",
        "answers with a page that leads to another host",
        |asked| {
            let body = format!(
                "<!doctype html><meta http-equiv=refresh content=\"0;url=http://{0}/\"><img src=http://{0}/>",
                asked.elsewhere
            );
            let length = body.len();
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nRefresh: 0; url=http://{}/\r\n\
                 Link: <http://{}/>; rel=preload\r\nContent-Length: {length}\r\n\r\n{body}",
                asked.elsewhere, asked.elsewhere
            );
            vec![Say(answer.into_bytes())]
        },
    )
    .in_vain()
    .changes(1, "got 200 (text/html)")
    .all(6, "an HTML page"),
];
