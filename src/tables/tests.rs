use super::*;

const TEXT: &str = "version = 1\nand = { on = true, many = 3 }\n\n[target.lab]\n  url = 7\n";

fn refused(read: impl FnOnce(&Reader<'_>) -> Result<(), TableError>) -> String {
    let document = parse(TEXT).unwrap();
    let root = Reader::of(&document, "a file");
    read(&root).unwrap_err().to_string()
}

#[test]
fn what_is_no_toml_is_told_with_line_and_column() {
    let error = parse("version = 1\nname = \"ä\" x\n").unwrap_err();
    assert_eq!((error.line, error.column), (2, 12));
    assert!(error.problem.starts_with("it is not TOML: "), "{error}");
}

#[test]
fn a_key_that_is_not_known_is_met_with_the_nearest_at_its_place() {
    assert_eq!(
        refused(|root| root.knows_only(&["version", "targets"])),
        "line 2, column 1: a file has no key \"and\": there are version, targets"
    );
    assert_eq!(
        refused(|root| root.knows_only(&["version", "and", "targets"])),
        "line 4, column 2: a file has no key \"target\": did you mean targets?"
    );
}

#[test]
fn a_value_of_another_kind_is_told_at_its_key() {
    let lab = |root: &Reader<'_>| {
        let targets = root.table("target", "the targets".to_owned(), "").unwrap();
        let lab = targets
            .unwrap()
            .table("lab", "the target lab".to_owned(), "");
        lab.unwrap().unwrap().required("url").map(drop)
    };
    assert_eq!(
        refused(lab),
        "line 5, column 3: url is no text: write url = \"…\""
    );
    assert_eq!(
        refused(|root| root.table("version", String::new(), "[version]").map(drop)),
        "line 1, column 1: version is no table: write [version]"
    );
    assert_eq!(
        refused(|root| root.is_of(2)),
        "line 1, column 1: version is 1: this pwspec reads version = 2"
    );
    assert_eq!(
        refused(|root| root.flag("version").map(drop)),
        "line 1, column 1: version is true or false, without quotes"
    );
}

#[test]
fn a_table_in_braces_is_read_as_one_below_its_name() {
    let document = parse(TEXT).unwrap();
    let root = Reader::of(&document, "a file");
    let inner = root.table("and", "it".to_owned(), "").unwrap().unwrap();
    assert_eq!(
        (inner.flag("on"), inner.count("many")),
        (Ok(true), Ok(Some(3)))
    );
    assert_eq!(inner.line(), 2);
    assert_eq!(
        (inner.flag("off"), inner.count("few")),
        (Ok(false), Ok(None))
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[\\PC\\n]{0,60}") {
        if let Err(error) = parse(&text) {
            proptest::prop_assert!(error.line >= 1 && error.column >= 1);
        }
    }
}
