"""A real client against `pwspec serve`: provision a user, change the password, meet the modelled errors.

Endpoint and administrator's keys come from the environment, as `pwspec serve` prints them.
"""

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

# The client's own length check would keep the over-long password from ever being sent.
CONFIG = Config(parameter_validation=False, retries={"max_attempts": 1})


def client(key=None):
    keys = {}
    if key:
        keys = {
            "aws_access_key_id": key["AccessKeyId"],
            "aws_secret_access_key": key["SecretAccessKey"],
        }
    return boto3.client("iam", region_name="us-east-1", config=CONFIG, **keys)


def refused(error, status, call, **arguments):
    try:
        call(**arguments)
    except error as caught:
        answer = caught.response
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == status, answer
        assert answer["Error"]["Message"], answer
        return answer["Error"]["Code"]
    raise AssertionError(f"{error.__name__} was not raised")


admin = client()
user = admin.create_user(UserName="boto3-user")["User"]
admin.put_user_policy(
    UserName="boto3-user",
    PolicyName="change",
    PolicyDocument='{"Version":"2012-10-17","Statement":[{"Effect":"Allow",'
    '"Action":"iam:ChangePassword","Resource":"%s"}]}' % user["Arn"],
)
key = admin.create_access_key(UserName="boto3-user")["AccessKey"]
own = client(key)

code = refused(own.exceptions.NoSuchEntityException, 404, own.change_password,
               OldPassword="Old-pass-1!", NewPassword="New-pass-2!")
assert code == "NoSuchEntity", code

admin.create_login_profile(UserName="boto3-user", Password="Old-pass-1!")
answer = own.change_password(OldPassword="Old-pass-1!", NewPassword="Né+w %pass-2!")
assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200, answer
assert answer["ResponseMetadata"]["RequestId"], answer

code = refused(own.exceptions.PasswordPolicyViolationException, 400, own.change_password,
               OldPassword="Né+w %pass-2!", NewPassword="short")
assert code == "PasswordPolicyViolation", code

code = refused(ClientError, 400, own.change_password,
               OldPassword="Né+w %pass-2!", NewPassword="Aa1!" * 32 + "x")
assert code == "ValidationError", code

refused(ClientError, 403, own.change_password, OldPassword="Old-pass-1!", NewPassword="New-pass-3!")

own.change_password(OldPassword="Né+w %pass-2!", NewPassword="Aa1!" * 32)
own.change_password(OldPassword="Aa1!" * 32, NewPassword="Old-pass-1!")
print("boto3", boto3.__version__, "is content")
