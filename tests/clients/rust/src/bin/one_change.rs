//! Sends the change that OLD_PASSWORD and NEW_PASSWORD name, once, with the endpoint and the keys of the environment.

use pwspec_rust_client::{client_of_environment, variable};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let call = client_of_environment().change_password();
    let call = call.old_password(variable("OLD_PASSWORD"));
    let sent = call.new_password(variable("NEW_PASSWORD")).send().await;
    sent.expect("the change is accepted");
}
