"""The report as JSON: everything that it holds, so that any other form can be made from it later.

`schema/report-1.0.schema.json` describes it. An open end of an interval is null; offsets count the characters of
`document.text`; figures are referred to by their index, findings by their id.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

from msgspec.structs import asdict

from verify.model import (
    SCHEMA_VERSION,
    Claim,
    Document,
    Figure,
    Finding,
    Held,
    Interval,
    Part,
    Period,
    Place,
    Report,
    Rule,
    Span,
    Table,
    Term,
    Unit,
    Verdict,
    Working,
)

Object = dict[str, Any]

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def to_json(report: Report) -> str:
    """Return the report as a JSON text, a line for each figure, claim, finding and rule.

    Two reports can so be compared line by line. The same report gives the same characters, and all of them can be
    encoded.
    """
    members = ",\n".join(f"{_text(key)}: {_value(value)}" for key, value in report_as_dict(report).items())
    return f"{{\n{members}\n}}\n"


def report_as_dict(report: Report) -> Object:
    """Return the report as plain dicts, lists, strings and numbers, in the shape of the published schema."""
    return {
        "schema_version": SCHEMA_VERSION,
        "verify_version": report.version,
        "document": _document(report.document),
        "counts": dict(report.counts),
        "findings": [_finding(finding) for finding in report.findings],
        "groups": [
            {"figure": group.figure, "findings": list(group.findings), "repair": group.repair}
            for group in report.groups
        ],
        "held": [_held(held) for held in report.held],
        "derived": [claim.index for claim in report.derived],
        "estimated": [claim.index for claim in report.estimated],
        "implied": [finding.id for finding in report.with_verdict(Verdict.IMPLIED)],
        "unchecked": [claim.index for claim in report.unchecked],
        "figures": [_figure(figure, report.document) for figure in report.figures],
        "claims": [_claim(claim) for claim in report.claims],
        "rules": [_rule(rule) for rule in report.rules],
        "problems": list(report.problems),
    }


def _document(document: Document) -> Object:
    source_map = document.source_map
    return {
        "name": document.name,
        "encoding": document.encoding,
        "notes": list(document.notes),
        "text": document.text,
        "regions": [
            {
                "kind": region.kind.value,
                "span": _span(region.span),
                "level": region.level,
                "holes": [_span(hole) for hole in region.holes],
            }
            for region in document.regions
        ],
        "tables": [_table(table) for table in document.tables],
        "source": None if source_map.source == document.text else source_map.source,
        "pieces": [list(piece) for piece in source_map.pieces],
        "spots": [[spot.start, spot.name, list(spot.box) if spot.box else None] for spot in source_map.spots],
        "comments": [
            {"words": comment.words, "span": _span(comment.span), "source": comment.source}
            for comment in document.comments
        ],
    }


def _table(table: Table) -> Object:
    """Return a table; each of its cells is a row of numbers, as there are many of them."""
    return {
        "span": _span(table.span),
        "head_rows": table.head_rows,
        "caption": _span(table.caption) if table.caption else None,
        "cells": [
            [*cell.span, cell.row, cell.column, cell.rows, cell.columns, int(cell.is_head), cell.level]
            for cell in table.cells
        ],
    }


def _figure(figure: Figure, document: Document) -> Object:
    line, column = document.source_map.line_and_column(figure.span.start)
    spot = document.source_map.spot(figure.span.start)
    return {
        "index": figure.index,
        "quote": figure.quote,
        "line": line,
        "column": column,
        "spot": spot.name if spot else "",
        "box": list(spot.box) if spot and spot.box else None,
        "span": _span(figure.span),
        "extent": _span(figure.extent),
        "low": _number(figure.low),
        "high": _number(figure.high),
        "strict": _interval(figure.strict),
        "coarse": _interval(figure.coarse),
        "unit": _unit(figure.unit),
        "kind": figure.kind.value,
        "qualifier": figure.qualifier.value,
        "hedge": figure.hedge,
        "noun": list(figure.noun),
        "form": figure.form,
        "step": _number(figure.step),
        "scale": figure.scale,
    }


def _claim(claim: Claim) -> Object:
    return {
        "figure": claim.index,
        "measure": _term(claim.measure),
        "subject": _term(claim.subject),
        "period": _period(claim.period),
        "role": claim.role.value,
        "phase": claim.phase.value,
        "direction": claim.direction.value,
        "stance": claim.stance.value,
        "attribution": claim.attribution,
        "sentence": claim.sentence,
        "paragraph": claim.paragraph,
    }


def _finding(finding: Finding) -> Object:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "verdict": finding.verdict.value,
        "level": finding.level.value,
        "reading": finding.reading.value,
        "message": finding.message,
        "parts": [_part(part) for part in finding.parts],
        "working": _working(finding.working) if finding.working else None,
        "implied": [
            {
                "name": implied.name,
                "value": _interval(implied.value),
                "unit": _unit(implied.unit),
                "text": implied.text,
                "reading": implied.reading.value,
            }
            for implied in finding.implied
        ],
        "slips": [
            {"name": slip.name, "figure": slip.figure, "explanation": slip.explanation, "meant": slip.meant}
            for slip in finding.slips
        ],
        "suspects": list(finding.suspects),
        "derives": finding.derives,
        "chain": list(finding.chain),
        "suppressed": {"reason": finding.suppressed.reason, "place": _place(finding.suppressed.place)}
        if finding.suppressed
        else None,
    }


def _held(held: Held) -> Object:
    return {
        "figure": held.figure,
        "support": held.support.value,
        "formula": held.formula,
        "finding": held.finding,
        "witnesses": [
            {
                "source": witness.source,
                "where": witness.where,
                "quote": witness.quote,
                "value": _interval(witness.value),
                "unit": _unit(witness.unit),
                "place": _place(witness.place) if witness.place else None,
            }
            for witness in held.witnesses
        ],
    }


def _part(part: Part) -> Object:
    return {
        "name": part.name,
        "figure": part.figure,
        "span": _span(part.span),
        "quote": part.quote,
        "value": _interval(part.value),
        "unit": _unit(part.unit),
        "computed": _interval(part.computed) if part.computed else None,
        "repair": part.repair,
    }


def _working(working: Working) -> Object:
    return {
        "formula": working.formula,
        "filled": working.filled,
        "left": _interval(working.left),
        "right": _interval(working.right),
        "left_text": working.left_text,
        "right_text": working.right_text,
        "gap": _number(working.gap),
        "gap_text": working.gap_text,
        "gap_percent": _number(working.gap_percent),
        "gap_steps": _number(working.gap_steps),
    }


def _rule(rule: Rule) -> Object:
    return {
        "id": rule.id,
        "title": rule.title,
        "check": rule.check,
        "level": rule.level.value,
        "why": rule.why,
        "source": rule.source,
        "pack": rule.pack,
        "place": _place(rule.place) if rule.place else None,
        "record": asdict(rule.record) if rule.record else None,
    }


def _place(place: Place) -> Object:
    return {"file": place.file, "line": place.line, "column": place.column}


def _term(term: Term) -> Object:
    return {
        "words": term.words,
        "key": list(term.key),
        "standing": term.standing.value,
        "span": _span(term.span) if term.span else None,
    }


def _period(period: Period) -> Object:
    return {
        "words": period.words,
        "start": period.start,
        "end": period.end,
        "ago": period.ago,
        "length": period.length,
        "standing": period.standing.value,
        "span": _span(period.span) if period.span else None,
    }


def _unit(unit: Unit) -> Object:
    return {
        "name": unit.name,
        "kind": unit.kind.value,
        "dimension": [list(power) for power in unit.dimension],
        "factor": unit.factor,
        "offset": unit.offset,
    }


def _interval(interval: Interval) -> Object:
    return {"low": _number(interval.low), "high": _number(interval.high)}


def _value(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _text(value)
    items = ",\n  ".join(_text(item) for item in value)
    return f"[\n  {items}\n]"


def _text(value: Any) -> str:
    # The encoder in C, which `indent` would switch off: 5,000 figures in a tenth of the time.
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _LONE_SURROGATES.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _number(value: float) -> float | None:
    """Return `value`, None where it is beyond all bounds: JSON knows no infinity."""
    return value if math.isfinite(value) else None


def _span(span: Span) -> list[int]:
    return [span.start, span.end]
