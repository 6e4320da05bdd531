use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

fn pairs(form: &str) -> Vec<(String, String)> {
    let text = |bytes| String::from_utf8(bytes).expect("the samples are UTF-8");
    decode(form.as_bytes())
        .into_iter()
        .map(|field| (text(field.name), text(field.value)))
        .collect()
}

fn one(name: &str, value: &str) -> Vec<(String, String)> {
    vec![(name.to_owned(), value.to_owned())]
}

#[test]
fn an_ampersand_alone_separates() {
    assert_eq!(pairs("a=1&b=2"), [one("a", "1"), one("b", "2")].concat());
    assert_eq!(pairs("a=1;b=2"), one("a", "1;b=2"));
}

#[test]
fn a_pair_splits_at_its_first_equals_sign() {
    assert_eq!(pairs("a=1=2="), one("a", "1=2="));
    assert_eq!(pairs("=a"), one("", "a"));
}

#[test]
fn an_escaped_separator_separates_nothing() {
    assert_eq!(pairs("a=1%26b%3D2"), one("a", "1&b=2"));
    assert_eq!(pairs("a%3Db=1"), one("a=b", "1"));
}

#[test]
fn decoding_happens_once() {
    assert_eq!(pairs("a=%2541"), one("a", "%41"));
    assert_eq!(pairs("a=%252B"), one("a", "%2B"));
}

#[test]
fn a_plus_is_a_space_and_an_escaped_plus_is_a_plus() {
    assert_eq!(pairs("a+b=1+2%2B3%20%2b"), one("a b", "1 2+3 +"));
}

#[test]
fn hex_digits_come_in_either_case() {
    assert_eq!(pairs("a=%c3%AF%Cf%bF"), one("a", "\u{ef}\u{3ff}"));
}

#[test]
fn any_character_of_a_name_may_be_escaped() {
    assert_eq!(pairs("%4Eew%50assword=x"), one("NewPassword", "x"));
}

#[test]
fn empty_pairs_are_dropped() {
    assert_eq!(
        pairs("&&a=1&&b=2&"),
        [one("a", "1"), one("b", "2")].concat()
    );
    assert!(decode(b"").is_empty());
}

#[test]
fn a_pair_without_an_equals_sign_is_bare_and_empty() {
    let bare = Field {
        name: b"a".to_vec(),
        bare: true,
        ..Field::default()
    };
    let empty = Field {
        name: b"a".to_vec(),
        ..Field::default()
    };
    assert_eq!(decode(b"a&a="), [bare, empty]);
}

#[test]
fn a_malformed_escape_is_taken_literally_and_told() {
    for (form, value) in [
        ("a=%", "%"),
        ("a=%4", "%4"),
        ("a=%zz", "%zz"),
        ("a=%%41", "%A"),
        ("a=%+41", "% 41"),
        ("a=%u0041", "%u0041"),
    ] {
        let fields = decode(form.as_bytes());
        assert_eq!(fields[0].value, value.as_bytes(), "{form}");
        assert!(fields[0].broken_escape, "{form}");
        let raw = form[2..].replace('+', " ").into_bytes();
        assert_eq!(fields[0].undecoded, Some(raw), "{form}");
    }
    assert!(decode(b"%=1")[0].broken_escape);
    assert!(!decode(b"a=%25%41")[0].broken_escape);
    assert_eq!(decode(b"a=%25%41")[0].undecoded, None);
}

#[test]
fn every_spelling_writes_what_its_name_says() {
    let spell =
        |escape, hex, space| encode("a b%=;~/\u{ef}".as_bytes(), Spelling { escape, hex, space });
    assert_eq!(
        spell(Escape::Needed, Hex::Upper, Space::Plus),
        "a+b%25%3D;~/%C3%AF"
    );
    assert_eq!(
        spell(Escape::Standard, Hex::Upper, Space::Percent),
        "a%20b%25%3D%3B~%2F%C3%AF"
    );
    assert_eq!(
        spell(Escape::Standard, Hex::Lower, Space::Plus),
        "a+b%25%3d%3b~%2f%c3%af"
    );
    assert_eq!(
        spell(Escape::All, Hex::Mixed, Space::Percent),
        "%61%20%62%25%3D%3B%7E%2F%c3%aF"
    );
    assert_eq!(
        spell(Escape::Alternate, Hex::Lower, Space::Percent),
        "%61%20%62%25%3d%3b%7e%2f%c3%af"
    );
    assert_eq!(
        encode(
            b"abcd",
            Spelling {
                escape: Escape::Alternate,
                ..Spelling::STANDARD
            }
        ),
        "%61b%63d"
    );
}

#[test]
fn the_debug_form_of_a_field_shows_no_value() {
    assert_eq!(
        format!("{:?}", decode(b"NewPassword=value")),
        "[Field { name_bytes: 11, value_bytes: 5, bare: false, broken_escape: false }]"
    );
}

proptest! {
    #[test]
    fn what_is_encoded_in_any_spelling_decodes_to_itself(name in vec(any::<u8>(), 1..40), value in vec(any::<u8>(), 0..200)) {
        let expected = Field { name: name.clone(), value: value.clone(), ..Field::default() };
        for spelling in Spelling::ALL {
            let form = format!("{}={}", encode(&name, spelling), encode(&value, spelling));
            prop_assert!(form.is_ascii());
            prop_assert_eq!(decode(form.as_bytes()), vec![expected.clone()]);
        }
    }

    #[test]
    fn decoding_is_total_and_never_grows(form in "[%&=+0-9a-fA-Fzé]{0,60}|\\PC{0,60}") {
        let decoded: usize = decode(form.as_bytes()).iter().map(|field| field.name.len() + field.value.len()).sum();
        prop_assert!(decoded <= form.len());
    }

    #[test]
    fn decoding_takes_any_bytes(form in vec(any::<u8>(), 0..200)) {
        let pairs = form.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty()).count();
        prop_assert_eq!(decode(&form).len(), pairs);
    }
}

fn only(escape: Escape) -> Spelling {
    Spelling {
        escape,
        ..Spelling::STANDARD
    }
}

#[test]
fn a_spelling_leaves_alone_what_it_need_not_escape() {
    let bytes: Vec<u8> = (0..=0x7f).collect();
    let alone = |escape| {
        let is_alone = |byte: &u8| encode(&[*byte], only(escape)).len() == 1;
        let kept = bytes.iter().copied().filter(is_alone);
        let marks = kept.filter(|byte| !byte.is_ascii_alphanumeric());
        String::from_utf8(marks.collect()).unwrap()
    };
    // A form needs only its own marks escaped (FACTS, section 2), a query what no URI holds, RFC 3986 all but the unreserved.
    assert_eq!(alone(Escape::Needed), r##"!"$'()*,-./:;<>?@[\]^_`{|}~"##);
    assert_eq!(alone(Escape::Query), "!$'()*,-./:;?@_~");
    assert_eq!(alone(Escape::Standard), "-._~");
    assert_eq!(alone(Escape::All), "");
    let letters = |escape| encode(b"aZ09", only(escape));
    for escape in [Escape::Needed, Escape::Query, Escape::Standard] {
        assert_eq!(letters(escape), "aZ09");
    }
    assert_eq!(letters(Escape::All), "%61%5A%30%39");
    assert_eq!(letters(Escape::Alternate), "%61Z%309");
}
