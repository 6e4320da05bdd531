//! The place of a case in the matrix is the same on every target, whatever became of it there.

use std::collections::BTreeMap;

use pwspec::case::Strictness;
use pwspec::matrix;
use pwspec::reference::{Options, Reference};
use pwspec::runner::{Event, RunOptions, run};
use pwspec::spec::Model;
use pwspec::target::TargetOptions;

use crate::common::free_port;

#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_that_is_away_numbers_the_cases_as_one_that_is_there() {
    let reference = Reference::start(Options::default()).await.unwrap();
    let there = TargetOptions {
        endpoint_url: Some(reference.url()),
        keys: Some(reference.admin()),
        ..TargetOptions::default()
    };
    let away = TargetOptions {
        endpoint_url: Some(format!("http://127.0.0.1:{}", free_port())),
        ..there.clone()
    };
    let model = Model::compiled_in().unwrap();
    let mut cases = matrix::cases(&model);
    cases.truncate(3);
    let options = RunOptions {
        targets: vec![there, away],
        own: Vec::new(),
        jobs: 2,
        seed: 0,
        shuffle: false,
        strictness: Strictness::default(),
        embedded: false,
        model,
        whole: false,
        patient: false,
        share: None,
        more: None,
    };
    let mut orders = [BTreeMap::new(), BTreeMap::new()];
    run(options, cases, &mut |event| {
        if let Event::Case(case) = event {
            orders[case.target].insert(case.id.to_string(), case.order);
        }
    })
    .await
    .unwrap();
    reference.stop().await;
    let [there, away] = orders;
    assert_eq!(there.len(), 4);
    assert_eq!(there, away);
}
