//! The bare library of each target: what a loop without our checks would call.

use std::hint::black_box;

use quick_xml::Reader;
use quick_xml::events::Event;

/// quick-xml, to the end of the document.
pub fn response_xml(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let mut reader = Reader::from_str(text);
    while let Ok(event) = reader.read_event() {
        if matches!(black_box(event), Event::Eof) {
            break;
        }
    }
}

/// quick-xml, and what was read written again.
pub fn canonical_xml(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let mut reader = Reader::from_str(text);
    let mut writer = quick_xml::Writer::new(Vec::new());
    loop {
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => break,
            Ok(event) => {
                let _ = writer.write_event(event);
            }
        }
    }
    black_box(writer.into_inner());
}

/// form_urlencoded, every pair.
pub fn form(data: &[u8]) {
    for (name, value) in form_urlencoded::parse(data) {
        black_box((name.into_owned(), value.into_owned()));
    }
}

/// regex, the pattern as the page spells it.
pub fn password_pattern(data: &[u8]) {
    use std::sync::LazyLock;
    static PATTERN: LazyLock<regex::Regex> = LazyLock::new(|| {
        let pattern = r"\A[\u0009\u000A\u000D\u0020-\u00FF]{1,128}\z";
        regex::Regex::new(pattern).expect("it is one")
    });
    if let Ok(text) = std::str::from_utf8(data) {
        black_box(PATTERN.is_match(text));
    }
}

/// Our own reader alone: no library has recipes.
pub fn recipe(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = black_box(text.parse::<pwspec::password::Recipe>());
    }
}

/// toml, to a table.
pub fn baseline_toml(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = black_box(toml::from_str::<toml::Table>(text));
    }
}

/// serde_json, line by line, to values.
#[cfg(feature = "harness")]
pub fn events_ndjson(data: &[u8]) {
    for line in data.split(|&byte| byte == b'\n') {
        let _ = black_box(serde_json::from_slice::<serde_json::Value>(line));
    }
}

/// The endpoint's verifier alone, asked once: no library has one.
#[cfg(feature = "harness")]
pub fn sigv4_verify(data: &[u8]) {
    alone(data);
}

/// The endpoint alone, asked once: no library has one.
#[cfg(feature = "harness")]
pub fn reference_request(data: &[u8]) {
    alone(data);
}

#[cfg(feature = "harness")]
fn alone(data: &[u8]) {
    use std::sync::LazyLock;
    use std::time::SystemTime;

    use pwspec::properties::RequestText;
    use pwspec::reference::{Engine, Options};
    use pwspec::wire::sigv4::{Scope, sign_headers};

    static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(&Options::default()));
    let mut http = RequestText::read(data).with_host().http;
    let scope = Scope {
        region: "us-east-1".to_owned(),
        service: "iam".to_owned(),
    };
    let now = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_800_000_000);
    let _ = sign_headers(&mut http, &ENGINE.admin(), &scope, now);
    black_box(ENGINE.handle(&http, now));
}
