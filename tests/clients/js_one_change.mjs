// Sends the change that OLD_PASSWORD and NEW_PASSWORD name, once, with the endpoint and the keys of the environment.
import { createRequire } from "node:module";

const require = createRequire(`${process.env.PWSPEC_TEST_SDK_JS}/`);
const { ChangePasswordCommand, IAMClient } = require("@aws-sdk/client-iam");

const client = new IAMClient({
  region: "us-east-1",
  endpoint: process.env.AWS_ENDPOINT_URL_IAM,
  maxAttempts: 1,
});
const { OLD_PASSWORD, NEW_PASSWORD } = process.env;
await client.send(
  new ChangePasswordCommand({ OldPassword: OLD_PASSWORD, NewPassword: NEW_PASSWORD }),
);
