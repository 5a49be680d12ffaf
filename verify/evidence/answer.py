"""The answer of a piece of evidence to the question whether it states a claim."""

from __future__ import annotations

from msgspec import Struct

from verify.model import Interval, Reading, Slip, Support, Witness


class Answer(Struct, frozen=True):
    """What a piece of evidence makes of one claim."""

    support: Support
    witnesses: tuple[Witness, ...] = ()
    """The best first; of a derivable figure those of its formula, in its order."""
    value: Interval | None = None
    """What the evidence says the figure is, in the figure's unit; None where it says nothing of it."""
    formula: str = ""
    """For a derivable figure, with the witnesses as quoted."""
    reading: Reading = Reading.STRICT
    """The reading of the figure under which it is supported or derivable."""
    slips: tuple[Slip, ...] = ()
    """For a figure that is contradicted."""
    message: str = ""
    """One sentence that states it with its figures; "" where the witnesses say it all."""
    bound: bool = False
    """Whether the text itself names what the figure is held against: nothing else counts then."""


NOT_FOUND = Answer(Support.NOT_FOUND)
