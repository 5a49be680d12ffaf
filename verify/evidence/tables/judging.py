"""What a reference table makes of a level: "$124 billion" against the row of 2019."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from verify.claims import Language
from verify.figures.writing import written
from verify.model import Interval, Support, Witness

from .comparing import Likeness, converted, held_to, is_precise
from .index import Index
from .matching import entries_of, is_level, matches
from .sentence import Claimed
from .table import Entry, ReferenceTable
from .words import MatchWords

MOST_WITNESSES = 4


class Judged(Struct, frozen=True):
    """What a table makes of one figure, and why."""

    figure: int
    support: Support
    witnesses: tuple[Witness, ...] = ()
    formula: str = ""
    """With the witnesses as quoted: `$124.3 billion / $109 billion - 1`."""
    computed: Interval | None = None
    """What the table makes it, in the figure's unit."""
    coarse: bool = False
    """Whether it holds only through a hedge or a coarser reading."""
    message: str = ""
    entries: tuple[Entry, ...] = ()
    """The rows that speak for it or against it, those of its formula in its order."""
    sure: bool = False
    """Whether measure, subject and period are the same for sure."""
    bound: bool = False
    """Whether the text itself names the row."""


class Asked(Struct, frozen=True):
    """A table with what is needed to ask it."""

    index: Index
    language: Language
    words: MatchWords

    @property
    def table(self) -> ReferenceTable:
        """The table itself."""
        return self.index.table


def judge_level(one: Claimed, asked: Asked) -> Judged | None:
    """Return what a table makes of a level; None where it says nothing of it."""
    claim, figure = one.claim, one.claim.figure
    if not is_level(claim):
        return None
    against: list[Entry] = []
    unsure: list[Entry] = []
    coarse: Entry | None = None
    for match in matches(one, asked.index, asked.language, asked.words):
        entries, when = entries_of(match, one, figure.unit)
        for entry in entries:
            likeness = held_to(figure, entry)
            if likeness is Likeness.SAME and (match.sure or is_precise(figure)):
                return supported(one, [entry], asked, sure=match.sure and when)
            if likeness is Likeness.COARSE and match.sure and coarse is None:
                coarse = entry
        if match.sure and when and one.firm and _of_one_value(entries):
            if all(held_to(figure, entry) is Likeness.OTHER for entry in entries):
                against += entries
            else:
                unsure += entries
    if coarse is not None:
        return supported(one, [coarse], asked, coarse=True)
    if unsure:
        told = f"{figure.quote} is finer than {asked.table.name} tells: {_tell(unsure[:1])}"
        return Judged(claim.index, Support.NOT_FOUND, witnesses_of(unsure, asked), message=told)
    return contradicted(one, against, asked) if against else None


def supported(
    one: Claimed, entries: Sequence[Entry], asked: Asked, *, coarse: bool = False, sure: bool = False
) -> Judged:
    """Return that a row states what the figure says."""
    how = "is roughly what" if coarse else "is what"
    message = f"{one.claim.figure.quote} {how} {asked.table.name} says: {_tell(entries)}"
    return Judged(
        one.claim.index, Support.SUPPORTED, witnesses_of(entries, asked), coarse=coarse, message=message,
        computed=converted(entries[0].value, entries[0].unit, one.claim.figure.unit), entries=tuple(entries), sure=sure,
    )  # fmt: skip


def contradicted(one: Claimed, entries: Sequence[Entry], asked: Asked) -> Judged:
    """Return that the row of the same measure, subject and period says another value."""
    message = f"{one.claim.figure.quote} is not what {asked.table.name} says: {_tell(entries[:2])}"
    return Judged(
        one.claim.index, Support.CONTRADICTED, witnesses_of(entries, asked), message=message,
        computed=converted(entries[0].value, entries[0].unit, one.claim.figure.unit), entries=tuple(entries), sure=True,
    )  # fmt: skip


def witnesses_of(entries: Iterable[Entry], asked: Asked) -> tuple[Witness, ...]:
    """Return rows as witnesses, each with the words of its row round the value."""
    return tuple(witness_of(entry, asked) for _, entry in zip(range(MOST_WITNESSES), entries, strict=False))


def witness_of(entry: Entry, asked: Asked) -> Witness:
    """Return a number of the table as a witness."""
    return Witness(asked.table.cited, entry.where, told(entry), entry.value, entry.unit)


def told(entry: Entry) -> str:
    """Return an entry in words: "revenue of Globex, 2019: $124.3 billion"."""
    return f"{named(entry)}: {said(entry)}"


def named(entry: Entry) -> str:
    """Return what an entry is of: "revenue of Globex, 2019"."""
    of = " of ".join(part for part in (entry.measure, entry.subject) if part)
    return ", ".join(part for part in (of, entry.period.words if entry.period else "") if part)


def said(entry: Entry) -> str:
    """Return the value of an entry for a person: "$124.3 billion"."""
    return written(Interval(entry.number, entry.number), entry.unit)


def _tell(entries: Sequence[Entry]) -> str:
    return "; ".join(f"{told(entry)} ({entry.where})" for entry in entries)


def _of_one_value(entries: Sequence[Entry]) -> bool:
    """Whether the rows say one thing: where two rows of the same name differ, something else tells them apart."""
    return len(entries) > 0 and len({(entry.number, entry.unit.name) for entry in entries}) == 1
