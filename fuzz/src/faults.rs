//! Faulty readers, three a target: what somebody has written or would write. One build serves all of them.

use pwspec::baseline::BaselineError;
use pwspec::properties::{
    BaselineToml, CanonicalXml, Form, Known, PasswordPattern, RecipeText, ResponseXml, Ruled,
};
use pwspec::wire::Field;
use pwspec::wire::xml::{Element, Node, canonical, envelope, parse};

#[cfg(feature = "harness")]
pub use crate::faults_of_harness::{EVENTS_NDJSON, REFERENCE_REQUEST, SIGV4_VERIFY};

/// A fault of a subject.
pub struct Fault<S> {
    /// Its name.
    pub name: &'static str,
    /// What the reader does, in words.
    pub what: &'static str,
    /// Puts it in place.
    pub apply: fn(&mut S),
}

/// Of the answers' reader.
pub const RESPONSE_XML: [Fault<ResponseXml>; 3] = [
    Fault {
        name: "cdata-as-markup",
        what: "reads what stands in a CDATA section as markup",
        apply: |readers| {
            readers.parse = |body, charset, limits| {
                let plain = replaced(&replaced(body, b"<![CDATA[", b""), b"]]>", b"");
                parse(&plain, charset, limits)
            };
        },
    },
    Fault {
        name: "references-twice",
        what: "resolves references in what references gave",
        apply: |readers| {
            readers.parse = |body, charset, limits| {
                let mut root = parse(body, charset, limits)?;
                each_text(&mut root, &|text| {
                    text.replace("&lt;", "<").replace("&amp;", "&")
                });
                Ok(root)
            };
        },
    },
    Fault {
        name: "last-code",
        what: "takes the last of two codes",
        apply: |readers| {
            readers.envelope = |root| {
                let mut once = root.clone();
                for child in &mut once.children {
                    if let Node::Element(error) = child {
                        keep_last(error, "Code");
                    }
                }
                envelope(&once)
            };
        },
    },
];

/// Of the canonical writer.
pub const CANONICAL_XML: [Fault<CanonicalXml>; 3] = [
    Fault {
        name: "bare-return",
        what: "writes a carriage return as it is",
        apply: |functions| functions.write = |root| canonical(root).replace("&#xD;", "\r"),
    },
    Fault {
        name: "bare-tab",
        what: "writes a tab in an attribute as it is",
        apply: |functions| functions.write = |root| canonical(root).replace("&#x9;", "\t"),
    },
    Fault {
        name: "namespace-inherited",
        what: "takes no namespace for the one outside",
        apply: |functions| functions.write = |root| canonical(root).replace(" xmlns=\"\"", ""),
    },
];

/// Of the form decoder.
pub const FORM: [Fault<Form>; 3] = [
    Fault {
        name: "plus-as-plus",
        what: "takes a plus for a plus",
        apply: |functions| {
            functions.decode = |form| (Form::default().decode)(&replaced(form, b"+", b"%2B"));
        },
    },
    Fault {
        name: "decoded-twice",
        what: "decodes a value twice",
        apply: |functions| {
            functions.decode = |form| {
                let twice = |mut field: Field| {
                    let again =
                        [&b"x="[..], replaced(&field.value, b"&", b"%26").as_slice()].concat();
                    if let Some(again) = (Form::default().decode)(&again).pop() {
                        field.value = again.value;
                    }
                    field
                };
                let once = (Form::default().decode)(form);
                once.into_iter().map(twice).collect()
            };
        },
    },
    Fault {
        name: "last-equals",
        what: "splits a pair at its last equals sign",
        apply: |functions| {
            functions.decode = |form| {
                let pairs = form.split(|&byte| byte == b'&').map(|pair| {
                    match pair.iter().rposition(|&byte| byte == b'=') {
                        Some(at) => [&replaced(&pair[..at], b"=", b"%3D"), &pair[at..]].concat(),
                        None => pair.to_vec(),
                    }
                });
                (Form::default().decode)(&pairs.collect::<Vec<_>>().join(&b'&'))
            };
        },
    },
];

