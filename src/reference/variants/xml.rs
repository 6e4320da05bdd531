//! Answers that mean the same in other bytes (FACTS §6: equal XML is equal).

use super::spelling::{Style, cdata, interrupted, references, utf16};
use super::table::table;
use crate::reference::document::Node;

table! {
    "compact-xml", "writes no white space between elements", |seams| {
        seams.render.write = |root, namespace| Style::COMPACT.write(root, namespace).into_bytes();
    };
    "declared-xml", "writes an XML declaration, tabs and CRLF", |seams| {
        seams.render.write = |root, namespace| DECLARED.write(root, namespace).into_bytes();
    };
    "prefixed-xml", "gives its namespace a prefix", |seams| {
        seams.render.write = |root, namespace| PREFIXED.write(root, namespace).into_bytes();
    };
    "single-quotes", "quotes attributes with apostrophes", |seams| {
        seams.render.write = |root, namespace| QUOTED.write(root, namespace).into_bytes();
    };
    "cdata", "writes texts as CDATA sections", |seams| {
        seams.render.write = |root, namespace| of_text(cdata, root, namespace);
    };
    "character-references", "writes texts as character references", |seams| {
        seams.render.write = |root, namespace| of_text(references, root, namespace);
    };
    "comments", "writes comments and processing instructions, within texts too", |seams| {
        seams.render.write = |root, namespace| COMMENTED.write(root, namespace).into_bytes();
    };
    "byte-order-mark", "begins with a byte order mark", |seams| {
        seams.render.write = |root, namespace| format!("\u{feff}{}", Style::COMPACT.write(root, namespace)).into_bytes();
    };
    "utf-16", "answers in UTF-16", |seams| {
        seams.render.write = |root, namespace| utf16(&Style::COMPACT.write(root, namespace));
    };
}

const DECLARED: Style = Style {
    prolog: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n",
    indent: "\t",
    end: "\r\n",
    ..Style::COMPACT
};

const PREFIXED: Style = Style {
    prefix: "iam",
    ..Style::COMPACT
};

const QUOTED: Style = Style {
    prolog: "<?xml version='1.0'?>",
    quote: '\'',
    ..Style::COMPACT
};

const COMMENTED: Style = Style {
    prolog: "<!-- <ErrorResponse/> --><?before it?>",
    end: "<!-- & -->",
    text: interrupted,
    ..Style::COMPACT
};

fn of_text(text: fn(&str) -> String, root: &Node, namespace: Option<&str>) -> Vec<u8> {
    Style {
        text,
        ..Style::COMPACT
    }
    .write(root, namespace)
    .into_bytes()
}
