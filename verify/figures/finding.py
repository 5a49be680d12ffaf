"""The spine: a document's text becomes its figures."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from verify.model import NUMBER, Document, Figure, Region, Span, Table

from .cells import cell_figures
from .drafts import Draft, figure_of, figure_of_mark
from .joins import join, share_units, spread_deviations, spread_labels
from .lexicon import Lexicon
from .marks import Mark
from .millions import read_millions
from .places import place_money
from .points import read_points
from .reading import read_at
from .weights import read_weights


def find_figures(document: Document, lexicon: Lexicon) -> tuple[Figure, ...]:
    """Return every figure of a document's prose, in the order of the text, none overlapping another.

    "more than 1,100 companies" -> anchor at "1" -> number 1100 -> no unit, noun ("company",) -> hedge "more than" ->
    1100 or more, a count. Years, dates, ordinals, names and codes come too, and say that they are no quantities.
    """
    figures: list[Figure] = []
    for part in _parts(document, lexicon):
        if isinstance(part, Figure):
            figures.append(replace(part, index=len(figures)))
            continue
        piece = document.text[part.start : part.end]
        for found in _read(piece, lexicon):
            figures.append(_finish(found, len(figures), piece, part.start, lexicon))
    return tuple(place_money(figures, document.text, lexicon))


def _finish(found: Draft | Mark, index: int, piece: str, offset: int, lexicon: Lexicon) -> Figure:
    if isinstance(found, Mark):
        return figure_of_mark(found, index, piece, offset, lexicon.unit("day") or NUMBER)
    return figure_of(found, index, piece, offset)


def _parts(document: Document, lexicon: Lexicon) -> Iterator[Span | Figure]:
    """Yield what is to be read, in the order of the text: runs of prose without their holes, and the cells of tables.

    A cell that is but a number comes as its figure, any other one is a run by itself; figures never cross from one run
    into another.
    """
    if not document.regions:
        yield Span(0, len(document.text))
    tables = iter(document.tables)
    table = next(tables, None)
    done = None
    for region in document.regions:
        if not region.kind.is_prose:
            continue
        while table is not None and table.span.end <= region.span.start:
            table = next(tables, None)
        if table is not None and table.span.overlaps(region.span):
            if table is not done:
                yield from _cells(table, document, lexicon)
            done = table
        else:
            yield from _stretches(region)


def _cells(table: Table, document: Document, lexicon: Lexicon) -> Iterator[Span | Figure]:
    read = sorted(cell_figures(table, document, lexicon), key=lambda pair: pair[0].span)
    for cell, figure in read:
        yield figure or cell.span


def _stretches(region: Region) -> Iterator[Span]:
    start = region.span.start
    for hole in region.holes:
        yield Span(start, hole.start)
        start = hole.end
    yield Span(start, region.span.end)


def _read(text: str, lexicon: Lexicon) -> list[Draft | Mark]:
    """Read one stretch: every anchor, then what ties neighbours to one another."""
    found: list[Draft | Mark] = []
    position = 0
    search = lexicon.anchor.search
    while match := search(text, position):
        reading = read_at(text, match.start(), position, lexicon)
        if reading is None:
            position = match.end()
            continue
        position = max(reading.end, match.end())
        last = found[-1] if found else None
        if isinstance(reading, Draft) and isinstance(last, Draft) and reading.start - last.end < 24:
            joined = join(text, last, reading, lexicon)
            if joined is not None:
                found[-1] = joined
                continue
        found.append(reading)
    if len(found) > 1:
        _tie(text, found, lexicon)
    return found


def _tie(text: str, found: list[Draft | Mark], lexicon: Lexicon) -> None:
    """Let neighbours say what each other's words leave out."""
    share_units(text, found, lexicon)
    spread_labels(text, found, lexicon)
    spread_deviations(text, found, lexicon)
    read_points(text, found, lexicon)
    read_millions(text, found, lexicon)
    read_weights(text, found, lexicon)
