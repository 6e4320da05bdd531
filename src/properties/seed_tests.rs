//! Makes the first inputs, from the fixtures and the matrix: `cargo test --lib seeds_are_written -- --ignored`, and then
//! `fuzz/run minimise` keeps of each corpus what adds to its coverage.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::corpus_tests::in_fuzz;
use super::framed::Framed;
use super::request_text::{RequestText, SignedAs};
use super::stage::{CURRENT, Stage, now, scope};
use crate::case::{Case, Param, Request, Sign, Step, Text};
use crate::matrix;
use crate::password::Recipe;
use crate::reference::Seams;
use crate::runner::Rehearsal;
use crate::spec::Model;
use crate::wire::decode;
use crate::wire::sigv4::sign_headers;
use crate::wire::xml::{self, XmlLimits, parse, spell};

/// Inputs of one kind, each once.
type Inputs = BTreeSet<Vec<u8>>;

/// What people have written: `fuzz/written/TARGET`, inputs parted by lines of `----`.
fn written(target: &str) -> Inputs {
    let text = fs::read_to_string(in_fuzz("written").join(target)).unwrap_or_default();
    let parts = text
        .split("\n----\n")
        .map(|part| part.trim_end_matches('\n'));
    parts
        .filter(|part| !part.is_empty())
        .map(|part| part.as_bytes().to_vec())
        .collect()
}

/// Every request of the matrix, and the requests in their bytes, unsigned.
fn requests() -> Vec<(Request, RequestText)> {
    let model = Model::compiled_in().unwrap();
    let rehearsal = Rehearsal::new(model.clone());
    let mut all = Vec::new();
    for mut case in matrix::cases(&model) {
        case.start = Some(Recipe::bytes(CURRENT.as_bytes()));
        let Ok(played) = rehearsal.play(&case) else {
            continue;
        };
        for (sent, rehearsed) in sends(&case).into_iter().zip(played.requests) {
            let sign = match sent.sign {
                Sign::None => SignedAs::Nobody,
                Sign::Query { .. } => SignedAs::Query,
                Sign::Broken(_) => SignedAs::WrongSecret,
                _ => SignedAs::Header,
            };
            let http = rehearsed.composed.http;
            if http.body.len() + http.target.len() < 2_000 {
                let frame = Framed::of(&sent.transport);
                all.push((sent, RequestText { http, sign, frame }));
            }
        }
    }
    all
}

fn sends(case: &Case) -> Vec<Request> {
    let requests = |step: &Step| match step {
        Step::Send(send) => vec![send.request.clone()],
        Step::Together(together) => together.clone(),
        Step::Admin(_) | Step::Witness => Vec::new(),
    };
    case.steps.iter().flat_map(requests).collect()
}

fn plain(text: &RequestText) -> Vec<u8> {
    let taken_away = ["x-amz-", "authorization"];
    let plain = text.clone().without(&taken_away).without_signature();
    plain.to_bytes()
}

/// What the endpoint answers: one answer a status, a code and an action, with the page's own request id.
fn answers(requests: &[(Request, RequestText)]) -> Inputs {
    let stage = Stage::new(Seams::default());
    let mut answers = BTreeMap::new();
    for (_, text) in requests {
        let mut http = RequestText::read(&plain(text)).http;
        sign_headers(&mut http, &stage.keys, &scope(), now()).unwrap();
        let reply = stage.engine.handle(&http, now());
        stage.reset();
        let body = String::from_utf8(reply.body.clone()).unwrap();
        let id = body
            .split("<RequestId>")
            .nth(1)
            .and_then(|rest| rest.split('<').next());
        let body = body.replace(id.unwrap_or("\0"), "7a62c49f-347e-4fc4-9331-6e8eEXAMPLE");
        answers.insert(
            (reply.status, super::stage::code(&reply)),
            body.into_bytes(),
        );
    }
    answers
        .into_values()
        .filter(|body| !body.is_empty())
        .collect()
}

/// The documents in other spellings and encodings, and cut short.
fn respelled(documents: &Inputs) -> Inputs {
    let mut all = documents.clone();
    for (at, document) in documents.iter().enumerate() {
        let Ok(root) = parse(document, None, &XmlLimits::default()) else {
            continue;
        };
        for turn in 0..3 {
            let choices = (0..40)
                .map(|place| (at * 31 + turn * 17 + place * place) % 12)
                .collect();
            all.insert(spell(&root, choices, turn == 0).into_bytes());
        }
        let text = xml::canonical(&root);
        let wide = std::iter::once(0xfeff).chain(text.encode_utf16());
        if at % 4 == 0 {
            all.insert(wide.flat_map(u16::to_be_bytes).collect());
            all.insert(text.as_bytes()[..text.len() * 2 / 3].to_vec());
        }
        all.insert(text.into_bytes());
    }
    all
}

fn recipes(requests: &[(Request, RequestText)]) -> Inputs {
    let of = |param: &Param| match param {
        Param::Around { password, .. } => Some(password.clone()),
        Param::Pair { value, .. } => match &value.text {
            Text::Password(recipe) => Some(recipe.clone()),
            _ => None,
        },
        Param::Verbatim(_) => None,
    };
    let params = requests.iter().flat_map(|(request, _)| &request.params);
    params
        .filter_map(of)
        .map(|recipe| recipe.to_string().into_bytes())
        .collect()
}

fn write(target: &str, inputs: &Inputs) {
    let folder = in_fuzz("corpus").join(target);
    fs::create_dir_all(&folder).unwrap();
    for (at, input) in inputs.iter().enumerate() {
        fs::write(folder.join(format!("{at:04}")), input).unwrap();
    }
}

#[test]
#[ignore = "writes fuzz/corpus, from which fuzz/run minimise makes fuzz/seeds"]
fn seeds_are_written() {
    let requests = requests();
    let texts = || requests.iter().map(|(_, text)| text);
    let with = |target: &str, mut inputs: Inputs| {
        inputs.extend(written(target));
        write(target, &inputs);
    };
    let mut documents = answers(&requests);
    documents.extend(written("response_xml"));
    let documents = respelled(&documents);
    with("response_xml", documents.clone());
    with(
        "canonical_xml",
        respelled(&written("canonical_xml"))
            .union(&documents)
            .cloned()
            .collect(),
    );
    let forms = texts().map(|text| text.http.body.clone());
    with("form", forms.filter(|form| !form.is_empty()).collect());
    let passwords = texts().flat_map(|text| decode(&text.http.body));
    let passwords = passwords.filter(|field| field.name == b"NewPassword");
    with(
        "password_pattern",
        passwords.map(|field| field.value).collect(),
    );
    with("recipe", recipes(&requests));
    with("reference_request", texts().map(plain).collect());
    let signed = texts().filter(|text| text.sign != SignedAs::Header);
    let signed = signed
        .map(RequestText::to_bytes)
        .chain(texts().map(plain).step_by(7));
    with("sigv4_verify", signed.collect());
    with("baseline_toml", baseline());
    with("events_ndjson", Inputs::new());
}

/// A baseline that pins the first case of every section.
fn baseline() -> Inputs {
    let mut sections = BTreeMap::new();
    for case in matrix::cases(&Model::compiled_in().unwrap()) {
        sections.entry(case.section).or_insert(case.id);
    }
    let entry =
        |id| format!("[[known]]\ncheck = \"{id}:status\"\nobserved = \"400 AccessDenied\"\n");
    let entries: Vec<String> = sections.into_values().map(entry).collect();
    let head = "version = 1\ntarget = \"an endpoint\"\n\n";
    Inputs::from([format!("{head}{}", entries.join("\n")).into_bytes()])
}
