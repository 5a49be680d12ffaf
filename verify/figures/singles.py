"""One of a unit, told by an article: "nearly a decade", "an hour and a half", "a dollar and 42 cents"."""

from __future__ import annotations

import re

from verify.model import Qualifier

from .drafts import Draft
from .hedges import hedge_before
from .lexicon import Lexicon
from .measures import read_unit
from .numbers import Number
from .text import NEXT_WORD

_AND = re.compile(r" and (?=\d)")


def read_single(text: str, at: int, lexicon: Lexicon) -> Draft | None:
    """Read the unit behind the article at `at` as one; None where it is no figure, as in "twice a week".

    It is one where a bound stands before it, where "and a half" or so many smaller units follow, and where it is all
    that the text says.
    """
    article = NEXT_WORD.match(text, at)
    if article is None or (measure := read_unit(text, article.end(), lexicon)) is None:
        return None
    draft = Draft.of(Number(at, article.end(), 1.0, 1.0, 1.0))
    draft.measure(measure.unit, measure.end, measure.factor)
    take_part(text, draft, lexicon)
    if draft.low != measure.factor or (not text[:at].strip() and not text[draft.end :].strip(" .!?\n")):
        return draft
    if (link := _AND.match(text, draft.end)) is not None or text[draft.end : draft.end + 1] == " ":
        smaller = _SMALLER.match(text, draft.end) if link else None
        if smaller and (next_unit := read_unit(text, smaller.end(), lexicon)) is not None:
            return draft if next_unit.unit.dimension == measure.unit.dimension else None
    hedge = hedge_before(text, at, draft.kind, lexicon)
    return draft if hedge is not None and hedge.hedge.reads is not Qualifier.ABOUT else None


_SMALLER = re.compile(r" and \d{1,2}")


def take_part(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """Take in the "and a half" behind a whole number of units: "an hour and a half", "two years and a quarter"."""
    words = _PART.match(text, draft.end)
    if words is None or draft.unit is None or not draft.number.whole or lexicon.glue.get(words["and"]) != "and":
        return
    divisor = lexicon.denominators.get(words["part"])
    article = (words["article"] or "").strip()
    if divisor is None or words["part"].endswith("s"):
        return
    if article and lexicon.glue.get(article) != "article" or not article and divisor != 2:
        return
    following = NEXT_WORD.match(text, words.end())
    if following is not None and following[1] and text[words.end()] != "\n" and not _may_follow(following[1], lexicon):
        return
    draft.low = draft.high = draft.low + draft.worth / divisor
    draft.step = draft.coarse = draft.worth / divisor
    draft.end = draft.right = words.end()


_PART = re.compile(r" (?P<and>[a-z]{1,4})(?P<article> [a-z]{1,3})? (?P<part>[a-z]{3,9})\b")


def _may_follow(word: str, lexicon: Lexicon) -> bool:
    """Say whether a word goes on behind "and a half", which it does not if it names what the half is of."""
    return lexicon.glue.get(word) != "of" and word.lower() in lexicon.nouns.stops and word not in ("the", "its")
