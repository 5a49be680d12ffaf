"""Words that are a figure in one place and none in another: "one", "half", "double", "thousands", "nine out of ten"."""

from __future__ import annotations

import re
from itertools import pairwise

from verify.model import RATIO

from .digits import read_digits
from .drafts import Draft
from .lexicon import Lexicon
from .measures import read_unit
from .nouns import read_noun
from .number_words import LARGEST, read_words
from .numbers import FRACTION_COARSE, FRACTION_STEP, Number, part
from .text import NEXT_WORD

SHORTEST = 12
"""A text of fewer characters is a number by itself, in a cell or in an answer."""

BEFORE = 80
"""Characters before "one" in which another number may stand in the same words."""

_RANGE_ON = re.compile(r" (\w+) (\w+)")


def is_one(text: str, at: int, end: int, last: str, lexicon: Lexicon) -> bool:
    """Say whether the bare "one" at `at` counts: "only one", "one or two", and where nothing stands beside it."""
    if text[at - 1 : at] == "-" or text[end : end + 1] == "-":
        return False
    if last in lexicon.ranges.to and _is_number(text[max(0, at - BEFORE) : at].lower().split()[-2:-1], lexicon):
        return True  # "three to one"
    onward = _RANGE_ON.match(text, end)
    if onward is not None:
        link, word = onward[1].lower(), onward[2].lower()
        if link in lexicon.ranges.or_ or link in lexicon.ranges.to:
            return word in lexicon.numerals or word.isdigit()
        if lexicon.glue.get(link) == "of":
            return last in lexicon.usage.one_of
        if last in lexicon.ranges.and_ and link in lexicon.nouns.stops and _counts_so(text, at, link, lexicon):
            return True
    return last in lexicon.usage.one_before or (len(text) < SHORTEST and text.strip() == text[at:end])


def _is_number(words: list[str], lexicon: Lexicon) -> bool:
    return any(word in lexicon.numerals or word.isdigit() for word in words)


def _counts_so(text: str, at: int, link: str, lexicon: Lexicon) -> bool:
    """Say whether a number before stands in the same words: "two by Dol and one by Brisk"."""
    words = text[max(0, at - BEFORE) : at].lower().split()
    return any(second == link and (first in lexicon.numerals or first.isdigit()) for first, second in pairwise(words))


def is_fraction(text: str, number: Number, last: str, lexicon: Lexicon) -> bool:
    """Say whether "third" or "half" is a part, and no rank and no season: "a third of", not "the third quarter"."""
    usage = lexicon.usage
    said = text[number.start : number.end].lower()
    words = said.replace("-", " ").split()
    if last in lexicon.ordinals or last in usage.no_parts:
        return False
    if len(words) > 1 and (above := lexicon.numerals.get(words[0])) and (above > 1 or "-" in said):
        return True
    led = len(words) > 1
    half = lexicon.denominators[words[-1]] == 2
    halved = half or words[-1] in lexicon.sayings  # "half" and "quarter" go with units: "quarter-litre", "half an hour"
    if text[number.end : number.end + 1] == "-" and not halved:
        return False  # "a fourth-quarter loss"
    match = NEXT_WORD.match(text, number.end)
    following = match[1].lower() if match else ""
    if lexicon.glue.get(following) == "of":
        return led or last not in usage.determiners
    if halved and following in usage.points:
        return True  # "a half-point rise"
    if halved and (led or half or not last) and read_unit(text, number.end, lexicon) is not None:
        return True
    if half and not led and last in usage.determiners:
        return False  # "in the half, from $4m": a half-year, or one of a game
    if not led and not half and text[: number.start].strip():
        return False
    ends = not following or text[number.end : number.end + 1] in (".", ",", ";", ":", ")")
    return ends or following in lexicon.nouns.stops or following in usage.parts or last in usage.one_before


def read_multiplier(text: str, at: int, word: str, last: str, lexicon: Lexicon) -> Draft | None:
    """Read "doubled", "twice the", "threefold"; None for "a double bed"."""
    lower, end = word.lower(), at + len(word)
    usage = lexicon.usage
    if lower in usage.needs_comparison and last not in usage.doubled_before:
        following = NEXT_WORD.match(text, end)
        if following is None or following[1].lower() not in usage.doubled_after:
            return None
    draft = Draft.of(part(at, end, lexicon.multipliers[lower]))
    draft.unit, draft.form = RATIO, "multiplier"
    return draft


def read_vague(text: str, at: int, word: str, lexicon: Lexicon) -> Draft:
    """Read "thousands of", "tens of millions": two of the scale, or more."""
    end = at + len(word)
    scale = lexicon.vague[word.lower()]
    of = NEXT_WORD.match(text, end)
    while of and lexicon.glue.get(of[1].lower()) == "of":
        more = NEXT_WORD.match(text, of.end())
        if more is None or more[1].lower() not in lexicon.vague or scale > LARGEST:
            break
        scale, end = scale * lexicon.vague[more[1].lower()], more.end()
        of = NEXT_WORD.match(text, end)
    draft = Draft.of(Number(at, end, 2 * scale, scale, scale, scale=scale))
    draft.form, draft.hedge = "vague", lexicon.at_least
    counted_at = of.end() if of and lexicon.glue.get(of[1].lower()) == "of" else end
    measure = read_unit(text, counted_at, lexicon) if counted_at > end else None
    if measure is not None:
        draft.measure(measure.unit, measure.end, measure.factor)
    elif noun := read_noun(text, counted_at, lexicon, single=False):
        draft.noun, draft.right = noun.words, noun.end
    return draft


def _is_year(text: str, at: int, number: Number) -> bool:
    return len(number.digits) == 4 and text[at : number.end] == number.digits


def take_ratio(text: str, draft: Draft, lexicon: Lexicon) -> bool:
    """Take in the second number of "one in five", "nine out of ten"; False where there is none."""
    if not draft.number.whole or not 0 < draft.high < 100 or draft.low != draft.high:
        return False
    over = lexicon.patterns.over.match(text, draft.end) if draft.high == 1 else None
    link = over or lexicon.patterns.out_of.match(text, draft.end)
    if link is None:
        return False
    digits = text[link.end()].isdigit()
    second = read_digits(text, link.end(), lexicon) if digits else read_words(text, link.end(), lexicon)
    if second is None or second.value % 1 or second.value <= draft.high or _is_year(text, link.end(), second):
        return False
    if " " not in link.group().strip() and (draft.high > 9 or read_unit(text, second.end, lexicon)):
        return False  # "12 in 20 minutes"
    if over and read_noun(text, second.end, lexicon, single=False):
        return False
    value = draft.low / second.value
    draft.low = draft.high = value
    draft.step, draft.coarse = FRACTION_STEP * value, FRACTION_COARSE * value
    draft.unit, draft.form, draft.end = RATIO, "fraction", second.end
    return True
