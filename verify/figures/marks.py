"""Digits that are no quantity and no date: ordinals, codes, places in a text, names.

Each is read into a `Mark`, so that it is known for what it is and nobody takes its digits for a figure.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from verify.model import Kind

from .hedges import hedge_before
from .lexicon import Lexicon
from .nouns import read_noun
from .text import NEXT_WORD


class Mark(NamedTuple):
    """Digits or number words that are no quantity."""

    start: int
    end: int
    kind: Kind
    form: str
    low: float = 0.0
    high: float = 0.0
    noun: tuple[str, ...] = ()
    left: int | None = None
    """Where its words begin, if before `start`: "Fortune Global 500"."""


LONGEST_LABEL = 3
"""Digits of a label."""

SHORTEST_LABELLED = 3
"""Letters of the word that a label stands behind."""

LONGEST_INDEXED = 2
"""Letters before an index."""

BRACKETED = 80
"""Characters before an item's number in which no bracket may be open."""

_VOLUME = re.compile(r"(?:, \d{1,5}(?:[-–]\d{1,5})?)? \((?:1[89]|20)\d\d\)")
_SHIFT = re.compile(r" ?\(\d{1,2}[A-Z]")
_ITEM = re.compile(r"(?:^|\n|[.!?:;])\s*$")
"""What stands before the number of an item: "1. Mix well. 2. Bake."."""
_CAPITAL = re.compile(r"\. [A-Z]")
_NAMED = re.compile(r"[- ][A-Z]")
_MODEL = re.compile(r"(?:[-/]\d{1,4})+(?![\d.,]\d|%)")
_RANK = re.compile(r"\d{1,6}")
_CODE = re.compile(r"\w{1,60}(?:[-./_]\w{1,60}){0,8}")
_REFERENCE = re.compile(r"\d[\d.]{0,12}\d|\d")
_ENDS = ("", ".", ",", ";", ":", ")", "]")
_CITATION = re.compile(r"\d{1,3}[a-z]?(?:\s?[-–,;]\s?\d{1,3}[a-z]?){0,20}\s?(?=\])")
_COUNTED = re.compile(r"(?: [a-z]{3,20}){1,3} \(")
_ALONE = re.compile(r"\d{1,3}\)")
_GLUED = re.compile(r"(?<=[a-z])[A-Z][a-z]+\.?$")
"""The last word of two that a flattened page runs into one: the "Table" of "inTable 4"."""
_BRACKETED = re.compile(r"\d{1,3}[a-z]?(?:\s?[,;–]\s?\d{1,3}){0,8}(?=\))")


def read_ordinal(text: str, at: int, lexicon: Lexicon) -> Mark | None:
    """Read "22nd"."""
    digits = _RANK.match(text, at)
    tail = lexicon.patterns.rank.match(text, digits.end()) if digits else None
    if digits is None or tail is None:
        return None
    rank = float(digits.group())
    return Mark(at, tail.end(), Kind.ORDINAL, "ordinal", rank, rank)


def read_code(text: str, at: int) -> Mark:
    """Read a run of letters, digits and signs that is a code: "5G", "A320-200", "3D"."""
    match = _CODE.match(text, at)
    return Mark(at, match.end() if match else at + 1, Kind.OTHER, "code")


def read_reference(text: str, at: int, left: list[str], lexicon: Lexicon) -> Mark | None:
    """Read the number of a place in a text, with those joined to it: "Fig. 3a", "Sections 4.1 and 5", "p. 12"."""
    if not left or _label(left, lexicon) not in lexicon.references:
        return None
    number = _REFERENCE.match(text, at)
    if number is None:
        return None
    tail = lexicon.patterns.reference.match(text, number.end())
    end = tail.end() if tail else number.end()
    return None if lexicon.patterns.lasting.match(text, end) else Mark(at, end, Kind.OTHER, "reference")


def _label(left: list[str], lexicon: Lexicon) -> str:
    """Return the word that a number may be labelled by: "fig" of "(Fig.", "table" of "inTable", "eq" of "Eq. ("."""
    said = left[-1].rpartition(";")[2].lstrip("([“\"'")
    if not said and left[-1] == "(" and len(left) > 1:
        before = left[-2].lower().strip("(.")
        return before if before in lexicon.usage.bracketed else ""
    if said[-1:] == "." and len(said) < 6:
        said = said[:-1]
    if (word := said.lower()) in lexicon.references:
        return word
    glued = _GLUED.search(said)
    return glued.group().lower().rstrip(".") if glued else word


def read_label(text: str, at: int, end: int, left: list[str], lexicon: Lexicon) -> Mark | None:
    """Read small numbers that name parts: "the pumps 14 and 15", "on day 14"; "the remaining 12" counts."""
    if end - at > LONGEST_LABEL or not left or not _labels(left, lexicon):
        return None
    tail = lexicon.patterns.reference.match(text, end)
    last = tail.end() if tail else end
    named = left[-1].lower().lstrip("([") in lexicon.usage.labels
    ends = _ends_phrase(text, end if named else last, lexicon) or _ends_phrase(text, last, lexicon)
    return Mark(at, last, Kind.OTHER, "reference") if ends else None


def _ends_phrase(text: str, end: int, lexicon: Lexicon) -> bool:
    """Say whether nothing that could be counted stands at a place."""
    following = NEXT_WORD.match(text, end)
    if following is None or not following[1]:
        return text[end : end + 1] in _ENDS
    return following[1] in lexicon.nouns.stops


