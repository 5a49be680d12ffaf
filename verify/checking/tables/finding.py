"""The ties of all tables of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from verify.claims import Panel
from verify.model import Figure

from ..layout import COLUMNS, ROWS
from ..rulebook import CompiledRule
from ..solving import holds
from ..tie import Tie
from .believing import Reading
from .picks import find_picks
from .runs import find_runs
from .sheet import Sheet
from .trying import tie_at
from .wholes import find_wholes


def table_ties(rules: Sequence[CompiledRule], panels: Sequence[Panel], figures: Sequence[Figure]) -> list[Tie]:
    """Return every tie that rules over tables find: one for each line across in which a believed reading speaks."""
    return [tie for panel in panels for tie in _of_panel(rules, panel, figures)] if rules else []


def _of_panel(rules: Sequence[CompiledRule], panel: Panel, figures: Sequence[Figure]) -> Iterator[Tie]:
    """Yield the ties of a panel; what two rules say alike of the same figures is said once, by the more special one."""
    said: set[tuple[frozenset[int], bool]] = set()
    for axis in (ROWS, COLUMNS):
        sheet = Sheet(panel, axis, figures)
        for reading in (
            *find_picks(sheet, rules, figures),
            *find_runs(sheet, rules, figures),
            *find_wholes(sheet, rules, figures),
        ):
            for tie, holds_there in _ties(sheet, reading, figures):
                key = (frozenset(tie.figures), holds_there)
                if key not in said:
                    said.add(key)
                    yield tie


def _ties(sheet: Sheet, reading: Reading, figures: Sequence[Figure]) -> Iterator[tuple[Tie, bool]]:
    for number in (*reading.held, *reading.accused):
        tie = tie_at(sheet, reading.rule, reading.slots, number, reading.fixed)
        yield _followed(tie, figures), number in reading.held


def _followed(tie: Tie, figures: Sequence[Figure]) -> Tie:
    """Return the tie under the formula that it follows, of those that its rule allows; the first where none holds."""
    for formula in tie.rule.formulas:
        if holds(formula, tie.values(figures)):
            return tie if formula is tie.rule.formula else replace(tie, rule=replace(tie.rule, formula=formula))
    return tie
