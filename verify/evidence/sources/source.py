"""A source document: its sayings by value and by word, and what it makes of a claim."""

from __future__ import annotations

from collections.abc import Sequence

from verify.model import Document, Support, Witness

from ..answer import NOT_FOUND, Answer
from ..saying import Saying

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
            if theirs.unit.dimension != figure.unit.dimension or theirs.kind is not figure.kind:
                continue
            value = figure.unit.from_base(theirs.unit.to_base(theirs.strict))
            if figure.strict.meet(value) is not None and saying.key & said.key:
                return Answer(Support.SUPPORTED, (self.witness(said),), value)
        return NOT_FOUND

    def witness(self, saying: Saying) -> Witness:
        """Return a saying of the document as a witness."""
        figure = saying.figure
        start = figure.span.start
        return Witness(
            source=self.name,
            where=self._document.source_map.where(start),
            quote=self._document.quote(saying.span)[:QUOTED],
            value=figure.strict,
            unit=figure.unit,
            place=self._document.place(start),
        )
