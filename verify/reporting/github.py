"""The report for GitHub Actions: annotations on the lines of a change, and a summary of the step.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands. GitHub shows ten errors and ten
warnings of a step; the summary holds them all.
"""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Document, Finding, Level, Report, Verdict

from .alarms import told
from .markdown import code, escaped, to_markdown
from .wording import by_place, laid_aside, many, one_line, repairs

LARGEST_SUMMARY = 900_000
"""Bytes; GitHub refuses a summary beyond one mebibyte."""

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def to_github(*reports: Report, fail_on: str = "inconsistent", verbose: bool = False) -> str:
    """Return a workflow command a line: every alarm (see `alarms.told`), with `verbose` every finding."""
    lines = [
        _line(report.document, finding)
        for report in reports
        for finding in told(report, fail_on, verbose=verbose)
    ]  # fmt: skip
    problems = dict.fromkeys(problem for report in reports for problem in report.problems)
    lines += [f"::warning title=verify::{_data(problem[:1000])}" for problem in problems]
    return "".join(f"{line}\n" for line in lines)


def to_summary(*reports: Report, fail_on: str = "inconsistent") -> str:
    """Return Markdown for $GITHUB_STEP_SUMMARY: a line for each document, and in full those that have alarms."""
    alarms = [(report, len(told(report, fail_on))) for report in reports]
    wrong = [report for report, number in alarms if number]
    lines = [
        f"## verify: {many(sum(number for _, number in alarms), 'alarm')} in {many(len(wrong), 'document')}"
        f" of {len(reports):,}\n",
        "| document | alarms | figures | claims that nothing could check |",
        "| :-- | --: | --: | --: |",
        *(
            f"| {code(report.document.name).replace('|', chr(92) + '|')} | {number:,} | {report.counts['figures']:,}"
            f" | {report.counts['unchecked']:,} |"
            for report, number in alarms
        ),
        "",
    ]
    return _that_fit("\n".join(lines), (to_markdown(report) for report in wrong))


def _that_fit(head: str, pages: Iterable[str]) -> str:
    kept, room = [head], LARGEST_SUMMARY - len(head.encode("utf-8", "replace"))
    for page in pages:
        room -= len(page.encode("utf-8", "replace"))
        if room < 0:
            return "\n".join([*kept, escaped("… and more than a summary can hold"), ""])
        kept.append(page)
    return "\n".join(kept)


def _line(document: Document, finding: Finding) -> str:
    fields = {"title": f"{finding.verdict.value}: {one_line(finding.rule)}", "file": one_line(document.name, 4000)}
    parts = by_place(finding)
    spot = document.source_map.spot(parts[0].span.start) if parts else None
    if parts and not spot:
        source_map, span = document.source_map, parts[0].span
        line, column = source_map.line_and_column(span.start)
        last_line, last_column = source_map.line_and_column(max(span.end - 1, span.start))
        fields |= {"line": str(line), "endLine": str(last_line)}
        if line == last_line:  # GitHub takes columns within one line alone
            fields |= {"col": str(column), "endColumn": str(last_column + 1)}
    told_of = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
    where = f"{one_line(spot.name)}: " if spot else ""
    return f"::{_command(finding)} {told_of}::{_data(where + _message(finding))}"


def _command(finding: Finding) -> str:
    if finding.suppressed or finding.verdict in (Verdict.IMPLIED, Verdict.CONSISTENT):
        return "notice"
    return _COMMANDS[finding.level] if finding.verdict is Verdict.INCONSISTENT else "warning"


def _message(finding: Finding) -> str:
    lines = [one_line(finding.message)]
    if finding.suppressed:
        lines.append(f"suppressed: {one_line(laid_aside(finding.suppressed))}")
    if mends := [f"{part.repair} for {part.quote} ({part.name})" for part in repairs(finding)]:
        lines.append(f"to mend: write {one_line(', or '.join(mends))}")
    lines += [f"slip: {one_line(f'{slip.name}: {slip.explanation}')}" for slip in finding.slips]
    return "\n".join([*lines, f"[{one_line(finding.rule)} {one_line(finding.id)}]"])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
