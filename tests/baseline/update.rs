//! What `baseline update` writes and `baseline check` says of it.

use crate::common::free_port;
use crate::gate::{CASE, FAULT, Gate, OBSERVED, entry};
use crate::world::World;

#[test]
fn what_breaks_a_must_is_not_added_without_a_reason_and_is_named() {
    let (world, gate) = (World::with(&FAULT), Gate::new());
    let told = gate.update(&world, &[CASE, "sample"]);
    assert_eq!(told.exit, 1, "{told}");
    assert!(told.out.contains("there is no --reason"), "{told}");
    assert!(
        told.out.contains(&format!("{CASE}:status  {OBSERVED}")),
        "{told}"
    );
    assert!(!gate.text().contains("[[known]]"), "{}", gate.text());

    let told = gate.update(&world, &[CASE, "sample", "--reason", "counts bytes"]);
    assert_eq!(told.exit, 0, "{told}");
    assert!(
        told.out.contains(&format!("+check = \"{CASE}:status\"")),
        "{told}"
    );
    assert!(told.out.ends_with("1 added — exit 0\n"), "{told}");
    let expected = format!(
        "{}reason = \"counts bytes\"\n",
        entry(&format!("{CASE}:status"), OBSERVED)
    );
    assert!(gate.text().ends_with(&expected), "{}", gate.text());
    assert_eq!(gate.files(), 1);
    let told = gate.check(&world, &[CASE, "sample"]);
    assert_eq!(told.exit, 0, "{told}");
    assert_eq!(told.out.lines().count(), 1, "{told}");
    assert!(
        told.out.contains("known.toml holds: 1 known, 0 failed"),
        "{told}"
    );
}

#[test]
fn what_passes_is_removed_and_what_people_wrote_stays() {
    let (world, gate) = (World::new(), Gate::new());
    let ours = "# ours\nversion = 1\ntarget = \"a test\" # any\n";
    let kept =
        "\n# not tried here\n[[known]]\ncheck = \"envelope/echo/**:leak\"\nobserved = \"x\"\n";
    let passing = entry(&format!("{CASE}:status"), OBSERVED);
    gate.write(&[ours, kept, &passing].concat());
    let told = gate.check(&world, &[CASE]);
    assert_eq!(told.exit, 5, "{told}");
    assert!(
        told.out
            .starts_with(&format!("stale    {CASE}:status passes now (line 10)\n")),
        "{told}"
    );
    assert!(
        told.out
            .contains("does not hold: 0 known, 0 failed, 1 stale"),
        "{told}"
    );
    let told = gate.update(&world, &[CASE]);
    assert_eq!(told.exit, 0, "{told}");
    assert_eq!(gate.text(), [ours, kept].concat());
    let again = gate.update(&world, &[CASE]);
    assert!(again.out.ends_with("needs no change — exit 0\n"), "{again}");
}

#[test]
fn another_answer_is_pinned_in_place_of_the_old_one_with_its_reason() {
    let world = World::with(&FAULT);
    let gate = Gate::of(&format!(
        "{}reason = \"ours\"\n",
        entry(&format!("{CASE}:status"), "400 Other")
    ));
    let told = gate.check(&world, &[CASE]);
    assert_eq!(told.exit, 1, "{told}");
    assert!(
        told.out
            .starts_with(&format!("new      {CASE}:status  {OBSERVED}\n")),
        "{told}"
    );
    let told = gate.update(&world, &[CASE]);
    assert_eq!(told.exit, 0, "{told}");
    assert!(
        told.out.contains(&format!(
            "-observed = \"400 Other\"\n+observed = \"{OBSERVED}\""
        )),
        "{told}"
    );
    assert!(gate.text().contains("reason = \"ours\""), "{}", gate.text());
}

#[test]
fn an_endpoint_that_cannot_be_judged_leaves_the_file_as_it_is() {
    let (world, gate) = (World::new(), Gate::new());
    let nobody = format!("http://127.0.0.1:{}", free_port());
    let told = gate.update(
        &world,
        &["sample", "--reason", "r", "--endpoint-url", &nobody],
    );
    assert_eq!(told.exit, 3, "{told}");
    assert!(told.out.contains("is left as it is — exit 3"), "{told}");
    assert_eq!(gate.files(), 0);
}

#[test]
fn the_file_does_not_depend_on_lanes_or_order() {
    let world = World::with(&FAULT);
    let written = [&["-j", "1"][..], &["-j", "8"], &["-j", "8", "--shuffle"]].map(|way| {
        let gate = Gate::new();
        let told = gate.update(
            &world,
            &[&["new-password/length", "--reason", "counts bytes"], way].concat(),
        );
        assert_eq!(told.exit, 0, "{told}");
        gate.text()
    });
    assert!(written[0].contains("-latin1:status"), "{}", written[0]);
    assert_eq!(written[0], written[1]);
    assert_eq!(written[0], written[2]);
}
