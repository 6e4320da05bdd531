//! Parts that run at once on one account.

use crate::world::{CASES, CLAIM, World};

#[test]
fn parts_that_keep_the_policy_share_an_account_and_leave_nothing() {
    let world = World::of(&[]);
    let words: Vec<&str> = CASES.iter().copied().chain(["--keep-policy"]).collect();
    let told = world.at_once(&words);
    for one in &told {
        assert_eq!(one.exit, 0, "{}{}", one.out, one.err);
    }
    assert_eq!(world.account(), (None, Vec::new()));
    // What one run tells under the same account policy.
    let mut whole = vec!["run"];
    whole.extend(&words);
    let counts = |told: &str| {
        let last = told.lines().last().unwrap_or_default().to_owned();
        last.split(" in ").next().unwrap_or_default().to_owned()
    };
    let (one, merged) = (world.told(&whole), world.merged(&[]));
    assert_eq!(merged.exit, 0, "{}{}", merged.out, merged.err);
    assert_eq!(counts(&merged.out), counts(&one.out));
    assert!(merged.out.contains("--keep-policy"), "{}", merged.out);
}

#[test]
fn the_policy_is_one_part_s_and_the_others_refuse_to_change_it() {
    let world = World::of(&["--variant", "slow-answers"]);
    let told = world.at_once(&["state", "policy/epoch"]);
    let (had, refused): (Vec<_>, Vec<_>) = told.iter().partition(|told| told.exit == 0);
    assert!(!had.is_empty(), "{}", told[0].out);
    for one in refused {
        assert_eq!(one.exit, 3, "{}{}", one.out, one.err);
        let said = one.out.split_whitespace().collect::<Vec<_>>().join(" ");
        let remedy = "give each partition an account of its own, or --keep-policy to all of them";
        assert!(said.contains("another partition has it"), "{said}");
        assert!(said.contains(remedy), "{said}");
    }
    assert_eq!(world.account(), (None, Vec::new()));
}

#[test]
fn whoever_keeps_the_policy_sees_that_another_has_it() {
    let world = World::of(&[]);
    world.claim();
    for words in [
        &["state/lifetime", "--keep-policy"][..],
        &["state/lifetime"],
    ] {
        let told = world.part("hash", 1, words);
        assert_eq!(told.exit, 3, "{}{}", told.out, told.err);
        assert!(told.out.contains(CLAIM), "{}", told.out);
    }
    // A run of all cases has nobody to share with, and a claim that was refused is not cleared away.
    assert_eq!(world.told(&["run", "state/lifetime"]).exit, 0);
    assert_eq!(world.account(), (None, vec![CLAIM.to_owned()]));
}
