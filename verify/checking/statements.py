"""Claims with what stands round them: which of them state again what another one says."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations

from msgspec import Struct

from verify.claims import Passage
from verify.model import Claim, Direction, Figure, Interval, Kind, Phase, Position, Standing

from .likeness import Likeness

SHARED = 8
"""A word that stands near more figures than this in a text tells none of them from the others."""
NEAR = 2
"""Tokens."""
BEFORE = 3
"""Tokens before a figure in which "from" or "the" tells what the figure is for."""
COMPANY = 10
"""Smaller numbers stand beside anything, and say nothing of what they stand beside."""
AROUND = 4
"""Tokens from a figure in which a word sends it up or down."""
TWICE = math.log10(2)


class Statement(Struct, frozen=True, dict=True):
    """A claim with what stands round it in its sentence."""

    claim: Claim
    words: Mapping[str, int]
    """Content words of the sentence, in the singular, with their distance from the figure in tokens; its noun too."""
    before: frozenset[str]
    """The words just before it."""
    company: frozenset[tuple[object, ...]]
    """The other figures of its sentence."""
    direction: Direction
    """Where the words round it send it."""

    @property
    def figure(self) -> Figure:
        """The figure that the claim understands."""
        return self.claim.figure

    @cached_property
    def keys(self) -> frozenset[object]:
        """What another one must share of it to be worth a look: a word, another figure, or the same digits anyhow."""
        digits = {"".join(sorted(self.digits))} if len(self.digits) > 2 else set()
        return frozenset(self.words) | self.company | digits

    @cached_property
    def digits(self) -> str:
        """What is written, without its scale: "168" for $168m."""
        return f"{abs(self.figure.low):.8e}".partition("e")[0].replace(".", "").strip("0")

    @cached_property
    def allowed(self) -> Interval:
        """What it may be at most, in base units."""
        return self.figure.unit.to_base(self.figure.coarse)


class Statements:
    """The claims of a document, and which of them state again what another one says."""

    def __init__(self, likeness: Likeness, passages: Sequence[Passage], claims: Sequence[Claim]) -> None:
        self._likeness = likeness
        self._passages = passages
        self._claims = claims

    def restating(self, first: int) -> list[int]:
        """Return the indexes of the claims further on that state again what the claim `first` does."""
        return self._found.get(first, [])

    @property
    def restated(self) -> list[int]:
        """The indexes of the claims that others state again, in order."""
        return sorted(self._found)

    @cached_property
    def _found(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for first, again, signs in self.pairs():
            needed = self._likeness.accept if _agree(first, again) else self._likeness.accuse
            if self._likeness.probability(signs) >= needed:
                found[first.claim.index].append(again.claim.index)
        return found

    def pairs(self) -> Iterator[tuple[Statement, Statement, dict[str, float]]]:
        """Yield the pairs of claims that could be one statement, in the order of the text, with their signs."""
        groups: dict[object, list[Claim]] = defaultdict(list)
        for claim in self._claims:
            unit = claim.figure.unit
            groups[unit.kind, unit.dimension].append(claim)
        groups = {key: group for key, group in groups.items() if len(group) > 1}
        if not groups:
            return
        statements = self._statements({claim.index for group in groups.values() for claim in group})
        counts = Counter(word for statement in statements.values() for word in statement.words)
        for group in groups.values():
            yield from self._pairs_of([statements[claim.index] for claim in group if claim.index in statements], counts)

    def _pairs_of(
        self, group: Sequence[Statement], counts: Mapping[str, int]
    ) -> Iterator[tuple[Statement, Statement, dict[str, float]]]:
        holders: dict[object, list[int]] = defaultdict(list)
        sentences: dict[int, list[Statement]] = defaultdict(list)
        for number, statement in enumerate(group):
            sentences[statement.claim.sentence].append(statement)
            for key in statement.keys:
                holders[key].append(number)
        alone = set(_alone(group))
        near = {pair for found in holders.values() if len(found) <= SHARED for pair in combinations(found, 2)}
        heads = [number for number, one in enumerate(group) if one.claim.position is Position.HEADLINE]
        near.update((number, other) for number in heads for other in range(number + 1, min(number + 4, len(group))))
        for number, other in sorted(near):
            first, again = group[number], group[other]
            if _apart(first, again):
                continue
            # A field may be misread: what agrees is not held against it.
            if not _agree(first, again) and (_differ(first, again) or alone.isdisjoint((number, other))):
                continue
            signs = self._signs(first, again, counts)
            signs["others of its kind"] = math.log1p(len(group) - 2)
            signs["headline, next of its kind"] = float(other == number + 1 and number in heads)
            signs["said there already"] = float(
                any(one is not again and _agree(one, first) for one in sentences[again.claim.sentence])
                or any(one is not first and _agree(one, again) for one in sentences[first.claim.sentence])
            )
            yield first, again, signs

    def _signs(self, first: Statement, again: Statement, counts: Mapping[str, int]) -> dict[str, float]:
        one, two = first.claim, again.claim
        shared = first.words.keys() & again.words.keys()
        close = sum(abs(first.words[word]) <= NEAR and abs(again.words[word]) <= NEAR for word in shared)
        apart = two.sentence - one.sentence
        likeness = self._likeness
        nouns = (first.figure.noun[-1:], again.figure.noun[-1:])
        same = sorted(first.digits) == sorted(again.digits)
        return {
            "sentences apart": math.log1p(apart),
            "headline and lead": float(one.position is Position.HEADLINE and two.position is Position.LEAD),
            "words shared close by": float(close),
            "rare words shared": sum(math.log(SHARED / counts[word]) for word in shared if counts[word] < SHARED),
            "same noun": float(bool(nouns[0]) and nouns[0] == nouns[1]),
            "definite": float(not likeness.definite.isdisjoint(again.before)),
            "first in lead": float(one.position is Position.LEAD),
            "same company": float(not first.company.isdisjoint(again.company)),
            "other measure": float("" != one.measure.head != two.measure.head != ""),
            "both compare": float(all(not likeness.comparing.isdisjoint(one.before) for one in (first, again))),
            "same direction": float(first.direction is again.direction is not Direction.NONE),
            "count": float(first.figure.unit.kind is Kind.COUNT),
            "same digits": float(same),
            "same digits, several": float(same and len(first.digits) > 1),
            "as many digits": float(len(first.digits) == len(again.digits)),
            "near in value": float(_ratio(first.figure, again.figure) < TWICE),
        }

    def _statements(self, wanted: set[int]) -> dict[int, Statement]:
        by_index = {claim.index: claim for claim in self._claims}
        content = self._likeness.content
        found: dict[int, Statement] = {}
        for passage in self._passages:
            for first, last, _, figures in passage.stretches:
                if not figures:
                    continue
                row = passage.words[first:last]
                words = {known: place for place, word in enumerate(row, first) if (known := content(word))}
                row_figures = (index for index in passage.figures[first:last] if index in by_index)
                others = {index: _number(by_index[index].figure) for index in row_figures}
                for token in range(first, last):
                    index = passage.figures[token]
                    if index in wanted:
                        claim = by_index[index]
                        near = {word: place - token for word, place in words.items()}
                        near.update(dict.fromkeys(claim.figure.noun, 1))  # it is part of the figure's token
                        before = frozenset(passage.words[max(first, token - BEFORE) : token])
                        company = frozenset(key for other, key in others.items() if key and other != index)
                        found[index] = Statement(claim, near, before, company, self._direction(row, token - first))
        return found

    def _direction(self, row: Sequence[str], token: int) -> Direction:
        """Return where the nearest word that sends a figure up or down sends the one at `token` of a sentence."""
        for away in range(1, AROUND + 1):
            for place in (token - away, token + away):
                if 0 <= place < len(row):
                    if row[place] in self._likeness.rising:
                        return Direction.UP
                    if row[place] in self._likeness.falling:
                        return Direction.DOWN
        return Direction.NONE


def _apart(one: Statement, other: Statement) -> bool:
    """Whether nothing ties two together: no sentence says the same twice; where nothing is shared, no thing is."""
    return one.claim.sentence == other.claim.sentence or one.keys.isdisjoint(other.keys)


def _differ(one: Statement, other: Statement) -> bool:
    """Whether the text says itself that two are not of the same: one rises, or was then, and the other not."""
    if {one.direction, other.direction} == {Direction.UP, Direction.DOWN}:
        return True
    mine, theirs = one.claim, other.claim
    stated = mine.period.standing is theirs.period.standing is Standing.STATED
    return (stated and mine.period.key != theirs.period.key) or (mine.phase is Phase.BEFORE) is not (
        theirs.phase is Phase.BEFORE
    )


def _alone(group: Sequence[Statement]) -> Iterator[int]:
    """Yield the places of the statements with which no other agrees, one of the same noun if it has one."""
    by_noun: dict[tuple[str, ...], list[tuple[Interval, int]]] = defaultdict(list)
    for number, one in enumerate(group):
        by_noun[one.figure.noun[-1:]].append((_as_written(one.figure), number))
    for found in by_noun.values():
        found.sort(key=lambda pair: pair[0].low)
        shared: set[int] = set()
        reach, owner = -math.inf, -1
        for value, number in found:
            if value.low <= reach:
                shared.update((number, owner))
            if value.high > reach:
                reach, owner = value.high, number
        yield from (number for _, number in found if number not in shared)


def _as_written(figure: Figure) -> Interval:
    """Return the number and its rounding, whatever bound it is."""
    return figure.unit.to_base(Interval(figure.low - figure.step / 2, figure.high + figure.step / 2))


def _number(figure: Figure) -> tuple[object, ...]:
    """Return what two figures that are the same share, () where it tells nothing."""
    return (figure.unit.kind, figure.unit.dimension, figure.low, figure.high) if figure.low >= COMPANY else ()


def _agree(one: Statement, other: Statement) -> bool:
    return one.allowed.meet(other.allowed) is not None


def _ratio(one: Figure, other: Figure) -> float:
    """Return by how many powers of ten two figures differ."""
    mine, theirs = (max(1e-9, abs(f.unit.to_base(Interval(f.low, f.high)).high)) for f in (one, other))
    return abs(math.log10(mine / theirs))
