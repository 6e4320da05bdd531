"""What junitparser reads of a JUnit report, as JSON: the counts it finds itself, and those that the file claims."""

import json
import sys

from junitparser import JUnitXml

report = JUnitXml.fromfile(sys.argv[1])
cases = [case for suite in report for case in suite]
failed = [case for case in cases if case.is_failure]
print(
    json.dumps(
        {
            "tests": len(cases),
            "passed": sum(case.is_passed for case in cases),
            "failures": len(failed),
            "errors": sum(case.is_error for case in cases),
            "skipped": sum(case.is_skipped for case in cases),
            "claimed": [report.tests, report.failures, report.errors, report.skipped],
            "failed": sorted(case.name for case in failed),
            "clauses": sorted({result.type for case in failed for result in case.result}),
        }
    )
)
