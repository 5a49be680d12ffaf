"""Amounts told in two units: "5 feet 10 inches", "one minute and 30 seconds", "3 dollars and 20 cents"."""

from __future__ import annotations

import math
import re

from verify.model import Kind

from .drafts import Draft
from .lexicon import Lexicon

INCHES = 12
"""Inches of a foot."""

WIDEST = 3600
"""The widest step between two units that "and" adds up: hours and seconds."""

_ANGLES = ("degree", "arcminute", "arcsecond")
_ENDS = re.compile(r"\s*(?:[.,;:!?)]|$)")


def add_up(text: str, first: Draft, second: Draft, lexicon: Lexicon) -> Draft | None:
    """Return two amounts side by side as one, in the smaller unit; None where they are two."""
    one, two = first.unit, second.unit
    if one is None or first.ranged or second.ranged or second.left < second.start or not first.number.whole:
        return None
    if two is None:
        return None if second.noun else _spoken(text, first, second, lexicon)
    gap = text[first.end : second.start]
    angles = one.name in _ANGLES and two.name in _ANGLES
    if not (one.dimension or angles) or "/" in one.name:
        return None
    if lexicon.patterns.sum.fullmatch(gap) is None:
        return None
    if one.name in lexicon.hundredths and text[second.number.end : second.end].strip() in lexicon.hundredths[one.name]:
        second.unit = two = one  # the cents of "3 CAD 3 cents"
    if one.dimension != two.dimension:
        return None
    if one.kind is Kind.MONEY:
        if second.money or first.worth != 1 or second.worth == 1 or second.high >= 1:
            return None
        return _added(first, second, first.low + second.low)
    ratio = one.factor / two.factor
    exact = abs(ratio - round(ratio)) < 1e-6 or one.kind is Kind.DURATION  # metres and feet do not add up in prose
    if ratio < 1.5 or not exact or second.high >= (10 * ratio if gap.strip() in ("", ",") else ratio):
        return None
    if gap.strip() not in ("", ",") and ratio > WIDEST:
        return None
    if gap.strip() in (",", ".") and math.log10(ratio) % 1 == 0:
        return None  # "10 km, 500 m" are two
    first.unit = two
    return _added(first, second, first.low * ratio + second.low)


def _spoken(text: str, first: Draft, second: Draft, lexicon: Lexicon) -> Draft | None:
    """Return "15 dollars 50", "1 hour thirty": a bare number in the next smaller unit ends the phrase."""
    if (
        first.unit is None
        or not second.number.whole
        or not 0 < second.high < 100
        or (first.money and second.number.digits)
    ):
        return None
    money = first.unit.kind is Kind.MONEY and first.step == 1
    if first.unit.name == "foot" and text[first.end : second.start] == "-" and second.high < INCHES:
        first.unit = lexicon.unit("inch")
        return _added(first, second, first.low * INCHES + second.low)  # "6-foot-4"
    if not money and first.unit.name != "hour":
        return None
    if (
        lexicon.patterns.spoken.fullmatch(text, first.end, second.start) is None
        or _ENDS.match(text, second.end) is None
    ):
        return None
    second.times(1 / (100 if money else 60))
    return _added(first, second, first.low + second.low)


def _added(first: Draft, second: Draft, value: float) -> Draft:
    first.low = first.high = value
    first.step = first.coarse = second.step
    first.end, first.right = second.end, second.right
    first.hedge, first.hedge_words = first.hedge or second.hedge, first.hedge_words or second.hedge_words
    return first
