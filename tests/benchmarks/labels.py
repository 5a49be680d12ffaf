"""The words of labels, made comparable: content words of a measure, names of a subject, the stretch of a period."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache
from typing import NamedTuple

EMPTY = set(
    "the a an of in on at by for from to with and or as per its his her their all number amount level value total sum "
    "share proportion percentage rate who which that it be is was were not than after before over under new "
    "own other".split()
)
OPEN = set("number amount level value total sum share proportion percentage rate".split())
"""Heads that name nothing by themselves, before "of" or after what they count: "number of blogs"."""
PREPOSITIONS = set(
    "of in on at by for from to with per over under after before between against among during since through than as "
    "into according within who which that".split()
)
MONTHS = "january february march april may june july august september october november december".split()
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "q1": 1, "q2": 2, "q3": 3, "q4": 4}
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SLACK = 3.0
"""Days by which two stretches may differ and be the same: "week ended", "end of"."""


class Time(NamedTuple):
    """A stretch of days, as proleptic ordinals; those below 1000 number the days of the week."""

    start: float
    end: float

    def same(self, other: Time) -> bool:
        """Whether both are the same stretch."""
        return abs(self.start - other.start) <= SLACK and abs(self.end - other.end) <= SLACK

    def nested(self, other: Time) -> bool:
        """Whether one lies in the other."""
        return (self.start - SLACK <= other.start and other.end <= self.end + SLACK) or (
            other.start - SLACK <= self.start and self.end <= other.end + SLACK
        )


@cache
def lemma(word: str) -> str:
    """Return a noun in the singular, roughly."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")) else word


def _words(phrase: str) -> list[str]:
    return [lemma(word) for word in re.findall(r"[a-z][\w&-]*", phrase.lower().replace("'s", ""))]


@cache
def content(phrase: str) -> frozenset[str]:
    """Return the content words of a phrase, without those that say little."""
    return frozenset(word for word in _words(phrase) if word not in EMPTY and len(word) > 1)


@cache
def head(phrase: str) -> str:
    """Return the head noun: the last word before the first preposition, passing over "number of".

    "annual revenue of the group" -> revenue; "number of blogs" -> blog.
    """
    words = _words(phrase)
    while words:
        stop = next((at for at, word in enumerate(words) if at and word in PREPOSITIONS), len(words))
        before = [word for word in words[:stop] if word not in PREPOSITIONS]
        if before and (before[-1] not in OPEN or len(before) > 1 or stop >= len(words)):
            return before[-1]
        words = words[stop + 1 :]
    return ""


@cache
def names(phrase: str) -> frozenset[str]:
    """Return the words of a subject; several names in capitals also as their initials."""
    found = re.findall(r"[^\W\d_][\w&.-]*", phrase.replace("'s", "").replace("’s", ""))
    kept = {lemma(word.lower().rstrip(".")) for word in found if word.lower() not in EMPTY}
    initials = "".join(word[0] for word in found if word[0].isupper())
    return frozenset(kept | ({initials.lower()} if len(initials) > 1 else set()))


def years_of(phrase: str) -> list[int]:
    """Return the years that a period names."""
    return [int(year) for year in re.findall(r"\b((?:19|20)\d\d)\b", phrase)]


@cache
def times(phrase: str, present: int) -> Time | None:
    """Return the stretch that the words of a period mean in an article of the year `present`, None if not told.

    "Q4 2004", "fourth quarter of 2004", "December 2004 (y/y)", "six months to June 1986", "last year", "Thursday".
    """
    said = phrase.lower()
    years = years_of(said)
    if re.search(r"next|every|past|before|after|so far|until|by ", said) and not years:
        return None
    year = years[-1] if years else None
    if re.search(r"\b(?:last|previous) year\b|\byear (?:ago|earlier|before)\b", said) and year is None:
        year = present - 1
    elif "this year" in said and year is None:
        year = present
    months = [MONTHS.index(word) + 1 for word in re.findall(r"[a-z]+", said) if word in MONTHS]
    quarter = re.search(r"\b(q[1-4])\b|\b(first|second|third|fourth)[- ](?:fiscal )?quarter", said)
    half = re.search(r"\b(first|second)[- ]half|\bh([12])\b", said)
    if re.search(r"year to|(?:six|nine|three|12|twelve|10|\d+) months|weeks?\b", said):
        return _long(said, year, months, present)
    if len(months) == 2 and year is not None:
        begun = years[0] if len(years) > 1 else year
        return Time(date(begun, months[0], 1).toordinal(), _end(year, months[1]))
    if months:
        known = year if year is not None else present - (months[0] > 6)
        day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\d)", said)
        if day and 0 < int(day[1]) <= monthrange(known, months[0])[1] and not re.search(r"year|months", said):
            return Time(*[float(date(known, months[0], int(day[1])).toordinal())] * 2)
        return Time(date(known, months[0], 1).toordinal(), _end(known, months[0]))
    if quarter:
        first = 3 * QUARTERS[quarter[1] or quarter[2]] - 2
        known = year if year is not None else present - (first > 6)
        return Time(date(known, first, 1).toordinal(), _end(known, first + 2))
    if half:
        first = 1 if (half[1] or half[2]) in ("first", "1") else 7
        known = year if year is not None else present
        return Time(date(known, first, 1).toordinal(), _end(known, first + 5))
    day = next((number for number, name in enumerate(DAYS) if name in said), None)
    if day is not None and year is None:
        return Time(100.0 * day, 100.0 * day)
    if year is None:
        return None
    begun = years[0] if len(years) == 2 and re.search(r"to|-|/|and|between", said) else year
    return Time(date(begun, 1, 1).toordinal(), date(year, 12, 31).toordinal())


def _long(said: str, year: int | None, months: list[int], present: int) -> Time | None:
    if not months:
        return None
    spelled = {"three": 3, "six": 6, "nine": 9, "ten": 10, "twelve": 12}
    length = next((count for word, count in spelled.items() if word in said), None)
    number = re.search(r"(\d+) months", said)
    length = int(number[1]) if number else length or (12 if "year to" in said else None)
    if length is None:
        return None
    known = year if year is not None else present - (months[-1] > 6)
    last = known * 12 + months[-1] - 1
    first = last - length + 1
    return Time(date(first // 12, first % 12 + 1, 1).toordinal(), _end(known, months[-1]))


def _end(year: int, month: int) -> int:
    return date(year, month, monthrange(year, month)[1]).toordinal()
