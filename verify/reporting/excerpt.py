"""The words round the figures: a stretch of text cut so that the figures stay and the line fits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec import Struct

from verify.model import Document, Span

CUT = "…"
SNAP = 16
"""How far a cut may move to fall between two words."""


class Piece(Struct, frozen=True):
    """A run of text; `span` is set where it is one of the figures."""

    text: str
    span: Span | None = None


def excerpt(text: str, within: Span, spans: Sequence[Span], width: int) -> tuple[Piece, ...]:
    """Return pieces of `text[within]` with all `spans` and as many words round them as `width` characters hold.

    Spans that overlap an earlier one are passed over, and so are the last ones where there are too many for the width;
    the first always stays, cut in itself if need be.

    >>> [piece.text for piece in excerpt("a long way to 12 and on", Span(0, 23), [Span(14, 16)], 18)]
    ['… ', 'way to ', '12', ' and on']
    """
    kept = _apart(spans, within)
    while True:
        low, high = 0, width  # the widest context that fits
        while low < high:
            middle = (low + high + 1) // 2
            if _size(_cut(text, within, kept, middle, width)) <= width:
                low = middle
            else:
                high = middle - 1
        pieces = _cut(text, within, kept, low, width)
        if _size(pieces) <= width or len(kept) < 2:
            return pieces
        kept = kept[:-1]


def blocks_of(document: Document, spans: Iterable[Span]) -> list[tuple[Span, list[Span]]]:
    """Return the blocks of the text that hold `spans`, in order, each with those that begin inside it."""
    found: dict[Span, list[Span]] = {}
    for span in sorted(set(spans)):
        found.setdefault(_block(document, span), []).append(span)
    return list(found.items())


def _block(document: Document, span: Span) -> Span:
    at = bisect_right(document.regions, span.start, key=lambda region: region.span.start) - 1
    if at >= 0 and span.start < document.regions[at].span.end:
        return document.regions[at].span
    start = document.text.rfind("\n", 0, span.start) + 1
    end = document.text.find("\n", span.end)
    end = len(document.text) if end < 0 else end
    return Span(start, end - (document.text[start:end].endswith("\r")))


def _apart(spans: Sequence[Span], within: Span) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(set(spans)):
        clipped = Span(max(span.start, within.start), min(span.end, within.end))
        if clipped.start < clipped.end and (not kept or kept[-1].end <= clipped.start):
            kept.append(clipped)
    return tuple(kept)


def _size(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _cut(text: str, within: Span, spans: tuple[Span, ...], context: int, width: int) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    position = within.start
    for at, span in enumerate(spans):
        start = max(position, span.start - context)
        if start - position <= len(CUT) + 2:
            start = position
        else:
            start = _to_word(text, start, span.start)
            pieces.append(Piece(f"{CUT} " if not pieces else f" {CUT} "))
        if start < span.start:
            pieces.append(Piece(text[start : span.start]))
        pieces.append(Piece(_shortened(text[span.start : span.end], width // 2), span))
        following = spans[at + 1].start if at + 1 < len(spans) else within.end
        position = min(span.end + context, following)
        is_cut = following - position > len(CUT) + 2
        position = _to_word_back(text, position, span.end) if is_cut else following
        if span.end < position:
            pieces.append(Piece(text[span.end : position]))
    if position < within.end:
        if not spans:
            pieces.append(Piece(text[position : position + width]))
        pieces.append(Piece(f" {CUT}"))
    return tuple(pieces)


def _to_word(text: str, start: int, limit: int) -> int:
    blank = text.find(" ", start, min(start + SNAP, limit))
    return start if blank < 0 else blank + 1


def _to_word_back(text: str, end: int, limit: int) -> int:
    blank = text.rfind(" ", max(end - SNAP, limit), end)
    return end if blank < 0 else blank


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= max(limit, 8) else text[: max(limit, 8) - 1] + CUT
