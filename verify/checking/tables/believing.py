"""Which reading of a table is believed: one that holds in most of the lines across, beyond what chance would give."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from ..rulebook import CompiledRule

NEEDED = 1.5
"""Digits that must be proved beyond chance where nothing disagrees, or the names speak for the reading."""
NEEDED_AGAINST = 3.0
"""Digits that must be proved where a line across disagrees and no name says that the lines belong together."""
NAMED = 1.0
"""What a likely name ("Total", no name at all) is worth in digits."""
COMPLETE = 0.5
"""What it is worth that the parts begin where a section does, or behind the last total."""
UNEXPLAINED = 1.0
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
    """Whether its run begins where a section does, or behind the last total."""
    closing: bool = False
    """Whether it is complete and its last line ends the section."""
    fixed: Mapping[str, tuple[int, int]] = {}
    """Slot to the cell, by line and line across, that stands for all lines across."""
    tried: int = 1
    """How many readings were tried for the same line."""

    @property
    def score(self) -> float:
        """Digits that speak for the reading beyond chance."""
        unexplained = len(self.failed) - len(self.slipped)
        return (
            self.weight
            + NAMED * (self.likely or self.closing)
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
        named = self.likely or self.closing
        if len(self.failed) > len(self.held) or (len(self.held) < 2 and not named):
            return False
        return self.score >= (NEEDED_AGAINST if self.failed and not named else NEEDED)

    @property
    def accused(self) -> tuple[int, ...]:
        """The lines across that are wrong by it."""
        sure = len(self.held) >= 2 * len(self.failed)
        return tuple(line for line in self.failed if sure or line in self.slipped)
