"""Ties: figures that a rule puts together, found by its sentences or by joining claims. What holds is judged later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from msgspec.structs import replace

from verify.claims import KINDS, Passage
from verify.claims.periods import sentence_bounds
from verify.claims.vocabulary import sort_of
from verify.model import Claim, ClaimPattern, Figure

from .conditions import Condition, Member, field_key
from .lending import sharing_units
from .rulebook import CompiledRule, RuleBook
from .statements import Statements
from .tie import Tie

LARGEST_GROUP = 40
"""Claims of one key that are joined with one another; a measure said more often is a table in disguise."""


class Members(Sequence[Member]):
    """The figures of a document with their claims, and those that share a field at hand by its key."""

    def __init__(self, figures: Sequence[Figure], claims: Sequence[Claim], statements: Statements) -> None:
        """Pair figures and claims by their indexes."""
        self.statements = statements
        self.figures = figures
        self._all = [Member(figure, None) for figure in figures]
        for claim in claims:
            self._all[claim.index] = Member(claim.figure, claim)
        self._groups: dict[tuple[str, str, tuple[str, ...]], dict[tuple[object, ...], list[Member]]] = {}

    def __len__(self) -> int:
        return len(self._all)

    @overload
    def __getitem__(self, index: int) -> Member: ...
    @overload
    def __getitem__(self, index: slice) -> list[Member]: ...
    def __getitem__(self, index: int | slice) -> Member | list[Member]:
        return self._all[index]

    def fitting(self, wanted: ClaimPattern) -> list[Member]:
        """Return the claims that a rule may join as `wanted`."""
        return [member for member in self._all if member.claim and _fits(member.claim, wanted.kind, wanted.fields)]

    def alike(self, rule: str, wanted: ClaimPattern, same: Sequence[tuple[Member, str]]) -> list[Member]:
        """Return those of them that have the same known field as each member of `same`; none where one is unknown.

        They are looked for once for each claim of a rule, not once for each tie: a long text has thousands of both.
        """
        fields = tuple(field for _, field in same)
        groups = self._groups.get((rule, wanted.name, fields))
        if groups is None:
            groups = self._groups[rule, wanted.name, fields] = {}
            for other in self.fitting(wanted):
                groups.setdefault(tuple(field_key(other, field) for field in fields), []).append(other)
        keys = tuple(field_key(member, field) for member, field in same)
        return groups.get(keys, []) if all(keys) else []


def find_ties(
    book: RuleBook, passages: Sequence[Passage], figures: Sequence[Figure], claims: Sequence[Claim]
) -> list[Tie]:
    """Return every tie that the rules find, in the order of text and rules; conditions are met, nothing is judged."""
    everyone = Members(figures, claims, Statements(book.likeness, passages, claims))
    ties: list[Tie] = []
    for passage in passages:
        ties += _in_sentences(book, passage, figures, everyone)
    for rule in book.joining:
        ties += complete(Tie(rule, {}), everyone)
    return ties


def _in_sentences(book: RuleBook, passage: Passage, figures: Sequence[Figure], everyone: Members) -> Iterator[Tie]:
    found: dict[tuple[object, ...], Tie] = {}
    for reading in passage.readings():
        _match(book, reading, figures, found)
    for tie in found.values():
        yield from complete(tie, everyone)


def _match(book: RuleBook, passage: Passage, figures: Sequence[Figure], found: dict[tuple[object, ...], Tie]) -> None:
    """Add to `found` what the sentences of the rules match in a passage; claims and conditions come afterwards."""
    bars: dict[str, list[tuple[int, int]]] = {}
    for number, match in book.dispatch.find(passage, figures):
        rule, pattern = book.sentences[number]
        if rule.uses_sign and not match.sign:
            continue
        slots = {name: group for name, group in match.slots.items() if name in rule.used}
        key = (rule.rule.id, match.sign, *sorted(slots.items()))
        # Several sentences of a rule may find the same; the longest of them says most.
        if key in found and found[key].length >= len(pattern.required):
            continue
        if rule.barring:
            if rule.rule.id not in bars:
                bars[rule.rule.id] = list(barring(rule, passage, figures))
            if bars[rule.rule.id] and within_reach(bars[rule.rule.id], passage, match.span):
                continue
        found[key] = Tie(rule, slots, match.sign, len(pattern.required))


def barred(rule: CompiledRule, passage: Passage, span: tuple[int, int], figures: Sequence[Figure]) -> bool:
    """Whether the sentences of a match hold what the rule keeps silent about."""
    return within_reach(list(barring(rule, passage, figures)), passage, span)


def barring(rule: CompiledRule, passage: Passage, figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Yield where a passage holds what the rule keeps silent about."""
    for pattern in rule.barring:
        for found in pattern.find(passage, figures):
            yield found.span


