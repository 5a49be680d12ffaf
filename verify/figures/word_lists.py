"""The word lists and patterns of a language, a tuple for each section of its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple


class Nouns(NamedTuple):
    """What the noun reader knows."""

    stops: frozenset[str]
    modifiers: frozenset[str]
    uncountable: frozenset[str]
    not_plural: frozenset[str]
    irregular: Mapping[str, str]
    endings: tuple[tuple[str, str], ...]
    """Endings of a plural with those of its singular, in the order tried: "ies" and "y"; "ss" stays."""
    plural: tuple[str, ...]
    """The endings that become others."""
    single: tuple[str, ...]
    """The endings that stay, though they end as a plural does."""
    not_labelled: tuple[str, ...]
    """Endings of words that no label stands behind: "the remaining 12"."""
    not_nouns: tuple[str, ...]
    """Endings of words that are no noun: "one newly built"."""
    adverbial: tuple[str, ...]
    """Endings of words that end such a phrase: "one only slightly"."""
    owning: tuple[str, ...]
    """Endings of words that own what follows: "one firm's"."""
    capitals: bool
    """Whether nouns begin with a capital, so that the first one behind a number is what it counts."""


class Dates(NamedTuple):
    """What the reader of dates knows."""

    months: Mapping[str, int]
    decades: Mapping[str, int]
    """"eighties" to 80."""
    before_year: frozenset[str]
    clock: frozenset[str]
    military: frozenset[str]
    """Behind the four digits of a time: "at 1930 hrs"."""
    at_hours: frozenset[str]
    """Before them."""
    age_before: frozenset[str]
    age_after: frozenset[str]
    age_of: frozenset[str]
    """Who is so many years old: "he was 68 when"."""
    age_said: frozenset[str]
    age_then: frozenset[str]
    owners: frozenset[str]
    """Whose age is told in tens: "in her 40s"."""
    parts: frozenset[str]
    """Of a decade: "mid", "late"."""


class Ranges(NamedTuple):
    """What joins two numbers; the names are those of the `ranges` section."""

    to: frozenset[str]
    and_: frozenset[str]
    or_: frozenset[str]
    between: frozenset[str]
    within: frozenset[str]
    from_: frozenset[str]
    list_: frozenset[str]
    across: frozenset[str]
    """Between the sides of something: "20 × 30 cm"."""
    by: frozenset[str]
    """Behind these a change is told: "rose by 5 to 10 per cent"."""
    ranging: frozenset[str]
    """Words that make of "from 5% to 10%" a range: "ranges", "vary"."""
    change: frozenset[str]
    """Behind these "from 5 to 10" is a before and an after, and no range."""
    spread: frozenset[str]
    """Between a value and its tolerance: "plus or minus"."""


class Patterns(NamedTuple):
    """Small patterns; the names are those of the `patterns` section."""

    times: re.Pattern[str]
    whole: re.Pattern[str]
    old: re.Pattern[str]
    per: re.Pattern[str]
    each: re.Pattern[str]
    feet: re.Pattern[str]
    out_of: re.Pattern[str]
    over: re.Pattern[str]
    spoken: re.Pattern[str]
    sum: re.Pattern[str]
    negative: re.Pattern[str]
    past: re.Pattern[str]
    below_zero: re.Pattern[str]
    rank: re.Pattern[str]
    day: re.Pattern[str]
    year: re.Pattern[str]
    month_first: re.Pattern[str]
    decade: re.Pattern[str]
    listed: re.Pattern[str]
    reference: re.Pattern[str]
    defining: re.Pattern[str]
    spread: re.Pattern[str]
    lasting: re.Pattern[str]
    to_level: re.Pattern[str]
    moved_by: re.Pattern[str]
    part_point: re.Pattern[str]
    told: re.Pattern[str]
    deviation: re.Pattern[str]


class Usage(NamedTuple):
    """Words beside a word that decide whether it is a figure; the names are those of the `usage` section."""

    one_before: frozenset[str]
    one_of: frozenset[str]
    """Before "one of" they count it: "at least one of the three"."""
    doubled_before: frozenset[str]
    doubled_after: frozenset[str]
    needs_comparison: frozenset[str]
    compared: frozenset[str]
    parts: frozenset[str]
    no_parts: frozenset[str]
    between: frozenset[str]
    weighing: frozenset[str]
    inches: frozenset[str]
    couples: frozenset[str]
    determiners: frozenset[str]
    no_labels: frozenset[str]
    no_hedge: frozenset[str]
    named_zero: frozenset[str]
    scoring: frozenset[str]
    scored: frozenset[str]
    single: frozenset[str]
    points: frozenset[str]
    bracketed: frozenset[str]
    valued: frozenset[str]
    """Words between a unit that leads and its number: "a pH of 7"."""
    sky: frozenset[str]
    """Words beside which primes are minutes and seconds of arc."""
    paid: frozenset[str]
    """Behind pounds with a hyphen they show money: "a 50-pound note"."""
    proportions: frozenset[str]
    """Before two numbers with "to" between them they show a ratio."""
    rated: frozenset[str]
    """Near a fraction of a point, it is one of a percentage point: "rates rose a quarter of a point"."""
    zeroed: frozenset[str]
    """Behind "zero" they make a name of it: "zero tolerance"."""
    absolute: frozenset[str]
    """Before "zero", it is a temperature."""
    paying: frozenset[str]
    """Before "a pound", it is one pound."""
    labels: frozenset[str]
    """Words whose bare number is a label: "on day 14", "axis 1"."""
    adjectives: frozenset[str]
    """Behind a hyphen they make no count: "two-dimensional"."""
