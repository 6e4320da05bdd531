//! Files that are no baseline, and flags that contradict one.

use crate::gate::{Gate, entry};
use crate::world::World;

#[test]
fn a_file_that_is_no_baseline_ends_the_run_before_it_begins() {
    let world = World::new();
    for (text, why) in [
        ("version = ", "known.toml, line 1: it is not TOML: "),
        (
            "version = 2\ntarget = \"t\"\n",
            "line 1: version is 2: this pwspec reads version = 1",
        ),
        (
            "version = 1\ntarget = \"t\"\n[[known]]\nchek = \"a:status\"\n",
            "line 4: an entry has no key \"chek\": did you mean check?",
        ),
    ] {
        let gate = Gate::new();
        gate.write(text);
        for told in [
            gate.run(&world, &["sample"]),
            gate.check(&world, &["sample"]),
            gate.update(&world, &["sample"]),
        ] {
            assert_eq!((told.exit, told.out.as_str()), (2, ""), "{told}");
            assert!(
                told.says("failed to read the baseline") && told.says(why),
                "{told}"
            );
        }
        assert_eq!((gate.text().as_str(), gate.files()), (text, 1));
    }
}

#[test]
fn a_file_that_is_not_there_or_is_no_text_is_named_with_the_remedy() {
    let (world, gate) = (World::new(), Gate::new());
    let told = gate.run(&world, &["sample"]);
    assert_eq!(told.exit, 2, "{told}");
    assert!(
        told.says("known.toml: No such file") && told.says("pwspec baseline update makes one"),
        "{told}"
    );
    std::fs::write(gate.path(), b"\xff\xfe").unwrap();
    for told in [
        gate.run(&world, &["sample"]),
        gate.update(&world, &["sample"]),
    ] {
        assert_eq!(told.exit, 2, "{told}");
        assert!(told.says("it is no text in UTF-8"), "{told}");
    }
}

#[test]
fn a_file_that_cannot_be_written_is_found_out_before_anything_is_sent() {
    let world = World::new();
    let mut command = world.pwspec();
    command.args([
        "baseline",
        "update",
        "sample",
        "--baseline",
        "/nonexistent/known.toml",
    ]);
    let told = crate::told::told(&mut command);
    assert_eq!((told.exit, told.out.as_str()), (2, ""), "{told}");
    assert!(
        told.says("failed to write /nonexistent/known.toml"),
        "{told}"
    );
}

#[test]
fn one_file_is_of_one_target() {
    let (world, gate) = (World::new(), Gate::of(&entry("sample/post:status", "400")));
    let two = [
        "--endpoint-url",
        &world.url(),
        "--endpoint-url",
        &world.url(),
    ];
    for told in [gate.run(&world, &two), gate.update(&world, &two)] {
        assert_eq!(told.exit, 2, "{told}");
        assert!(told.says("--baseline takes one --endpoint-url"), "{told}");
    }
}

#[test]
fn an_empty_reason_is_none() {
    let (world, gate) = (World::new(), Gate::new());
    let told = gate.update(&world, &["sample", "--reason", ""]);
    assert_eq!(told.exit, 2, "{told}");
    assert!(told.says("--reason"), "{told}");
}
