"""Reading numbers in words, of any length.

"a hundred and five" · "one and a half million" · "nine point nought four" · "two-thirds" · "half a million"
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from .lexicon import Lexicon
from .numbers import Number, part
from .text import LETTER

LONGEST = 24
"""Words in one number; a longer run is no number that a person wrote."""

LARGEST = 1e30
"""Scale words do not lift a number further: "million million million …" is no number that a person wrote."""

HUNDRED, THOUSAND = 100, 1000

NEXT = re.compile(rf"(?:\s{{1,3}}|\s?[-‐‑]\s?)?({LETTER}+|&)")
"""The next word of a number, and what may stand before it."""


class _Word(NamedTuple):
    text: str
    start: int
    end: int


class _Sum(NamedTuple):
    value: float
    step: float
    """What the last word counts: 1 for "five", 1000 for "five thousand"."""
    used: int
    """How many words it took."""


def read_words(text: str, at: int, lexicon: Lexicon, *, parts: bool = True) -> Number | None:
    """Read the number that begins with a number word at `at`; None where the word alone is no number ("and", "of").

    Without `parts`, "three quarters" is three of something.
    """
    words = _words_from(text, at, lexicon)
    if not words:
        return None
    if words[0].text in lexicon.denominators or (
        parts and words[0].text in lexicon.numerals and _is(words, 1, lexicon.denominators)
    ):
        return _fraction(words, lexicon)
    total = _cardinal(words, lexicon)
    if not total.used:
        return None
    start, end = words[0].start, words[total.used - 1].end
    if parts and _is(words, total.used, lexicon.denominators):
        below = words[total.used]
        if below.text in lexicon.many_parts and below.text not in lexicon.sayings:  # "three halves", "twenty fifths"
            return part(start, below.end, total.value / lexicon.denominators[below.text])
    value, step, _ = total
    number = Number(start, end, value, step, step, scale=step if step > 1 else 1.0)
    if total.used < len(words):
        job = lexicon.glue.get(words[total.used].text)
        if job == "and":
            number = and_more(text, number, words[total.used].start, lexicon)
        elif job == "point":
            number = _decimals(words, total.used + 1, number, lexicon)
    if number.scale == 1:
        number = _abbreviated(text, number, lexicon)
    coarse = number.step
    while number.step == 1 and coarse < number.value and number.value % (coarse * 10) == 0:
        coarse *= 10
    return number._replace(coarse=coarse)


def _is(words: list[_Word], index: int, table: object) -> bool:
    return index < len(words) and words[index].text in table  # type: ignore[operator]


def _words_from(text: str, at: int, lexicon: Lexicon) -> list[_Word]:
    """Return the run of words from `at` that can stand inside a number."""
    words: list[_Word] = []
    while len(words) < LONGEST:
        match = NEXT.match(text, at)
        if match is None:
            break
        word, start = match[1].lower(), match.start(1)
        if word in lexicon.number_words:
            words.append(_Word(word, start, match.end()))
        elif pieces := _pieces(word, lexicon):
            for piece in pieces:
                words.append(_Word(piece, start, start + len(piece)))
                start += len(piece)
        else:
            break
        at = match.end()
    return words


def _pieces(word: str, lexicon: Lexicon) -> list[str]:
    """Return the number words that a word is made of: "zweihundert" is "zwei" and "hundert"; none where it is not."""
    if lexicon.piece is None:
        return []
    pieces: list[str] = lexicon.piece.findall(word)
    return pieces if "".join(pieces) == word else []


def _cardinal(words: list[_Word], lexicon: Lexicon) -> _Sum:
    """Add up number words: "two hundred and five thousand" is 205 thousand."""
    total, group, step, used = 0.0, -1.0, 1.0, 0  # a group is what stands before the next large scale; -1 for none
    lowest = float("inf")
    for index, word in enumerate(words):
        if (value := lexicon.numerals.get(word.text)) is not None:
            joined = _join(group, value)
            if joined is None:
                break
            group, step = joined, value % 1 or 1.0  # "anderthalb" is 1.5
        elif (scale := lexicon.scales.get(word.text)) is None:
            if _links(words, index, used, lexicon):
                continue
            break
        elif scale < THOUSAND:
            if group >= HUNDRED:
                break
            group, step = (1.0 if group < 0 else group) * scale, scale
        else:
            repeated = group < 0 < total  # "two million million"
            if total > LARGEST or (scale >= lowest and not repeated):
                break
            total = total * scale if repeated else total + abs(group) * scale
            group, lowest, step = -1.0, scale, scale
        used = index + 1
    return _Sum(total + max(group, 0.0), step, used)


def _join(group: float, value: float) -> float | None:
    """Return a group with a numeral added: "twenty" and "five", "hundred" and "five"; None for "one two"."""
    if group < 0:
        return value
    tens, rest = divmod(group % HUNDRED, 10)
    if 0 < value < 10 and tens >= 2 and not rest:
        return group + value
    if 0 < value < HUNDRED <= group and not group % HUNDRED:
        return group + value
    return None


def _links(words: list[_Word], index: int, used: int, lexicon: Lexicon) -> bool:
    """Say whether an "and" goes on with the number: "a hundred and five", but not "a hundred and three quarters"."""
    if lexicon.glue.get(words[index].text) != "and" or used != index or words[index - 1].text not in lexicon.scales:
        return False
    return not _is(words, index + 2, lexicon.denominators)


def and_more(text: str, number: Number, at: int, lexicon: Lexicon) -> Number:
    """Take in what follows the "and" at `at`: "a half", "three quarters" and a scale behind, "one" after a hundred."""
    words = _words_from(text, at, lexicon)[1:]
    if not words:
        return number
    more = _part(words, lexicon)
    if more is None:
        small = _cardinal(words, lexicon)
        if not small.used or not HUNDRED <= number.scale <= THOUSAND or small.value >= number.scale:
            return number
        return number._replace(end=words[small.used - 1].end, value=number.value + small.value, step=1.0, coarse=1.0)
    value, used = more
    scale = lexicon.scales[words[used].text] if _is(words, used, lexicon.scales) else 1.0
    unit = number.scale if number.scale >= THOUSAND else 1.0
    if 1 < scale < unit:  # "one billion and a half million"
        return number.plus(value * scale, value * scale, words[used].end)
    number = number.plus(value * unit, value * unit, words[used - 1].end)
    while _is(words, used, lexicon.scales):  # "two and a half hundred thousand"
        number = number.times(lexicon.scales[words[used].text], words[used].end)
        used += 1
    return number


def _part(words: list[_Word], lexicon: Lexicon) -> tuple[float, int] | None:
    """Read "half", "a half", "three quarters": the value, and the words used."""
    if lexicon.denominators.get(words[0].text) == 2:
        return 0.5, 1
    small = _cardinal(words, lexicon)
    if small.used and _is(words, small.used, lexicon.denominators) and words[small.used].text in lexicon.many_parts:
        value = small.value / lexicon.denominators[words[small.used].text]
        return (value, small.used + 1) if value < 1 else None  # "fifty-four hundredths"
    if not _is(words, 1, lexicon.denominators):
        return None
    above = 1.0 if lexicon.glue.get(words[0].text) == "article" else lexicon.numerals.get(words[0].text)
    below = lexicon.denominators[words[1].text]
    return (above / below, 2) if above is not None and above < below else None


def _decimals(words: list[_Word], at: int, number: Number, lexicon: Lexicon) -> Number:
    """Take in the digits behind "point": "nine point nought four"; then a scale word."""
    step = 1.0
    while at < len(words) and lexicon.numerals.get(words[at].text, 10) < 10:
        step /= 10
        number = number.plus(step * lexicon.numerals[words[at].text], step, words[at].end)
        at += 1
    if step < 1 and _is(words, at, lexicon.scales):
        return number.times(lexicon.scales[words[at].text], words[at].end)
    return number


def _abbreviated(text: str, number: Number, lexicon: Lexicon) -> Number:
    """Take in the scale of "three mln"; a letter alone is none ("five k")."""
    match = NEXT.match(text, number.end)
    factor = lexicon.abbreviations.get(match[1].lower()) if match and len(match[1]) > 1 else None
    return number.times(factor, match.end()) if match and factor else number


def _fraction(words: list[_Word], lexicon: Lexicon) -> Number:
    """Read "half", "two-thirds", "one quarter", "half a million", "three quarters of a million"."""
    led = words[0].text in lexicon.numerals
    above, at = (lexicon.numerals[words[0].text], 1) if led else (1.0, 0)
    below = words[at]
    divisor = lexicon.denominators[below.text]
    whole = _is(words, at + 1, lexicon.glue) and lexicon.glue[words[at + 1].text] == "of"
    if led and above >= divisor and below.text not in lexicon.sayings and below.text in lexicon.many_parts:
        return part(words[0].start, below.end, above / divisor)  # "three halves", "twenty fifths"
    if led and (above >= divisor or (not whole and above > 1 and math.gcd(int(above), int(divisor)) > 1)):
        # "six quarters", and the "two quarters" of no whole, are stretches of time.
        return Number(words[0].start, words[0].end, above, 1.0, 1.0)
    ahead = at + 1
    for job in ("of", "article"):
        if ahead < len(words) and lexicon.glue.get(words[ahead].text) == job:
            ahead += 1
    fraction = part(words[0].start, below.end, above / divisor)
    if not _is(words, ahead, lexicon.scales):
        return fraction
    number = Number(fraction.start, below.end, fraction.value, fraction.value / 5, fraction.value / 5)
    while _is(words, ahead, lexicon.scales) and number.value < LARGEST:
        number = number.times(lexicon.scales[words[ahead].text], words[ahead].end)
        ahead += 1
    return number
