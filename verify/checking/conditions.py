"""Conditions of a rule (`where:`): what must be true of its claims besides their places in the sentence.

same measure, subject          the fields are known and equal for all claims of the rule
same measure: share, whole     … for these two
no other subject               no two claims are known to differ in the field
different unit name: a, b      no two are alike in the field
no other noun or PERSONS       … where all that the word list names count as one: children are people
mark is open                   it is "more than", "above", "under" what is written
before earlier than after      the one period lies before the other
before just before after       … next to it, and is as long: the year and the year before
part within whole              the one period lies inside the other
again restates first           what stands round the two says that they are one statement, `first` before `again`
small < big                    a formula that is certainly true
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from verify.claims import Vocabulary
from verify.model import Claim, Figure, Kind, Phase, Standing
from verify.sourced import nearest

from .formula import FormulaError, Relation, parse_check
from .solving import Values, certain

FIELDS = (
    "measure",
    "subject",
    "period",
    "unit",
    "unit name",
    "scale",
    "noun head",
    "noun",
    "sentence",
    "paragraph",
    "attribution",
)

LEAP = 3.0
"""Days by which two years, quarters or months may differ."""

_PARTS_OF_YEAR = ("quarter", "half", "month")
_PARTS_OF_ONE = (Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.RATIO)

_SAME = re.compile(r"(same|no other|different)\s+([^:]+?)(?:\s+or\s+([A-Z][A-Z_]+))?\s*(?::\s*(.+))?")
_OPEN = re.compile(r"(\w+)\s+is\s+open")
_ORDER = re.compile(r"(\w+)\s+(earlier than|just before|within|restates)\s+(\w+)")


class Member(Struct, frozen=True):
    """A figure that fills a slot, with its claim where it has become one."""

    figure: Figure
    claim: Claim | None


class Condition(Struct, frozen=True):
    """One line of `where:`."""

    text: str
    kind: str
    """"same", "no other", "different", "open", "earlier than", "just before", "within", "restates" or "formula"."""
    fields: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """The slots that it speaks of."""
    relations: tuple[Relation, ...] = ()
    alike: frozenset[str] = frozenset()
    """Lemmas of nouns that count as one."""

    def holds(self, members: Mapping[str, Sequence[Member]], values: Values) -> bool:
        """Say whether the condition is met by the figures of a tie and their strict values.

        A slot that its sentence left empty takes no part.
        """
        if self.kind == "formula":
            return all(name in values for name in self.names) and all(certain(r, values) for r in self.relations)
        if self.kind in _COMPARED:
            left, right = ([m.claim for m in members.get(name, ()) if m.claim] for name in self.names)
            compare = _COMPARED[self.kind]
            return bool(left) and bool(right) and all(compare(a, b) for a in left for b in right)
        if self.kind == "open":
            return any(
                not m.figure.strict.bounded or m.figure.strict.low == 0.0 for m in members.get(self.names[0], ())
            )
        if self.kind == "restates":
            return True  # the join asked it of the document's statements already
        everyone = [member for name in self.names for member in members.get(name, ())]
        return all(self._compared([field_key(member, name, self.alike) for member in everyone]) for name in self.fields)

    def _compared(self, keys: Sequence[object]) -> bool:
        known = [key for key in keys if key]
        if self.kind == "different":
            return len(set(known)) == len(known)
        return len(set(known)) < 2 and (self.kind != "same" or len(known) == len(keys))


def parse_condition(text: str, names: Sequence[str], vocabulary: Vocabulary) -> Condition:
    """Read a condition; raises FormulaError that says what is wrong with it."""
    if found := _SAME.fullmatch(text.strip()):
        fields = tuple(part.strip() for part in found[2].split(","))
        for field in fields:
            if field not in FIELDS:
                raise FormulaError(f"asks for the field '{field}'", "the fields are " + ", ".join(FIELDS), word=field)
        chosen = tuple(part.strip() for part in found[4].split(",")) if found[4] else tuple(names)
        _expect(chosen, names)
        if found[3] and found[3] not in vocabulary.lists:
            mend = nearest(found[3], sorted(vocabulary.lists))
            raise FormulaError(f"speaks of the word list {found[3]}", mend, word=found[3])
        alike = vocabulary.lemmas(found[3]) if found[3] else frozenset()
        return Condition(text, found[1], fields, chosen, alike=alike)
    if found := _OPEN.fullmatch(text.strip()):
        _expect((found[1],), names)
        return Condition(text, "open", names=(found[1],))
    if found := _ORDER.fullmatch(text.strip()):
        _expect((found[1], found[3]), names)
        return Condition(text, found[2], names=(found[1], found[3]))
    try:
        formula = parse_check(text)
    except FormulaError:
        raise FormulaError(
            f"'{text}' is not understood",
            "write `same measure`, `no other subject`, `a earlier than b`, `a within b` or `a < b`",
        ) from None
    _expect(formula.names, names)
    return Condition(text, "formula", names=formula.names, relations=formula.relations)


def field_key(member: Member, name: str, alike: frozenset[str] = frozenset()) -> object:
    """Return what two figures must share to have the same field; something false where it is unknown.

    Nouns of which one is among `alike` are the same.
    """
    figure = member.figure
    if name in ("noun", "noun head"):
        return alike if not alike.isdisjoint(figure.noun) else figure.noun[-1:] if name == "noun head" else figure.noun
    if name == "unit":
        return (figure.unit.kind, figure.unit.dimension)
    if name == "scale":
        # Counts and bare numbers are alike; a percentage is no number of things, though neither has a dimension.
        return ("scale", figure.unit.kind in _PARTS_OF_ONE)
    if name == "unit name":
        return figure.unit.name
    return _claim_key(member.claim, name) if member.claim else None


def _claim_key(claim: Claim, name: str) -> object:
    match name:
        case "measure":
            return claim.measure.key
        case "subject":
            return claim.subject.key
        case "period":
            return claim.period.key if claim.period.is_known else None
        case "sentence":
            return ("sentence", claim.sentence)
        case "paragraph":
            return ("paragraph", claim.paragraph)
        case _:
            return claim.attribution


def earlier(left: Claim, right: Claim) -> bool:
    """Say whether `left` is stated to lie before `right` in time; an inherited period proves nothing."""
    a, b = left.period, right.period
    if Standing.INHERITED in (a.standing, b.standing):
        return False
    if a.end is not None and b.start is not None:
        return a.end < b.start
    if a.ago is not None and b.ago is not None:
        return a.ago > b.ago
    return left.phase is Phase.BEFORE and right.phase is Phase.NOW


def just_before(left: Claim, right: Claim) -> bool:
    """Say whether the period of `left` ends where that of `right` begins, and is about as long."""
    a, b = left.period, right.period
    if a.start is not None and a.end is not None and b.start is not None and b.end is not None:
        return 0 <= b.start - a.end <= 1 and abs((a.end - a.start) - (b.end - b.start)) <= LEAP
    if a.ago is not None and b.ago is not None and a.length is not None and a.length == b.length:
        return abs(a.ago - b.ago - a.length) <= LEAP
    return False


def within(left: Claim, right: Claim) -> bool:
    """Say whether the period of `left` is known to lie inside that of `right`: "in 2019", "over the past 10 years"."""
    a, b = left.period, right.period
    if None not in (a.start, a.end, b.start, b.end):
        return bool(b.start <= a.start and a.end <= b.end and a.key != b.key)  # type: ignore[operator]
    # "In the fourth quarter" beside "for the full year", where neither says another year.
    if a.part and not b.part:
        whole = b.end - b.start if b.start is not None and b.end is not None else b.length or 0.0
        return a.part.split()[0] in _PARTS_OF_YEAR and 360 < whole < 370 and (a.ago or 0) == (b.ago or 0)
    # A calendar year beside "the past n years": inside, as long as the stretch is longer than the year.
    if a.start is not None and a.end is not None and b.length is not None:
        return a.end - a.start < 0.9 * b.length  # a year is no part of another
    return a.length is not None and b.length is not None and a.length < b.length and (a.ago or 0) == (b.ago or 0)


_COMPARED = {"earlier than": earlier, "just before": just_before, "within": within}


def _expect(used: Sequence[str], names: Sequence[str]) -> None:
    for name in used:
        if name not in names:
            raise FormulaError(f"speaks of '{name}', which is no slot", "the slots are " + ", ".join(names), word=name)
