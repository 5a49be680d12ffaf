"""Which reading of a table is believed: one that holds in most of the lines across, beyond what chance would give."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from ..rulebook import CompiledRule

NEEDED = 2.0
"""Digits that must be proved beyond chance: one false reading in a hundred tables that have none."""
NAMED = 1.0
"""What a likely name ("Total", no name at all) is worth in digits."""
COMPLETE = 0.5
"""What it is worth that the parts begin where a section does, or behind the last total."""
UNEXPLAINED = 2.0
"""What a line that disagrees costs."""
EXPLAINED = 0.5
"""What it costs where a typing slip would explain it."""


class Reading(NamedTuple):
    """The slots of a rule laid on lines of a table, and how it fares in the lines across them."""

    rule: CompiledRule
    """One variant of the rule: of the formulas that a table may follow, the one that it does."""
    slots: Mapping[str, tuple[int, ...]]
    """Slot to lines."""
    held: tuple[int, ...]
    """Lines across in which it holds."""
    failed: tuple[int, ...]
    slipped: frozenset[int]
    """Those that failed where a typing slip would explain it."""
    weight: float
    """Digits proved."""
    likely: bool
    """Whether its names speak for it."""
    complete: bool = False
    tried: int = 1
    """How many readings were tried for the same line."""

    @property
    def score(self) -> float:
        """Digits that speak for the reading beyond chance."""
        unexplained = len(self.failed) - len(self.slipped)
        return (
            self.weight
            + NAMED * self.likely
            + COMPLETE * self.complete
            - UNEXPLAINED * unexplained
            - EXPLAINED * len(self.slipped)
            - math.log10(self.tried)
        )

    @property
    def believed(self) -> bool:
        """Whether the table may be taken to mean it."""
        if not self.held:
            # A single column proves nothing: its total must be named, closed, and a slip must explain what is off.
            return self.likely and self.complete and len(self.failed) == 1 == len(self.slipped)
        return self.score >= NEEDED and len(self.failed) <= len(self.held)

    @property
    def accused(self) -> tuple[int, ...]:
        """The lines across that are wrong by it: a slip explains them, or the others outweigh them by far."""
        sure = len(self.held) >= 3 * len(self.failed)
        return tuple(line for line in self.failed if line in self.slipped or sure)
