//! The targets: subject, property, faults and bare library of each.

use std::process::exit;
use std::sync::LazyLock;

use pwspec::properties::{self, Held};

use crate::faults::{self, Fault};
use crate::{bare, measure};

/// Names the fault that is switched on.
const FAULT: &str = "PWSPEC_FUZZ_FAULT";
/// Names the folder of the inputs to measure by.
const MEASURE: &str = "PWSPEC_FUZZ_MEASURE";

/// What a fuzzer may know of an input is that it breaks the property.
fn hold<T>(held: Held<T>) {
    if let Err(broken) = held {
        panic!("{broken}");
    }
}

/// The subject with the fault that is switched on, if any.
fn subject<S: Default>(known: &[Fault<S>]) -> S {
    let mut subject = S::default();
    if let Ok(name) = std::env::var(FAULT) {
        match known.iter().find(|fault| fault.name == name) {
            Some(fault) => (fault.apply)(&mut subject),
            None => {
                eprintln!("failed to find the fault {name} (see {FAULT}=list)");
                exit(2);
            }
        }
    }
    subject
}

/// Lists or measures, where that is asked for.
fn begin<S>(name: &str, known: &[Fault<S>], one: fn(&[u8]), bare: fn(&[u8])) {
    if std::env::var(FAULT).is_ok_and(|fault| fault == "list") {
        for fault in known {
            println!("{}\t{}", fault.name, fault.what);
        }
        exit(0);
    }
    if let Some(folder) = std::env::var_os(MEASURE) {
        match measure::measure(folder.as_ref(), one, bare) {
            Ok(rates) => println!("{name}\t{rates}"),
            Err(error) => {
                eprintln!("failed to read the inputs of {folder:?}: {error}");
                exit(2);
            }
        }
        exit(0);
    }
}

macro_rules! target {
    ($(#[$attribute:meta])* $name:ident, $subject:ident, $faults:ident) => {
        $(#[$attribute])*
        #[doc = concat!("`", stringify!($name), "`")]
        pub mod $name {
            use super::*;

            static SUBJECT: LazyLock<properties::$subject> =
                LazyLock::new(|| subject(&faults::$faults));

            /// Before the first input.
            pub fn begin() {
                super::begin(stringify!($name), &faults::$faults, one, bare::$name);
            }

            /// One input.
            pub fn one(data: &[u8]) {
                hold(properties::$name(&SUBJECT, data));
            }
        }
    };
}

target!(response_xml, ResponseXml, RESPONSE_XML);
target!(canonical_xml, CanonicalXml, CANONICAL_XML);
target!(form, Form, FORM);
target!(password_pattern, PasswordPattern, PASSWORD_PATTERN);
target!(recipe, RecipeText, RECIPE);
target!(baseline_toml, BaselineToml, BASELINE_TOML);
target!(
    #[cfg(feature = "harness")]
    sigv4_verify,
    Sigv4Verify,
    SIGV4_VERIFY
);
target!(
    #[cfg(feature = "harness")]
    reference_request,
    ReferenceRequest,
    REFERENCE_REQUEST
);
target!(
    #[cfg(feature = "harness")]
    events_ndjson,
    EventsNdjson,
    EVENTS_NDJSON
);
