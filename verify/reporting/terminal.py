"""The report for a terminal: a place, a sentence, the line with carets under its figures, and how to mend it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from verify.model import Document, Finding, Part, Report, Span, Verdict

from .alarms import told
from .excerpt import Piece, excerpt
from .wording import (
    by_place,
    gap,
    group_message,
    group_of,
    laid_aside,
    many,
    one_line,
    place_of,
    printable,
    repairs,
    summary,
)

INDENT = "    "
LONGEST = 600

_COLOURS = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "approximate": "33",
    "implied": "36",
    "suppressed": "2",
    "consistent": "32",
    "place": "1",
    "quiet": "2",
    "caret": "1;31",
}


def to_terminal(
    *reports: Report,
    color: bool = False,
    width: int = 100,
    verbose: bool = False,
    quiet: bool = False,
    fail_on: str = "inconsistent",
) -> str:
    """Return the reports as lines of at most `width` columns where they can be cut, messages unbroken.

    Without `verbose` only the alarms are told (see `alarms.told`); a clean text gets the summary line alone, and with
    `quiet` nothing at all. Several reports end with a line that sums them up.
    """
    paint = _Paint(color)
    lines: list[str] = []
    for report in reports:
        findings = told(report, fail_on, verbose=verbose)
        if findings or report.problems or not quiet:
            lines.extend(_report(report, findings, paint, max(width, 40)))
    if len(reports) > 1 and not quiet:
        lines.append(f"{paint(many(len(reports), 'document'), 'place')}: {summary(*reports)}")
    return "".join(f"{line}\n" for line in lines)


def _report(report: Report, findings: tuple[Finding, ...], paint: _Paint, width: int) -> Iterator[str]:
    for problem in report.problems:
        shown = "\n".join(line[:LONGEST] for line in printable(problem).split("\n"))
        yield f"{paint('problem', 'warning')}: {shown}"
    groups = group_of(report)
    for finding in findings:
        group = groups.get(finding.id)
        if group and group.findings[0] == finding.id:
            shared = report.figures[group.figure]
            place = place_of(report.document, shared.span)
            yield f"{paint(place, 'place')}: {one_line(f'{shared.quote} {group_message(report, group)}')}:"
            yield ""
        yield from _finding(report.document, finding, paint, width)
        yield ""
    name = paint(printable(report.document.name), "place")
    yield from (f"{name}: {paint('note', 'note')}: {one_line(note)}" for note in report.document.notes)
    yield f"{name}: {summary(report)}"


class _Paint:
    """Puts words in the colour of their meaning, or leaves them as they are."""

    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, text: str, colour: str) -> str:
        return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if self.on else text


def _finding(document: Document, finding: Finding, paint: _Paint, width: int) -> Iterator[str]:
    parts = by_place(finding)
    word = finding.level.value if finding.verdict is Verdict.INCONSISTENT else finding.verdict.value
    if finding.suppressed:
        word = "suppressed"
    place = f"{paint(place_of(document, parts[0].span), 'place')}: " if parts else ""
    yield f"{place}{paint(word, word)}: {one_line(finding.message)} {paint(f'[{one_line(finding.rule)}]', 'quiet')}"
    if parts:
        yield from _quotation(document, parts, paint, width)
    if finding.suppressed:
        yield f"{INDENT}reason: {one_line(laid_aside(finding.suppressed))}"
    if finding.working:
        working = finding.working
        sides = f"{working.left_text} against {working.right_text}" if working.left_text else ""
        steps = (working.formula, working.filled, sides, gap(working))
        yield paint(f"{INDENT}working: {one_line(' · '.join(step for step in steps if step))}", "quiet")
    for implied in finding.implied:
        yield f"{INDENT}implied: {one_line(f'{implied.name} = {implied.text}')}"
    if mends := [f"{part.repair} for {part.quote} ({part.name})" for part in repairs(finding)]:
        yield f"{INDENT}to mend: write {one_line(', or '.join(mends))}"
    for slip in finding.slips:
        yield f"{INDENT}slip: {one_line(f'{slip.name}: {slip.explanation}')}"


def _quotation(document: Document, parts: tuple[Part, ...], paint: _Paint, width: int) -> Iterator[str]:
    """Yield the first figure's line, carets under all figures on it, and the figures that stand elsewhere."""
    text = document.text  # not the source: tags and separators are no words
    start = text.rfind("\n", 0, parts[0].span.start) + 1
    end = text.find("\n", parts[0].span.start)
    line = Span(start, len(text) if end < 0 else end)
    on_it = [part.span for part in parts if part.span.overlaps(line)]
    shown = _without_margin(excerpt(text, line, on_it, width - 4))
    if shown:
        yield INDENT + "".join(_flat(piece.text) for piece in shown)
        carets = "".join(("^" if piece.span else " ") * _columns(_flat(piece.text)) for piece in shown)
        yield INDENT + paint(carets.rstrip(), "caret")
    marked = {piece.span.start for piece in shown if piece.span}
    for part in parts:
        if part.span.start not in marked:
            yield f"{INDENT}{place_of(document, part.span)}: {one_line(part.quote, 80)} ({one_line(part.name)})"


def _without_margin(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    if pieces and pieces[0].span is None and not pieces[0].text.strip():
        return pieces[1:]
    if pieces and pieces[0].span is None:
        return (Piece(pieces[0].text.lstrip()), *pieces[1:])
    return pieces


def _flat(text: str) -> str:
    return printable(text).replace("\t", " ").replace("\n", " ")


def _columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(character) or unicodedata.category(character) == "Cf"
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )
