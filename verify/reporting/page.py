"""The report as one HTML page that needs nothing else: no network, no other file, no script but its own."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from msgspec import Struct

from verify.checking import BESIDE
from verify.figures import written
from verify.model import Document, Finding, Group, Part, Report, Rule, Span, Verdict

from .blocks import Block
from .cards import cards
from .drawing import Drawing, drawing
from .excerpt import Piece, blocks_of, excerpt
from .outcome import Outcome, outcomes
from .page_text import Grid, extract, shown_text
from .page_ties import pictures
from .wording import (
    MEANINGS,
    SIGNS,
    by_place,
    gap,
    group_message,
    group_of,
    headline,
    many,
    record_words,
    repairs,
    spot_of,
)

if TYPE_CHECKING:
    from jinja2 import Template

WEIGHT = (Verdict.INCONSISTENT, Verdict.APPROXIMATE, Verdict.IMPLIED, Verdict.CONSISTENT)

SUPPRESSED = "suppressed"

QUOTED = 260
"""Characters of a quotation."""

FOLDED = 60
"""Lists longer than this are folded at first, and read when they are opened."""

WHOLE = 60
"""So many findings stand in the page as they are; a browser with scripts reads the later ones when they come near. A
text of more blocks is laid out as it is seen."""

NO_FILE = ("", "-", "<stdin>", "<text>")
"""Names of documents that no file can lie beside."""

SCRIPTS = ("report.js", "desk.js", "lists.js")
"""In this order, as one script."""

# No HTML text may hold these, escaped or not.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Quotation(Struct, frozen=True):
    """The figures of a finding that stand in one block, in their words."""

    place: str
    pieces: tuple[tuple[Piece, int | None], ...]
    grid: Grid | None = None
    """Their rows of a table, in the place of the pieces."""


class Shown(Struct, frozen=True):
    """A finding with what the page needs beside it."""

    number: int
    finding: Finding
    rule: Rule | None
    place: str
    quotations: tuple[Quotation, ...]
    drawing: Drawing | None
    gap: str
    repairs: tuple[Part, ...]
    chain: tuple[tuple[str, int | None], ...]
    """Ids of the findings it rests on, each with its number on the page."""
    begins: Group | None = None
    """The group that it is the first of."""

    @property
    def judged(self) -> bool:
        """Whether its figures were held against one another; what is only implied leaves each as it is."""
        return any(part.computed is not None for part in self.finding.parts)

    @property
    def heading(self) -> str:
        """The heading it stands under: its verdict, or that it is suppressed."""
        return SUPPRESSED if self.finding.suppressed else self.finding.verdict.value


def to_html(report: Report, *, date: str = "") -> str:
    """Return the page.

    `date` is printed as given: the page asks no clock, so that the same input gives the same bytes.
    """
    style, script = _resource("report.css"), _script()
    became = outcomes(report)
    shown = _shown(report)
    text = list(shown_text(report))
    drawn, undrawn = pictures(report)
    title = re.split(r"[\\/]", report.document.name)[-1]
    is_file = report.document.name not in NO_FILE
    beside = f"{title}{BESIDE}" if is_file else f"suppressions{BESIDE}"
    page = _template().render(
        report=report,
        document=report.document,
        date=date,
        policy=_policy(style, script),
        style=style,
        script=script,
        headline=headline(report),
        blocks=text,
        first_figure=_first_figure(text),
        pictures=drawn,
        undrawn=undrawn,
        beside=beside,
        is_file=is_file,
        example=next((f.working for f in report.findings if f.working and f.verdict is not Verdict.IMPLIED), None),
        became=became,
        legend=[name.value for name in Outcome if name is not Outcome.SUPPRESSED or report.suppressed],
        groups=[(name, found) for name in (*WEIGHT, SUPPRESSED) if (found := [s for s in shown if s.heading == name])],
        all=shown,
        derivations={s.finding.derives: s for s in reversed(shown) if s.heading in (WEIGHT[1], WEIGHT[3])},
        data=_data(report.document.name, title, beside, shown, cards(report, became)),
        signs=SIGNS,
        meanings=MEANINGS,
        folded=FOLDED,
        whole=WHOLE,
        many=many,
        record_words=record_words,
        group_message=lambda group: group_message(report, group),
        written=written,
        where=lambda span: report.document.source_map.where(span.start),
        context=lambda span: _quotations(report.document, ((span, None),), 140)[0].pieces,
    )
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", page)


def _shown(report: Report) -> list[Shown]:
    rules = {rule.id: rule for rule in report.rules}
    numbers = {finding.id: number for number, finding in reversed(list(enumerate(report.findings, 1)))}
    groups = group_of(report)
    shown = []
    for number, finding in enumerate(report.findings, 1):
        parts = by_place(finding)
        group = groups.get(finding.id)
        shown.append(
            Shown(
                number=number,
                finding=finding,
                rule=rules.get(finding.rule),
                place=spot_of(report.document, parts[0].span) if parts else "",
                quotations=_quoted(report, parts),
                drawing=drawing(finding),
                gap=gap(finding.working) if finding.working else "",
                repairs=repairs(finding),
                chain=tuple((name, numbers.get(name)) for name in finding.chain),
                begins=group if group and group.findings[0] == finding.id else None,
            )
        )
    return shown


def _quoted(report: Report, parts: tuple[Part, ...]) -> tuple[Quotation, ...]:
    """Return the figures of a finding in their words, or in the rows of their table."""
    cells = extract(report.document, [report.figures[part.figure] for part in parts]) if parts else None
    if cells:
        return (Quotation(spot_of(report.document, parts[0].span), (), cells),)
    return _quotations(report.document, tuple((part.span, part.figure) for part in parts), QUOTED)


def _quotations(document: Document, spans: tuple[tuple[Span, int | None], ...], width: int) -> tuple[Quotation, ...]:
    figures = dict(reversed(spans))
    made = []
    for block, inside in blocks_of(document, figures):
        # A span may be clipped to its block, never moved: its start tells the figure.
        starts = {span.start: figures[span] for span in inside}
        pieces = excerpt(document.text, block, inside, width)
        marked = tuple((piece, starts.get(piece.span.start) if piece.span else None) for piece in pieces)
        made.append(Quotation(spot_of(document, inside[0]), marked))
    return tuple(made)


def _data(name: str, title: str, beside: str, shown: list[Shown], figures: list[dict[str, object]]) -> str:
    """Return what the script needs, as JSON that no text can break out of."""
    findings = [_finding(one, beside) for one in shown]
    whole = {"name": name, "title": title, "beside": beside, "figures": figures, "findings": findings}
    data = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _finding(shown: Shown, beside: str) -> dict[str, object]:
    finding = shown.finding
    told: dict[str, object] = {
        "verdict": shown.heading,
        "id": finding.id,
        "rule": finding.rule,
        "parts": [(part.figure, part.name) for part in finding.parts],
    }
    if finding.suppressed and re.split(r"[\\/]", finding.suppressed.place.file)[-1] == beside:
        # Decided already, in the file that the page would write again.
        told["reason"] = finding.suppressed.reason
    return told


def _first_figure(text: Sequence[Block | Grid]) -> int | None:
    """Return the figure that Tab reaches first."""
    for block in text:
        squares = (
            [square for line in (*block.head, *block.body) for square in line] if isinstance(block, Grid) else [block]
        )
        for run in (run for one in squares for run in one.runs):
            if run.figure is not None:
                return run.figure
    return None


def _policy(style: str, script: str) -> str:
    """Return a content policy under which only this style and this script run, and nothing is fetched."""
    only = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    return f"default-src 'none'; {only}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _script() -> str:
    parts = "\n".join(_resource(name) for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


@cache
def _resource(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text("utf-8").replace("\r\n", "\n")


@cache
def _template() -> Template:
    # Here and not above: the other forms, and the command's start, need not pay for it.
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FunctionLoader(_resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")
