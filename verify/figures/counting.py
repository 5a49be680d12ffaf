"""Words that are a figure in one place and none in another: "one", "half", "double", "thousands", "nine out of ten"."""

from __future__ import annotations

import re

from verify.model import RATIO

from .drafts import Draft
from .lexicon import Lexicon
from .measures import read_unit
from .nouns import read_noun
from .numerals import Number, read_digits, read_words
from .text import LETTER

FRACTION_STEP, FRACTION_COARSE = 0.03, 0.1
"""One "digit" of a fraction or multiplier, as parts of its value: half of it is the room of the strict and the coarse reading."""

SHORTEST = 12
"""A text of fewer characters is a number by itself, in a cell or in an answer."""

_NEXT = re.compile(rf"[ \u00a0\n-]*({LETTER}*)")
_RANGE_ON = re.compile(rf" (?:or|to) (\d|{LETTER}+)")
_OUT_OF = re.compile(r" (in|over|out of|of every|in every)(?: every)? (?=\w)")


def is_one(text: str, at: int, last: str, lexicon: Lexicon) -> bool:
    """Say whether the bare "one" at `at` counts: "only one", "one or two", and where nothing stands before it."""
    end = at + 3
    if text[at - 1 : at] == "-" or text[end : end + 1] == "-" or text.startswith(" of ", end):
        return False
    link = _RANGE_ON.match(text, end)
    if link is not None and (link[1].isdigit() or link[1].lower() in lexicon.numerals):
        return True
    return last in lexicon.usage.one_before or (at == 0 and len(text) < SHORTEST)


def is_fraction(text: str, number: Number, last: str, lexicon: Lexicon) -> bool:
    """Say whether "third" or "half" is a part, and no rank and no season: "a third of", not "the third quarter"."""
    usage, said = lexicon.usage, text[number.start : number.end].lower()
    led = len(said.split()) > 1 or "-" in said
    halved = said.endswith(("half", "quarter", "halves"))
    if last in lexicon.ordinals or last in usage.no_parts or (said == "half" and text[number.start - 1 : number.start] == "-"):
        return False
    if text[number.end : number.end + 1] == "-" and not halved:
        return False
    if "-" in said or (led and said.split()[0] in lexicon.numerals and not said.startswith(("one ", "three quarter"))):
        return True
    word = _NEXT.match(text, number.end)
    following = word[1].lower() if word else ""
    if following == "of":
        return led or last != "the"
    if halved and read_unit(text, number.end, lexicon) is not None and not (said == "quarter" and last):
        return True
    if not led and said != "half" and at_start(text, number) is False:
        return False
    return not following or following in lexicon.nouns.stops or following in usage.parts or text[number.end : number.end + 1] in ".,;:)" or last in usage.one_before


def at_start(text: str, number: Number) -> bool:
    """Say whether nothing stands before a number."""
    return not text[: number.start].strip() if number.start < 8 else False


def read_multiplier(text: str, at: int, word: str, last: str, lexicon: Lexicon) -> Draft | None:
    """Read "doubled", "twice the", "threefold"; None for "a double bed"."""
    lower, end = word.lower(), at + len(word)
    usage = lexicon.usage
    if lower in usage.needs_comparison and last not in usage.doubled_before:
        following = _NEXT.match(text, end)
        if following is None or following[1].lower() not in usage.doubled_after:
            return None
    value = lexicon.multipliers[lower]
    draft = Draft.of(Number(at, end, value, FRACTION_STEP * value, FRACTION_COARSE * value))
    draft.unit, draft.form = RATIO, "multiplier"
    return draft


def read_vague(text: str, at: int, word: str, lexicon: Lexicon) -> Draft | None:
    """Read "thousands of", "tens of millions": two of the scale, or more."""
    end = at + len(word)
    scale = lexicon.vague[word.lower()]
    while text.startswith(" of ", end) and (more := _NEXT.match(text, end + 4)) and more[1].lower() in lexicon.vague:
        scale, end = min(scale * lexicon.vague[more[1].lower()], 1e30), more.end()
    draft = Draft.of(Number(at, end, 2 * scale, scale, scale, scale=scale))
    draft.form = "vague"
    draft.hedge = lexicon.at_least
    of = text.startswith(" of ", end)
    measure = read_unit(text, end + 3, lexicon) if of else None
    if measure is not None:
        draft.unit, draft.end = measure.unit, measure.end
        draft.times(measure.factor)
        draft.right = draft.end
    elif noun := read_noun(text, end + 3 if of else end, lexicon, single=False):
        draft.noun, draft.right = noun.words, noun.end
    return draft


def take_ratio(text: str, draft: Draft, lexicon: Lexicon) -> bool:
    """Take in the second number of "one in five", "nine out of ten"; False where there is none."""
    if not draft.number.whole or not 0 < draft.high < 100 or draft.low != draft.high:
        return False
    link = _OUT_OF.match(text, draft.end)
    if link is None:
        return False
    digits = text[link.end()].isdigit()
    second = read_digits(text, link.end(), lexicon) if digits else read_words(text, link.end(), lexicon)
    if second is None or second.value % 1 or second.value <= draft.high or (len(second.digits) == 4 and second.value < 2200):
        return False
    if link[1] in ("in", "over") and (draft.high > 9 or read_unit(text, second.end, lexicon)):
        return False
    if link[1] == "over" and (draft.high > 1 or read_noun(text, second.end, lexicon, single=False)):
        return False
    value = draft.low / second.value
    draft.low = draft.high = value
    draft.step, draft.coarse = FRACTION_STEP * value, FRACTION_COARSE * value
    draft.unit, draft.form, draft.end = RATIO, "fraction", second.end
    return True
