"""A claim: a figure that has been understood."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field

from .figure import Figure
from .span import Span


class Standing(StrEnum):
    """How a field of a claim is known. Only what is stated may carry an accusation."""

    STATED = "stated"
    INHERITED = "inherited"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What the figure is for in its sentence."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"
    PART = "part"
    TOTAL = "total"
    RATE = "rate"
    RANK = "rank"
    BOUND = "bound"


class Phase(StrEnum):
    """Where a level stands in time, as the sentence says it."""

    BEFORE = "before"
    NOW = "now"
    FORECAST = "forecast"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """Where a change goes."""

    UP = "up"
    DOWN = "down"
    NONE = ""


class Stance(StrEnum):
    """How firmly the text stands behind the claim."""

    STATED = "stated"
    ESTIMATED = "estimated"
    QUOTED = "quoted"


class Position(StrEnum):
    """Where in an article a claim stands. What a headline says, the lead says again."""

    HEADLINE = "headline"
    LEAD = "lead"
    BODY = "body"


class Term(Struct, frozen=True):
    """A field in words: the measure ("annual revenue") or the subject ("Huawei Enterprise")."""

    words: str = ""
    """As written."""
    key: tuple[str, ...] = ()
    """Lemmatised content words for comparison, head last; modifiers before it in the order of the text."""
    standing: Standing = Standing.UNKNOWN
    span: Span | None = None

    @property
    def head(self) -> str:
        """The head noun, "" where nothing is known."""
        return self.key[-1] if self.key else ""


class Period(Struct, frozen=True):
    """When: a stretch of days, or a distance from the text's present, or both unknown."""

    words: str = ""
    start: float | None = None
    """First day as a proleptic Gregorian ordinal (`date.toordinal`), None where the calendar place is unknown."""
    end: float | None = None
    """Last day, inclusive."""
    ago: float | None = None
    """Days before the text's present at which the period begins: 0 for "today", 365.25 for "a year ago"."""
    length: float | None = None
    """Length in days where the words give one: 3652.5 for "over the past 10 years"."""
    standing: Standing = Standing.UNKNOWN
    span: Span | None = None
    part: str = ""
    """A part of a year that is not said: "month 12", "quarter 4", "half 1", "day 12-31", "weekday 2" (Tuesday)."""

    @property
    def key(self) -> tuple[float | None, float | None, float | None, float | None, str]:
        """What makes two periods the same."""
        return (self.start, self.end, self.ago, self.length, self.part)

    @property
    def is_known(self) -> bool:
        """Whether anything is known of when it was."""
        return any(part is not None for part in self.key[:4]) or bool(self.part)


class Claim(Struct, frozen=True):
    """Of what, whose, when, in which role, how firmly: each with how it is known."""

    figure: Figure
    measure: Term = field(default_factory=Term)
    subject: Term = field(default_factory=Term)
    period: Period = field(default_factory=Period)
    role: Role = Role.LEVEL
    phase: Phase = Phase.UNKNOWN
    direction: Direction = Direction.NONE
    stance: Stance = Stance.STATED
    attribution: str = ""
    """The words that name the speaker or source, as written: "said Xiao Heizun"."""
    sentence: int = 0
    """Index of its sentence in the document."""
    paragraph: int = 0
    """Index of its region in the document."""
    position: Position = Position.BODY

    @property
    def index(self) -> int:
        """The index of its figure, which is also the claim's own."""
        return self.figure.index
