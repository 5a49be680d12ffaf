"""Short symbols that are a unit in one place and a word, a quote or a name in another: "5 A", "2 in thick", 6"."""

from __future__ import annotations

import re

from .lexicon import Lexicon
from .text import NEXT_WORD

SHORTEST_TEXT = 12
"""A text of fewer characters is an amount by itself, in a cell or in an answer: "10 c"."""

LONGEST_DEGREES = 16

QUOTED = 400
"""Characters before a double quote that are looked at to tell an inch from the end of a quotation."""

_CELSIUS = re.compile(r"\d ?°?C ?[(/,=] ?[-−]?\d{1,3}(?:\.\d)?$")
"""Before the F of "40C (104F)"."""
_MONEY = frozenset("$€£¥")
_ENDS = ("", ".", ",", ";", ")")
_PRIMES = frozenset("'′")
_OPENED = re.compile(r"(?:^|[\s(\[])['‘]\w")


def stands_alone(text: str, start: int, end: int, token: str, lexicon: Lexicon, *, glued: bool) -> bool:
    """Say whether a short symbol is one, and no word, name or sign of the next number: "5 A", not "Table 5 A new"."""
    after = text[end : end + 1]
    if after and token[0].isalnum():
        if (
            after.isalpha()
            or after == "&"
            or (after.isdigit() and token in lexicon.money)
            or (after in "'’" and text[end + 1 : end + 2].isalpha())
        ):
            return False
    elif token in _MONEY:
        return not text[end : end + 2].strip()[:1].isdigit()  # "1 $10 bill"
    elif token in _PRIMES and not _is_prime(text, start, end, token, glued=glued):
        return False
    elif token == '"':
        following = NEXT_WORD.match(text, end)
        if following is not None and following[1] in lexicon.usage.inches:
            return True
        return glued and text.count('"', _quotable(text, start), start) % 2 == 0
    if token in lexicon.glued_only:
        alone = len(text) < SHORTEST_TEXT and not text[end:].strip()
        return glued or alone or (token == "in" and _is_inch(text, start, end, lexicon))
    if token in lexicon.never_glued:
        if glued and token == "F":
            return _CELSIUS.search(text, max(0, start - LONGEST_DEGREES), start) is not None
        return not glued and not (token == "A" and after == " " and text[end + 1 : end + 2].islower())
    return not (glued and token == "C" and after.isdigit())  # "3C274"


def _is_prime(text: str, start: int, end: int, token: str, *, glued: bool) -> bool:
    """Say whether a single quote is a prime behind a number, and neither the end of a quotation nor an apostrophe."""
    if text[end : end + 1].isalnum() or (token == "'" and not glued):
        return False
    return token != "'" or _OPENED.search(text, _quotable(text, start), start) is None


def _is_inch(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether "in" behind a blank is a unit: "5 ft 2 in", "2 in thick", "5 in."."""
    word = NEXT_WORD.match(text, end)
    if word is not None and word[1]:
        return (
            word[1] in lexicon.usage.inches
            or lexicon.patterns.feet.search(text[max(0, start - 12) : start]) is not None
        )
    return text[end : end + 1] in _ENDS


def _quotable(text: str, start: int) -> int:
    """Return where the paragraph begins in which a quotation before `start` may open."""
    start_of = max(0, start - QUOTED)
    return max(start_of, text.rfind("\n\n", start_of, start) + 1)
