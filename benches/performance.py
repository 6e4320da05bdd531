#!/usr/bin/env python3
"""What a run costs, beside what others cost on the same endpoint, and how that grows.

    cargo build --release
    apt-get install wrk valgrind binutils && cargo install oha --locked
    python3 -m venv target/venv/performance
    target/venv/performance/bin/pip install 'boto3>=1.40,<2' 'pytest>=8,<10' 'schemathesis>=4,<5'
    target/venv/performance/bin/python benches/performance.py --write docs/PERFORMANCE.md

The endpoint is always `pwspec serve` in a process of its own, on the same machine. Whatever is compared is measured in turns, each
several times, and the middle of the ratios is told; CPU time is that of the measured process alone.
"""
import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

HERE = Path(__file__).resolve().parent.parent
PASSWORD = "Open-Sesame-2011!"
CONNECTIONS = [1, 8, 64]


class Served:
    """`pwspec serve` with these words."""

    def __init__(self, pwspec, *words):
        self.process = subprocess.Popen([pwspec, "serve", *words], stdout=subprocess.PIPE, text=True)
        self.variables = {}
        while "PWSPEC_ROOT_SECRET_ACCESS_KEY" not in self.variables:
            name, _, value = self.process.stdout.readline().removeprefix("export ").strip().partition("=")
            self.variables[name] = value.strip("'")
        self.url = self.variables["AWS_ENDPOINT_URL_IAM"]
        self.environment = {**os.environ, **self.variables, "XDG_STATE_HOME": tempfile.gettempdir()}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def user(self):
        """A user with a password, and its key."""
        iam = boto3.client(
            "iam", endpoint_url=self.url, region_name="us-east-1",
            aws_access_key_id=self.variables["AWS_ACCESS_KEY_ID"], aws_secret_access_key=self.variables["AWS_SECRET_ACCESS_KEY"],
            config=Config(retries={"max_attempts": 0}))
        iam.create_user(UserName="tester")
        iam.create_login_profile(UserName="tester", Password=PASSWORD)
        iam.attach_user_policy(UserName="tester", PolicyArn="arn:aws:iam::aws:policy/IAMUserChangePassword")
        key = iam.create_access_key(UserName="tester")["AccessKey"]
        return key["AccessKeyId"], key["SecretAccessKey"]

    def signed(self):
        """Body and headers of one ChangePassword, signed."""
        from urllib.parse import urlencode
        body = urlencode({"Action": "ChangePassword", "Version": "2010-05-08", "OldPassword": PASSWORD, "NewPassword": PASSWORD})
        headers = {"Host": self.url.removeprefix("http://"), "Content-Type": "application/x-www-form-urlencoded"}
        request = AWSRequest("POST", self.url + "/", data=body, headers=headers)
        SigV4Auth(Credentials(*self.user()), "iam", "us-east-1").add_auth(request)
        return body, {name: request.headers[name] for name in ("Content-Type", "Authorization", "X-Amz-Date")}


def watch(pid, peak):
    """The most memory that the process ever had, in MiB, as the system tells while it lives."""
    while True:
        try:
            told = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
        except OSError:
            return
        if not told:
            return
        peak[0] = int(told.group(1)) / 1024
        time.sleep(0.02)


def measured(command, environment=None, cwd=None, exits=(0,)):
    """Wall and CPU seconds, peak memory in MiB, and standard output."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, stdout=out, stderr=err, env=environment, cwd=cwd)
        # What the system tells at the end is of this process as well, from which that one was made.
        peak = [0.0]
        threading.Thread(target=watch, args=(process.pid, peak), daemon=True).start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - begun
        out.seek(0)
        err.seek(0)
        text, errors = out.read().decode(), err.read().decode()
    if process.returncode not in exits:
        sys.exit(f"{command} ended with {process.returncode}:\n{text}\n{errors}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "user": usage.ru_utime, "peak": peak[0], "out": text}


def ours(options, served, words, exits=(0,)):
    """A run of ours: what it took, and its exchanges."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "run.ndjson"
        done = measured([options.pwspec, *words, "-q", "--report", f"ndjson={report}"], served.environment, exits=exits)
        summary = json.loads(report.read_text().splitlines()[-1])
    done["exchanges"], done["seconds"] = summary["exchanges"], summary["elapsed_ms"] / 1000
    done["rate"] = done["exchanges"] / done["seconds"]
    return done


