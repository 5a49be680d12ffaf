"""Which findings are told where a reader wants alarms alone: on a terminal, as annotations, in code scanning."""

from __future__ import annotations

from collections.abc import Mapping

from verify.model import Finding, Report, Verdict

THRESHOLDS: Mapping[str, frozenset[Verdict]] = {
    "inconsistent": frozenset({Verdict.INCONSISTENT}),
    "approximate": frozenset({Verdict.INCONSISTENT, Verdict.APPROXIMATE}),
    "never": frozenset(),
}
"""The verdicts at which a run fails, by the value of `--fail-on`."""


def fails(finding: Finding, fail_on: str = "inconsistent") -> bool:
    """Whether a finding makes a run fail: what is suppressed never does."""
    return finding.suppressed is None and finding.verdict in THRESHOLDS[fail_on]


def told(report: Report, fail_on: str = "inconsistent", *, verbose: bool = False) -> tuple[Finding, ...]:
    """Return what is inconsistent and whatever else makes the run fail, or all findings; in the report's order.

    Where nothing fails (`never`), what is inconsistent is told all the same.
    """
    if verbose:
        return report.findings
    wanted = THRESHOLDS[fail_on] or THRESHOLDS["inconsistent"]
    return tuple(finding for finding in report.standing if finding.verdict in wanted)
