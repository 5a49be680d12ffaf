"""Comments that bind figures, and values of tables, put into the source of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from verify.errors import TableError, VerifyError
from verify.model import Claim, Direction, Document, Figure, Kind, Span, Support

from .binding import bindings_in, bound_claim, bound_value, by_name, comment_for, figure_of, judge_bound, table_of
from .comparing import in_unit
from .deriving import Derived
from .judging import Asked, Judged
from .restyling import restyled
from .texts import judge_text

COMMENT = (".md", ".markdown", ".mdown", ".mkd", ".html", ".htm")
"""Files in which `<!-- … -->` is a comment."""


class Edit(Struct, frozen=True, order=True):
    """New words for a stretch of the source."""

    start: int
    end: int
    words: str


class Edits(Struct):
    """What is to be done to a document, and what was found."""

    edits: list[Edit] = field(default_factory=list)
    written: int = 0
    """New comments."""
    refreshed: int = 0
    """Comments that are told anew."""
    mended: list[str] = field(default_factory=list)
    """Figures that get the value of the table: "$124 billion is $131 billion now"."""
    wrong: list[str] = field(default_factory=list)
    """Bound figures that are not what they are bound to, and stay so."""
    faults: list[VerifyError] = field(default_factory=list)


def edits_for(
    document: Document,
    figures: Sequence[Figure],
    claims: Sequence[Claim],
    tables: Sequence[Asked],
    *,
    fix: bool = False,
) -> Edits:
    """Return the comments that a document lacks, and with `fix` the values that its bound figures should have.

    Only what a table supports for sure is bound: the same measure, subject and period, all of them stated.
    """
    found = Edits()
    bound = _refresh(document, figures, claims, tables, found, fix=fix)
    judged = [(asked, judge_text(claims, document, asked)) for asked in tables]
    for claim in claims:
        if claim.index not in bound and not claim.figure.is_cell:
            _bind(document, claim, judged, found)
    found.edits.sort()
    return found


def edited(source: str, edits: Sequence[Edit]) -> str:
    """Return a source with edits made; they are in order and do not overlap."""
    parts, at = [], 0
    for edit in edits:
        parts += [source[at : edit.start], edit.words]
        at = edit.end
    return "".join([*parts, source[at:]])


def _bind(document: Document, claim: Claim, made: Sequence[tuple[Asked, Mapping[int, Judged]]], found: Edits) -> None:
    for asked, by_index in made:
        judged = by_index.get(claim.index)
        if judged is None or not judged.sure or judged.coarse or judged.support is Support.CONTRADICTED:
            continue
        comment = comment_for(judged.entries, asked)
        end = _source(document, claim.figure.extent)
        if comment is not None and end is not None:
            found.edits.append(Edit(end[1], end[1], comment))
            found.written += 1
            return


def _refresh(
    document: Document,
    figures: Sequence[Figure],
    claims: Sequence[Claim],
    tables: Sequence[Asked],
    found: Edits,
    *,
    fix: bool,
) -> set[int]:
    """Tell the bindings of a document anew; return the figures that have one."""
    tables_named, by_index = by_name(tables), {claim.index: claim for claim in claims}
    bindings, faults = bindings_in(document)
    found.faults += faults
    bound: set[int] = set()
    for binding in bindings:
        figure = figure_of(binding, document, figures)
        claim = by_index.get(figure.index) if figure else None
        try:
            claim = bound_claim(binding, claim)
            bound.add(claim.index)
            asked = table_of(binding, tables_named)
            judged, derived = judge_bound(binding, claim, asked), bound_value(binding, claim, asked)
        except TableError as fault:
            found.faults.append(fault)
            continue
        comment = comment_for(derived.entries, asked)
        start, end = binding.comment.source, binding.comment.source + len(binding.comment.words) + len("<!---->")
        if comment and document.source_map.source[start:end] != comment:
            found.edits.append(Edit(start, end, comment))
            found.refreshed += 1
        if judged.support is Support.CONTRADICTED:
            _mend(document, claim, derived, judged.message, found, fix=fix)
    return bound


def _mend(document: Document, claim: Claim, derived: Derived, message: str, found: Edits, *, fix: bool) -> None:
    figure = claim.figure
    where = document.place(figure.span.start)
    new = restyled(figure, _value(claim, derived)) if fix else None
    span = _source(document, figure.span)
    if new is None or span is None or new == figure.quote:
        found.wrong.append(f"{where}: {message}")
        return
    found.edits.append(Edit(*span, new))
    found.mended.append(f"{where}: {figure.quote} is {new} now: {message}")


def _value(claim: Claim, derived: Derived) -> float:
    """Return what a binding gives, in the unit of its figure."""
    figure = claim.figure
    if derived.formula:
        return -derived.exact if claim.direction is Direction.DOWN else derived.exact
    (entry,) = derived.entries
    same = figure.unit.kind in (Kind.COUNT, Kind.NUMBER)
    return entry.number if same else in_unit(entry.number, entry.unit, figure.unit)


def _source(document: Document, span: Span) -> tuple[int, int] | None:
    """Return where a stretch of the text stands in the source; None where it does not stand there as it is."""
    start, end = document.source_map.offset(span.start), document.source_map.offset(span.end - 1) + 1
    return (start, end) if document.source_map.source[start:end] == document.quote(span) else None
