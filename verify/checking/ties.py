"""Ties: figures that a rule puts together, found by its sentences or by joining claims. What holds is judged later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from verify.claims import KINDS, Passage
from verify.claims.periods import sentence_bounds
from verify.claims.vocabulary import sort_of
from verify.model import Claim, ClaimPattern, Figure, Interval

from .conditions import Member, field_key
from .lending import sharing_units
from .rulebook import SIGN, CompiledRule, RuleBook

LARGEST_GROUP = 40
"""Claims of one key that are joined with one another; a measure said more often is a table in disguise."""


class Tie(Struct, frozen=True):
    """A rule with its slots filled."""

    rule: CompiledRule
    slots: Mapping[str, tuple[int, ...]]
    """Slot or claim name to figure indexes."""
    sign: int = 0
    length: int = 0
    """Elements of the sentence that was matched: the longer, the more specific."""

    @property
    def figures(self) -> tuple[int, ...]:
        """All figure indexes, in the order of the slots."""
        return tuple(index for group in self.slots.values() for index in group)

    def values(
        self, figures: Sequence[Figure], reading: str = "strict", *, bounds: str = ""
    ) -> dict[str, Interval | tuple[Interval, ...]]:
        """Return what goes into the formula, in base units, under a reading; `bounds` are the rule's if not given."""
        found: dict[str, Interval | tuple[Interval, ...]] = {}
        for name, group in self.slots.items():
            members = tuple(read_value(figures[index], reading, bounds or self.rule.rule.bounds) for index in group)
            found[name] = members if len(members) > 1 else members[0]
        found[SIGN] = Interval.exactly(float(self.sign or 1))
        return found


NEAR = 1.5
"""How far "more than X" reaches at most where a rule says `bounds: near`: no writer says "more than 9" for 14."""
JUST = 0.1
"""How far it reaches, beyond one unit of its last digit, where a figure is implied from "a little more than X"."""


def read_value(figure: Figure, reading: str, bounds: str = "open") -> Interval:
    """Return the interval of a figure in base units under "strict", "coarse" or "near"."""
    value = figure.coarse if reading == "coarse" else figure.strict
    if reading == "near":
        room = figure.coarse.low if figure.coarse.low > 0 else figure.low
        unit = max(2 * (figure.low - room), figure.step if figure.step < figure.low else 0.0)
        value = closed(value, figure.high + min(unit, JUST * figure.high))
    elif bounds == "written" and figure.strict.width > figure.step:
        value = Interval(figure.low - figure.step / 2, figure.high + figure.step / 2)
    elif bounds == "near":
        value = closed(value, figure.high * NEAR)
    return figure.unit.to_base(value)


def closed(value: Interval, high: float) -> Interval:
    """Close an open upper end at `high`."""
    return Interval(value.low, high) if value.high == float("inf") and value.low <= high else value


def find_ties(
    book: RuleBook, passages: Sequence[Passage], figures: Sequence[Figure], claims: Sequence[Claim]
) -> list[Tie]:
    """Return every tie that the rules find, in the order of text and rules; conditions are met, nothing is judged."""
    everyone = [Member(figure, None) for figure in figures]
    for claim in claims:
        everyone[claim.index] = Member(claim.figure, claim)
    ties: list[Tie] = []
    for passage in passages:
        ties += _in_sentences(book, passage, figures, everyone)
    for rule in book.joining:
        ties += complete(Tie(rule, {}), everyone)
    return ties


def _in_sentences(
    book: RuleBook, passage: Passage, figures: Sequence[Figure], everyone: Sequence[Member]
) -> Iterator[Tie]:
    wanted: set[tuple[int, int]] = set()
    for char in passage.present:
        wanted.update(book.triggers.get(char, ()))
    for number, place in sorted(wanted):
        rule = book.rules[number]
        pattern = rule.patterns[place]
        for match in pattern.find(passage, figures):
            if (rule.uses_sign and not match.sign) or barred(rule, passage, match.span, figures):
                continue
            slots = {name: group for name, group in match.slots.items() if name in rule.used}
            yield from complete(Tie(rule, slots, match.sign, len(pattern.required)), everyone)


def barred(rule: CompiledRule, passage: Passage, span: tuple[int, int], figures: Sequence[Figure]) -> bool:
    """Whether the sentences of a match hold what the rule keeps silent about."""
    first, last = sentence_bounds(passage, span[0])[0], sentence_bounds(passage, span[1] - 1)[1]
    return any(
        first <= found.span[0] and found.span[1] <= last
        for pattern in rule.barring
        for found in pattern.find(passage, figures)
    )


def complete(tie: Tie, everyone: Sequence[Member]) -> Iterator[Tie]:
    """Fill the claims that a rule joins, one after the other, each by a `same` condition that ties it to what is there.

    The load refuses a rule whose claims are not tied that way: a join without a key would try all pairs.
    """
    filled = [index for group in tie.slots.values() for index in group]
    if len(set(filled)) < len(filled):
        return
    waiting = [claim for claim in tie.rule.rule.claims if claim.name not in tie.slots]
    if not waiting:
        if _conditions_hold(tie, everyone):
            yield tie
        return
    wanted = waiting[0]
    for member in _candidates(tie, wanted, everyone):
        yield from complete(replace(tie, slots={**tie.slots, wanted.name: (member.figure.index,)}), everyone)


def _candidates(tie: Tie, wanted: ClaimPattern, everyone: Sequence[Member]) -> list[Member]:
    fitting = [m for m in everyone if m.claim and _fits(m.claim, wanted.kind, wanted.fields)]
    if not tie.slots:
        return fitting
    for condition in tie.rule.conditions:
        if condition.kind != "same" or wanted.name not in condition.names:
            continue
        anchor = next((tie.slots[name][0] for name in condition.names if name in tie.slots), None)
        if anchor is not None:
            keys = [field_key(everyone[anchor], name) for name in condition.fields]
            if not all(keys):
                return []
            fitting = [m for m in fitting if [field_key(m, name) for name in condition.fields] == keys]
    return fitting[:LARGEST_GROUP]


def _conditions_hold(tie: Tie, everyone: Sequence[Member]) -> bool:
    if not tie.rule.conditions:
        return True
    values = (
        tie.values(sharing_units(tie, [member.figure for member in everyone]))
        if any(c.kind == "formula" for c in tie.rule.conditions)
        else {}
    )
    members = {name: [everyone[index] for index in group] for name, group in tie.slots.items()}
    return all(condition.holds(members, values) for condition in tie.rule.conditions)


def _fits(claim: Claim, kind: str, fields: Mapping[str, tuple[str, ...]]) -> bool:
    if sort_of(claim.figure) not in KINDS[kind]:
        return False
    said = {
        "role": claim.role.value,
        "phase": claim.phase.value,
        "stance": claim.stance.value,
        "direction": claim.direction.value,
        "measure": claim.measure.head,
        "subject": claim.subject.head,
        "of": claim.figure.form,
    }
    # What is implied has the name of its rule for a form, and takes part only where it is asked for.
    if ("of" in fields) is not ("." in claim.figure.form):
        return False
    return all(said[name] in values for name, values in fields.items())
