"""The value of a row, written as the text writes the figure: 131.47 billion beside "$124 billion" is "$131 billion"."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from verify.figures.writing import written
from verify.model import Figure, Interval, Qualifier

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
DIGITS = 3
_LONG = 10_000
"""From here on digits are grouped where the text has none long enough to tell."""


def restyled(figure: Figure, value: float) -> str | None:
    """Return `value`, in the figure's unit, in the style of the figure; None where that cannot be done.

    A range has two values, and a figure that would have to change its sign needs another sentence.
    """
    if figure.qualifier is Qualifier.RANGE or figure.low != figure.high or (value < 0) != (figure.low < 0):
        return None
    numbers = _DIGITS.findall(figure.quote)
    if len(numbers) == 1 and (new := _in_digits(numbers[0], abs(figure.low), abs(value))) is not None:
        return figure.quote.replace(numbers[0], new, 1)
    # Under another scale word the digits begin anew: as many as the figure has, and three at least.
    digits = max(DIGITS, math.floor(math.log10(abs(figure.low) / figure.step) + 1e-9) + 1) if figure.low else DIGITS
    return written(Interval.exactly(float(f"{value:.{digits}g}")), figure.unit, like=figure)


def _in_digits(old: str, was: float, value: float) -> str | None:
    """Return the digits that take the place of `old`, None where the scale word behind them would no longer fit."""
    number = float(old.replace(",", ""))
    if not number or not was:
        return None
    scale = was / number
    new, decimals = value / scale, len(old.partition(".")[2])
    rounded = Decimal(repr(float(f"{new:.15g}"))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    scaled = scale >= 1000
    if scaled and (rounded < 1 or rounded >= 1000) and 1 <= number < 1000:
        return None
    if not rounded and value:
        return None
    grouped = "," in old or (number < 1000 and rounded >= _LONG)
    return f"{rounded:,.{decimals}f}" if grouped else f"{rounded:.{decimals}f}"
