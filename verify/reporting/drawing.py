"""The geometry of a small drawing: the two sides of a formula as bars on one axis, and where they meet or miss."""

from __future__ import annotations

import math
import re

from msgspec import Struct

from verify.model import Finding, Interval, Verdict

MARGIN = 6.0
"""Room at either end of the axis, in percent, for the arrows of open ends."""

NARROWEST = 0.7
"""An exact value still has to be seen."""


class Bar(Struct, frozen=True):
    """An interval on the axis; `start` and `width` in percent of the drawing."""

    label: str
    text: str
    start: float
    width: float
    open_low: bool
    open_high: bool


class Band(Struct, frozen=True):
    """The stretch in which the sides meet, or by which they miss each other."""

    meets: bool
    start: float
    width: float


class Drawing(Struct, frozen=True):
    """Both sides, and what lies between them."""

    left: Bar
    right: Bar
    band: Band | None


def drawing(finding: Finding) -> Drawing | None:
    """Return the drawing of a finding that holds two sides against each other, else None."""
    working = finding.working
    if working is None or finding.verdict is Verdict.IMPLIED:
        return None
    left_side, sign, right_side = _sides(working.formula)
    names = {part.name for part in finding.parts}
    axis = _Axis.over(working.left, working.right)
    left = axis.bar(_label(left_side, names, sign), working.left_text, working.left)
    right = axis.bar(_label(right_side, names, sign), working.right_text, working.right)
    band = None
    common = working.left.meet(working.right)
    if common is None and finding.verdict is Verdict.INCONSISTENT:
        inner = sorted((working.left.low, working.left.high, working.right.low, working.right.high))[1:3]
        start, end = axis.at(inner[0]), axis.at(inner[1])
        band = Band(False, start, _rounded(end - start))
    elif common is not None and sign in ("=", "==") and finding.verdict is not Verdict.INCONSISTENT:
        start, end = axis.at(common.low), axis.at(common.high)
        band = Band(True, start, _rounded(max(end - start, NARROWEST)))
    return Drawing(left, right, band)


class _Axis(Struct, frozen=True):
    """From a value to percent of the drawing's width."""

    low: float
    high: float

    @classmethod
    def over(cls, *intervals: Interval) -> _Axis:
        """Return the axis that holds every finite end."""
        ends = [end for interval in intervals for end in (interval.low, interval.high) if math.isfinite(end)]
        low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
        room = (high - low) * 0.12 or abs(high) * 0.05 or 1.0
        if not math.isfinite(high - low + 2 * room):  # figures next to the largest float
            return cls(low / 4, high / 4)
        return cls(low - room, high + room)

    def at(self, value: float) -> float:
        """Return the place of `value`; open ends lie on the edge."""
        if math.isinf(value):
            return 1.0 if value < 0 else 99.0
        share = (value - self.low) / (self.high - self.low)
        return _rounded(MARGIN + (100 - 2 * MARGIN) * min(max(share, 0.0), 1.0))

    def bar(self, label: str, text: str, interval: Interval) -> Bar:
        """Return an interval as a bar."""
        start, end = self.at(interval.low), self.at(interval.high)
        return Bar(
            label,
            text,
            start,
            _rounded(max(end - start, NARROWEST)),
            math.isinf(interval.low),
            math.isinf(interval.high),
        )


def _sides(formula: str) -> tuple[str, str, str]:
    found = re.search(r"<=|>=|==|!=|<|>|=", formula)
    if found is None:
        return formula, "=", ""
    return formula[: found.start()].strip(), found[0], formula[found.end() :].strip()


def _label(side: str, names: set[str], sign: str) -> str:
    if side in names:
        return f"{side}, as stated"
    return f"{side}, computed" if sign in ("=", "==") else side


def _rounded(percent: float) -> float:
    return round(percent, 2)
