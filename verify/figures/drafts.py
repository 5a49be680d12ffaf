"""A figure in the making: what was read at one place, before ranges and lists tie it to its neighbours."""

from __future__ import annotations

from msgspec import Struct

from verify.model import NUMBER, RATIO, Figure, Interval, Kind, Qualifier, Span, Unit, counted

from .lexicon import Hedge
from .marks import Mark
from .numbers import Number
from .values import readings

AGED = "age"
NEVER_NEGATIVE = frozenset({Kind.COUNT, Kind.DURATION, Kind.RATIO})
SMALL = 1000
"""Whole things below this are counted one by one, so that the number is exact."""


class Draft(Struct):
    """A quantity as far as it is read; offsets are in the text of its own stretch."""

    number: Number
    start: int
    end: int
    left: int
    right: int
    low: float
    high: float
    step: float
    coarse: float
    unit: Unit | None = None
    noun: tuple[str, ...] = ()
    hedge: Hedge | None = None
    hedge_words: str = ""
    form: str = ""
    ranged: bool = False
    tolerance: float = 0.0
    money: bool = False
    """Whether a sign of money stands before the number."""
    labelled: bool = False
    """Whether its unit stands in a label before it, for it and all that follow: "cm-1: 3440, 1662"."""
    worth: float = 1.0
    """What one of the written unit is worth in `unit`: 0.01 for cents."""

    @classmethod
    def of(cls, number: Number) -> Draft:
        """Begin with a number alone."""
        start, end = number.start, number.end
        return cls(number, start, end, start, end, number.value, number.value, number.step, number.coarse)

    def times(self, factor: float) -> None:
        """Count in another unit: cents become dollars."""
        self.low *= factor
        self.high *= factor
        self.step *= factor
        self.coarse *= factor

    def measure(self, unit: Unit, end: int, worth: float) -> None:
        """Take in the unit that ends at `end`."""
        self.unit, self.end, self.worth = unit, end, worth
        self.right = max(self.right, end)
        if worth != 1:
            self.times(worth)

    def negate(self) -> None:
        """Take the other sign."""
        self.low, self.high = -self.high, -self.low

    def scale(self, factor: float, end: int) -> None:
        """Take in a scale word that ends at `end`."""
        self.times(factor)
        self.number = self.number._replace(scale=self.number.scale * factor)
        self.end = end

    @property
    def kind(self) -> Kind:
        """What sort of figure it is as far as it is read."""
        if self.unit is not None:
            return self.unit.kind
        if self.noun:
            return Kind.COUNT
        return Kind.RATIO if self.number.fraction or self.form in ("multiplier", "fraction") else Kind.NUMBER


def figure_of(draft: Draft, index: int, text: str, offset: int) -> Figure:
    """Finish a draft; `text` is its stretch, which begins at `offset` of the document."""
    kind = draft.kind
    unit = draft.unit or (counted(draft.noun[-1]) if kind is Kind.COUNT else RATIO if kind is Kind.RATIO else NUMBER)
    exact = draft.number.whole and kind in (Kind.COUNT, Kind.NUMBER) and draft.high < SMALL
    low, high = (draft.low, draft.high) if draft.low <= draft.high else (draft.high, draft.low)
    if draft.form == AGED:
        strict = coarse = Interval(low, high + draft.step)
    elif draft.tolerance:
        strict = coarse = Interval(low - draft.tolerance, high + draft.tolerance)
    else:
        strict, coarse = readings(
            low,
            high,
            draft.step,
            draft.coarse,
            exact=exact,
            hedge=draft.hedge,
            may_be_negative=kind not in NEVER_NEGATIVE,
        )
    qualifier = Qualifier.RANGE if draft.ranged else draft.hedge.reads if draft.hedge else Qualifier.EXACT
    return Figure(
        index=index,
        span=Span(draft.start + offset, draft.end + offset),
        quote=text[draft.start : draft.end],
        extent=Span(min(draft.left, draft.start) + offset, max(draft.right, draft.end) + offset),
        low=low,
        high=high,
        strict=strict,
        coarse=coarse,
        unit=unit,
        kind=kind,
        qualifier=qualifier,
        hedge=draft.hedge_words,
        noun=draft.noun,
        form=draft.form or ("fraction" if draft.number.fraction else ""),
        step=draft.step,
    )


def figure_of_mark(mark: Mark, index: int, text: str, offset: int, day: Unit) -> Figure:
    """Finish what is no quantity."""
    span = Span(mark.start + offset, mark.end + offset)
    value = Interval(mark.low, mark.high)
    return Figure(
        index=index,
        span=span,
        quote=text[mark.start : mark.end],
        extent=span if mark.left is None else Span(mark.left + offset, mark.end + offset),
        low=mark.low,
        high=mark.high,
        strict=value,
        coarse=value,
        unit=day if mark.kind is Kind.DATE else NUMBER,
        kind=mark.kind,
        noun=mark.noun,
        form=mark.form,
    )
