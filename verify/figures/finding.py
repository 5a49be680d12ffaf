"""The spine: a document's text becomes its figures."""

from __future__ import annotations

from collections.abc import Iterator

from verify.model import NUMBER, Document, Figure, Span

from .drafts import Draft, figure_of, figure_of_mark
from .joins import join, share_units, spread_labels
from .lexicon import Lexicon
from .marks import Mark
from .millions import read_millions
from .points import read_points
from .reading import read_at


def find_figures(document: Document, lexicon: Lexicon) -> tuple[Figure, ...]:
    """Return every figure of a document's prose, in the order of the text, none overlapping another.

    "more than 1,100 companies" -> anchor at "1" -> number 1100 -> no unit, noun ("company",) -> hedge "more than" ->
    1100 or more, a count. Years, dates, ordinals, names and codes come too, and say that they are no quantities.
    """
    figures: list[Figure] = []
    for span in _stretches(document):
        piece = document.text[span.start : span.end]
        for found in _read(piece, lexicon):
            figures.append(_finish(found, len(figures), piece, span.start, lexicon))
    return tuple(figures)


def _finish(found: Draft | Mark, index: int, piece: str, offset: int, lexicon: Lexicon) -> Figure:
    if isinstance(found, Mark):
        return figure_of_mark(found, index, piece, offset, lexicon.unit("day") or NUMBER)
    return figure_of(found, index, piece, offset)


def _stretches(document: Document) -> Iterator[Span]:
    """Yield the runs of prose: regions without their holes; figures never cross from one into another."""
    if not document.regions:
        yield Span(0, len(document.text))
    for region in document.regions:
        if not region.kind.is_prose:
            continue
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
    share_units(text, found, lexicon)
    spread_labels(text, found, lexicon)
    read_points(text, found, lexicon)
    read_millions(text, found, lexicon)
    return found
