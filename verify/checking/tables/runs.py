"""Sums in a table: for each line, the run of lines beside it that makes it in most of the lines across.

Lines are taken one after the other onto a stack. Where the last ones make the next, as parts make a total, they are
taken off and the total stands for them: so subtotals, and totals of totals, are found in one pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from verify.model import Figure

from ..layout import ROWS, Layout
from ..rulebook import CompiledRule
from .believing import Reading
from .sheet import PERCENT_CLASS, Class, Sheet
from .trying import COUNT, SUM, Test, attempt, is_slip, layout_of, tests_of, tie_at

LONGEST = 60
"""Lines of a run that may begin anywhere; a longer one begins where a section does, or behind a total."""
LARGE = 5_000
"""Cells of a panel in which only lines are looked at whose names speak for them."""
ALONE = 0.5
"""Digits proved at most where only one part has a number: then it is but repeated."""
BACKWARDS = 3.0
"""Digits that a total before its parts needs: it is the rarer way."""
SURE = 1.5
"""Digits that must be proved in the lines across that are not of the main unit."""


class _Wanted(NamedTuple):
    """A rule, and its formulas with the sum of the run as one name."""

    rule: CompiledRule
    layout: Layout
    formulas: tuple[tuple[Test, ...], ...]


class _Sum(NamedTuple):
    """The sum of a run in one line across, its room, and how many numbers it has."""

    total: float
    room: float
    numbers: int


class _Tried(NamedTuple):
    """A run on trial, before its failures are looked into."""

    wanted: _Wanted
    line: int
    first: int
    """Line at the far end, -1 where the rule has none."""
    parts: tuple[int, ...]
    held: tuple[int, ...]
    failed: tuple[int, ...]
    weight: float


def find_runs(sheet: Sheet, rules: Sequence[CompiledRule], figures: Sequence[Figure]) -> list[Reading]:
    """Return the believed readings of the rules that have a run, at most one for each line before it and one after."""
    wanted = [_Wanted(rule, layout_of(rule), tests_of(rule)) for rule in rules]
    wanted = [entry for entry in wanted if entry.layout.run and sheet.axis in entry.layout.axes]
    forwards = _Pass(sheet, [entry for entry in wanted if not entry.layout.after], figures, after=False)
    found = list(forwards.readings())
    backwards = _Pass(sheet, [entry for entry in wanted if entry.layout.after], figures, after=True)
    backwards.spared = forwards.closed
    # Two rules may read the same lines: a whole and its parts, and what is left of a whole.
    kept: dict[frozenset[int], Reading] = {}
    for reading in (*found, *backwards.readings()):
        lines = frozenset(line for part in reading.slots.values() for line in part)
        held = kept.get(lines)
        if held is None or (reading.likely, reading.score) > (held.likely, held.score):
            kept[lines] = reading
    return list(kept.values())


class _Pass:
    """One way over the lines: downwards where parts come before their total, upwards where they come after it."""

    def __init__(self, sheet: Sheet, wanted: Sequence[_Wanted], figures: Sequence[Figure], *, after: bool) -> None:
        self.sheet = sheet
        self.wanted = wanted
        self.figures = figures
        self.after = after
        self.large = len(sheet.lines) * len(sheet.across) > LARGE
        self.closed: set[int] = set()
        """Lines that were found to be made of others."""

        self._likely: dict[tuple[tuple[str, ...], int], bool] = {}
        self.spared: set[int] = set()
        """Lines for which nothing is to be looked for."""

    def readings(self) -> Iterator[Reading]:
        """Yield what is believed, line by line."""
        if not self.wanted:
            return
        stacks: dict[Class, list[int]] = {}
        lines = range(len(self.sheet.lines))
        for line in reversed(lines) if self.after else lines:
            kind = self.sheet.main[line]
            if kind is None:
                continue
            stack = stacks.setdefault(kind, [])
            best = None if line in self.spared else self._best(line, stack)
            if best is not None:
                yield best
                self.closed.add(line)
                del stack[-sum(len(lines) for lines in best.slots.values()) + 1 :]
            stack.append(line)

    def _best(self, line: int, stack: Sequence[int]) -> Reading | None:
        tried = [entry for wanted in self.wanted for entry in self._tries(wanted, line, stack)]
        readings = [self._reading(entry, stack, len(tried)) for entry in tried]
        believed = [reading for reading in readings if reading.believed]
        best = max(believed, key=lambda reading: reading.score, default=None)
        return None if best is None or (self.after and best.score < BACKWARDS) else best

    def _tries(self, wanted: _Wanted, line: int, stack: Sequence[int]) -> Iterator[_Tried]:
        """Yield the runs that end at the stack's top and hold somewhere, or might if a cell were mended."""
        sheet, layout = self.sheet, wanted.layout
        across = [number for number, value in enumerate(sheet.values[line]) if value is not None and value.figure >= 0]
        must = layout.slot(layout.target).must
        if must is not None and not must.search(sheet.lines[line].words):
            return
        likely = self._is_likely(layout, line)
        if self.large and not likely:
            return
        sums: dict[int, _Sum] = dict.fromkeys(across, _Sum(0.0, 0.0, 0))
        parts: list[int] = []
        for member in reversed(stack if likely else stack[-LONGEST:]):
            begins = len(parts) < LONGEST or self._begins(member, stack)
            if layout.first and parts and begins:
                yield from self._try(wanted, line, member, tuple(reversed(parts)), sums)
            parts.append(member)
            for number in across:
                value = sheet.number(member, number)
                if value is not None and number in sums:
                    if sheet.classes[member][number] != sheet.classes[line][number]:
                        del sums[number]  # dollars and percent do not add up
                        continue
                    total, room, count = sums[number]
                    sums[number] = _Sum(total + value.number, room + value.half, count + 1)
            if not layout.first and begins and (len(parts) > 1 or likely):
                yield from self._try(wanted, line, -1, tuple(reversed(parts)), sums)

    def _try(
        self, wanted: _Wanted, line: int, first: int, parts: tuple[int, ...], sums: Mapping[int, _Sum]
    ) -> Iterator[_Tried]:
        sheet = self.sheet
        by_class: dict[Class | None, list[tuple[int, bool, float]]] = {}
        for number, (total, room, count) in sums.items():
            target = sheet.number(line, number)
            if count == 0 or target is None:
                continue
            values = {
                wanted.layout.target: (target.number, target.half),
                SUM: (total, room),
                COUNT: (float(count), 0.0),
            }
            if first >= 0:
                opening = sheet.number(first, number)
                if opening is None or sheet.classes[first][number] != sheet.classes[line][number]:
                    continue
                values[wanted.layout.first] = (opening.number, opening.half)
            trial = attempt(wanted.formulas, values)
            alone = count == 1 and first < 0
            if alone and not trial.holds and any(sheet.values[part][number] is None for part in parts):
                continue  # the blank cells may stand for anything
            weight = min(trial.weight, ALONE) if alone else trial.weight
            by_class.setdefault(sheet.classes[line][number], []).append((number, trial.holds, weight))
        main = sheet.main[line]
        counted = [tried for kind, tried in by_class.items() if _agrees(tried, main=kind == main)]
        counted = counted or list(by_class.values())[:1]
        every = [entry for tried in counted for entry in tried]
        held = tuple(number for number, holds, _ in every if holds)
        failed = tuple(number for number, holds, _ in every if not holds)
        if first < 0 and len(parts) == 1 and failed:
            return  # a line that repeats the one before it, mostly, is no total of it
        if every and len(failed) <= max(1, len(held)):
            yield _Tried(wanted, line, first, parts, held, failed, sum(weight for _, _, weight in every))

    def _is_likely(self, layout: Layout, line: int) -> bool:
        """Whether the name of a line speaks for its being the target; one without a name is there to close others."""
        slot = layout.slot(layout.target)
        found = self._likely.get((slot.likely, line))
        if found is None:
            words = self.sheet.lines[line].words
            found = not words or (slot.may is not None and slot.may.search(words) is not None)
            self._likely[slot.likely, line] = found
        return found

    def _begins(self, line: int, stack: Sequence[int]) -> bool:
        """Whether a run may well begin with a line: it is the first, opens a section, or comes behind a total."""
        return line == stack[0] or self.sheet.lines[line].opens or line - 1 in self.closed

    def _carries(self, begin: int, line: int) -> bool:
        """Whether a line has the name of the one that a run begins with, and no line between has it."""
        first, *between, last = [self._words(at) for at in range(min(begin, line), max(begin, line) + 1)]
        shared = first & last
        alike = 2 * len(shared) > min(len(first), len(last)) and any(len(word) > 3 for word in shared)
        return alike and bool(between) and not any(shared <= words for words in between)

    def _words(self, line: int) -> set[str]:
        return {word for word in self.sheet.lines[line].tokens if word.isalpha()}

    def _closes(self, line: int) -> bool:
        """Whether a line is the last one of the panel, or of a section."""
        lines = self.sheet.lines
        rows = self.sheet.axis == ROWS and not self.after
        return rows and (line == len(lines) - 1 or lines[line + 1].opens)

    def _reading(self, tried: _Tried, stack: Sequence[int], count: int) -> Reading:
        rule, layout = tried.wanted.rule, tried.wanted.layout
        slots = {layout.run: tried.parts, layout.target: (tried.line,)}
        if tried.first >= 0:
            slots = {layout.first: (tried.first,), **slots}
        begin = tried.first if tried.first >= 0 else tried.parts[0]
        complete = self._begins(begin, stack)
        likely = self._is_likely(layout, tried.line) or self._carries(begin, tried.line)
        closing = complete and self._closes(tried.line)
        slipped: frozenset[int] = frozenset()
        if tried.failed and (tried.held or (complete and likely)):
            slipped = frozenset(
                number
                for number in tried.failed
                if is_slip(rule.formula, tie_at(self.sheet, rule, slots, number), self.figures)
            )
        return Reading(
            rule,
            slots,
            tried.held,
            tuple(n for n in tried.failed if n in slipped or self.sheet.classes[tried.line][n] != PERCENT_CLASS),
            slipped,
            tried.weight,
            likely,
            complete,
            closing,
            tried=count,
        )


def _agrees(tried: Sequence[tuple[int, bool, float]], *, main: bool) -> bool:
    """Whether a rule speaks for the lines across of one unit: prices do not add up where shares do.

    It holds in at least half of them, and, where their unit is not that of most cells, surely.
    """
    proved = sum(weight for _, _, weight in tried)
    return 2 * sum(holds for _, holds, _ in tried) >= len(tried) and (main or proved >= SURE)
