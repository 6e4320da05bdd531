"""Sends the change that OLD_PASSWORD and NEW_PASSWORD name, once, with the endpoint and the keys of the environment."""

import os

import boto3

boto3.client("iam", region_name="us-east-1").change_password(
    OldPassword=os.environ["OLD_PASSWORD"], NewPassword=os.environ["NEW_PASSWORD"]
)
