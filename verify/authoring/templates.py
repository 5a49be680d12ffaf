"""The sentences of a rule with places for other figures: its own examples, and its patterns written out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from verify.checking import CompiledRule
from verify.model import Figure, Finding, Kind, Qualifier, Verdict
from verify.pipeline import Setup, check_text

from .numerals import Drawn, Style, styles_of

JUDGED = (Verdict.CONSISTENT, Verdict.APPROXIMATE, Verdict.INCONSISTENT)


class Hole(Struct, frozen=True):
    """A figure of a text that a rule ties."""

    slot: str
    figure: Figure
    styles: tuple[Style, ...]
    """How other numbers can be written in its place; empty where it stays as it is."""


class Said(NamedTuple):
    """What a figure is meant to say."""

    value: float
    kind: Kind
    form: str


class Template(Struct, frozen=True):
    """A text that a rule notices, and the figures of it that may change."""

    text: str
    holes: tuple[Hole, ...]
    holds: bool
    """Whether its figures agree as they stand."""

    def filled(self, numbers: Mapping[int, Drawn]) -> tuple[str, dict[int, Said]]:
        """Return the text with other numbers in some of its holes, and what stands at the place of each hole in it.

        The numbers are by the index of their holes.
        """
        written: list[str] = []
        said: dict[int, Said] = {}
        end = length = 0
        for place in sorted(range(len(self.holes)), key=lambda place: self.holes[place].figure.span.start):
            figure = self.holes[place].figure
            drawn = numbers.get(place)
            written += [self.text[end : figure.span.start], drawn.text if drawn else figure.quote]
            length += len(written[-2])
            said[length] = Said(drawn.written.low if drawn else figure.low, figure.kind, figure.form)
            length += len(written[-1])
            end = figure.span.end
        return "".join([*written, self.text[end:]]), said


def verdicts_of(rule: CompiledRule) -> tuple[Verdict, ...]:
    """Return the verdicts that a rule is tried by: one without a check only gives figures."""
    return JUDGED if rule.formula else (Verdict.IMPLIED,)


def speaking(text: str, rule: CompiledRule, alone: Setup) -> tuple[tuple[Finding, ...], Sequence[Figure]]:
    """Return what the rule says of all its figures in a text, and the figures; `alone` is the setup with it alone."""
    report = check_text(text, alone)
    mine = tuple(
        finding for finding in report.findings if finding.rule == rule.rule.id and finding.verdict in verdicts_of(rule)
    )
    return mine, report.figures


def template_of(text: str, rule: CompiledRule, alone: Setup, example: str = "") -> Template | None:
    """Return a text as a template, None where the rule does not speak exactly once of plain figures in it.

    Of a table, which is believed for the lines that hold, one line may change, the first with the verdict of the
    example, and of that what no other line shares.
    """
    findings, figures = speaking(text, rule, alone)
    shared: set[int] = set()
    if rule.layout and example:
        others = findings
        findings = tuple(finding for finding in findings if finding.verdict.value == example)[:1]
        shared = {part.figure for finding in others if finding not in findings for part in finding.parts}
    if len(findings) != 1 or (example and findings[0].verdict.value != example):
        return None
    parts = findings[0].parts
    if any(figures[part.figure].unit != part.unit for part in parts):
        return None  # it lends its unit to another, or is told in thousands
    holes = tuple(
        Hole(part.name, figures[part.figure], () if part.figure in shared else styles_of(figures[part.figure]))
        for part in parts
    )
    plain = all(hole.figure.qualifier is Qualifier.EXACT and (rule.layout or not hole.figure.is_cell) for hole in holes)
    if not plain or not any(hole.styles for hole in holes):
        return None
    spans = [hole.figure.span for hole in holes]
    if any(text[span.start : span.end] != hole.figure.quote for span, hole in zip(spans, holes, strict=True)):
        return None
    return Template(text, holes, findings[0].verdict is not Verdict.INCONSISTENT)
