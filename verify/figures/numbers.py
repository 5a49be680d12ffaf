"""A number as written."""

from __future__ import annotations

from typing import NamedTuple

FRACTION_STEP, FRACTION_COARSE = 0.03, 0.1
"""One "digit" of a fraction or multiplier, as parts of its value; half of it is the room of a reading: ±1.5%, ±5%."""


class Number(NamedTuple):
    """A number as written: its place, its value, and what its writing says of its precision."""

    start: int
    end: int
    value: float
    step: float
    """One unit of the last written digit."""
    coarse: float
    """One unit of the last digit that is not zero."""
    digits: str = ""
    """The digits without separators, "" where the number is in words alone."""
    scale: float = 1.0
    """What scale words and powers of ten multiply: 1e6 for "1.2 million"."""
    fraction: bool = False
    """Whether it is a fraction alone: "two-thirds", "a quarter", "half"."""

    @property
    def whole(self) -> bool:
        """Whether it is written as a whole number, in full or as so many hundreds or dozens."""
        return self.scale < 1000 and not self.fraction and "." not in self.digits and self.value % 1 == 0

    def plus(self, value: float, step: float, end: int) -> Number:
        """Take in a smaller part that ends at `end`: the half of "two and a half"."""
        return self._replace(end=end, value=self.value + value, step=step, coarse=step)

    def times(self, factor: float, end: int) -> Number:
        """Take in a scale word or a power of ten that ends at `end`."""
        return self._replace(
            end=end,
            value=self.value * factor,
            step=self.step * factor,
            coarse=self.coarse * factor,
            scale=self.scale * factor,
            fraction=False,
        )


def part(start: int, end: int, value: float) -> Number:
    """Return a fraction or a multiplier, which has no last digit: "two-thirds", "half", "twice"."""
    return Number(start, end, value, FRACTION_STEP * value, FRACTION_COARSE * value, fraction=True)
