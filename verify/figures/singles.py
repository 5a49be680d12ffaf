"""One of a unit, told by an article: "nearly a decade", "an hour and a half", "a dollar and 42 cents"."""

from __future__ import annotations

import re

from verify.model import Kind, Qualifier

from .drafts import Draft
from .hedges import hedge_before
from .lexicon import Lexicon
from .measures import Measure, read_unit
from .numbers import Number
from .text import NEXT_WORD

SHORTEST_TEXT = 12
WINDOW = 24
_ENDS = (".", ",", ";", "!", "?", ")", "")
_PART = re.compile(r" (?P<and>[a-z]{1,4})(?P<article> [a-z]{1,5})? (?P<part>[a-z]{3,9})\b")
_SMALLER = re.compile(r" ([a-z]{1,4}) \d{1,2}")


def read_single(text: str, at: int, lexicon: Lexicon) -> Draft | None:
    """Read the unit behind the article at `at` as one; None where it is no figure, as in "twice a week".

    It is one where a bound stands before it, where "and a half" or so many smaller units follow, and where it is all
    that the text says.
    """
    article = NEXT_WORD.match(text, at)
    measure = read_unit(text, article.end(), lexicon) if article else None
    if article is None or measure is None:
        return None
    draft = Draft.of(Number(at, article.end(), 1.0, 1.0, 1.0))
    draft.measure(measure.unit, measure.end, measure.factor)
    alone = at < SHORTEST_TEXT and not text[:at].strip() and not text[draft.end : draft.end + 9].strip(" .!?\n")
    take_part(text, draft, lexicon)
    if alone or draft.low != measure.factor or _goes_on(text, measure, lexicon) or _is_told(text, at, draft, lexicon):
        return draft
    hedge = hedge_before(text, at, draft.kind, lexicon)
    return draft if hedge is not None and hedge.hedge.reads is not Qualifier.ABOUT else None


def _is_told(text: str, at: int, draft: Draft, lexicon: Lexicon) -> bool:
    """Say whether the unit is defined or paid: "a mile is 1,609 m", "it cost a pound."."""
    if lexicon.patterns.defining.match(text, draft.end):
        return True
    if draft.kind is not Kind.MONEY or text[draft.end : draft.end + 1] not in _ENDS:
        return False
    return any(word in lexicon.usage.paying for word in text[max(0, at - WINDOW) : at].lower().split()[-1:])


def _goes_on(text: str, measure: Measure, lexicon: Lexicon) -> bool:
    """Say whether so many smaller units follow: "an hour and 45 minutes"."""
    smaller = _SMALLER.match(text, measure.end)
    if smaller is None or lexicon.glue.get(smaller[1]) != "and":
        return False
    following = read_unit(text, smaller.end(), lexicon)
    return following is not None and following.unit.dimension == measure.unit.dimension


def take_part(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """Take in the "and a half" behind a whole number of units: "an hour and a half", "two years and a quarter"."""
    part = _PART.match(text, draft.end)
    if part is None or draft.unit is None or not draft.number.whole or lexicon.glue.get(part["and"]) != "and":
        return
    divisor = lexicon.denominators.get(part["part"])
    article = (part["article"] or "").strip()
    following = NEXT_WORD.match(text, part.end())
    word = following[1] if following else ""
    if divisor is None or lexicon.glue.get(word) == "of":
        return
    if article:
        if lexicon.glue.get(article) != "article":
            return
    elif divisor != 2 or word:  # "one month and half", but "one month and half the pay"
        return
    draft.low = draft.high = draft.low + draft.worth / divisor
    draft.step = draft.coarse = draft.worth / divisor
    draft.end = draft.right = part.end()
