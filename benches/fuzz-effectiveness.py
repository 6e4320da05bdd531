#!/usr/bin/env python3
"""Calls to find seeded faults of the embedded endpoint: `pwspec fuzz` beside schemathesis, on the same endpoint.

    cargo build --release
    python3 -m venv target/venv/schemathesis
    target/venv/schemathesis/bin/pip install 'schemathesis>=4,<5' 'boto3>=1.40,<2'
    target/venv/schemathesis/bin/python benches/fuzz-effectiveness.py --write docs/fuzz-effectiveness.md

Every endpoint is `pwspec serve` with one fault, and signatures and dates unchecked, since schemathesis signs nothing: it sends one
Authorization header that names a user's key. It is given an OpenAPI description of the form, the right old password as an
example, and every check it has; a failure counts as found where the endpoint without the fault does not show the same one.
"""
import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

# A fault of each family, with what it is in a few words.
FAULTS = [
    ("new-length-bytes", "length", "counts bytes, not characters"),
    ("new-pattern-first-64", "pattern", "looks at the first 64 characters only"),
    ("same-any-case", "comparison", "compares without case"),
    ("change-not-stored", "state", "accepts a change and stores nothing"),
    ("old-any-former", "history", "takes every password that the user ever had"),
    ("policy-ignored", "account policy", "asks nothing of a new password though a policy is set"),
    ("decoded-twice", "form", "decodes escapes twice"),
    ("permission-deny-ignored", "permission", "overlooks an explicit denial"),
    ("presigned-for-ever", "signature", "takes a presigned URL for ever"),
    ("leak-new-in-validation", "leak", "quotes a new password that breaks a constraint"),
    ("crash-on-quote", "crash", "answers an apostrophe with 500"),
    ("errors-cut", "envelope", "cuts the end of an error"),
]
# Signatures are checked where they are the question: there schemathesis cannot ask at all.
SIGNED = {"presigned-for-ever"}
UNSIGNED = ["signature-unchecked", "date-unchecked"]
PASSWORD = "Open-Sesame-2011!"
HERE = Path(__file__).resolve().parent.parent


class Served:
    """`pwspec serve` with these faults."""

    def __init__(self, pwspec, faults):
        command = [pwspec, "serve"]
        for fault in faults:
            command += ["--fault", fault]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.variables = {}
        while "PWSPEC_ROOT_SECRET_ACCESS_KEY" not in self.variables:
            line = self.process.stdout.readline()
            name, _, value = line.removeprefix("export ").strip().partition("=")
            self.variables[name] = value.strip("'")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    @property
    def url(self):
        return self.variables["AWS_ENDPOINT_URL_IAM"]


def ours(pwspec, fault, seed, calls):
    """Calls until the first root cause was seen, and steps of the sequence that was left of it."""
    off = [] if fault in SIGNED else UNSIGNED
    auth = [] if fault in SIGNED else ["--auth", "none"]
    with Served(pwspec, [fault, *off]) as served:
        environment = {**os.environ, **served.variables}
        command = [pwspec, "fuzz", "--max-calls", str(calls), "--max-time", "300s", "--max-findings", "1", "--seed", str(seed)]
        begun = time.monotonic()
        done = subprocess.run(command + auth, env=environment, capture_output=True, text=True)
        took = time.monotonic() - begun
    text = " ".join(done.stdout.split())
    found = re.search(r"found after (\d+) calls; (\d+) of (\d+) steps left", text)
    preflight = re.search(r"FAIL preflight:", text)
    if preflight:
        return {"calls": 0, "steps": 0, "took": took, "what": "preflight"}
    if not found:
        assert done.returncode in (0, 3), done.stdout + done.stderr
        return None
    what = re.search(r"FAIL (fuzz/\S+)", text).group(1)
    return {"calls": int(found.group(1)), "steps": int(found.group(2)), "took": took, "what": what}


def description(url):
    password = {"type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+$"}
    answers = {status: {"description": status, "content": {"text/xml": {"schema": {"type": "string"}}}} for status in ("200", "400", "403", "404", "409")}
    form = {
        "type": "object",
        "required": ["Action", "Version", "OldPassword", "NewPassword"],
        "properties": {
            "Action": {"type": "string", "enum": ["ChangePassword"]},
            "Version": {"type": "string", "enum": ["2010-05-08"]},
            "OldPassword": {**password, "example": PASSWORD},
            "NewPassword": {**password, "example": PASSWORD},
        },
    }
    operation = {"requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": form}}}, "responses": answers}
    return {"openapi": "3.0.3", "info": {"title": "ChangePassword", "version": "1"}, "servers": [{"url": url}], "paths": {"/": {"post": operation}}}


