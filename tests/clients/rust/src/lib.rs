//! The SDK's client, as both programs have it: one attempt a call, plain HTTP.

use aws_sdk_iam::config::retry::RetryConfig;
use aws_sdk_iam::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_iam::{Client, Config};

/// A client of the endpoint that the environment names, with these keys.
pub fn client(access: &str, secret: &str) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("us-east-1"))
        .endpoint_url(variable("AWS_ENDPOINT_URL_IAM"))
        .credentials_provider(Credentials::new(access, secret, None, None, "environment"))
        .retry_config(RetryConfig::disabled())
        .http_client(aws_smithy_http_client::Builder::new().build_http());
    Client::from_conf(config.build())
}

/// The same with the keys of the environment.
pub fn client_of_environment() -> Client {
    client(
        &variable("AWS_ACCESS_KEY_ID"),
        &variable("AWS_SECRET_ACCESS_KEY"),
    )
}

/// What must be in the environment.
///
/// # Panics
/// It is not.
pub fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"))
}
