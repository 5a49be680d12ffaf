"""A reference table as evidence that texts are held against."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from verify.evidence.answer import NOT_FOUND, Answer
from verify.evidence.saying import Saying
from verify.model import Document, Reading, Support

from .judging import Asked, Judged
from .rates import rates_of
from .texts import judge_rates, judge_text


class TableEvidence:
    """A reference table that texts are held against."""

    def __init__(self, asked: Asked, today: date | None = None) -> None:
        """Take a table that can be asked, and the date of the texts that do not tell it themselves."""
        self.asked = asked
        self._today = today
        self._rates = rates_of(asked) if asked.table.legend.holds != "figures" else None

    @property
    def name(self) -> str:
        """What its legend calls it."""
        return self.asked.table.name

    @property
    def problems(self) -> tuple[str, ...]:
        """The cells that could not be read."""
        return self.asked.table.problems

    def answers(self, sayings: Sequence[Saying], document: Document) -> list[Answer]:
        """Return what the table makes of each of some claims of a document."""
        claims = [saying.claim for saying in sayings]
        if self._rates is not None:
            judged = judge_rates(claims, document, self._rates, self._today)
        else:
            judged = judge_text(claims, document, self.asked)
        return [_answer(judged.get(claim.index)) for claim in claims]


def _answer(judged: Judged | None) -> Answer:
    if judged is None:
        return NOT_FOUND
    return Answer(
        judged.support,
        judged.witnesses,
        judged.computed if judged.support is not Support.NOT_FOUND else None,
        judged.formula,
        Reading.COARSE if judged.coarse else Reading.STRICT,
        message=judged.message,
        bound=judged.bound,
    )
