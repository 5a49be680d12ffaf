"""A source document: its sayings by value and by word, and what it makes of a claim."""

from __future__ import annotations

from collections.abc import Sequence

from verify.checking.slips import digit_slips
from verify.model import Document, Place, Slip, Support, Witness

from ..answer import NOT_FOUND, Answer
from ..saying import Saying

SURE = 3
"""Words that two sayings share where one is held to contradict the other."""
QUOTED = 160
"""Characters that a witness quotes."""


class SourceDocument:
    """A document that a text is held against."""

    def __init__(self, document: Document, sayings: Sequence[Saying]) -> None:
        self.name = document.name
        self._document = document
        self._sayings = tuple(sayings)

    def answers(self, sayings: Sequence[Saying], document: Document) -> list[Answer]:  # noqa: ARG002
        """Return what the document makes of each of some claims."""
        return [self._answer(saying) for saying in sayings]

    def _answer(self, saying: Saying) -> Answer:
        figure = saying.figure
        for said in self._sayings:
            theirs = said.figure
            if not _alike(saying, said):
                continue
            value = figure.unit.from_base(theirs.unit.to_base(theirs.strict))
            if figure.strict.meet(value) is not None and saying.key & said.key:
                return Answer(Support.SUPPORTED, (self.witness(said),), value)
        return self._contradicted(saying)

    def _contradicted(self, saying: Saying) -> Answer:
        """Return the answer for a claim that misses what is said of the same words and year by one slip of the hand."""
        for said in self._sayings:
            shared = [word for word in saying.key & said.key if len(word) > 2]
            if len(shared) < SURE or len(saying.years) != 1 or saying.years != said.years or not _alike(saying, said):
                continue
            for meant in digit_slips(saying.figure):
                value = saying.figure.unit.from_base(said.figure.unit.to_base(said.figure.strict))
                if meant.figure.strict.meet(value) is not None:
                    quote = " ".join(meant.figure.quote.split())
                    what = f"{quote} would agree with {self.name}."
                    slip = Slip(meant.slip, saying.figure.index, what, quote)
                    return Answer(Support.CONTRADICTED, (self.witness(said),), value, slips=(slip,))
        return NOT_FOUND

    def witness(self, saying: Saying) -> Witness:
        """Return a saying of the document as a witness."""
        figure = saying.figure
        start = figure.span.start
        place = self._document.place(start)
        return Witness(
            source=self.name,
            where=self._document.source_map.where(start),
            quote=self._document.quote(saying.span)[:QUOTED],
            value=figure.strict,
            unit=figure.unit,
            place=Place(place.file, place.line, place.column),
        )


def _alike(one: Saying, other: Saying) -> bool:
    """Whether two figures are of one kind and dimension."""
    mine, theirs = one.figure, other.figure
    return mine.kind is theirs.kind and mine.unit.dimension == theirs.unit.dimension
