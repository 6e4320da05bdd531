// A real client against `pwspec serve`: provision a user, change the password, meet the modelled errors as exceptions of
// the SDK's own, and carry every allowed character and every boundary of length through.
//
// Endpoint and administrator's keys come from the environment, as `pwspec serve` prints them; the folder that has
// node_modules from PWSPEC_TEST_SDK_JS.

import assert from "node:assert/strict";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.PWSPEC_TEST_SDK_JS}/`);
const iam = require("@aws-sdk/client-iam");

const client = (credentials) =>
  new iam.IAMClient({
    region: "us-east-1",
    endpoint: process.env.AWS_ENDPOINT_URL_IAM,
    maxAttempts: 1,
    ...(credentials && { credentials }),
  });

const admin = client();
const UserName = "js-user";
const { User } = await admin.send(new iam.CreateUserCommand({ UserName }));
await admin.send(
  new iam.PutUserPolicyCommand({
    UserName,
    PolicyName: "change",
    PolicyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "iam:ChangePassword", Resource: User.Arn }],
    }),
  }),
);
const { AccessKey } = await admin.send(new iam.CreateAccessKeyCommand({ UserName }));
const own = client({
  accessKeyId: AccessKey.AccessKeyId,
  secretAccessKey: AccessKey.SecretAccessKey,
});
const change = (OldPassword, NewPassword) =>
  own.send(new iam.ChangePasswordCommand({ OldPassword, NewPassword }));

/// The call is refused with that exception and that status.
const refused = async (call, is, status) => {
  const error = await call.then(
    () => assert.fail("the call was accepted"),
    (error) => error,
  );
  assert.ok(is(error), `${error.name}: ${error.message}`);
  assert.equal(error.$metadata.httpStatusCode, status, error.name);
  assert.ok(error.$metadata.requestId);
};
const isA = (kind) => (error) => error instanceof kind;
const named = (name) => (error) => error.name === name;

const first = "Old-pass-1!";
await refused(change(first, "New-pass-2!"), isA(iam.NoSuchEntityException), 404);
await admin.send(new iam.CreateLoginProfileCommand({ UserName, Password: first }));
await refused(change("another-1A!", "New-pass-2!"), (error) => error.$fault === "client", 403);
await refused(change(first, "short"), isA(iam.PasswordPolicyViolationException), 400);
await refused(change(first, "Aa1!".repeat(32) + "x"), named("ValidationError"), 400);
await refused(change(first, "Aa1!-\u0100-long"), named("ValidationError"), 400);

// Without rules of the account's own every valid password is conformant, but for the least length that there is.
await admin.send(new iam.UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 6 }));
let current = first;
const through = async (next) => {
  const answer = await change(current, next);
  assert.equal(answer.$metadata.httpStatusCode, 200);
  // The one that was sent, and no other, is in force: it is the old one of the next change.
  current = next;
};
const allowed = [0x09, 0x0a, 0x0d];
for (let code = 0x20; code <= 0xff; code += 1) allowed.push(code);
for (const code of allowed) {
  const character = String.fromCodePoint(code);
  await through(`${character}word${character}word${character}`);
}
for (const length of [6, 7, 127, 128]) {
  await through("a".repeat(length));
  await through("\u00ff".repeat(length));
}
await refused(change(current, "a".repeat(5)), isA(iam.PasswordPolicyViolationException), 400);
await refused(change(current, "a".repeat(129)), named("ValidationError"), 400);
await refused(change(current, ""), (error) => error.$fault === "client", 400);

console.log("@aws-sdk/client-iam is content");