def authorization(served):
    """A user with a password, and an Authorization header that names its key."""
    iam = boto3.client(
        "iam", endpoint_url=served.url, region_name="us-east-1",
        aws_access_key_id=served.variables["AWS_ACCESS_KEY_ID"], aws_secret_access_key=served.variables["AWS_SECRET_ACCESS_KEY"],
        config=Config(retries={"max_attempts": 0}))
    iam.create_user(UserName="tester")
    iam.create_login_profile(UserName="tester", Password=PASSWORD)
    iam.attach_user_policy(UserName="tester", PolicyArn="arn:aws:iam::aws:policy/IAMUserChangePassword")
    key = iam.create_access_key(UserName="tester")["AccessKey"]
    request = AWSRequest("POST", served.url + "/", data=b"", headers={"Host": served.url.removeprefix("http://")})
    SigV4Auth(Credentials(key["AccessKeyId"], key["SecretAccessKey"]), "iam", "us-east-1").add_auth(request)
    return {name: request.headers[name] for name in ("Authorization", "X-Amz-Date")}


def theirs(pwspec, schemathesis, fault, seed, calls):
    """The kinds of failures that schemathesis shows, and the calls it made."""
    with Served(pwspec, ([fault] if fault else []) + UNSIGNED) as served, tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "openapi.json"
        place.write_text(json.dumps(description(served.url)))
        command = [schemathesis, "run", str(place), "--url", served.url, "--seed", str(seed), "--max-examples", str(calls),
                   "--phases", "examples,coverage,fuzzing", "--mode", "all", "--checks", "all", "--continue-on-failure",
                   "--generation-database", "none", "--no-color", "--suppress-health-check", "all"]
        for name, value in authorization(served).items():
            command += ["-H", f"{name}: {value}"]
        begun = time.monotonic()
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        took = time.monotonic() - begun
    if done.returncode not in (0, 1):
        sys.exit(f"schemathesis failed: {done.stdout}\n{done.stderr}")
    kinds = set(re.findall(r"^- (.+?)$", done.stdout, re.M)) - {""}
    made = re.search(r"(\d[\d,]*) generated", done.stdout)
    return kinds, int(made.group(1).replace(",", "")) if made else None, took


def row(options, fault, family, says, control, running):
    mine = [ours(options.pwspec, fault, seed, options.calls) for seed in range(1, options.seeds + 1)]
    found = [run for run in mine if run]
    middle = statistics.median(run["calls"] if run else options.calls for run in mine)
    steps = f"{statistics.median(run['steps'] for run in found):g}" if found else "–"
    print(f"{fault}: {len(found)} of {len(mine)}, {middle} calls, {steps} steps, {[run['what'] for run in found]}", file=sys.stderr, flush=True)

    def line():
        runs = [one.result() for one in running]
        more = [kinds - control() for kinds, _, _ in runs]
        seen = sorted(set().union(*more)) if more else []
        made = "–" if not runs else f"{statistics.median(made for _, made, _ in runs):,g}"
        beside = f"{sum(map(bool, more))} of {len(runs)}" if runs else "cannot ask"
        return (f"| `{fault}` | {family} | {says} | {len(found)} of {len(mine)} | {middle:,g} | {steps} "
                f"| {beside} | {made} | {', '.join(seen) or '–'} |")
    return line


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pwspec", default=str(HERE / "target/release/pwspec"))
    parser.add_argument("--schemathesis", default=str(Path(sys.executable).parent / "schemathesis"))
    parser.add_argument("--calls", type=int, default=10_000, help="calls of pwspec fuzz, at most")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--their-calls", type=int, default=10_000, help="examples of schemathesis, beside those of its other phases")
    parser.add_argument("--their-seeds", type=int, default=5)
    parser.add_argument("--write", metavar="PATH")
    options = parser.parse_args()
    seeds = range(1, options.their_seeds + 1)
    with ThreadPoolExecutor(2) as pool:
        begin = lambda fault: [pool.submit(theirs, options.pwspec, options.schemathesis, fault, seed, options.their_calls) for seed in seeds]
        plain = begin(None)
        running = {fault: begin(fault) for fault, *_ in FAULTS if fault not in SIGNED}
        control = lambda: set().union(*(one.result()[0] for one in plain))
        lines = [row(options, *fault, control, running.get(fault[0], [])) for fault in FAULTS]
        rows = "\n".join(line() for line in lines)
    words = [f"--calls {options.calls} --seeds {options.seeds} --their-calls {options.their_calls} --their-seeds {options.their_seeds}"]
    text = (HERE / "benches/fuzz-effectiveness.md").read_text()
    values = {"rows": rows, "calls": f"{options.calls:,}", "seeds": options.seeds, "their_seeds": options.their_seeds,
              "their_calls": f"{options.their_calls:,}", "control": ", ".join(sorted(control())) or "nothing", "flags": words[0]}
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    if options.write:
        Path(options.write).write_text(text)
    else:
        print(text)


if __name__ == "__main__":
    main()
