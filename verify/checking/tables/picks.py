"""Lines that are tied one by one: a column of changes and the two columns that it compares, a margin and its parts.

For each line that may be the first slot of a rule, every choice of the other slots is tried among the lines near it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import permutations

from verify.claims import KINDS
from verify.claims.vocabulary import sort_of
from verify.model import Figure

from ..layout import Layout, Slot
from ..rulebook import CompiledRule
from .believing import Reading
from .sheet import Sheet
from .trying import Test, Vague, attempt, is_slip, layout_of, tests_of, tie_at

NEAR = 12
"""Lines among which the other slots are looked for."""
FEW = 3
"""Lines across that are tried first; a choice that holds in none of them is given up."""

Cells = Mapping[str, tuple[int, int]]
"""Slot to a cell, by line and line across, that stands for all lines across."""


def find_picks(sheet: Sheet, rules: Sequence[CompiledRule], figures: Sequence[Figure]) -> list[Reading]:
    """Return the believed readings of the rules without a run, at most one for each line and rule."""
    found = []
    for rule in rules:
        layout = layout_of(rule)
        if not layout.singles or layout.run or sheet.axis not in layout.axes:
            continue
        lead = layout.singles[0]
        leads = [line for line in range(len(sheet.lines)) if fits(sheet, lead, line, figures)]
        if not leads:
            continue
        lines = range(len(sheet.lines))
        fitting = [{line for line in lines if fits(sheet, slot, line, figures)} for slot in layout.singles[1:]]
        for line in leads:
            best = _best(sheet, rule, layout, line, fitting, figures)
            if best is not None:
                found.append(best)
    return found


def _best(
    sheet: Sheet,
    rule: CompiledRule,
    layout: Layout,
    line: int,
    fitting: Sequence[Set[int]],
    figures: Sequence[Figure],
) -> Reading | None:
    lead = layout.singles[0]
    choices = list(_choices(sheet, layout, line, fitting))
    formulas = tests_of(rule)
    named = lead.must is not None or (lead.may is not None and lead.may.search(sheet.lines[line].words) is not None)
    best = None
    for lines, fixed in choices:
        reading = _reading(sheet, rule, formulas, lines, fixed, figures)
        if reading is None or (len(reading.held) < 2 and not named):
            continue
        judged = reading._replace(tried=len(choices), likely=named)
        if judged.believed and (best is None or judged.score > best.score):
            best = judged
    return best


def _choices(
    sheet: Sheet, layout: Layout, line: int, fitting: Sequence[Set[int]]
) -> Iterator[tuple[dict[str, int], Cells]]:
    """Yield the lines and the fixed cells that may fill the slots where the first of them is `line`."""
    lead, *others = layout.singles
    first = max(0, min(line - NEAR // 2, len(sheet.lines) - NEAR - 1))
    near = [other for other in range(first, min(first + NEAR + 1, len(sheet.lines))) if other != line]
    for chosen in permutations(near, len(others)):
        if all(other in fits for other, fits in zip(chosen, fitting, strict=True)):
            lines = {lead.name: line, **dict(zip((slot.name for slot in others), chosen, strict=True))}
            for fixed in _fixed(sheet, layout, lines):
                yield lines, fixed


def _fixed(sheet: Sheet, layout: Layout, lines: Mapping[str, int]) -> Iterator[Cells]:
    """Yield the choices of the cells that stand for all lines across: those where a total may stand."""
    if not layout.fixed:
        yield {}
        return
    may = layout.fixed[0].may
    for number, across in enumerate(sheet.across):
        if not across.words or number == len(sheet.across) - 1 or (may is not None and may.search(across.words)):
            cells = {slot.name: (lines[slot.of], number) for slot in layout.fixed}
            if all(sheet.number(line, cross) is not None for line, cross in cells.values()):
                yield cells


def fits(sheet: Sheet, slot: Slot, line: int, figures: Sequence[Figure]) -> bool:
    """Whether a line may fill a slot: by its name, and by what most of its cells are."""
    if slot.must is not None and not slot.must.search(sheet.lines[line].words):
        return False
    numbers = [value.figure for value in sheet.values[line] if value is not None and value.figure >= 0]
    fitting = sum(sort_of(figures[index]) in KINDS[slot.kind] for index in numbers)
    return 2 * fitting > len(numbers)


def _reading(
    sheet: Sheet,
    rule: CompiledRule,
    formulas: Sequence[Sequence[Test]],
    lines: Mapping[str, int],
    fixed: Cells,
    figures: Sequence[Figure],
) -> Reading | None:
    """Return how a choice fares, None where it holds nowhere."""
    held: list[int] = []
    failed: list[int] = []
    weight = 0.0
    for number, values in _values(sheet, rule, lines, fixed, figures):
        trial = attempt(formulas, values)
        if trial.holds:
            held.append(number)
            weight += trial.weight
        else:
            failed.append(number)
            if len(failed) == FEW and not held:
                return None
    if not held:
        return None
    slots = {name: (line,) for name, line in lines.items()}
    slipped = frozenset(
        number
        for number in failed
        if len(failed) <= len(held) and is_slip(rule.formula, tie_at(sheet, rule, slots, number, fixed), figures)
    )
    return Reading(rule, slots, tuple(held), tuple(failed), slipped, weight, likely=False, fixed=fixed)


def _values(
    sheet: Sheet, rule: CompiledRule, lines: Mapping[str, int], fixed: Cells, figures: Sequence[Figure]
) -> Iterator[tuple[int, dict[str, Vague]]]:
    """Yield the lines across in which every slot has a number of its kind, with the values."""
    kinds = rule.kinds
    cells = {name: sheet.number(*cell) for name, cell in fixed.items()}
    same = {name: (cell.number, cell.half) for name, cell in cells.items() if cell is not None}
    for number in range(len(sheet.across)):
        if any(number == across for _, across in fixed.values()):
            continue
        values = dict(same)
        for name, line in lines.items():
            value = sheet.number(line, number)
            if value is None or sort_of(figures[value.figure]) not in KINDS[kinds[name]]:
                break
            values[name] = (value.number, value.half)
        else:
            yield number, values
