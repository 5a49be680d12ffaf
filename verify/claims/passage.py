"""A passage: one block of the document as a row of tokens, each figure with its hedge and noun one token.

"Revenue rose by about 12% to $124 billion." becomes `revenue rose by <12%> to <$124 billion> .`
Patterns and the interpretation of claims both work on this row, so neither ever looks at digits again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from verify.model import Document, Figure, Span
from verify.reading import sentences

from .vocabulary import SENTENCE_END, Vocabulary

_TOKEN = re.compile(r"[^\W\d_](?:[\w’'\-&]*\w)?|\d[\w.,]*|(?<=\s)[-–—](?=\s)|[–—]|[,;:()/&%]|--+")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")


class Passage(Struct, frozen=True):
    """The tokens of one region, as parallel rows."""

    region: int
    """Index of the region in the document."""
    sentence: int
    """Index in the document of its first sentence; the sentences of a passage follow one another."""
    words: tuple[str, ...]
    """Each token in lower case, a possessive ending cut off; "" for a figure, `SENTENCE_END` between sentences."""
    spans: tuple[Span, ...]
    """Where each token stands in the document."""
    figures: tuple[int, ...]
    """Index of the figure that the token is, -1 for other tokens."""
    coded: str
    """Each token as one character of the vocabulary, for patterns."""
    present: frozenset[str]
    """The characters of `coded`."""

    def sentence_of(self, token: int) -> int:
        """Return the document's index of the sentence that `token` stands in."""
        return self.sentence + self.words[:token].count(SENTENCE_END)


def passages(document: Document, figures: Sequence[Figure], vocabulary: Vocabulary) -> tuple[Passage, ...]:
    """Return the passages that hold figures, in the order of the text."""
    made: list[Passage] = []
    starts = [figure.extent.start for figure in figures]
    count = 0
    for number, region in enumerate(document.regions):
        if not region.kind.is_prose:
            continue
        first = bisect_right(starts, region.span.start - 1)
        last = bisect_right(starts, region.span.end - 1)
        if first == last:
            count += 1
            continue
        bounds = sentences(document, number)
        words, spans, marks = _tokens(document, number, bounds, figures[first:last])
        coded = vocabulary.encode(words, marks, figures)
        made.append(Passage(number, count, tuple(words), tuple(spans), tuple(marks), coded, frozenset(coded)))
        count += len(bounds)
    return tuple(made)


def _tokens(
    document: Document, region: int, bounds: Sequence[Span], figures: Sequence[Figure]
) -> tuple[list[str], list[Span], list[int]]:
    words: list[str] = []
    spans: list[Span] = []
    marks: list[int] = []
    waiting = list(reversed(figures))
    holes = document.regions[region].holes
    for number, bound in enumerate(bounds):
        if number:
            words.append(SENTENCE_END)
            spans.append(Span(bound.start, bound.start))
            marks.append(-1)
        position = bound.start
        while position < bound.end:
            figure = waiting[-1] if waiting and waiting[-1].extent.start < bound.end else None
            stop = figure.extent.start if figure else bound.end
            for found in _TOKEN.finditer(document.text, position, max(stop, position)):
                span = Span(*found.span())
                if any(span.overlaps(hole) for hole in holes):
                    continue
                word = found.group().lower()
                words.append(_POSSESSIVE.sub("", word))
                spans.append(span)
                marks.append(-1)
            if figure is None:
                break
            waiting.pop()
            words.append("")
            spans.append(figure.extent)
            marks.append(figure.index)
            position = max(position, figure.extent.end)
    return words, spans, marks
