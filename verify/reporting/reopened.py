"""A saved report read back, so that any other form can be made from it."""

from __future__ import annotations

import json
import math
from typing import Any

from verify.errors import UsageError
from verify.model import (
    SCHEMA_VERSION,
    Cell,
    Claim,
    Comment,
    Direction,
    Document,
    Figure,
    Finding,
    Group,
    Held,
    Implied,
    Interval,
    Kind,
    Level,
    Part,
    Period,
    Phase,
    Place,
    Qualifier,
    Reading,
    Record,
    Region,
    RegionKind,
    Report,
    Role,
    Rule,
    Slip,
    SourceMap,
    Span,
    Spot,
    Stance,
    Standing,
    Support,
    Suppression,
    Table,
    Term,
    Unit,
    Verdict,
    Witness,
    Working,
)

Object = dict[str, Any]


def from_json(text: str, name: str = "") -> Report:
    """Return the report that `to_json` saved; of the rules it holds what a reader needs, not their sentences.

    `name` is the file's, for the message. Raises UsageError where the text is no report or of another schema.
    """
    try:
        saved = json.loads(text)
        if saved["schema_version"] != SCHEMA_VERSION:
            raise ValueError(f"its schema is {saved['schema_version']!r}, not {SCHEMA_VERSION!r}")
        return _report(saved)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError) as trouble:
        what = f"is no saved report: {type(trouble).__name__}: {str(trouble)[:200]}"
        raise UsageError(what, mend="save one with `verify check FILE --format json`", file=name) from None


def _report(saved: Object) -> Report:
    figures = tuple(_figure(figure) for figure in saved["figures"])
    findings = tuple(_finding(finding) for finding in saved["findings"])
    named = [part.figure for finding in findings for part in finding.parts]
    named += [group["figure"] for group in saved["groups"]]
    named += [held["figure"] for held in saved["held"]]
    if [figure.index for figure in figures] != list(range(len(figures))) or any(
        not 0 <= index < len(figures) for index in named
    ):
        raise IndexError("a figure is missing")
    return Report(
        document=_document(saved["document"]),
        figures=figures,
        claims=tuple(_claim(claim, figures) for claim in saved["claims"]),
        findings=findings,
        groups=tuple(Group(group["figure"], tuple(group["findings"]), group["repair"]) for group in saved["groups"]),
        held=tuple(_held(held) for held in saved["held"]),
        rules=tuple(_rule(rule) for rule in saved["rules"]),
        problems=tuple(saved["problems"]),
        version=saved["verify_version"],
    )


def _document(saved: Object) -> Document:
    source = saved["text"] if saved["source"] is None else saved["source"]
    return Document(
        name=saved["name"],
        text=saved["text"],
        regions=tuple(
            Region(
                RegionKind(region["kind"]),
                Span(*region["span"]),
                region["level"],
                tuple(Span(*hole) for hole in region["holes"]),
            )
            for region in saved["regions"]
        ),
        tables=tuple(_table(table) for table in saved["tables"]),
        source_map=SourceMap(
            source,
            tuple((start, origin) for start, origin in saved["pieces"]),
            tuple(Spot(start, name, tuple(box) if box else None) for start, name, box in saved["spots"]),
        ),
        encoding=saved["encoding"],
        notes=tuple(saved["notes"]),
        comments=tuple(
            Comment(comment["words"], Span(*comment["span"]), comment["source"]) for comment in saved["comments"]
        ),
    )


def _table(saved: Object) -> Table:
    return Table(
        Span(*saved["span"]),
        tuple(
            Cell(Span(start, end), row, column, rows, columns, bool(is_head), level)
            for start, end, row, column, rows, columns, is_head, level in saved["cells"]
        ),
        saved["head_rows"],
        Span(*saved["caption"]) if saved["caption"] else None,
    )


def _figure(saved: Object) -> Figure:
    return Figure(
        index=saved["index"],
        span=Span(*saved["span"]),
        quote=saved["quote"],
        extent=Span(*saved["extent"]),
        low=-math.inf if saved["low"] is None else saved["low"],
        high=_beyond(saved["high"]),
        strict=_interval(saved["strict"]),
        coarse=_interval(saved["coarse"]),
        unit=_unit(saved["unit"]),
        kind=Kind(saved["kind"]),
        qualifier=Qualifier(saved["qualifier"]),
        hedge=saved["hedge"],
        noun=tuple(saved["noun"]),
        form=saved["form"],
        step=_beyond(saved["step"]),
        scale=saved["scale"],
    )


