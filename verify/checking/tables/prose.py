"""Figures of the prose against the table that they speak of.

"Service revenue fell to $1,205 million in 2023" names the row "Service revenue" and the column "2023". It says the same
as the cell there, or it is one typing slip away from it: then, and where nothing else in the tables near it is what it
says, the two contradict one another. Any other number is about something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

from msgspec.structs import replace

from verify.claims import KINDS, Panel, Passage
from verify.claims.cells import years_of
from verify.claims.grids import singular
from verify.claims.vocabulary import sort_of
from verify.model import Figure, Interval, Kind, Span

from ..layout import COLUMNS, ROWS, Slot
from ..rulebook import CompiledRule
from ..solving import value
from ..tie import Tie
from .sheet import Sheet
from .slips import one_slip
from .trying import layout_of

NEAR = 8000
"""Characters between a sentence and the table that it speaks of."""
HALF = 0.5
"""Part of the words of a name that must be in the sentence."""
DIGITS = 3
"""Digits that a figure needs for a slip to be told from another number, unless the sentence repeats other cells too."""
MOST = 2 / 3
"""Part of the words of a name that must be in the sentence for an equal number to be a repeated one."""
JUST = 1.01
"""How far the last digits of a figure and of a cell may differ in worth to be called the same."""
WIDEST = 6
"""Lines across of which two are chosen: a change is from one year to the next, and tables have few."""
AROUND = 6
"""Tokens before and after a figure in which a word says what it is for."""

_DIGITS = re.compile(r"\d[\d,.]*")
_SPOKEN = (Kind.MONEY, Kind.PERCENT, Kind.NUMBER, Kind.COUNT)


class Sentence(NamedTuple):
    """A sentence of the prose with figures."""

    span: Span
    words: frozenset[str]
    """Its words in the singular."""
    years: frozenset[int]
    figures: tuple[int, ...]
    """Its quantities."""
    around: Mapping[int, str]
    """Figure to the words round it."""


class Name(NamedTuple):
    """A line of a table that a sentence names."""

    sheet: Sheet
    line: int
    share: float
    """Part of the words of its name that the sentence has."""


def prose_ties(
    rules: Sequence[CompiledRule], panels: Sequence[Panel], passages: Sequence[Passage], figures: Sequence[Figure]
) -> Iterator[Tie]:
    """Yield the ties between figures of the prose and cells of the tables near them."""
    wanted = [rule for rule in rules if layout_of(rule).said]
    if not wanted or not panels:
        return
    indexes = [_Index(panel, figures) for panel in panels]
    first = 0
    for sentence in _sentences(passages, figures):
        while first < len(panels) and panels[first].span.end + NEAR < sentence.span.start:
            first += 1
        near = []
        for index in indexes[first:]:
            if index.panel.span.start > sentence.span.end + NEAR:
                break
            near.append(index)
        if near:
            yield from _of_sentence(wanted, sentence, near, figures)


class _Index:
    """A panel with its lines at hand by the words of their names."""

    def __init__(self, panel: Panel, figures: Sequence[Figure]) -> None:
        self.panel = panel
        self.sheets = [Sheet(panel, ROWS, figures)]
        if any(years_of(line) for line in panel.rows):  # the years stand at the side, the names above
            self.sheets.append(Sheet(panel, COLUMNS, figures))
        self.lines: dict[str, list[tuple[Sheet, int]]] = {}
        for sheet in self.sheets:
            for number, line in enumerate(sheet.lines):
                for word in line.key:
                    self.lines.setdefault(word, []).append((sheet, number))
        self.cells = [figures[index] for index in panel.figures.values()]

    def named(self, sentence: Sentence) -> Iterator[Name]:
        """Yield the lines of which a sentence has half of the name or more."""
        counted: dict[tuple[int, int], int] = {}
        for word in sentence.words:
            for sheet, line in self.lines.get(word, ()):
                key = (self.sheets.index(sheet), line)
                counted[key] = counted.get(key, 0) + 1
        for (sheet_number, line), count in counted.items():
            sheet = self.sheets[sheet_number]
            share = count / len(sheet.lines[line].key)
            if share >= HALF:
                yield Name(sheet, line, share)


def _sentences(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Sentence]:
    for passage in passages:
        for stretch in passage.stretches:
            tokens = range(stretch.first, stretch.last)
            held = [figures[passage.figures[token]] for token in tokens if passage.figures[token] >= 0]
            spoken = {f.index for f in held if f.is_quantity and f.kind in _SPOKEN}
            if not spoken:
                continue
            words = passage.words[stretch.first : stretch.last]
            around = {
                passage.figures[token]: " ".join(
                    word
                    for word in passage.words[max(stretch.first, token - AROUND) : min(stretch.last, token + AROUND)]
                    if word
                )
                for token in tokens
                if passage.figures[token] in spoken
            }
            years = {
                year
                for figure in held
                if figure.kind is Kind.DATE
                for year in map(int, re.findall(r"(?:19|20)\d\d", figure.quote))
            }
            span = Span(passage.spans[stretch.first].start, passage.spans[stretch.last - 1].end)
            yield Sentence(
                span, frozenset(singular(word) for word in words if word), frozenset(years), tuple(around), around
            )


def _of_sentence(
    rules: Sequence[CompiledRule], sentence: Sentence, near: Sequence[_Index], figures: Sequence[Figure]
) -> Iterator[Tie]:
    """Yield what the figures of a sentence repeat, then the slips among those that repeat nothing."""
    names = sorted((name for index in near for name in index.named(sentence)), key=lambda name: -name.share)
    offers = [list(_offers(rules, name, sentence, figures)) for name in names]
    settled: set[int] = set()
    taken: set[tuple[int, ...]] = set()
    repeated = [0] * len(names)
    for number, mine in enumerate(offers):
        for said in sentence.figures:
            found = next((o for o in mine if o.key not in taken and o.met_by(figures[said], sentence)), None)
            if found is not None:
                repeated[number] += 1
                taken.add(found.key)
                if said not in settled and names[number].share >= MOST:
                    settled.add(said)
                    yield found.tie(figures[said])
    for said in sentence.figures:
        if said in settled:
            continue
        elsewhere = any(_same(figures[said], cell) for index in near for cell in index.cells)
        for number, mine in enumerate(offers):
            sure = repeated[number] > elsewhere
            if not sure and (elsewhere or names[number].share < 1.0):
                continue
            missed = (o for o in mine if o.key not in taken and o.missed_by(figures[said], sentence, sure=sure))
            if (found := next(missed, None)) is not None:
                yield found.tie(figures[said])
                break


class _Offer(NamedTuple):
    """What a rule makes of cells of a line: a number that the prose may say."""

    rule: CompiledRule
    slots: Mapping[str, Figure]
    target: Interval
    """In base units, without its sign."""
    years: frozenset[int]

    @property
    def key(self) -> tuple[int, ...]:
        """The cells."""
        return tuple(sorted(cell.index for cell in self.slots.values()))

    def met_by(self, figure: Figure, sentence: Sentence) -> bool:
        """Whether a figure says this number."""
        return self._allows(figure, sentence) and self._as_said(figure) is not None

    def missed_by(self, figure: Figure, sentence: Sentence, *, sure: bool) -> bool:
        """Whether a figure is one typing slip away from this number; `sure` where the sentence repeats the line."""
        return self._allows(figure, sentence) and any(
            self._is_slip(told, sure=sure) for told in _told(figure, self._first)
        )

    def tie(self, figure: Figure) -> Tie:
        """Return the tie with a figure that meets or misses the number."""
        told = self._as_said(figure) or next(t for t in _told(figure, self._first) if self._is_slip(t, sure=True))
        slots = {_said(self.rule).name: (figure.index,), **{name: (cell.index,) for name, cell in self.slots.items()}}
        return Tie(self.rule, slots, amended={} if told is figure else {figure.index: told})

    @property
    def _first(self) -> Figure:
        return next(iter(self.slots.values()))

    def _allows(self, figure: Figure, sentence: Sentence) -> bool:
        """Whether a figure is of the right kind, has the words about it, and is not of another year."""
        said = _said(self.rule)
        percent = said.kind == "percent" or self._first.kind is Kind.PERCENT
        if sort_of(figure) not in KINDS[said.kind] or (figure.kind is Kind.PERCENT) != percent:
            return False
        if self.years and sentence.years and not self.years & sentence.years:
            return False
        return said.must is None or said.must.search(sentence.around[figure.index]) is not None

    def _as_said(self, figure: Figure) -> Figure | None:
        for told in _told(figure, self._first):
            if _size(told.unit.to_base(told.coarse)).meet(self.target) is not None:
                return told
        return None

    def _is_slip(self, told: Figure, *, sure: bool) -> bool:
        digits = sum(sign.isdigit() for sign in told.quote.lstrip("0.,$€£¥ "))
        if digits < DIGITS or self.target.width > 2 * JUST * told.step * told.unit.factor:
            return False
        coarser = told.kind is not Kind.PERCENT and told.step > JUST * self._first.step
        if coarser and not sure:
            return False
        meant = round(self.target.middle / told.unit.factor / told.step) * told.step
        off = meant - abs(told.low)
        last = abs(off) < (1.5 if sure else 9.0) * told.step
        return not last and one_slip(replace(told, low=abs(told.low)), off, told.step * 1e-6)


def _said(rule: CompiledRule) -> Slot:
    said = layout_of(rule).said
    if said is None:
        raise TypeError(f"{rule.rule.id} does not speak of prose")
    return said


def _offers(
    rules: Sequence[CompiledRule], name: Name, sentence: Sentence, figures: Sequence[Figure]
) -> Iterator[_Offer]:
    """Yield what each rule makes of the cells of a line, those of the sentence's years first."""
    sheet, line = name.sheet, name.line
    cells = [
        (number, figures[held.figure]) for number, held in enumerate(sheet.values[line]) if held and held.figure >= 0
    ]
    years = {number: years_of(sheet.across[number]) for number, _ in cells}
    dated = any(years.values())
    cells.sort(key=lambda cell: not years[cell[0]] & sentence.years)
    for rule in rules:
        slots = layout_of(rule).singles
        for chosen in permutations(cells[: len(cells) if len(slots) == 1 else WIDEST], len(slots)):
            said = [years[number] for number, _ in chosen]
            if len(slots) > 1 and dated and (len({*said}) < len(slots) or any(len(year) != 1 for year in said)):
                continue  # from one year to another: not from a year to a column of changes
            filled = {slot.name: cell for slot, (_, cell) in zip(slots, chosen, strict=True)}
            if any(sort_of(filled[slot.name]) not in KINDS[slot.kind] for slot in slots):
                continue
            target = _target(rule, filled)
            if target is not None:
                yield _Offer(rule, filled, target, frozenset[int]().union(*said))


