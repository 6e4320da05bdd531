"""What sarif-tools reads of a SARIF report, as JSON: its results by severity, and its records."""

import json
import sys

from sarif.loader import load_sarif_file

log = load_sarif_file(sys.argv[1])
report = log.get_report()
records = log.get_records()
print(
    json.dumps(
        {
            "tools": log.get_distinct_tool_names(),
            "results": log.get_result_count(),
            "by severity": {
                severity: report.get_issue_count_for_severity(severity)
                for severity in ("error", "warning", "note")
            },
            "rules": sorted({record["Code"].split(" ")[0] for record in records}),
            "places": sorted({record["Location"] for record in records}),
            "lines": sorted({record["Line"] for record in records}),
        }
    )
)