def _claim(saved: Object, figures: tuple[Figure, ...]) -> Claim:
    return Claim(
        figure=figures[saved["figure"]],
        measure=_term(saved["measure"]),
        subject=_term(saved["subject"]),
        period=_period(saved["period"]),
        role=Role(saved["role"]),
        phase=Phase(saved["phase"]),
        direction=Direction(saved["direction"]),
        stance=Stance(saved["stance"]),
        attribution=saved["attribution"],
        sentence=saved["sentence"],
        paragraph=saved["paragraph"],
    )


def _finding(saved: Object) -> Finding:
    return Finding(
        id=saved["id"],
        rule=saved["rule"],
        verdict=Verdict(saved["verdict"]),
        level=Level(saved["level"]),
        message=saved["message"],
        parts=tuple(_part(part) for part in saved["parts"]),
        working=_working(saved["working"]) if saved["working"] else None,
        reading=Reading(saved["reading"]),
        implied=tuple(
            Implied(
                name=implied["name"],
                value=_interval(implied["value"]),
                unit=_unit(implied["unit"]),
                text=implied["text"],
                reading=Reading(implied["reading"]),
            )
            for implied in saved["implied"]
        ),
        slips=tuple(Slip(slip["name"], slip["figure"], slip["explanation"], slip["meant"]) for slip in saved["slips"]),
        suspects=tuple(saved["suspects"]),
        derives=saved["derives"],
        chain=tuple(saved["chain"]),
        suppressed=_suppression(saved["suppressed"]) if saved["suppressed"] else None,
    )


def _held(saved: Object) -> Held:
    return Held(
        saved["figure"],
        Support(saved["support"]),
        tuple(
            Witness(
                witness["source"],
                witness["where"],
                witness["quote"],
                _interval(witness["value"]),
                _unit(witness["unit"]),
                Place(**witness["place"]) if witness["place"] else None,
            )
            for witness in saved["witnesses"]
        ),
        saved["formula"],
        saved["finding"],
    )


def _suppression(saved: Object) -> Suppression:
    return Suppression(saved["reason"], Place(**saved["place"]))


def _part(saved: Object) -> Part:
    return Part(
        name=saved["name"],
        figure=saved["figure"],
        span=Span(*saved["span"]),
        quote=saved["quote"],
        value=_interval(saved["value"]),
        unit=_unit(saved["unit"]),
        computed=_interval(saved["computed"]) if saved["computed"] else None,
        repair=saved["repair"],
    )


def _working(saved: Object) -> Working:
    return Working(
        formula=saved["formula"],
        filled=saved["filled"],
        left=_interval(saved["left"]),
        right=_interval(saved["right"]),
        left_text=saved["left_text"],
        right_text=saved["right_text"],
        gap=_beyond(saved["gap"]),
        gap_text=saved["gap_text"],
        gap_percent=_beyond(saved["gap_percent"]),
        gap_steps=_beyond(saved["gap_steps"]),
    )


def _rule(saved: Object) -> Rule:
    return Rule(
        id=saved["id"],
        title=saved["title"],
        check=saved["check"],
        level=Level(saved["level"]),
        why=saved["why"],
        source=saved["source"],
        pack=saved["pack"],
        place=Place(**saved["place"]) if saved["place"] else None,
        record=Record(**saved["record"]) if saved["record"] else None,
    )


def _term(saved: Object) -> Term:
    return Term(saved["words"], tuple(saved["key"]), Standing(saved["standing"]), _span(saved["span"]))


def _period(saved: Object) -> Period:
    return Period(
        words=saved["words"],
        start=saved["start"],
        end=saved["end"],
        ago=saved["ago"],
        length=saved["length"],
        standing=Standing(saved["standing"]),
        span=_span(saved["span"]),
    )


def _unit(saved: Object) -> Unit:
    dimension = tuple((name, power) for name, power in saved["dimension"])
    return Unit(saved["name"], Kind(saved["kind"]), dimension, saved["factor"], saved["offset"])


def _interval(saved: Object) -> Interval:
    low = -math.inf if saved["low"] is None else saved["low"]
    return Interval(low, _beyond(saved["high"]))


def _beyond(value: float | None) -> float:
    return math.inf if value is None else value


def _span(saved: list[int] | None) -> Span | None:
    return Span(*saved) if saved else None