def _target(rule: CompiledRule, filled: Mapping[str, Figure]) -> Interval | None:
    """Return what the other side of the rule's equation is, without its sign; None where it has no value."""
    if rule.formula is None or len({cell.unit.dimension for cell in filled.values()}) > 1:
        return None
    values = {name: cell.unit.to_base(cell.strict) for name, cell in filled.items()}
    found = _size(value(rule.formula.relations[0].right, values))
    return found if found.bounded and found.high > 0 else None


def _size(held: Interval) -> Interval:
    low = 0.0 if held.low <= 0 <= held.high else min(abs(held.low), abs(held.high))
    return Interval(low, max(abs(held.low), abs(held.high)))


def _told(figure: Figure, cell: Figure) -> Iterator[Figure]:
    """Yield a figure as it may be meant beside a cell: as it stands, and in the cell's own scale.

    Reports that tell everything in thousands write "$19,911" in their prose too; and where no head says that a table is
    in millions, "$34.2 million" beside "34.2" does.
    """
    if figure.kind is Kind.PERCENT:
        yield figure
        return
    if figure.unit.dimension and cell.unit.dimension and figure.unit.dimension != cell.unit.dimension:
        return  # two currencies
    yield figure if figure.unit.dimension == cell.unit.dimension else replace(figure, unit=cell.unit)
    digits = _DIGITS.search(figure.quote)
    if digits is None or cell.kind is Kind.PERCENT:
        return
    printed = 10.0 ** -len(digits.group().partition(".")[2].rstrip("., ")) if "." in digits.group() else 1.0
    worth = figure.step / printed
    if (worth <= 1 and cell.scale != worth) or (worth > 1 and cell.scale == 1.0):
        factor = cell.scale / worth
        yield replace(
            figure,
            low=figure.low * factor,
            high=figure.high * factor,
            step=figure.step * factor,
            strict=figure.strict.scaled(factor),
            coarse=figure.coarse.scaled(factor),
            unit=cell.unit,
        )


def _same(figure: Figure, cell: Figure) -> bool:
    """Whether a figure says the number of a cell, wherever that stands."""
    if (figure.kind is Kind.PERCENT) != (cell.kind is Kind.PERCENT):
        return False
    target = _size(cell.unit.to_base(cell.strict))
    return any(_size(told.unit.to_base(told.coarse)).meet(target) is not None for told in _told(figure, cell))