/// Of the validator.
pub const PASSWORD_PATTERN: [Fault<PasswordPattern>; 3] = [
    Fault {
        name: "counts-bytes",
        what: "counts bytes where characters count",
        apply: |validators| {
            validators.oracle = |value| Ruled {
                valid: right(value).valid && value.len() <= 128,
                ..right(value)
            };
        },
    },
    Fault {
        name: "low-byte",
        what: "looks at the low byte of a character",
        apply: |validators| {
            validators.oracle = |value| {
                let narrow = |text: &str| -> String {
                    text.chars()
                        .map(|c| char::from(u32::from(c) as u8))
                        .collect()
                };
                let text = std::str::from_utf8(value);
                text.map_or_else(|_| right(value), |text| right(narrow(text).as_bytes()))
            };
        },
    },
    Fault {
        name: "no-delete",
        what: "takes DEL for a control character that is not admitted",
        apply: |validators| {
            validators.oracle = |value| Ruled {
                valid: right(value).valid && !value.contains(&0x7f),
                ..right(value)
            };
        },
    },
];

/// Of recipes.
pub const RECIPE: [Fault<RecipeText>; 3] = [
    Fault {
        name: "two-digits",
        what: "prints a scalar below U+0100 in two digits",
        apply: |functions| functions.print = |recipe| recipe.to_string().replace("U+00", "U+"),
    },
    Fault {
        name: "salt-forgotten",
        what: "prints a salted part as one without salt",
        apply: |functions| functions.print = |recipe| recipe.to_string().replace("salted", "seed"),
    },
    Fault {
        name: "trimmed",
        what: "takes a text with a space behind it",
        apply: |functions| functions.parse = |text| text.trim_end().parse(),
    },
];

/// Of the baseline's reader.
pub const BASELINE_TOML: [Fault<BaselineToml>; 3] = [
    Fault {
        name: "comment-anywhere",
        what: "takes a hash sign in a text for the beginning of a comment",
        apply: |reader| {
            reader.read = |text| {
                let cut = |line: &str| {
                    let at = line.find('#').filter(|_| line.matches('"').count() == 2);
                    match at.filter(|at| *at < line.rfind('"').unwrap_or_default()) {
                        Some(at) => format!("{}\"", &line[..at]),
                        None => line.to_owned(),
                    }
                };
                let lines: Vec<String> = text.split('\n').map(cut).collect();
                entries(&lines.join("\n"))
            };
        },
    },
    Fault {
        name: "unknown-key",
        what: "passes over a key that it does not know",
        apply: |reader| {
            reader.read = |text| {
                let word = |line: &&str| {
                    let key = line.split('=').next().unwrap_or_default().trim();
                    !line.contains('=')
                        || !key.bytes().all(|b| b.is_ascii_lowercase())
                        || KEYS.contains(&key)
                };
                let lines: Vec<&str> = text.split('\n').filter(word).collect();
                entries(&lines.join("\n"))
            };
        },
    },
    Fault {
        name: "line-below",
        what: "names the line below the one that is wrong",
        apply: |reader| {
            reader.read = |text| {
                entries(text).map_err(|error| BaselineError {
                    line: error.line + 1,
                    ..error
                })
            };
        },
    },
];

const KEYS: [&str; 8] = [
    "version", "target", "known", "check", "observed", "reason", "tracking", "expires",
];

fn entries(text: &str) -> Result<Vec<Known>, BaselineError> {
    (BaselineToml::default().read)(text)
}

fn right(value: &[u8]) -> Ruled {
    (PasswordPattern::default().oracle)(value)
}

/// The bytes with each occurrence of some replaced.
fn replaced(bytes: &[u8], find: &[u8], put: &[u8]) -> Vec<u8> {
    let mut done = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.windows(find.len()).position(|window| window == find) {
        done.extend_from_slice(&rest[..at]);
        done.extend_from_slice(put);
        rest = &rest[at + find.len()..];
    }
    done.extend_from_slice(rest);
    done
}

fn each_text(element: &mut Element, change: &dyn Fn(&str) -> String) {
    for child in &mut element.children {
        match child {
            Node::Text(text) => *text = change(text),
            Node::Element(element) => each_text(element, change),
        }
    }
}

fn keep_last(parent: &mut Element, name: &str) {
    let named = |node: &Node| matches!(node, Node::Element(element) if element.name == name);
    let last = parent.children.iter().rposition(named);
    let mut at = 0;
    parent.children.retain(|node| {
        at += 1;
        !named(node) || Some(at - 1) == last
    });
}
