"""Which rows of a reference table speak of a claim, and how surely.

Surely: measure, subject and period are the same, and the claim states them. A claim that leaves one of them open, or
that says more or less than the table ("cloud revenue" for "revenue"), is matched loosely: a row may support it, but
never contradicts it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from verify.claims import Language
from verify.model import Claim, Kind, Phase, Role, Standing, Unit

from .index import Index, Series, when
from .sentence import Claimed
from .table import Entry
from .words import MatchWords, of_key

_COUNTS = (Kind.COUNT, Kind.NUMBER)


class Match(Struct, frozen=True):
    """A series of the table that may be what a claim is about."""

    measure: str
    subject: str
    series: Series
    same: bool
    """Whether the measure is the same for sure."""
    whose: bool
    """Whether the subject is."""

    @property
    def sure(self) -> bool:
        """Whether both are."""
        return self.same and self.whose


def matches(one: Claimed, index: Index, language: Language, words: MatchWords) -> list[Match]:
    """Return the series that may be what a claim is about, the sure ones first."""
    measures = _measures(one, index, language, words)
    subjects = _subjects(one, index, language) if measures else None
    found = [
        Match(measure, subject, series, same, whose)
        for measure, same in measures.items()
        for subject, whose in (subjects.items() if subjects is not None else _any(index, measure))
        if (series := index.series.get((measure, subject))) is not None
    ]
    return sorted(found, key=lambda match: (not match.sure, not match.same))


def _measures(one: Claimed, index: Index, language: Language, words: MatchWords) -> dict[str, bool]:
    """Return the measures that a claim may be of, and whether it says them as the table does."""
    key = of_key(one.claim.measure.key, language)
    if not key:
        return _measures_said(one, index, language, words)
    key = key - words.weak or key
    found = dict.fromkeys(index.measures.exact.get(key, ()), True)
    for _, name in index.measures.near(key):
        found.setdefault(name, False)
    return found


def _measures_said(one: Claimed, index: Index, language: Language, words: MatchWords) -> dict[str, bool]:
    """Return the measures that a sentence names.

    The one of its one figure is sure, if nothing stands before or behind it that would make another one of it.
    """
    tokens = one.sentence.tokens
    said = index.measures.said_in(tokens)
    if len(said) != 1 or one.sentence.amounts > 1:
        return {name: False for _, _, name in said}
    ((first, last, name),) = said
    known, subjects = language.clauses.letters, index.subjects.said_in(tokens)
    free = words.weak | set(known)
    ahead = first == 0 or tokens[first - 1] in free or any(end == first for _, end, _ in subjects)
    behind = last == len(tokens) or tokens[last] in known or not tokens[last].isalpha()
    return {name: ahead and behind}


def _subjects(one: Claimed, index: Index, language: Language) -> dict[str, bool] | None:
    """Return the subjects that a claim may be about and whether that is sure, None for any."""
    claim, sentence = one.claim, one.sentence
    key = of_key(claim.subject.key, language)
    said = index.subjects.said_in(sentence.tokens)
    names = {name for _, _, name in said}
    if claim.subject.standing is not Standing.STATED and len(names) == 1:
        # The first word of a sentence may be a name that the table does not know, of which the rest is told.
        return dict.fromkeys(names, not sentence.opens_with_name or said[0][0] == 0)
    if not key:
        return {index.only_subject: True} if index.only_subject is not None else None
    found = dict.fromkeys(index.subjects.exact.get(key, ()), True)
    if not found:
        near = index.subjects.near(key)
        names = {name for _, name in near}
        # "Globex" is "Globex Corporation" where no other name begins so; "Globex Finance" is not "Globex".
        sure = len(names) == 1 and all(key <= words for words, _ in near)
        found = dict.fromkeys(sorted(names), sure)
    if claim.subject.standing is not Standing.STATED:
        # It is what the text is about, or what was spoken of last: sure where no other could be meant.
        alone = index.only_subject is not None and not sentence.opens_with_name
        found = {name: sure and alone for name, sure in found.items()}
    if index.only_subject is not None:
        found.setdefault(index.only_subject, False)
    return found


def _any(index: Index, measure: str) -> list[tuple[str, bool]]:
    """Return the subjects of a measure, where the claim names none; only where they are few."""
    subjects = index.by_measure.get(measure, [])
    return [(subject, False) for subject in subjects] if len(subjects) <= 50 else []


def entries_of(match: Match, one: Claimed, unit: Unit) -> tuple[list[Entry], bool]:
    """Return the entries of a series in the period of a claim and a unit that fits, and whether the period is sure."""
    if (None, None) in match.series:
        timeless = fitting(match.series.get((None, None), []), unit)
        return timeless, one.claim.period.start is None and one.claim.phase is not Phase.BEFORE
    if one.claim.period.start is not None:
        return fitting(match.series.get(when(one.claim.period), []), unit), one.dated
    if len(match.series) > 400:
        return [], False
    return [entry for entries in match.series.values() for entry in fitting(entries, unit)], False


def fitting(entries: Sequence[Entry], unit: Unit) -> list[Entry]:
    """Return the entries that are in a unit which may be compared with `unit`."""
    return [entry for entry in entries if fit(entry.unit, unit)]


def fit(left: Unit, right: Unit) -> bool:
    """Whether values in two units can be compared: the same currency, counts with counts, lengths with lengths."""
    if left.kind in _COUNTS and right.kind in _COUNTS:
        return True
    return left.kind is right.kind and left.dimension == right.dimension


def is_level(claim: Claim) -> bool:
    """Whether a claim can stand in a row as it is."""
    return claim.role in (Role.LEVEL, Role.TOTAL, Role.BOUND, Role.RATE, Role.SHARE) and not claim.figure.is_cell
