"""Figures that the text itself binds to a row: `<!-- figure: revenue.csv#year=2019,measure=revenue -->`.

The comment stands right behind the figure, or right before it. Before the `#` stands the table's file or its name,
behind it what picks the row: a column with its value, or `measure`, `subject`, `period`, `unit`, `column`. After ` vs `
a second row may be picked, by what differs from the first: `#year=2019,measure=revenue vs year=2018` is the change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote

from msgspec import Struct

from verify.errors import TableError
from verify.model import Claim, Comment, Document, Figure, Kind, Place, Support
from verify.sourced import nearest

from .comparing import Likeness, converted, held_to
from .days import read_days
from .deriving import Derived, as_told, change_held_to, changes_between, rows_told
from .index import plain, when
from .judging import Asked, Judged, said, told, witnesses_of
from .matching import fit
from .table import Entry
from .words import lemmas

FORM = "<!-- figure: revenue.csv#year=2019,measure=revenue -->"
FIELDS = ("measure", "subject", "period", "unit", "column")
_OURS = re.compile(r"\s*figure\s*:\s*(?P<rest>.*?)\s*", re.DOTALL | re.IGNORECASE)
_NEAR_BEFORE = re.compile(r"[\s)\]}*_.,;:!?'’”\"]{0,6}")
"""What may stand between a figure and the comment behind it."""
_NEAR_AFTER = re.compile(r"[\s(\[{*_'‘“\"]{0,4}")
_VS = re.compile(r"\s+vs\s+")

Picks = tuple[tuple[str, str], ...]
"""Column or field, and the value it must have."""


class Binding(Struct, frozen=True):
    """A comment that binds a figure, understood."""

    table: str
    picks: Picks
    against: Picks
    """Of the row that it is compared with, () for none."""
    comment: Comment
    place: Place


def bindings_in(document: Document) -> tuple[list[Binding], list[TableError]]:
    """Return what the comments of a document bind, and what cannot be understood."""
    found: list[Binding] = []
    faults: list[TableError] = []
    for comment in document.comments:
        ours = _OURS.fullmatch(comment.words)
        if ours is None:
            continue
        place = document.place_of(comment)
        table, sharp, picks = ours["rest"].partition("#")
        first, *rest = _VS.split(picks)
        try:
            if not sharp or not table.strip() or len(rest) > 1:
                raise TableError("binds to no row", mend=f"write {FORM}", where=place)
            against = _picks(rest[0], place) if rest else ()
            found.append(Binding(unquote(table.strip()), _picks(first, place), against, comment, place))
        except TableError as fault:
            faults.append(fault)
    return found, faults


def _picks(text: str, place: Place) -> Picks:
    pairs = []
    for part in text.split(","):
        name, equals, value = part.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise TableError(f"'{part.strip()}' picks no row", mend=f"write {FORM}", where=place)
        pairs.append((unquote(name.strip()), unquote(value.strip())))
    return tuple(pairs)


def figure_of(binding: Binding, document: Document, figures: Sequence[Figure]) -> Figure | None:
    """Return the figure right before a comment, or else the one right behind it; None where there is none."""
    span, text = binding.comment.span, document.text
    quantities = [figure for figure in figures if figure.is_quantity]
    for figure in quantities:
        for end in (figure.extent.end, figure.span.end):
            if end <= span.start <= end + 6 and _NEAR_BEFORE.fullmatch(text, end, span.start):
                return figure
    for figure in quantities:
        for start in (figure.extent.start, figure.span.start):
            if span.end <= start <= span.end + 4 and _NEAR_AFTER.fullmatch(text, span.end, start):
                return figure
    return None


def bound_claim(binding: Binding, claim: Claim | None) -> Claim:
    """Return the claim that a binding is for; raises TableError where it stands beside no figure."""
    if claim is None:
        raise TableError("binds no figure", mend="put the comment right behind the figure", where=binding.place)
    return claim


def picked(picks: Picks, asked: Asked, place: Place) -> list[Entry]:
    """Return the numbers that the picks leave, in every unit; raises TableError where one names no column or value."""
    index, columns = asked.index, asked.table.cells.columns
    rows: set[int] | None = None
    tests: list[tuple[str, str]] = []
    for name, value in picks:
        if name in columns:
            with_value = index.rows_with(name, value)
            rows = with_value if rows is None else rows & with_value
        elif name in FIELDS:
            tests.append((name, value))
        else:
            known = [*columns, *FIELDS]
            raise TableError(f"{asked.table.name} has no column '{name}'", mend=nearest(name, known), where=place)
    entries = (
        asked.table.entries if rows is None else [entry for row in sorted(rows) for entry in index.entries_in(row)]
    )
    return [entry for entry in entries if all(_passes(entry, name, value, asked) for name, value in tests)]


def _passes(entry: Entry, name: str, value: str, asked: Asked) -> bool:
    if name == "period":
        days = read_days(value)
        return days is not None and when(days) == when(entry.period)
    if name == "unit":
        return entry.unit.name == value
    if name == "column":
        return entry.column == value
    has = entry.measure if name == "measure" else entry.subject
    if has == value:
        return True
    called = asked.table.legend.words.get(has, ())
    return any(lemmas(value, asked.language) == lemmas(word, asked.language) for word in (has, *called))


def the_entry(binding: Binding, figure: Figure, asked: Asked, picks: Picks) -> Entry:
    """Return the one number that a binding picks for a figure; raises TableError where it picks none or several."""
    entries = picked(picks, asked, binding.place)
    change = bool(binding.against)
    if not change:
        entries = [entry for entry in entries if fit(entry.unit, figure.unit)]
    elif figure.unit.kind is Kind.MONEY:
        entries = [entry for entry in entries if entry.unit.name == figure.unit.name]
    written = ",".join(f"{name}={value}" for name, value in picks)
    if not entries:
        raise TableError(
            f"no row of {asked.table.name} has {written} and a value that '{figure.quote}' could be",
            mend="check its columns, values and unit, or remove the comment",
            where=binding.place,
        )
    if len({(entry.number, entry.unit.name) for entry in entries}) > 1:
        first, second = entries[:2]
        raise TableError(
            f"{written} picks several numbers of {asked.table.name}: {told(first)} ({first.where}), "
            f"{told(second)} ({second.where})",
            mend="pick by a further column, or by unit",
            where=binding.place,
        )
    return entries[0]


def bound_value(binding: Binding, claim: Claim, asked: Asked) -> Derived:
    """Return the value that a binding gives the figure of a claim, with its rows; raises TableError."""
    figure = claim.figure
    last = the_entry(binding, figure, asked, binding.picks)
    if not binding.against:
        return Derived((last,), "", last.value, last.number, main=True)
    names = {name for name, _ in binding.against}
    picks = (*(pair for pair in binding.picks if pair[0] not in names), *binding.against)
    first = the_entry(binding, figure, asked, picks)
    changes = list(changes_between(first, last, claim, main=True))
    if not changes:
        raise TableError(
            f"'{figure.quote}' cannot be the change from {said(first)} to {said(last)}",
            mend="bind a percentage, or an amount in the unit of the rows",
            where=binding.place,
        )
    return changes[0]


def judge_bound(binding: Binding, claim: Claim, asked: Asked) -> Judged:
    """Return what the row that the text names makes of its figure, strictly: only a hedge gives room."""
    figure, derived = claim.figure, bound_value(binding, claim, asked)
    if binding.against:
        likeness, value = change_held_to(derived, claim), as_told(derived, claim)
        likeness = Likeness.SAME if likeness is Likeness.FINER else likeness
        row = f"{derived.formula} ({rows_told(derived.entries)})"
    else:
        entry = derived.entries[0]
        likeness, value = held_to(figure, entry), converted(entry.value, entry.unit, figure.unit)
        row = f"{told(derived.entries[0])} ({derived.entries[0].where})"
    hedged = likeness is Likeness.COARSE and bool(figure.hedge)
    holds = likeness is Likeness.SAME or hedged
    support = Support.CONTRADICTED if not holds else Support.DERIVABLE if binding.against else Support.SUPPORTED
    verb = "is" if holds else "is not"
    return Judged(
        figure.index, support, witnesses_of(derived.entries, asked), derived.formula, value, hedged,
        f"{figure.quote} {verb} what it is bound to in {asked.table.name}: {row}", derived.entries,
        sure=True, bound=True,
    )  # fmt: skip


def by_name(tables: Sequence[Asked]) -> Mapping[str, Asked]:
    """Return tables by what a comment may call them: the file of data, the legend, the name."""
    found: dict[str, Asked] = {}
    for asked in tables:
        legend = asked.table.legend
        for name in (legend.data.name if legend.data else "", legend.file.name, legend.file.stem, legend.name):
            if name:
                found.setdefault(name, asked)
    return found


def table_of(binding: Binding, tables: Mapping[str, Asked]) -> Asked:
    """Return the table that a binding names; raises TableError where it was not given."""
    asked = tables.get(binding.table) or tables.get(binding.table.rpartition("/")[2])
    if asked is None:
        raise TableError(
            f"the table '{binding.table}' was not given",
            mend="name its legend: --against TABLE.yaml",
            where=binding.place,
        )
    return asked


def comment_for(entries: Sequence[Entry], asked: Asked) -> str | None:
    """Write the comment that binds a figure to a row, or to the change between two; None where none tells it alone."""
    first, *others = entries
    picks = _picks_of(first, asked)
    if picks is None or len(others) > 1:
        return None
    against = ""
    if others:
        other = _picks_of(others[0], asked)
        differing = [pair for pair in other or () if pair not in picks]
        if other is None or not differing:
            return None
        against = f" vs {_joined(differing)}"
    legend = asked.table.legend
    table = legend.data.name if legend.data and not legend.query else legend.name
    return f"<!-- figure: {_coded(table)}#{_joined(picks)}{against} -->"


def _picks_of(entry: Entry, asked: Asked) -> Picks | None:
    legend, cells = asked.table.legend, asked.table.cells
    row = cells.rows[entry.row - cells.first]
    fields = (legend.subject, legend.period, legend.measure, legend.base, legend.quote)
    columns = [str(field.column) for field in fields if field.column is not None]
    pairs = [(name, plain(row[cells.columns.index(name)])) for name in columns]
    if legend.measure.column is None:
        pairs.append(("measure", entry.measure))
    place = Place(str(legend.file), 1, 1)
    found = picked(tuple(pairs), asked, place)
    if len({other.unit.name for other in found}) > 1:
        pairs.append(("unit", entry.unit.name))
        found = [other for other in found if other.unit.name == entry.unit.name]
    return tuple(pairs) if len(found) == 1 else None


def _joined(pairs: Sequence[tuple[str, str]]) -> str:
    return ",".join(f"{_coded(name)}={_coded(value)}" for name, value in pairs)


def _coded(text: str) -> str:
    """Write a name so that nothing in it ends a pick, or the comment."""
    return quote(text, safe=" /.:;()'&+").replace("--", "-%2D")
