"""Figures of the prose against the table that they speak of.

"Service revenue fell to $1,205 million in 2023" names the row "Service revenue" and the column "2023". It says the same
as the cell there, or it is one typing slip away from it: then, and where nothing else in the tables near it is what it
says, the two contradict one another. Any other number is about something else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

from msgspec.structs import replace

from verify.claims import KINDS, Panel, Passage
from verify.claims.vocabulary import sort_of
from verify.model import Figure, Interval, Kind

from ..rulebook import CompiledRule
from ..solving import value
from ..tie import Tie
from .naming import HALF, Index, Name, Sentence, sentences_of
from .slips import one_slip
from .telling import Spoken, meets, said_of, size_of
from .trying import layout_of

NEAR = 6000
"""Characters between a sentence and the table that it speaks of."""
DIGITS = 3
"""Digits that a figure needs for a slip to be told from another number, unless the sentence repeats other cells too."""
MANY = 4
"""Digits of a figure that is hardly one slip from another number by chance: half of the name will do."""
MOST = 2 / 3
"""Part of the words of a name that must be in the sentence for an equal number to be a repeated one."""
JUST = 1.01
"""How far the last digits of a figure and of a cell may differ in worth to be called the same."""
WIDEST = 6
"""Lines across of which two are chosen: a change is from one year to the next, and tables have few."""


def prose_ties(
    rules: Sequence[CompiledRule], panels: Sequence[Panel], passages: Sequence[Passage], figures: Sequence[Figure]
) -> Iterator[Tie]:
    """Yield the ties between figures of the prose and cells of the tables near them."""
    wanted = [rule for rule in rules if layout_of(rule).said]
    if not wanted or not panels:
        return
    indexes = [Index(panel, figures) for panel in panels]
    first = 0
    for sentence in sentences_of(passages, figures):
        while first < len(panels) and panels[first].span.end + NEAR < sentence.span.start:
            first += 1
        last = first
        while last < len(panels) and panels[last].span.start <= sentence.span.end + NEAR:
            last += 1
        near = indexes[first:last]
        if near:
            yield from _of_sentence(wanted, sentence, near, figures)


def _of_sentence(
    rules: Sequence[CompiledRule], sentence: Sentence, near: Sequence[Index], figures: Sequence[Figure]
) -> Iterator[Tie]:
    """Yield what the figures of a sentence repeat, then the slips among those that repeat nothing."""
    names = sorted((name for index in near for name in index.named(sentence)), key=lambda name: -name.share)
    if not names:
        return
    spoken = [Spoken(figures[said], sentence.around[said]) for said in sentence.figures]
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
    said: Spoken,
    names: Sequence[Name],
    offers: Sequence[Sequence[_Offer]],
    repeated: Sequence[int],
    taken: Collection[tuple[int, ...]],
    near: Sequence[Index],
) -> Tie | None:
    """Return the tie of a figure with the cells that it misses by a slip.

    The sentence has the whole name of their line and nothing near is what it says, or it repeats other cells of the
    line: one where nothing near is what it says, two where something else is.
    """
    spoken_for = {cell for key in taken for cell in key}
    for number, mine in enumerate(offers):
        if not repeated[number] and names[number].share < (HALF if said.digits >= MANY else 1.0):
            continue
        sure = repeated[number] > 0
        found = next((offer for offer in mine if offer.key not in taken and offer.missed_by(said, sure=sure)), None)
        if found is not None and (repeated[number] > 1 or not any(index.has(said, spoken_for) for index in near)):
            return found.tie(said)
    return None


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

    def met_by(self, said: Spoken) -> bool:
        """Whether a figure says this number."""
        return self._as_said(said) is not None

    def missed_by(self, said: Spoken, *, sure: bool) -> bool:
        """Whether a figure is one typing slip away from this number; `sure` where the sentence repeats the line."""
        return self._allows(said) and any(self._is_slip(told, sure=sure) for told, _ in said.told(self.first))

    def tie(self, said: Spoken) -> Tie:
        """Return the tie with a figure that meets or misses the number."""
        told = self._as_said(said) or next(t for t, _ in said.told(self.first) if self._is_slip(t, sure=True))
        slots = {said_of(self.rule).name: (said.index,), **{name: (cell.index,) for name, cell in self.slots.items()}}
        return Tie(self.rule, slots, amended={} if told is said.figure else {said.index: told})

    def _allows(self, said: Spoken) -> bool:
        return (said.figure.kind is Kind.PERCENT) == self.percent and said.suits(self.rule)

    def _as_said(self, said: Spoken) -> Figure | None:
        if not self._allows(said):
            return None
        return next((told for told, size in said.told(self.first) if meets(size, self.target)), None)

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
        said, slots = said_of(rule), layout_of(rule).singles
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
    found = size_of(value(rule.formula.relations[0].right, values))
    return found if found.bounded and found.high > 0 else None
