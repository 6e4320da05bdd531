//! No false alarm: the matrix against every legitimate peculiarity of the embedded endpoint.

use pwspec::matrix;
use pwspec::reference::variants;
use pwspec::selftest::{Depth, Hearing, SelftestOptions, selftest};
use pwspec::spec::Model;

/// Variants at once.
const AT_ONCE: usize = 8;

async fn no_variant_is_found_fault_with(depth: Depth) {
    let model = Model::compiled_in().unwrap();
    let options = SelftestOptions {
        faults: Vec::new(),
        variants: variants().collect(),
        whole: false,
        depth,
        at_once: AT_ONCE,
    };
    let matrix = selftest(&options, &model, &matrix::cases(&model), &mut |_| {}).await;
    let matrix = matrix.unwrap().unwrap();
    let told = |hearing: &Hearing| {
        let alarms = hearing.alarms.iter();
        let alarms = alarms.map(|alarm| format!("{}{}", alarm.case, alarm.what));
        let name = hearing.variant.name;
        format!("{name}: {:?}", alarms.take(12).collect::<Vec<_>>())
    };
    let loud = matrix.hearings.iter().filter(|hearing| !hearing.is_green());
    let loud: Vec<String> = loud.map(told).collect();
    assert!(loud.is_empty(), "{}:\n{}", loud.len(), loud.join("\n"));
    assert_eq!(matrix.hearings.len(), variants().count());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_variant_passes_a_share_of_the_cases_that_touch_every_clause() {
    no_variant_is_found_fault_with(Depth::Brief).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: every case against every variant"]
async fn every_variant_passes_every_case() {
    no_variant_is_found_fault_with(Depth::Full).await;
}