def oha(options, served, connections):
    body, headers = served.request
    command = [options.oha, "-z", f"{options.seconds}s", "-c", str(connections), "-m", "POST", "-d", body, "--no-tui", "--output-format", "json"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    done = measured([*command, served.url + "/"])
    told = json.loads(done["out"])
    assert set(told["statusCodeDistribution"]) == {"200"}, told["statusCodeDistribution"]
    sent = sum(told["statusCodeDistribution"].values())
    return {**done, "rate": told["summary"]["requestsPerSec"], "exchanges": sent}


def wrk(options, served, connections):
    body, headers = served.request
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "request.lua"
        lines = [f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}" for name, value in headers.items()]
        script.write_text("\n".join(['wrk.method = "POST"', f"wrk.body = {json.dumps(body)}", *lines]))
        threads = min(connections, 2)
        done = measured(["wrk", f"-d{options.seconds}s", f"-c{connections}", f"-t{threads}", "-s", str(script), served.url + "/"])
    assert "Non-2xx" not in done["out"], done["out"]
    sent = int(re.search(r"(\d+) requests in", done["out"]).group(1))
    return {**done, "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", done["out"]).group(1)), "exchanges": sent}


def middle(runs, of):
    return statistics.median(run[of] for run in runs)


def rates(options):
    lines = []
    for connections in CONNECTIONS:
        all_runs = {other: [] for other in options.others} | {"run": [], "fuzz": []}
        for _ in range(options.turns):
            with Served(options.pwspec) as served:
                served.request = served.signed()
                for other in options.others:
                    all_runs[other].append({"oha": oha, "wrk": wrk}[other](options, served, connections))
                cases = ["run", "generated", "--generate", str(options.cases * min(connections, 4)), "-j", str(connections)]
                all_runs["run"].append(ours(options, served, cases))
                if connections == 1:
                    all_runs["fuzz"].append(ours(options, served, ["fuzz", "--max-time", f"{options.seconds}s"]))
        beside = all_runs[options.others[0]]
        for name, runs in all_runs.items():
            if not runs:
                continue
            ratio = statistics.median(run["rate"] / other["rate"] for run, other in zip(runs, beside))
            spent = statistics.median(1e6 * run["cpu"] / run["exchanges"] for run in runs)
            who = {"run": "`pwspec run`", "fuzz": "`pwspec fuzz`"}.get(name, f"`{name}`")
            lines.append(f"| {connections} | {who} | {middle(runs, 'rate'):,.0f} | {ratio:.2f} | {spent:.1f} |")
            print(lines[-1], file=sys.stderr, flush=True)
    return "\n".join(lines)


def scale(options):
    lines, base = [], None
    for count in options.scale:
        with Served(options.pwspec) as served:
            done = ours(options, served, ["run", "generated", "--generate", str(count), "-j", "8"])
        base = base if base is not None else done["peak"]
        served_rate = done["exchanges"] / done["seconds"]
        lines.append(f"| {count:,} | {done['exchanges']:,} | {done['seconds']:.1f} | {served_rate:,.0f} | "
                     f"{1e6 * done['cpu'] / done['exchanges']:.1f} | {done['peak']:.1f} | {done['peak'] - base:+.1f} |")
        print(lines[-1], file=sys.stderr, flush=True)
    return "\n".join(lines)


def start_up(options):
    lines = []
    for words in (["list"], ["explain", "new-password/length/129-latin1"], ["list", "--quick"], ["--help"]):
        runs = [measured([options.pwspec, *words]) for _ in range(25)]
        walls = sorted(run["wall"] * 1000 for run in runs)
        lines.append(f"| `pwspec {' '.join(words)}` | {walls[0]:.1f} | {statistics.median(walls):.1f} | {1000 * middle(runs, 'cpu'):.1f} |")
    return "\n".join(lines)


# What a function's callees cost belongs to the row of the first that names it, from the top.
ROWS = [
    ("sign: canonical request, hash, HMAC", [r"pwspec::runner::signing::"]),
    ("encode: recipes and forms to bytes, signature aside", [r"pwspec::runner::compose::"]),
    ("exchange: client library and sockets", [r"pwspec::wire::http::client::", r"<?hyper::proto::h1::dispatch::"]),
    ("parse: XML to an envelope", [r"pwspec::oracle::observed::"]),
    ("judge: what must happen, what did", [r"pwspec::oracle::derive::", r"pwspec::oracle::judge::"]),
    ("of that, the leak oracle: passwords looked for in the answer", [r"pwspec::oracle::leak::"]),
    ("report: events to NDJSON and counts", [r"pwspec::report::|<pwspec::report::"]),
    ("start-up: the matrix is made, and left out by the filter", [r"pwspec::cli::selection::"]),
]


