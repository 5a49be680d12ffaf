"""Whether one typing slip in one cell would explain by how much a sum is off: a digit changed, two swapped."""

from __future__ import annotations

import math
from itertools import pairwise

from verify.model import Figure

FEWEST = 3
"""Digits of a number of which a place may be lost: of fewer it would be nearly any other."""
SHIFTS = (10.0, 0.1, 1e3, 1e-3)
"""A zero too many or too few, a point for a comma."""


def one_slip(figure: Figure, off: float, room: float) -> bool:
    """Say whether another digit, or two neighbours swapped, would change a number by `off`, give or take `room`.

    All in the figure's unit. "1,296.5" is off by 200 where a 4 became a 2. A slip within the room of rounding is none.
    """
    digits = [int(sign) for sign in figure.quote if sign.isdigit()]
    if not digits or not figure.step:
        return False
    if figure.low < 0:
        off = -off
    size = abs(figure.low)
    if len(digits) >= FEWEST and any(math.isclose(off, size * (shift - 1), abs_tol=room) for shift in SHIFTS):
        return True
    for place, digit in enumerate(reversed(digits)):
        unit = figure.step * 10.0**place
        change = round(off / unit)
        if abs(change) * unit > room and abs(off - change * unit) <= room * (1 + 1e-9) and 0 <= digit + change <= 9:
            return not (place == len(digits) - 1 and digit + change == 0 and len(digits) > 1)
    return any(
        high != low and math.isclose(off, (low - high) * 9 * figure.step * 10.0**place, abs_tol=room)
        for place, (low, high) in enumerate(pairwise(reversed(digits)))
        if abs(low - high) * 9 * figure.step * 10.0**place > room
    )
