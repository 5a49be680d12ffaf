"""A tie: a rule with its slots filled, and what its figures are worth under a reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import overload

from msgspec import Struct, field

from verify.model import Figure, Interval, Qualifier

from .rulebook import SIGN, CompiledRule
from .solving import HEDGED


class Tie(Struct, frozen=True):
    """A rule with its slots filled."""

    rule: CompiledRule
    slots: Mapping[str, tuple[int, ...]]
    """Slot or claim name to figure indexes."""
    sign: int = 0
    length: int = 0
    """Elements of the sentence that was matched: the longer, the more specific."""
    amended: Mapping[int, Figure] = field(default_factory=dict)
    """Figures that the tie reads in another way: "$19,911" in a report that tells everything in thousands."""
    sure: bool = True
    """Whether an inconsistency may be told: whether what the rule has under `sure:` is met."""

    @property
    def figures(self) -> tuple[int, ...]:
        """All figure indexes, in the order of the slots."""
        return tuple(index for group in self.slots.values() for index in group)

    def values(
        self, figures: Sequence[Figure], reading: str = "strict", *, bounds: str = ""
    ) -> dict[str, Interval | tuple[Interval, ...]]:
        """Return what goes into the formula, in base units, under a reading; `bounds` are the rule's if not given."""
        found: dict[str, Interval | tuple[Interval, ...]] = {}
        for name, group in self.slots.items():
            members = tuple(read_value(figures[index], reading, bounds or self.rule.rule.bounds) for index in group)
            found[name] = members if len(members) > 1 else members[0]
            if len(group) == 1 and figures[group[0]].qualifier in _HEDGED:
                found[HEDGED + name] = members[0]
        found[SIGN] = Interval.exactly(float(self.sign or 1))
        return found


_HEDGED = (Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.LESS_THAN)
"""Hedges that `exact` leaves their room: "at about $18 each" is not $18. "For up to 60 days" names the 60 days."""

NEAR = 1.5
"""How far "more than X" reaches at most where a rule says `bounds: near`: no writer says "more than 9" for 14."""
JUST = 0.1
"""How far it reaches, beyond one unit of its last digit, where a figure is implied from "a little more than X"."""


def read_value(figure: Figure, reading: str, bounds: str = "open") -> Interval:
    """Return the interval of a figure in base units under "strict", "coarse", "near" or "written", without any room."""
    if reading == "written":
        return figure.unit.to_base(Interval(figure.low, figure.high))
    value = figure.coarse if reading == "coarse" else figure.strict
    if reading == "near":
        room = figure.coarse.low if figure.coarse.low > 0 else figure.low
        unit = max(2 * (figure.low - room), figure.step if figure.step < figure.low else 0.0)
        value = closed(value, figure.high + min(unit, JUST * figure.high))
    elif bounds == "written" and figure.strict.width > figure.step:
        value = Interval(figure.low - figure.step / 2, figure.high + figure.step / 2)
    elif bounds == "near":
        value = closed(value, figure.high * NEAR)
    return figure.unit.to_base(value)


def closed(value: Interval, high: float) -> Interval:
    """Close an open upper end at `high`."""
    return Interval(value.low, high) if value.high == float("inf") and value.low <= high else value


class Amended(Sequence[Figure]):
    """Figures of which a few are replaced, without copying the others."""

    def __init__(self, figures: Sequence[Figure], changed: Mapping[int, Figure]) -> None:
        self._figures = figures
        self._changed = changed

    def __len__(self) -> int:
        return len(self._figures)

    @overload
    def __getitem__(self, index: int) -> Figure: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Figure]: ...
    def __getitem__(self, index: int | slice) -> Figure | Sequence[Figure]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        return self._changed.get(index) or self._figures[index]
