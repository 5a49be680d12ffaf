"""Findings and claims as rows of plain values, for spreadsheets and data frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from verify.model import Claim, Document, Finding, Report

from .outcome import Outcome, outcomes
from .wording import by_place, laid_aside, repairs

Value: TypeAlias = str | int | float | None
Row: TypeAlias = dict[str, Value]

FINDINGS: Mapping[str, str] = {
    "document": "string",
    "id": "string",
    "rule": "string",
    "verdict": "string",
    "level": "string",
    "reading": "string",
    "suppressed": "string",
    "line": "Int64",
    "column": "Int64",
    "spot": "string",
    "message": "string",
    "figures": "string",
    "formula": "string",
    "filled": "string",
    "left": "string",
    "right": "string",
    "gap": "Float64",
    "gap_percent": "Float64",
    "gap_steps": "Float64",
    "implied": "string",
    "repairs": "string",
    "slips": "string",
    "chain": "string",
}
"""The columns of findings, each with its dtype in a frame. What holds several things parts them by " | "."""

CLAIMS: Mapping[str, str] = {
    "document": "string",
    "figure": "Int64",
    "line": "Int64",
    "column": "Int64",
    "spot": "string",
    "start": "Int64",
    "end": "Int64",
    "quote": "string",
    "low": "Float64",
    "high": "Float64",
    "strict_low": "Float64",
    "strict_high": "Float64",
    "coarse_low": "Float64",
    "coarse_high": "Float64",
    "step": "Float64",
    "unit": "string",
    "kind": "string",
    "qualifier": "string",
    "hedge": "string",
    "noun": "string",
    "measure": "string",
    "measure_standing": "string",
    "subject": "string",
    "subject_standing": "string",
    "period": "string",
    "period_standing": "string",
    "period_start": "string",
    "period_end": "string",
    "period_ago": "Float64",
    "period_length": "Float64",
    "period_part": "string",
    "role": "string",
    "phase": "string",
    "direction": "string",
    "stance": "string",
    "attribution": "string",
    "outcome": "string",
    "findings": "string",
}
"""The columns of claims, each with its dtype in a frame; values are in `unit`, days are ISO 8601.

`text[start:end] == quote` for the document's text: the whole phrase, with its hedge and what it counts.
"""


def finding_rows(reports: Sequence[Report]) -> Iterator[Row]:
    """Yield a row for each finding of each report, in their order; its place is that of its first figure."""
    for report in reports:
        for finding in report.findings:
            yield _finding(report.document, finding)


def claim_rows(reports: Sequence[Report]) -> Iterator[Row]:
    """Yield a row for each claim of each report, in the order of the text."""
    for report in reports:
        became = outcomes(report)
        for claim in report.claims:
            named = [finding.id for finding in report.by_figure.get(claim.index, ())]
            yield _claim(report.document, claim, became[claim.index], named)


def _finding(document: Document, finding: Finding) -> Row:
    parts = by_place(finding)
    working = finding.working
    return {
        "document": document.name,
        "id": finding.id,
        "rule": finding.rule,
        "verdict": finding.verdict.value,
        "level": finding.level.value,
        "reading": finding.reading.value,
        "suppressed": laid_aside(finding.suppressed) if finding.suppressed else "",
        **(_place(document, parts[0].span.start) if parts else {"line": None, "column": None, "spot": ""}),
        "message": finding.message,
        "figures": _joined(f"{part.name}: {part.quote}" for part in parts),
        "formula": working.formula if working else "",
        "filled": working.filled if working else "",
        "left": working.left_text if working else "",
        "right": working.right_text if working else "",
        "gap": working.gap if working else None,
        "gap_percent": working.gap_percent if working else None,
        "gap_steps": working.gap_steps if working else None,
        "implied": _joined(f"{implied.name} = {implied.text}" for implied in finding.implied),
        "repairs": _joined(f"{part.repair} for {part.quote} ({part.name})" for part in repairs(finding)),
        "slips": _joined(f"{slip.name}: {slip.explanation}" for slip in finding.slips),
        "chain": _joined(iter(finding.chain)),
    }


def _claim(document: Document, claim: Claim, outcome: Outcome, findings: Sequence[str]) -> Row:
    figure, period = claim.figure, claim.period
    return {
        "document": document.name,
        "figure": claim.index,
        **_place(document, figure.span.start),
        "start": figure.extent.start,
        "end": figure.extent.end,
        "quote": document.quote(figure.extent) or figure.quote,
        "low": figure.low,
        "high": figure.high,
        "strict_low": figure.strict.low,
        "strict_high": figure.strict.high,
        "coarse_low": figure.coarse.low,
        "coarse_high": figure.coarse.high,
        "step": figure.step,
        "unit": figure.unit.name,
        "kind": figure.kind.value,
        "qualifier": figure.qualifier.value,
        "hedge": figure.hedge,
        "noun": " ".join(figure.noun),
        "measure": claim.measure.words,
        "measure_standing": claim.measure.standing.value,
        "subject": claim.subject.words,
        "subject_standing": claim.subject.standing.value,
        "period": period.words,
        "period_standing": period.standing.value,
        "period_start": _day(period.start),
        "period_end": _day(period.end),
        "period_ago": period.ago,
        "period_length": period.length,
        "period_part": period.part,
        "role": claim.role.value,
        "phase": claim.phase.value,
        "direction": claim.direction.value,
        "stance": claim.stance.value,
        "attribution": claim.attribution,
        "outcome": outcome.value,
        "findings": _joined(iter(findings)),
    }


def _place(document: Document, position: int) -> Row:
    if spot := document.source_map.spot(position):
        return {"line": None, "column": None, "spot": spot.name}
    line, column = document.source_map.line_and_column(position)
    return {"line": line, "column": column, "spot": ""}


def _joined(entries: Iterator[str]) -> str:
    return " | ".join(entries)


def _day(ordinal: float | None) -> str:
    return date.fromordinal(int(ordinal)).isoformat() if ordinal and 1 <= ordinal <= date.max.toordinal() else ""
