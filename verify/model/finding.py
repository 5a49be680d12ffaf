"""A finding: what a rule made of the figures that it tied together."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from .document import Place
from .interval import Interval
from .rule import Level
from .span import Span
from .unit import Unit


class Verdict(StrEnum):
    """What became of a tie."""

    CONSISTENT = "consistent"
    APPROXIMATE = "approximate"
    INCONSISTENT = "inconsistent"
    IMPLIED = "implied"


class Reading(StrEnum):
    """The narrowest reading of the figures under which the verdict holds."""

    STRICT = "strict"
    COARSE = "coarse"
    NEAR = "near"
    """"More than X" taken as "a little more than X"."""


class Part(Struct, frozen=True):
    """A figure in a finding, by the name of the slot that it fills."""

    name: str
    figure: int
    """Index of the figure in the report."""
    span: Span
    quote: str
    value: Interval
    """As it went into the formula, in `unit`, under the finding's reading."""
    unit: Unit
    computed: Interval | None = None
    """What the other figures allow it to be, in `unit`; None where they allow anything."""
    repair: str = ""
    """The value, written like the figure itself, that would mend an inconsistency; "" where none would."""


class Working(Struct, frozen=True):
    """The arithmetic of a finding, in the base units of its formula."""

    formula: str
    """As the rule says it: `after = before * (1 + change)`."""
    filled: str
    """With the figures as quoted: `$124 billion = $105 billion * (1 + 12%)`."""
    left: Interval
    right: Interval
    left_text: str
    """The left side for a person: "$123.5 to 124.5 billion"."""
    right_text: str
    gap: float = 0.0
    """By how much the sides miss each other beyond all rounding, in the base unit; 0 where they meet."""
    gap_text: str = ""
    gap_percent: float = 0.0
    """The gap in percent of the stated side."""
    gap_steps: float = 0.0
    """The gap in units of the last digit of the coarsest figure."""


class Slip(Struct, frozen=True):
    """A typical mistake that would explain an inconsistency."""

    name: str
    """"digits swapped", "digit added", "million for billion", "percent for percentage points", "wrong base" …"""
    figure: int | None
    """Index of the figure that would be wrong; None where the slip lies in the wording."""
    explanation: str
    """One sentence for the fact-checker."""
    meant: str = ""
    """The figure as it would have been written; "" where the slip lies in the wording."""


class Implied(Struct, frozen=True):
    """A figure that the text does not state but that follows from those it does."""

    name: str
    value: Interval
    """In `unit`; an end may be open."""
    unit: Unit
    text: str
    """For a person: "$109.8 to 111.7 billion", "at least 25%"."""
    reading: Reading = Reading.STRICT


class Suppression(Struct, frozen=True):
    """That an author has laid a finding aside: it stays in the report and no longer counts."""

    reason: str
    place: Place
    """Where it is written: in the document itself, or in a file beside it."""


class Finding(Struct, frozen=True, kw_only=True):
    """One tie between figures and its verdict, with everything that explains it."""

    id: str
    """Stable for the same rule over the same words: a fingerprint that survives edits elsewhere in the text."""
    rule: str
    verdict: Verdict
    level: Level
    message: str
    """One sentence that states it with its figures."""
    parts: tuple[Part, ...]
    working: Working | None = None
    reading: Reading = Reading.STRICT
    implied: tuple[Implied, ...] = ()
    slips: tuple[Slip, ...] = ()
    suspects: tuple[int, ...] = ()
    """Indexes of the figures whose change would mend an inconsistency, the likeliest first."""
    derives: int | None = None
    """Index of the figure that follows from the others."""
    chain: tuple[str, ...] = ()
    """Ids of the findings whose implied figures took part."""
    suppressed: Suppression | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its figures stand, in the order of the text."""
        return tuple(sorted({part.span for part in self.parts}))


class Group(Struct, frozen=True):
    """Inconsistent findings that have one figure in common: the first to look at."""

    figure: int
    """Index of the figure in the report."""
    findings: tuple[str, ...]
    """Their ids, in the order of the report, where they stand one after another."""
    repair: str
    """The value, written like the figure itself, that would mend all of them; "" where none would."""
