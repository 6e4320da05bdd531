//! Endpoints whose XML is none, or too much of it.

use std::sync::OnceLock;

use crate::hostile::deed::Asked;
use crate::hostile::deed::Deed::{self, Say};
use crate::hostile::mode::Mode;

/// What one costs is much.
const FEWEST: &[&str] = &["sample"];
/// Of a body that fills the size cap.
const ROOM: usize = (4 << 20) - 1000;

/// The true document, with this before its root.
fn before_root(asked: &Asked<'_>, text: &str) -> String {
    let document = asked.document();
    let root = match document.find("?>") {
        Some(end) => end + 2,
        None => 0,
    };
    let (declaration, rest) = document.split_at(root);
    format!("{declaration}{text}{rest}")
}

/// The true document, with this before the end of its root.
fn within_root(asked: &Asked<'_>, text: &str) -> String {
    let document = asked.document();
    let end = document.rfind("</").unwrap_or_default();
    let (before, tag) = document.split_at(end);
    format!("{before}{text}{tag}")
}

fn says(asked: &Asked<'_>, document: impl AsRef<[u8]>) -> Vec<Deed> {
    vec![Say(asked.with_body(document))]
}

fn utf_16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

/// An element with so many attributes that they fill a body.
fn attributes() -> &'static str {
    static FLOOD: OnceLock<String> = OnceLock::new();
    FLOOD.get_or_init(|| {
        let mut flood = String::from("<a");
        for nth in 0.. {
            if flood.len() > ROOM {
                break;
            }
            flood += &format!(" a{nth}=''");
        }
        flood + "/>"
    })
}

pub const DOCUMENTS: &[Mode] = &[
    Mode::new("unclosed", "leaves an element open", |asked| {
        let document = asked.document();
        let end = document.rfind("</").unwrap_or_default();
        says(asked, &document[..end])
    })
    .changes(1, "the document ends inside of an element")
    .all(6, "the document ends inside of an element"),
    Mode::new("million-deep", "nests a million elements", |asked| {
        says(asked, within_root(asked, &"<a>".repeat(1_000_000)))
    })
    .in_cases(FEWEST)
    .changes(1, "elements nested more than 64 deep")
    .all(6, "elements nested more than 64 deep"),
    Mode::new(
        "attribute-flood",
        "sends attributes up to the size cap",
        |asked| says(asked, within_root(asked, attributes())),
    )
    .in_cases(FEWEST)
    .changes(1, "more than 65536 elements, attributes and pieces of text"),
    Mode::new(
        "namespace-flood",
        "declares a thousand namespaces",
        |asked| {
            let flood: String = (0..1000)
                .map(|n| format!(" xmlns:p{n}='urn:{n}'"))
                .collect();
            says(asked, within_root(asked, &format!("<a{flood}/>")))
        },
    )
    .changes(1, "more than 64 namespaces in scope")
    .all(6, "more than 64 namespaces in scope"),
    Mode::new(
        "entity-bomb",
        "declares entities that grow a billionfold",
        |asked| {
            let mut bomb = String::from("<!DOCTYPE b [<!ENTITY l0 \"lol\">");
            for nth in 1..10 {
                let ten = format!("&l{};", nth - 1).repeat(10);
                bomb += &format!("<!ENTITY l{nth} \"{ten}\">");
            }
            let document = before_root(asked, &(bomb + "]>"));
            let end = document.rfind("</").unwrap_or_default();
            let (before, tag) = document.split_at(end);
            says(asked, format!("{before}<x>&l9;</x>{tag}"))
        },
    )
    .changes(
        1,
        "a document type declaration at byte 0, which is not read",
    )
    .all(
        6,
        "a document type declaration at byte 0, which is not read",
    ),
    Mode::new(
        "external-entity",
        "asks for a document of another host, and for a file",
        |asked| {
            let declared = format!(
                "<!DOCTYPE b SYSTEM \"http://{0}/b.dtd\" [<!ENTITY h SYSTEM \"http://{0}/\">\
                 <!ENTITY f SYSTEM \"file:///etc/hostname\">]>",
                asked.elsewhere
            );
            says(asked, before_root(asked, &declared))
        },
    )
    .changes(
        1,
        "a document type declaration at byte 0, which is not read",
    )
    .all(
        6,
        "a document type declaration at byte 0, which is not read",
    ),
    Mode::new(
        "style-sheet",
        "names a style sheet of another host",
        |asked| {
            let named = format!("<?xml-stylesheet href=\"http://{}/\"?>", asked.elsewhere);
            says(asked, before_root(asked, &named))
        },
    )
    .changes(0, "14 cases: 14 passed")
    .all(0, "14 cases: 14 passed"),
    Mode::new("false-utf-8", "sends bytes that are no UTF-8", |asked| {
        let mut document = within_root(asked, "<a>\u{1}</a>").into_bytes();
        for byte in &mut document {
            if *byte == 1 {
                *byte = 0xe9;
            }
        }
        says(asked, document)
    })
    .changes(1, "not in UTF-8, as XML is that names no encoding")
    .all(6, "not in UTF-8, as XML is that names no encoding"),
    Mode::new("false-utf-16", "says UTF-16, and sends UTF-8", |asked| {
        let declared = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>";
        let document = asked.document();
        let root = document.find("?>").map_or(0, |end| end + 2);
        says(asked, format!("{declared}{}", &document[root..]))
    })
    .changes(1, "not in UTF-16, as its XML declaration says")
    .all(6, "not in UTF-16, as its XML declaration says"),
    Mode::new(
        "unknown-encoding",
        "says that it is in an encoding that nobody knows",
        |asked| {
            let declared = "<?xml version=\"1.0\" encoding=\"X-KLINGON\"?>";
            let document = asked.document();
            let root = document.find("?>").map_or(0, |end| end + 2);
            says(asked, format!("{declared}{}", &document[root..]))
        },
    )
    .changes(1, "in an encoding that is not supported")
    .all(6, "in an encoding that is not supported"),
    Mode::new("utf-16", "answers in UTF-16, and says so", |asked| {
        let declared = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>";
        let document = asked.document();
        let root = document.find("?>").map_or(0, |end| end + 2);
        says(asked, utf_16(&format!("{declared}{}", &document[root..])))
    })
    .changes(0, "14 cases: 14 passed")
    .all(0, "14 cases: 14 passed"),
    Mode::new(
        "byte-order-mark",
        "begins with a byte order mark",
        |asked| says(asked, format!("\u{feff}{}", asked.document())),
    )
    .changes(0, "14 cases: 14 passed")
    .all(0, "14 cases: 14 passed"),
    Mode::new("nul-in-text", "sends a NUL in a text", |asked| {
        says(asked, within_root(asked, "<a>\0</a>"))
    })
    .changes(1, "a character that XML does not allow")
    .all(6, "a character that XML does not allow"),
    Mode::new("two-roots", "sends a second root element", |asked| {
        says(asked, asked.document() + "<a/>")
    })
    .changes(1, "a second root element")
    .all(6, "a second root element"),
    Mode::new(
        "unbound-prefix",
        "uses a prefix that nothing declares",
        |asked| says(asked, within_root(asked, "<p:a/>")),
    )
    .changes(1, "a namespace prefix that is not declared")
    .all(6, "a namespace prefix that is not declared"),
];
