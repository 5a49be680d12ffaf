"""From what is written to every value that it allows: the strict and the coarse reading of DESIGN §4."""

from __future__ import annotations

import math

from verify.model import TINY, Interval

from .lexicon import Hedge, Room

COARSEST = 0.05
"""Trailing zeros widen the coarse reading to at most this part of the value."""

SMALL = 1000
"""Whole numbers below it are not rounded by habit: "$320" is no rounded 318."""


def readings(
    low: float, high: float, step: float, coarse: float, *, exact: bool, hedge: Hedge | None, may_be_negative: bool
) -> tuple[Interval, Interval]:
    """Return the strict and the coarse interval of a written value or range.

    `step` and `coarse` are one unit of the last digit and of the last one that is not zero, all in the figure's unit;
    `exact` says that whole things are counted, so that the strict reading has no room.
    """
    strict_room = 0.0 if exact else step / 2
    largest = max(abs(low), abs(high))
    coarse_room = max(strict_room, _coarse_room(largest, step, coarse))
    if hedge is None:
        if exact:  # nobody who writes "three goals" may have meant two and a half
            return Interval(low, high), Interval(low, high)
        return Interval(low - strict_room, high + strict_room), Interval(low - coarse_room, high + coarse_room)
    floor = float("-inf") if may_be_negative or low < 0 else 0.0
    narrow = _reading(low, high, strict_room, hedge.strict, floor)
    wide = _reading(low, high, coarse_room, hedge.coarse, floor)
    return narrow, narrow.hull(wide)


def _coarse_room(value: float, step: float, coarse: float) -> float:
    """Return the room that trailing zeros leave: at least two digits are taken to count, so at most 5% of the value.

    45,000 is 44,500 to 45,500; 400,000 is 395,000 to 405,000.
    """
    if value <= 0 or (step == 1 and value < SMALL):
        return step / 2
    if step < coarse < 10 * step:
        return coarse / 2  # "a third" has no digits; see numbers.part
    second_digit = 10.0 ** (math.floor(math.log10(value) + TINY) - 1)
    return max(step, min(coarse, second_digit)) / 2


def _reading(low: float, high: float, room: float, ends: tuple[Room, Room], floor: float) -> Interval:
    below, above = ends
    bottom = floor if below.open else low - _size(below, low, room)
    top = float("inf") if above.open else high + _size(above, high, room)
    return Interval(min(bottom, low), top)


def _size(end: Room, value: float, room: float) -> float:
    return min(max(end.share * abs(value), end.written * room), end.most * abs(value))
