"""Figures of the prose against the table that they speak of.

"Service revenue fell to $1,205 million in 2023" names the row "Service revenue" and the column "2023". It says the same
as the cell there, or it is one typing slip away from it: then, and where nothing else in the tables near it is what it
says, the two contradict one another. Any other number is about something else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
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

NEAR = 6000
"""Characters between a sentence and the table that it speaks of."""
HALF = 0.5
"""Part of the words of a name that must be in the sentence."""
DIGITS = 3
"""Digits that a figure needs for a slip to be told from another number, unless the sentence repeats other cells too."""
MOST = 2 / 3
"""Part of the words of a name that must be in the sentence for an equal number to be a repeated one."""
JUST = 1.01
"""How far the last digits of a figure and of a cell may differ in worth to be called the same."""
EDGE = 1e-6
"""Part of an interval that counts as its edge."""
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
        last = first
        while last < len(panels) and panels[last].span.start <= sentence.span.end + NEAR:
            last += 1
        near = indexes[first:last]
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
        self._cells = [figures[index] for index in panel.figures.values()]

    def has(self, said: _Spoken) -> bool:
        """Whether some cell of the panel is what a figure says."""
        percent = said.figure.kind is Kind.PERCENT
        return any(
            _meets(size, _size(cell.unit.to_base(cell.strict)))
            for cell in self._cells
            if (cell.kind is Kind.PERCENT) == percent
            for _, size in said.told(cell)
        )

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
            span = passage.span(stretch.first, stretch.last)
            yield Sentence(
                span, frozenset(singular(word) for word in words if word), frozenset(years), tuple(around), around
            )


def _of_sentence(
    rules: Sequence[CompiledRule], sentence: Sentence, near: Sequence[_Index], figures: Sequence[Figure]
) -> Iterator[Tie]:
    """Yield what the figures of a sentence repeat, then the slips among those that repeat nothing."""
    names = sorted((name for index in near for name in index.named(sentence)), key=lambda name: -name.share)
    if not names:
        return
    spoken = [_Spoken(figures[said], sentence.around[said]) for said in sentence.figures]
    rules = [rule for rule in rules if any(figure.suits(rule) for figure in spoken)]
    offers = [list(_offers(rules, name, sentence, figures)) for name in names]
    settled: set[int] = set()
    taken: set[tuple[int, ...]] = set()
    repeated = [0] * len(names)
    for number, mine in enumerate(offers):
        for said in spoken:
            found = next((offer for offer in mine if offer.key not in taken and offer.met_by(said)), None)
            if found is not None:
                repeated[number] += 1
                taken.add(found.key)
                if said.index not in settled and names[number].share >= MOST:
                    settled.add(said.index)
                    yield found.tie(said)
    for said in spoken:
        if said.index not in settled and (slip := _slip(said, names, offers, repeated, taken, near)) is not None:
            yield slip


def _slip(
    said: _Spoken,
    names: Sequence[Name],
    offers: Sequence[Sequence[_Offer]],
    repeated: Sequence[int],
    taken: Collection[tuple[int, ...]],
    near: Sequence[_Index],
) -> Tie | None:
    """Return the tie of a figure with the cells that it misses by a slip.

    The sentence has the whole name of their line and nothing near is what it says, or it repeats other cells of the
    line: one where nothing near is what it says, two where something else is.
    """
    for number, mine in enumerate(offers):
        if not repeated[number] and names[number].share < 1.0:
            continue
        sure = repeated[number] > 0
        found = next((offer for offer in mine if offer.key not in taken and offer.missed_by(said, sure=sure)), None)
        if found is not None and (repeated[number] > 1 or not any(index.has(said) for index in near)):
            return found.tie(said)
    return None


class _Spoken:
    """A figure of a sentence, with the ways it may be meant beside cells of one unit and scale."""

    def __init__(self, figure: Figure, around: str) -> None:
        self.figure = figure
        self.index = figure.index
        self._around = around
        self._told: dict[tuple[str, float], list[tuple[Figure, Interval]]] = {}
        self._suits: dict[str, bool] = {}

    def suits(self, rule: CompiledRule) -> bool:
        """Whether it is of the kind that a rule asks for, and has the words about it."""
        found = self._suits.get(rule.rule.id)
        if found is None:
            said = _said(rule)
            found = sort_of(self.figure) in KINDS[said.kind]
            found = found and (said.must is None or said.must.search(self._around) is not None)
            self._suits[rule.rule.id] = found
        return found

    def told(self, cell: Figure) -> list[tuple[Figure, Interval]]:
        """Return the figure as it may be meant beside a cell, each with its size in base units."""
        key = (cell.unit.name, cell.scale)
        found = self._told.get(key)
        if found is None:
            found = [(told, _size(told.unit.to_base(told.coarse))) for told in _told(self.figure, cell)]
            self._told[key] = found
        return found


class _Offer(NamedTuple):
    """What a rule makes of cells of a line: a number that the prose may say."""

    rule: CompiledRule
    slots: Mapping[str, Figure]
    first: Figure
    key: tuple[int, ...]
    """The indexes of the cells."""
    target: Interval
    """In base units, without its sign."""
    percent: bool

    def met_by(self, said: _Spoken) -> bool:
        """Whether a figure says this number."""
        return self._as_said(said) is not None

    def missed_by(self, said: _Spoken, *, sure: bool) -> bool:
        """Whether a figure is one typing slip away from this number; `sure` where the sentence repeats the line."""
        return self._allows(said) and any(self._is_slip(told, sure=sure) for told, _ in said.told(self.first))

    def tie(self, said: _Spoken) -> Tie:
        """Return the tie with a figure that meets or misses the number."""
        told = self._as_said(said) or next(t for t, _ in said.told(self.first) if self._is_slip(t, sure=True))
        slots = {_said(self.rule).name: (said.index,), **{name: (cell.index,) for name, cell in self.slots.items()}}
        return Tie(self.rule, slots, amended={} if told is said.figure else {said.index: told})

    def _allows(self, said: _Spoken) -> bool:
        return (said.figure.kind is Kind.PERCENT) == self.percent and said.suits(self.rule)

    def _as_said(self, said: _Spoken) -> Figure | None:
        if not self._allows(said):
            return None
        return next((told for told, size in said.told(self.first) if _meets(size, self.target)), None)

    def _is_slip(self, told: Figure, *, sure: bool) -> bool:
        digits = sum(sign.isdigit() for sign in told.quote.lstrip("0.,$€£¥ "))
        if digits < DIGITS or self.target.width > 2 * JUST * told.step * told.unit.factor:
            return False
        coarser = told.kind is not Kind.PERCENT and told.step > JUST * self.first.step
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
    """Yield what each rule makes of the cells of a line, those of the sentence's years first, none of other years."""
    sheet, line = name.sheet, name.line
    held = [(number, value.figure) for number, value in enumerate(sheet.values[line]) if value is not None]
    cells = [(sheet.years[number], figures[index]) for number, index in held if index >= 0]
    cells.sort(key=lambda cell: not cell[0] & sentence.years)
    dated = any(years for years, _ in cells)
    for rule in rules:
        said, slots = _said(rule), layout_of(rule).singles
        for chosen in permutations(cells if len(slots) == 1 else cells[:WIDEST], len(slots)):
            years = [year for year, _ in chosen]
            if len(slots) > 1 and dated and (years[0] == years[1] or any(len(year) != 1 for year in years)):
                continue  # from one year to another, not from a year to a column of changes
            every = frozenset[int]().union(*years)
            if every and sentence.years and not every & sentence.years:
                continue
            filled = {slot.name: cell for slot, (_, cell) in zip(slots, chosen, strict=True)}
            if any(sort_of(filled[slot.name]) not in KINDS[slot.kind] for slot in slots):
                continue
            target = _target(rule, filled)
            if target is not None:
                first = chosen[0][1]
                percent = said.kind == "percent" or first.kind is Kind.PERCENT
                key = tuple(sorted(cell.index for _, cell in chosen))
                yield _Offer(rule, filled, first, key, target, percent)


def _target(rule: CompiledRule, filled: Mapping[str, Figure]) -> Interval | None:
    """Return what the other side of the rule's equation is, without its sign; None where it has no value."""
    if rule.formula is None or len({cell.unit.dimension for cell in filled.values()}) > 1:
        return None
    values = {name: cell.unit.to_base(cell.strict) for name, cell in filled.items()}
    found = _size(value(rule.formula.relations[0].right, values))
    return found if found.bounded and found.high > 0 else None


def _meets(left: Interval, right: Interval) -> bool:
    """Whether two intervals have more in common than an end: 15% and 16% are not the same for having 15.5 between."""
    common = left.meet(right)
    return common is not None and common.width >= EDGE * min(left.width, right.width)


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
