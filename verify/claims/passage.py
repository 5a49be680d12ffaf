"""A passage: one block of the document as a row of tokens, each figure with its hedge and noun one token.

"Revenue rose by about 12% to $124 billion." becomes `revenue rose by <12%> to <$124 billion> .`
Patterns and the interpretation of claims both work on this row, so neither ever looks at digits again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from verify.model import Document, Figure, Span
from verify.reading import SentenceWords, sentences

from .grids import Panel
from .vocabulary import FIGURES, SENTENCE_END, Vocabulary, sort_of

_TOKEN = re.compile(r"[^\W\d_](?:[\w’'\-&]*\w)?|\d[\w.,]*|(?<=\s)[-–—](?=\s)|[–—]|[,;:()/&%]|--+")

_CONVERSION = re.compile(rf"(?<=[{FIGURES}])\([{FIGURES}](?:[;,/&]*[{FIGURES}])*\)")
"""A bracket behind a figure that holds nothing but figures: "£3bn ($5.8bn; 4.6bn euros)"."""

LONGEST = 3000
"""Characters of a sentence that are read whole; of a longer one (a file without line ends) what stands near figures."""
NEAR = 600
"""Characters before and after a figure that are near it."""


class Stretch(NamedTuple):
    """Tokens of a passage that follow one another: a sentence, or all of them."""

    first: int
    last: int
    """The last token + 1."""
    present: frozenset[str]
    """The characters of the stretch."""
    figures: int
    """How many figures it has."""


class Passage(Struct, frozen=True):
    """The tokens of one region, as parallel rows: sentences with figures, and their neighbours."""

    region: int
    """Index of the region in the document."""
    words: tuple[str, ...]
    """Each token in lower case, a possessive ending cut off; "" for a figure, `SENTENCE_END` between sentences.

    Where sentences without figures were passed over stand two ends: no pattern takes the others for neighbours.
    """
    written: tuple[str, ...]
    """Each token as it stands in the text; the same as `words` for a figure and the end of a sentence."""
    places: tuple[tuple[int, int], ...]
    """Where each token begins and ends in the document; plain pairs, since few of them are ever asked for."""
    figures: tuple[int, ...]
    """Index of the figure that the token is, -1 for other tokens."""
    sentences: tuple[int, ...]
    """Index in the document of the sentence that each token stands in."""
    coded: str
    """Each token as one character of the vocabulary, for patterns."""
    whole: Stretch
    stretches: tuple[Stretch, ...]
    """Each sentence."""

    def span(self, first: int, last: int) -> Span:
        """Return where the tokens from `first` up to `last`, which is no more part of it, stand in the document."""
        return Span(self.places[first][0], self.places[last - 1][1])

    def readings(self) -> Iterator[Passage]:
        """Yield the passage, and once more without the brackets that only say a figure in another way.

        "rose to £3bn ($5.8bn) from £2bn" is also read as "rose to £3bn from £2bn".
        """
        yield self
        gone = {token for found in _CONVERSION.finditer(self.coded) for token in range(*found.span())}
        if not gone:
            return
        kept = [token for token in range(len(self.coded)) if token not in gone]
        coded = "".join(self.coded[token] for token in kept)
        figures = tuple(self.figures[token] for token in kept)
        places = [token for token, mark in enumerate(figures) if mark >= 0]
        yield Passage(
            self.region,
            tuple(self.words[token] for token in kept),
            tuple(self.written[token] for token in kept),
            tuple(self.places[token] for token in kept),
            figures,
            tuple(self.sentences[token] for token in kept),
            coded,
            Stretch(0, len(coded), frozenset(coded), len(places)),
            tuple(_sentences(coded, places)),
        )


class _Rows:
    """The rows of a passage while they are written."""

    def __init__(self, text: str, holes: Sequence[Span], vocabulary: Vocabulary) -> None:
        self.text = text
        self.holes = holes
        self.known = vocabulary.tokens()
        self.learn = vocabulary.token
        self.words: list[str] = []
        self.codes: list[str] = []
        self.written: list[str] = []
        self.places: list[tuple[int, int]] = []
        self.marks: list[int] = []
        self.numbers: list[int] = []

    def figure(self, figure: Figure, number: int) -> None:
        """Add a figure, with its hedge and noun."""
        self._add("", sort_of(figure), figure.extent, figure.index, number)

    def end(self, at: int, number: int) -> None:
        """Add the end of a sentence."""
        self._add(SENTENCE_END, SENTENCE_END, Span(at, at), -1, number)

    def _add(self, word: str, code: str, span: Span, mark: int, number: int) -> None:
        self.words.append(word)
        self.written.append(word)
        self.codes.append(code)
        self.places.append(span)
        self.marks.append(mark)
        self.numbers.append(number)

    def read(self, start: int, end: int, number: int) -> None:
        """Add the words between `start` and `end`, what stands in holes left out."""
        places = [found.span() for found in _TOKEN.finditer(self.text, start, end)]
        if self.holes:
            places = [place for place in places if not any(hole.overlaps(Span._make(place)) for hole in self.holes)]
        text, known, learn = self.text, self.known, self.learn
        written = [text[first:last] for first, last in places]
        tokens = [known.get(word) or learn(word) for word in written]
        self.words += [word for word, _ in tokens]
        self.codes += [code for _, code in tokens]
        self.written += written
        self.places += places
        self.marks += [-1] * len(places)
        self.numbers += [number] * len(places)


def passages(
    document: Document,
    figures: Sequence[Figure],
    vocabulary: Vocabulary,
    words: SentenceWords | None = None,
    tables: Sequence[Panel] = (),
) -> tuple[Passage, ...]:
    """Return the passages that hold figures, in the order of the text; `words` tell where sentences end.

    What stands in `tables` is no prose: their numbers are read by rows and columns.
    """
    made: list[Passage] = []
    starts = [figure.extent.start for figure in figures]
    count = 0
    for number, region in enumerate(document.regions):
        if not region.kind.is_prose:
            continue
        first = bisect_left(starts, region.span.start)
        last = bisect_left(starts, region.span.end)
        if first == last or _is_table(region.span, tables):
            count += 1
            continue
        bounds = sentences(document, number, words)
        rows = _Rows(document.text, region.holes, vocabulary)
        _read_region(rows, bounds, figures[first:last], count)
        coded = "".join(rows.codes)
        places = [token for token, mark in enumerate(rows.marks) if mark >= 0]
        made.append(
            Passage(
                number,
                tuple(rows.words),
                tuple(rows.written),
                tuple(rows.places),
                tuple(rows.marks),
                tuple(rows.numbers),
                coded,
                Stretch(0, len(coded), frozenset(coded), len(places)),
                tuple(_sentences(coded, places)),
            )
        )
        count += len(bounds)
    return tuple(made)


def _is_table(span: Span, tables: Sequence[Panel]) -> bool:
    """Whether a region stands in a table; `tables` are in order."""
    place = bisect_right(tables, span.start, key=lambda panel: panel.span.start)
    return place > 0 and span.overlaps(tables[place - 1].span)


def _sentences(coded: str, places: Sequence[int]) -> Iterator[Stretch]:
    """Yield the sentences of a coded passage; `places` are the tokens that are figures."""
    first = counted = 0
    while first <= len(coded):
        last = coded.find(SENTENCE_END, first)
        last = len(coded) if last < 0 else last
        if last > first:
            here = bisect_left(places, last)
            yield Stretch(first, last, frozenset(coded[first:last]), here - counted)
            counted = here
        first = last + 1


def _read_region(rows: _Rows, bounds: Sequence[Span], figures: Sequence[Figure], count: int) -> None:
    starts = [bound.start for bound in bounds]
    inside: dict[int, list[Figure]] = {}
    for figure in figures:
        inside.setdefault(max(0, bisect_right(starts, figure.extent.start) - 1), []).append(figure)
    wanted = sorted({near for number in inside for near in (number - 1, number, number + 1) if 0 <= near < len(bounds)})
    previous = -1
    position = 0
    for number in wanted:
        bound = bounds[number]
        if previous >= 0:
            rows.end(bound.start, count + number)
            if number > previous + 1:
                rows.end(bound.start, count + number)
        previous = number
        position = _read_sentence(rows, bound, max(position, bound.start), inside.get(number, ()), count + number)


def _read_sentence(rows: _Rows, bound: Span, position: int, figures: Sequence[Figure], number: int) -> int:
    """Add the tokens of a sentence from `position` on; return where its last figure or word ends."""
    whole = bound.end - bound.start <= LONGEST
    for figure in figures:
        begin = position if whole else max(position, figure.extent.start - NEAR)
        if begin > position and rows.words:
            rows.end(begin, number)
            rows.end(begin, number)
        rows.read(begin, max(figure.extent.start, begin), number)
        rows.figure(figure, number)
        position = max(position, figure.extent.end)
        if not whole:
            following = next((other.extent.start for other in figures if other.extent.start >= position), bound.end)
            stop = min(position + NEAR, following, bound.end)
            rows.read(position, stop, number)
            position = max(position, stop)
    if whole:
        rows.read(position, bound.end, number)
    return max(position, bound.end) if whole else position
