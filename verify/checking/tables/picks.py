"""Lines that are tied one by one: a column of changes and the two columns that it compares, a margin and its parts.

For each line that may be the first slot of a rule, every choice of the other slots is tried among the lines near it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from verify.claims import KINDS
from verify.claims.vocabulary import sort_of
from verify.model import Figure, Interval

from ..layout import Layout, Slot
from ..rulebook import CompiledRule
from .believing import Reading
from .runs import tie_at
from .sheet import Sheet
from .trying import attempt, is_slip, layout_of

NEAR = 12
"""Lines among which the other slots are looked for."""
FEW = 3
"""Lines across that are tried first; a choice that holds in none of them is given up."""


def find_picks(sheet: Sheet, rules: Sequence[CompiledRule], figures: Sequence[Figure]) -> list[Reading]:
    """Return the believed readings of the rules without a run, at most one for each line and rule."""
    found = []
    for rule in rules:
        layout = layout_of(rule)
        if layout.run or layout.said or sheet.axis not in layout.axes:
            continue
        for line in range(len(sheet.lines)):
            best = _best(sheet, rule, layout, line, figures)
            if best is not None:
                found.append(best)
    return found


def _best(sheet: Sheet, rule: CompiledRule, layout: Layout, line: int, figures: Sequence[Figure]) -> Reading | None:
    lead, *others = layout.singles
    if not _fits(sheet, lead, line, figures):
        return None
    near = sorted((other for other in range(len(sheet.lines)) if other != line), key=lambda other: abs(other - line))
    choices = [
        chosen
        for chosen in permutations(sorted(near[:NEAR]), len(others))
        if all(_fits(sheet, slot, other, figures) for slot, other in zip(others, chosen, strict=True))
    ]
    readings = [
        _reading(sheet, rule, {lead.name: line, **dict(zip((s.name for s in others), chosen, strict=True))}, figures)
        for chosen in choices
    ]
    named = lead.must is not None or (lead.may is not None and lead.may.search(sheet.lines[line].words) is not None)
    believed = [
        judged
        for reading in readings
        if reading is not None
        and (judged := reading._replace(tried=len(choices), likely=named)).believed
        and (named or len(judged.held) > 1)
    ]
    return max(believed, key=lambda reading: reading.score, default=None)


def _fits(sheet: Sheet, slot: Slot, line: int, figures: Sequence[Figure]) -> bool:
    """Whether a line may fill a slot: by its name, and by what most of its cells are."""
    if slot.must is not None and not slot.must.search(sheet.lines[line].words):
        return False
    numbers = [value.figure for value in sheet.values[line] if value is not None and value.figure >= 0]
    fitting = sum(sort_of(figures[index]) in KINDS[slot.kind] for index in numbers)
    return 2 * fitting > len(numbers)


def _reading(sheet: Sheet, rule: CompiledRule, chosen: Mapping[str, int], figures: Sequence[Figure]) -> Reading | None:
    held: list[int] = []
    failed: list[int] = []
    weight = 0.0
    for number, values in _lines(sheet, rule, chosen, figures):
        trial = attempt([formula.relations for formula in rule.formulas], values)
        if trial.holds:
            held.append(number)
            weight += trial.weight
        else:
            failed.append(number)
            if len(failed) == FEW and not held:
                return None
    if not held:
        return None
    slots = {name: (line,) for name, line in chosen.items()}
    slipped = frozenset(
        number
        for number in failed
        if len(failed) <= len(held) and is_slip(rule, tie_at(sheet, rule, slots, number), figures)
    )
    return Reading(rule, slots, tuple(held), tuple(failed), slipped, weight, likely=False)


def _lines(
    sheet: Sheet, rule: CompiledRule, chosen: Mapping[str, int], figures: Sequence[Figure]
) -> Iterator[tuple[int, dict[str, Interval]]]:
    """Yield the lines across in which every slot has a number of its kind, with the values."""
    kinds = rule.kinds
    for number in range(len(sheet.across)):
        values: dict[str, Interval] = {}
        for name, line in chosen.items():
            value = sheet.values[line][number]
            if value is None or value.figure < 0 or sort_of(figures[value.figure]) not in KINDS[kinds[name]]:
                break
            values[name] = Interval.around(value.number, value.half)
        else:
            yield number, values