def _labels(left: list[str], lexicon: Lexicon) -> bool:
    """Say whether the last word may name what a number behind it tells apart."""
    word = left[-1].lstrip("([")
    if not word.isalpha() or not word[1:].islower() or len(word) < SHORTEST_LABELLED:
        return False
    if word.lower() in lexicon.usage.labels and _is_led(left, lexicon):
        return True
    if word != left[-1] or not word.islower():
        return False
    if (
        word in lexicon.nouns.stops
        or word in lexicon.usage.no_labels
        or word.endswith(lexicon.nouns.not_labelled)
        or word in lexicon.before
        or word in lexicon.ranges.change
        or word in lexicon.adverbs
    ):
        return False
    return any(before.lower() in lexicon.usage.determiners for before in left[-4:-1])


def _is_led(left: list[str], lexicon: Lexicon) -> bool:
    """Say whether a label begins its phrase: "on day 14", "(day 14", "Cycle 3", but not "in recent days 14"."""
    if len(left) < 2 or left[-1][:1] in "([" or left[-1][:1].isupper():
        return True
    return left[-2].lower() in lexicon.nouns.stops or left[-2][-1:] in ".,;:(["


def is_printed(text: str, at: int, end: int) -> bool:
    """Say whether the way a number is printed makes it a mark: "2)" before an item, "12 (1963)", "7.59(1H)"."""
    if (
        text[end : end + 2] == ". "
        and end - at < 3
        and _ITEM.search(text, max(0, at - 4), at)
        and _CAPITAL.match(text, end)
    ):
        return True
    if text[end : end + 1] == ")" and end - at < 3 and "(" not in text[max(0, at - BRACKETED) : at].rpartition(")")[2]:
        return True
    return _VOLUME.match(text, end) is not None or _SHIFT.match(text, end) is not None


def read_bracketed(text: str, at: int, bracket: str, floor: int) -> Mark | None:
    """Read the inside of "[12]", "[1–5, 8]", "(27)", from its first digit.

    A single number right behind a noun whose own number ends at `floor` is a count: "of the 900 pupils (270)".
    """
    if bracket == "(" and floor > 0 and _COUNTED.fullmatch(text, floor, at) and _ALONE.match(text, at):
        return None
    match = (_CITATION if bracket == "[" else _BRACKETED).match(text, at)
    return Mark(at, match.end(), Kind.OTHER, "reference") if match else None


def is_index(left: list[str], lexicon: Lexicon) -> bool:
    """Say whether a number is an index of a letter or a power of a unit that a flattened page left: "r 0", "kg 2"."""
    if not left or len(left[-1]) > LONGEST_INDEXED or not left[-1].isalpha():
        return False
    if len(left[-1]) > 1 and left[-1] not in lexicon.sayings:
        return False
    begins = len(left) == 1 or left[-2][-1:] in ".!?:"
    return (left[-1].lower() if begins else left[-1]) not in lexicon.glue and left[-1] not in lexicon.nouns.stops


def starts_sentence(text: str, at: int, left: list[str]) -> bool:
    """Say whether the last word of `left`, which ends before `at`, begins a sentence or a line."""
    return len(left) < 2 or left[-2][-1:] in '.!?:;”"' or "\n" in text[max(0, at - len(left[-1]) - 3) : at]


def is_named(word: str) -> bool:
    """Say whether a word is written as a name: "Boeing", "(HD", "iPhone"."""
    return word.lstrip('([“"').lower() != word.lstrip('([“"') and not word[-1:].isdigit()


def read_name(text: str, at: int, end: int, value: float, left: list[str], lexicon: Lexicon) -> Mark | None:
    """Read the number that ends a name: "Fortune Global 500", "Windows 11", "Boeing 747".

    A list that is named by its size keeps the number and its words, for rules to use as a bound. Other names are known
    by a capital within the sentence and by nothing that they could count: "In Britain 500 people" is no name.
    """
    words: list[str] = []
    first = at
    if tail := _MODEL.match(text, end):
        end = tail.end()  # "Boeing 737-800"
    for word in reversed(left[-5:]):
        bare = word.strip("“”\"'‘’([")
        if not is_named(bare) or bare.lower() in lexicon.nouns.stops or bare[-1:] in ".,;:)!?":
            break
        first = text.rfind(bare, 0, first)
        words.insert(0, _owner(bare.lower(), lexicon))
    if not words or left[-1] in lexicon.money:
        return None
    if any(word in lexicon.names for word in words):
        return Mark(at, end, Kind.OTHER, "name", value, value, tuple(words), first)
    if left[-1].endswith(lexicon.nouns.owning) or starts_sentence(text, at, left):
        return None
    if hedge_before(text, at, Kind.NUMBER, lexicon) is not None:
        return None
    model = tail is not None and _is_of_many(left[: -len(words)], lexicon)
    if not model and read_noun(text, end, lexicon, single=False) is not None and not _NAMED.match(text, end):
        return None
    return Mark(at, end, Kind.OTHER, "name", left=first)


def _is_of_many(left: list[str], lexicon: Lexicon) -> bool:
    """Say whether an article or a number stands before a name: "a Boeing 737-800 plane", "70 Boeing 737-800 planes"."""
    last = left[-1].lower() if left else ""
    return last.isdigit() or last in lexicon.numerals or last in lexicon.usage.determiners


def _owner(word: str, lexicon: Lexicon) -> str:
    """Return a name without the ending that makes it own something: "America's" is "america"."""
    return next((word[: -len(end)] for end in lexicon.nouns.owning if end[-1] != "'" and word.endswith(end)), word)