def instructions(options):
    """Instructions of each row, callees included, for each exchange."""
    with Served(options.pwspec) as served, tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "callgrind.out"
        report = Path(folder) / "run.ndjson"
        words = ["run", "generated", "--generate", str(options.profiled), "-j", "1", "--timeout", "120s"]
        profiler = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}"]
        measured([*profiler, options.pwspec, *words, "-q", "--report", f"ndjson={report}"], served.environment)
        exchanges = json.loads(report.read_text().splitlines()[-1])["exchanges"]
        text = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100", str(out)], capture_output=True, text=True).stdout
        plain = ours(options, served, words)
    total = int(re.search(r"([\d,]+) \(100.0%\)\s+PROGRAM TOTALS", text).group(1).replace(",", ""))
    found = re.findall(r"^\s*([\d,]+) \([ \d.]+%\)\s+\S*?:(\S.*?)(?: \[.*\])?$", text, re.M)
    each = plain["user"] / plain["exchanges"] * 1e6
    lines = []
    for name, patterns in ROWS:
        costs = lambda pattern: [int(count.replace(",", "")) for count, function in found if re.match(pattern, function)]
        most = sum(max(costs(pattern), default=0) for pattern in patterns)
        if name.startswith("encode"):
            most -= max(costs(ROWS[0][1][0]), default=0)
        lines.append(f"| {name} | {most / exchanges:,.0f} | {most / total:.1%} | {each * most / total:.1f} |")
    lines.append(f"| everything, start-up and set-up included | {total / exchanges:,.0f} | 100 % | {each:.1f} |")
    (Path(options.keep) / "annotated.txt").write_text(text) if options.keep else None
    return "\n".join(lines)


# The cases of one section as somebody would write them: who the user is, what was accepted, what is in force.
PYTEST = '''
import os

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

ALPHABET = {{"ascii": "a", "latin1": "\\u00ff"}}
CASES = {cases!r}
iam = boto3.client("iam", endpoint_url=os.environ["URL"], region_name="us-east-1", aws_access_key_id=os.environ["KEY"],
                   aws_secret_access_key=os.environ["SECRET"], config=Config(retries={{"max_attempts": 0}}, parameter_validation=False))
state = {{"now": os.environ["PASSWORD"], "made": 0, "sent": 0}}


def change(old, new):
    state["sent"] += 1
    try:
        iam.change_password(OldPassword=old, NewPassword=new)
    except ClientError as error:
        return error.response["Error"]["Code"]
    state["now"] = new
    return None


def fresh():
    state["made"] += 1
    return f"Fresh-Password-{{state['made']:06}}!"


@pytest.mark.parametrize("case", CASES)
def test_length(case):
    length, alphabet = case.split("/")[-1].split("-")
    before, value = state["now"], (ALPHABET[alphabet] * int(length))
    code = change(before, value)
    if 1 <= int(length) <= 128:
        assert code is None
        assert change(before, fresh()) is not None
    else:
        assert code == "ValidationError"
    assert change(state["now"], fresh()) is None


def teardown_module():
    with open(os.environ["SENT"], "w") as out:
        out.write(str(state["sent"]))
'''


