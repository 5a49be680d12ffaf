"""The words of one language, as look-up tables: what `load_lexicon` makes and every reader is handed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from verify.model import Qualifier, Unit

from .units import UnitTable
from .word_lists import Dates, Nouns, Patterns, Ranges, Usage

SHORTEST_PLURAL = 4
"""Letters of a plural that an ending shows: "its" and "gas" are none."""


class Saying(NamedTuple):
    """What a word or symbol says about the number before it."""

    name: str
    """The unit's canonical name; "" for words that are none, though they begin as one does: "euro zone"."""
    factor: float = 1.0
    """What the number is worth in that unit: 0.01 for "pence", which are told in pounds."""
    symbol: bool = False
    """Whether powers and products may follow, as in "m s-1"."""


class Room(NamedTuple):
    """How far a reading reaches to one side of the written value."""

    share: float = 0.0
    """Part of the value; the room of the written digits where that is more."""
    written: float = 1.0
    """How many times the room of the written digits at least."""
    open: bool = False
    most: float = float("inf")
    """Part of the value that the room never exceeds."""


class Hedge(NamedTuple):
    """How a hedged number is read: room below and above, strictly and coarsely."""

    reads: Qualifier
    strict: tuple[Room, Room]
    coarse: tuple[Room, Room]
    only: str = ""
    """The kind of figure that it can bound; "" for every kind."""
    never: str = ""
    """The kind of figure that it cannot bound: "over three years" is mostly no bound."""
    led_by: frozenset[str] = frozenset()
    """Words of which one must stand before it: "for over three years" is a bound; empty where nothing is asked."""
    not_led_by: frozenset[str] = frozenset()
    """Words before it that make it no hedge: "adds up to $6 billion"."""
    name: str = ""
    """Of those whose width a project may set: "about", "nearly"; "" for the others."""


Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Hedge], ...]]
"""From the word next to the number to the whole phrases, longest first."""


class Lexicon(Struct, frozen=True, kw_only=True):
    """The words of one language around numbers; made once, handed on, never changed."""

    language: str
    decimal: str
    """The sign before decimals: "." or ","; the other one groups thousands."""
    numerals: Mapping[str, float]
    scales: Mapping[str, float]
    abbreviations: Mapping[str, float]
    money_abbreviations: Mapping[str, float]
    denominators: Mapping[str, float]
    multipliers: Mapping[str, float]
    powers: Mapping[str, int]
    """Words that raise a unit to a power: "square" to 2."""
    ordinals: Mapping[str, int]
    plural: str
    """The ending that makes many of a word; "" where none does it by rule."""
    many_parts: frozenset[str]
    """Denominators in the plural: "thirds"."""
    powers_behind: frozenset[str]
    """Those that stand behind their unit: "squared"."""
    vague: Mapping[str, float]
    """Plural scale words that stand alone: "thousands"."""
    glue: Mapping[str, str]
    """Small words inside a number, to what they do: "and" and "&" to "and"."""
    number_words: frozenset[str]
    piece: re.Pattern[str] | None
    """A number word inside a longer one, "zwei" in "zweihundert"; None where number words are written apart."""
    before: Phrases
    signs: Mapping[str, Hedge]
    """Signs that bound the number behind them: "≥", "~"."""
    after: Phrases
    at_least: Hedge
    """How "thousands of" is read."""
    adverbs: frozenset[str]
    ranges: Ranges
    patterns: Patterns
    dates: Dates
    references: frozenset[str]
    names: frozenset[str]
    nouns: Nouns
    sayings: Mapping[str, Saying]
    """Units and currencies behind a number: tokens with single blanks between them to what they say."""
    reach: Mapping[str, int]
    """From the first token of a saying to the number of tokens of the longest one."""
    money_ends: frozenset[str]
    """Their last characters, for a quick look."""
    hundredths: Mapping[str, frozenset[str]]
    """What the hundredths of a currency are called, by its code: "cents" of AUD."""
    shared: Mapping[str, frozenset[str]]
    """Names and signs of money that several countries have, to the codes of their currencies: "rupees"."""
    places: Mapping[str, Mapping[str, str]]
    """By the currency that such a name means in most texts: what a text may name, to its own: "Sri Lanka"."""
    place: Mapping[str, re.Pattern[str]]
    """Any of these, by the same currency."""
    weights: Mapping[str, str]
    """Names of money that are a weight as well, to its unit: "pounds"."""
    money: Mapping[str, str]
    """Currency signs, codes and words before a number, to the ISO code."""
    leading: Mapping[str, str]
    """Units that stand before their number: "pH"."""
    glued_only: frozenset[str]
    never_glued: frozenset[str]
    usage: Usage
    table: UnitTable
    shapes: re.Pattern[str]
    """Digits with signs between them that are no number, a named group for each form."""
    shape_names: tuple[str, ...]
    anchor: re.Pattern[str]
    """Where a number may begin: a digit or a number word."""

    def many(self, word: str) -> bool:
        """Say whether a word ends as a plural does."""
        return bool(self.plural) and word.endswith(self.plural)

    def unit(self, name: str) -> Unit | None:
        """Return a unit by its canonical name, None where there is none.

        ISO codes, "percent", pint's names and compounds of them: "kilometer / hour".
        """
        return self.table.unit(name)

    def lemma(self, word: str) -> str:
        """Return the singular of a noun, in lower case; what is no plural comes back as it is.

        "companies" -> "company", "people" -> "person", "lives" -> "life".
        """
        word = word.lower()
        nouns = self.nouns
        if word in nouns.irregular:
            return nouns.irregular[word]
        if len(word) < SHORTEST_PLURAL or word in nouns.not_plural:
            return word
        for plural, singular in nouns.endings:
            if word.endswith(plural):
                return word[: -len(plural)] + singular
        return word

    def is_plural(self, word: str) -> bool:
        """Say whether a lower-case word can name several things."""
        nouns = self.nouns
        if word in nouns.uncountable:
            return True
        if word in nouns.not_plural or word in nouns.stops or len(word) < 3:
            return False
        return (word.endswith(nouns.plural) and not word.endswith(nouns.single)) or word in nouns.irregular
