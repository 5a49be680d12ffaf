"""Findings that a run lays aside: known already, or not of the lines that it looks at."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from verify.checking import ACCUSING, suspect
from verify.model import Finding, Suppression
from verify.reporting import CheckedReport


def set_aside(report: CheckedReport, why: Callable[[Finding], Suppression | None]) -> CheckedReport:
    """Return the report with the accusing findings suppressed for which `why` gives a reason; those stand last."""
    findings = [
        replace(finding, suppressed=why(finding))
        if finding.suppressed is None and finding.verdict in ACCUSING
        else finding
        for finding in report.findings
    ]
    findings.sort(key=lambda finding: finding.suppressed is not None)
    # Who is suspected, and what findings have in common, hangs on those that stand.
    standing, groups = suspect(findings, report.figures)
    return replace(report, findings=standing, groups=groups)