def beside_pytest(options):
    """The same cases by pytest and boto3: wall and CPU time of an exchange, and ours."""
    listed = subprocess.run([options.pwspec, "list", "--section", "new-password/length", "--format", "ndjson"], capture_output=True, text=True, check=True)
    cases = [json.loads(line)["id"] for line in listed.stdout.splitlines()]
    # The minimum of the account policy is another question.
    cases = [case for case in cases if re.search(r"/(\d+)-(ascii|latin1)$", case) and not 0 < int(re.search(r"/(\d+)-", case).group(1)) < 8]
    ratios = []
    for _ in range(options.turns):
        with Served(options.pwspec) as served, tempfile.TemporaryDirectory() as folder:
            served.relax()
            key, secret = served.user()
            (Path(folder) / "test_length.py").write_text(PYTEST.format(cases=cases))
            environment = {**os.environ, "URL": served.url, "KEY": key, "SECRET": secret, "PASSWORD": PASSWORD, "SENT": str(Path(folder) / "sent")}
            theirs = measured([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_length.py"], environment, folder)
            sent = int((Path(folder) / "sent").read_text())
            mine = ours(options, served, ["run", *cases])
            ratios.append((theirs["cpu"] / sent, mine["cpu"] / mine["exchanges"], theirs["wall"] / sent, mine["wall"] / mine["exchanges"], sent, mine["exchanges"]))
    return compared("pytest + boto3, the cases of `new-password/length`", ratios)


def beside_schemathesis(options):
    sys.path.insert(0, str(HERE / "benches"))
    effectiveness = __import__("fuzz-effectiveness")
    ratios = []
    for turn in range(options.turns):
        with Served(options.pwspec, "--fault", "signature-unchecked", "--fault", "date-unchecked") as served, tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "openapi.json"
            place.write_text(json.dumps(effectiveness.description(served.url)))
            command = [options.schemathesis, "run", str(place), "--url", served.url, "--seed", str(turn), "--max-examples", str(options.examples),
                       "--phases", "fuzzing", "--mode", "all", "--generation-database", "none", "--no-color", "--suppress-health-check", "all", "--continue-on-failure"]
            for name, value in effectiveness.authorization(served).items():
                command += ["-H", f"{name}: {value}"]
            theirs = measured(command, cwd=folder, exits=(0, 1))
            made = re.search(r"(\d[\d,]*) generated", theirs["out"])
            sent = int(made.group(1).replace(",", "")) if made else options.examples
            mine = ours(options, served, ["fuzz", "--max-calls", str(sent), "--max-time", "120s", "--auth", "none", "--max-findings", "1"], exits=(0, 1))
            ratios.append((theirs["cpu"] / sent, mine["cpu"] / mine["exchanges"], theirs["wall"] / sent, mine["wall"] / mine["exchanges"], sent, mine["exchanges"]))
    return compared("schemathesis, as many requests as `pwspec fuzz`", ratios)


def compared(name, ratios):
    of = lambda nth: statistics.median(one[nth] for one in ratios)
    cpu = statistics.median(one[0] / one[1] for one in ratios)
    wall = statistics.median(one[2] / one[3] for one in ratios)
    line = (f"| {name} | {of(4):,.0f} | {1000 * of(0):.2f} | {1000 * of(2):.2f} | {of(5):,.0f} | {1000 * of(1):.3f} | "
            f"{1000 * of(3):.3f} | {cpu:.0f} × | {wall:.0f} × |")
    print(line, file=sys.stderr, flush=True)
    return line


def relax(served):
    """The account policy that asks for least, as our runs have it."""
    iam = boto3.client(
        "iam", endpoint_url=served.url, region_name="us-east-1",
        aws_access_key_id=served.variables["AWS_ACCESS_KEY_ID"], aws_secret_access_key=served.variables["AWS_SECRET_ACCESS_KEY"])
    iam.update_account_password_policy(MinimumPasswordLength=6)


Served.relax = relax


def size(options):
    with tempfile.TemporaryDirectory() as folder:
        stripped = Path(folder) / "pwspec"
        subprocess.run(["strip", "-o", str(stripped), options.pwspec], check=True)
        return f"{stripped.stat().st_size / 2**20:.2f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pwspec", default=str(HERE / "target/release/pwspec"))
    parser.add_argument("--oha", default="oha")
    parser.add_argument("--schemathesis", default=str(Path(sys.executable).parent / "schemathesis"))
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4, help="of oha, wrk and fuzz, each turn")
    parser.add_argument("--cases", type=int, default=6_000, help="generated for a turn of run on one connection")
    parser.add_argument("--profiled", type=int, default=1_500, help="cases under callgrind")
    parser.add_argument("--examples", type=int, default=300, help="of schemathesis")
    parser.add_argument("--scale", type=int, nargs="*", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--keep", metavar="DIR", help="where the profile is kept")
    parser.add_argument("--write", metavar="PATH")
    options = parser.parse_args()
    options.others = [other for other in ("oha", "wrk") if shutil.which(other if other == "wrk" else options.oha)]
    defaults = {action.dest: action.default for action in parser._actions}
    flags = [name for name in ("turns", "seconds", "cases", "profiled", "examples", "scale") if getattr(options, name) != defaults[name]]
    word = lambda value: " ".join(map(str, value)) if isinstance(value, list) else str(value)
    crates = subprocess.run(["cargo", "tree", "-e", "normal", "--prefix", "none"], cwd=HERE, capture_output=True, text=True, check=True)
    values = {
        "beside_whom": options.others[0], "others": " and ".join(f"`{other}`" for other in options.others),
        "without": "" if "oha" in options.others else "`oha` was not at hand when this was written: its rate, at which the aims are, stays to be measured.\n",
        "load": f"{os.getloadavg()[0]:.1f}", "cores": os.cpu_count(),
        "flags": "".join(f"--{name} {word(getattr(options, name))} " for name in flags),
        "start_up": start_up(options), "size": size(options),
        "crates": len({line.split()[0] for line in crates.stdout.splitlines() if line}),
        "instructions": instructions(options), "profiled": options.profiled,
        "beside": "\n".join([beside_pytest(options), beside_schemathesis(options)]),
        "rates": rates(options), "turns": options.turns, "seconds": options.seconds,
        "scale": scale(options), "rustc": subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.split()[1],
    }
    text = (HERE / "benches/performance.md").read_text()
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    if options.write:
        Path(options.write).write_text(text)
    else:
        print(text)


if __name__ == "__main__":
    main()
