"""All rows of a table in one formula, column by column: shares of a whole that make 100%.

A list of shares may leave something out. It is complete where the same rows do in another column what the rule says,
or where one of them is named for the rest ("Other"); then a column in which they do not, by one typing slip, is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from verify.claims import KINDS
from verify.claims.vocabulary import sort_of
from verify.model import Figure

from ..layout import ROWS, Slot
from ..rulebook import CompiledRule
from ..solving import holds
from .believing import Reading
from .sheet import Sheet
from .trying import is_slip, layout_of, tie_at

FEWEST = 3
"""Rows that are needed: two shares are a pair of anything."""


def find_wholes(sheet: Sheet, rules: Sequence[CompiledRule], figures: Sequence[Figure]) -> Iterator[Reading]:
    """Yield the believed readings of the rules that speak of all rows of a table."""
    if sheet.axis != ROWS:
        return
    for rule in rules:
        slot = layout_of(rule).whole
        columns = _columns(sheet, slot, figures) if slot else []
        if slot is None or not columns:
            continue
        slots = {slot.name: tuple(range(len(sheet.lines)))}
        ties = {number: tie_at(sheet, rule, slots, number) for number in columns}
        held = tuple(n for n, tie in ties.items() if rule.formula and holds(rule.formula, tie.values(figures)))
        failed = tuple(n for n, tie in ties.items() if n not in held and is_slip(rule.formula, tie, figures))
        closed = slot.may is not None and any(slot.may.search(line.words) for line in sheet.lines)
        weight = sum(_digits(sheet, number) for number in held)
        reading = Reading(
            rule, slots, held, failed, frozenset(failed), weight, likely=closed or bool(held), complete=True
        )
        if reading.believed:
            yield reading


def _columns(sheet: Sheet, slot: Slot, figures: Sequence[Figure]) -> list[int]:
    """Return the columns named as the rule asks, of which every row has a number of its kind; no row may be a sum."""
    lines = sheet.lines
    mixed = len({line.level for line in lines}) > 1 or any(line.section for line in lines)
    if len(lines) < FEWEST or mixed or len({line.words for line in lines}) < len(lines):
        return []
    if any(not line.words or (slot.never is not None and slot.never.search(line.words)) for line in lines):
        return []
    return [
        number
        for number, column in enumerate(sheet.across)
        if (slot.must is None or slot.must.search(column.words)) and _full(sheet, number, slot, figures)
    ]


def _full(sheet: Sheet, number: int, slot: Slot, figures: Sequence[Figure]) -> bool:
    cells = [sheet.number(line, number) for line in range(len(sheet.lines))]
    return all(cell is not None and sort_of(figures[cell.figure]) in KINDS[slot.kind] for cell in cells)


def _digits(sheet: Sheet, number: int) -> float:
    """Return the digits that a column proves by making a whole, of its own numbers' digits."""
    cells = [cell for line in range(len(sheet.lines)) if (cell := sheet.number(line, number)) is not None]
    size, room = sum(abs(cell.number) for cell in cells), sum(cell.half for cell in cells)
    return math.log10(size / room) if size > room > 0 else 0.0