def within_reach(bars: Sequence[tuple[int, int]], passage: Passage, span: tuple[int, int]) -> bool:
    """Whether one of `bars` lies in the sentences of a match."""
    first, last = sentence_bounds(passage, span[0])[0], sentence_bounds(passage, span[1] - 1)[1]
    return any(first <= start and end <= last for start, end in bars)


def complete(tie: Tie, everyone: Members) -> Iterator[Tie]:
    """Fill the claims that a rule joins, one after the other, each by a `same` condition that ties it to what is there.

    The load refuses a rule whose claims are not tied that way: a join without a key would try all pairs.
    """
    filled = [index for group in tie.slots.values() for index in group]
    if len(set(filled)) < len(filled):
        return
    waiting = [claim for claim in tie.rule.rule.claims if claim.name not in tie.slots]
    if not waiting:
        if _hold(tie.rule.conditions, tie, everyone):
            yield replace(tie, sure=_hold(tie.rule.sure, tie, everyone)) if tie.rule.sure else tie
        return
    wanted = waiting[0]
    members = _members(tie, everyone)
    there = {wanted.name, *members}
    # What can be asked already, and no key has answered, is asked before more is joined; most differ in a field.
    asked = [c for c in tie.rule.conditions if wanted.name in c.names and there.issuperset(c.names)]
    fields = [
        (field, condition.alike, known)
        for condition in asked
        if condition.kind == "no other"
        for field in condition.fields
        if (
            known := {
                key
                for name in condition.names
                for m in members.get(name, ())
                if (key := field_key(m, field, condition.alike))
            }
        )
    ]
    asked = [condition for condition in asked if condition.kind not in ("same", "no other", "formula")]
    for member in _candidates(tie, wanted, everyone):
        if any((key := field_key(member, field, alike)) and key not in known for field, alike, known in fields):
            continue
        members[wanted.name] = [member]
        if _all_hold(asked, members):
            yield from complete(replace(tie, slots={**tie.slots, wanted.name: (member.figure.index,)}), everyone)


def _members(tie: Tie, everyone: Members) -> dict[str, list[Member]]:
    return {name: [everyone[index] for index in group] for name, group in tie.slots.items()}


def _all_hold(conditions: Sequence[Condition], members: Mapping[str, Sequence[Member]]) -> bool:
    return all(condition.holds(members, {}) for condition in conditions)


def _candidates(tie: Tie, wanted: ClaimPattern, everyone: Members) -> list[Member]:
    """Return the claims that fit, by the key of one `same` condition and then by the others."""
    stated = _stated(tie, wanted, everyone)
    if stated is not None:
        found = [everyone[index] for index in stated]
        return [m for m in found if m.claim and _fits(m.claim, wanted.kind, wanted.fields)]
    same = [
        (everyone[next(tie.slots[name][0] for name in condition.names if name in tie.slots)], field)
        for condition in tie.rule.conditions
        if condition.kind == "same"
        and wanted.name in condition.names
        and any(name in tie.slots for name in condition.names)
        for field in condition.fields
    ]
    return everyone.alike(tie.rule.rule.id, wanted, same)[:LARGEST_GROUP] if same else everyone.fitting(wanted)


def _stated(tie: Tie, wanted: ClaimPattern, everyone: Members) -> list[int] | None:
    """Return the claims that `again restates first` leaves for either of the two, None where it says nothing yet."""
    for condition in tie.rule.conditions:
        if condition.kind != "restates":
            continue
        again, first = condition.names
        if wanted.name == first and not tie.slots:
            return everyone.statements.restated
        if wanted.name == again and first in tie.slots:
            return everyone.statements.restating(tie.slots[first][0])
    return None


def _hold(conditions: Sequence[Condition], tie: Tie, everyone: Members) -> bool:
    if not conditions:
        return True
    members = _members(tie, everyone)
    formulas = [condition for condition in conditions if condition.kind == "formula"]
    if not _all_hold([condition for condition in conditions if condition.kind != "formula"], members):
        return False
    if not formulas:
        return True
    values = tie.values(sharing_units(tie, everyone.figures))
    return all(condition.holds(members, values) for condition in formulas)


def _fits(claim: Claim, kind: str, fields: Mapping[str, tuple[str, ...]]) -> bool:
    if sort_of(claim.figure) not in KINDS[kind]:
        return False
    # What is implied has the name of its rule for a form, and takes part only where it is asked for.
    if ("of" in fields) is not ("." in claim.figure.form):
        return False
    return all(_said(claim, name) in values for name, values in fields.items())


def _said(claim: Claim, name: str) -> str:
    match name:
        case "measure":
            return claim.measure.head
        case "subject":
            return claim.subject.head
        case "of":
            return claim.figure.form
        case _:
            return str(getattr(claim, name))
