//! Whose mistake an error is said to be (FACTS §1).

use super::answer::{edit, refuses, refuses_with};
use super::table::table;
use crate::reference::errors::{
    INVALID_USER_TYPE, NO_SUCH_ENTITY, PASSWORD_POLICY_VIOLATION, VALIDATION_ERROR,
};

const SENDER: &str = "<Type>Sender</Type>";
const RECEIVER: &str = "<Type>Receiver</Type>";

table! {
    "no-such-entity-receiver", "takes a missing login profile for its own mistake",
        breaks "Error.modelled",
        caught by ["identity/profile/none:type", "identity/profile/deleted:type"],
        also ["identity/**:type"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses_with(outcome, NO_SUCH_ENTITY) {
            edit(reply, SENDER, RECEIVER);
        };
    "policy-violation-receiver", "takes a breach of the account policy for its own mistake",
        breaks "Error.modelled",
        caught by ["envelope/policy-violation:type", "policy/length/*:type"],
        also ["**:type"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses_with(outcome, PASSWORD_POLICY_VIOLATION) {
            edit(reply, SENDER, RECEIVER);
        };
    "invalid-user-type-receiver", "takes a call of the root user for its own mistake",
        breaks "Error.modelled",
        caught by ["identity/root/*:type"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses_with(outcome, INVALID_USER_TYPE) {
            edit(reply, SENDER, RECEIVER);
        };
    "validation-receiver", "takes a value that breaks a constraint for its own mistake",
        breaks "Error.modelled",
        caught by ["envelope/validation-error:type", "new-password/required/absent:type"],
        also ["**:type"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses_with(outcome, VALIDATION_ERROR) {
            edit(reply, SENDER, RECEIVER);
        };
    "type-client", "calls the client's mistakes Client, as the JSON services do",
        breaks "Error.modelled",
        caught by ["envelope/validation-error:type", "envelope/policy-violation:type"],
        also ["**:type"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            edit(reply, SENDER, "<Type>Client</Type>");
        };
    "type-lower-case", "writes the type of an error in lower case",
        breaks "Error.modelled",
        caught by ["envelope/validation-error:type", "envelope/policy-violation:type"],
        also ["**:type"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            edit(reply, SENDER, "<Type>sender</Type>");
        };
    "type-missing", "leaves out the type of an error",
        breaks "Envelope.error",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope", "envelope/policy-violation:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            edit(reply, SENDER, "");
        };
}
