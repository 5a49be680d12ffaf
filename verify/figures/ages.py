"""Years of age: "aged 91", "87 yo", "Ann Lee, 34, said", "at the age of 48", "he was 68 when", "died at 79"."""

from __future__ import annotations

from verify.model import Kind

from .drafts import AGED, Draft
from .lexicon import Lexicon
from .marks import Mark
from .text import NEXT_WORD

OLDEST = 110
YOUNGEST = 10
"""A bare number between commas behind a name is an age within these."""

WINDOW = 24
"""Characters looked at before a number."""


def take_age(text: str, draft: Draft, floor: int, lexicon: Lexicon) -> None:
    """Read a bare number as years of age where the words around it say so."""
    if not draft.number.whole or not 0 < draft.low <= OLDEST:
        return
    word = NEXT_WORD.match(text, draft.end)
    if word is not None and word[1] in lexicon.dates.age_after:
        draft.end = word.end()
    elif not _is_age(text, draft, text[max(floor, draft.start - WINDOW) : draft.start].split(), lexicon):
        return
    draft.unit, draft.form = lexicon.unit("year"), AGED


def as_age(decade: Mark, left: list[str], lexicon: Lexicon) -> Mark:
    """Return the tens of somebody's age where a decade is read: "in her 40s", "in their mid-20s"."""
    words = [word.lower() for word in left[-2:]]
    if words and words[-1] in lexicon.dates.parts:
        words.pop()
    if words and words[-1] in lexicon.dates.owners:
        return Mark(decade.start, decade.end, Kind.OTHER, AGED)
    return decade


def _is_led(left: list[str], lexicon: Lexicon) -> bool:
    """Say whether a word of age leads to the number, a bound between them left out: "aged 5", "aged at least 18"."""
    words = [word.lower().strip("(,") for word in left[-4:]]
    while words:
        if words[-1] in lexicon.dates.age_before or " ".join(words[-2:]) in lexicon.dates.age_before:
            return True
        bounds = lexicon.before.get(words[-1], ())
        size = next((len(phrase) for phrase, _ in bounds if tuple(words[-len(phrase) :]) == phrase), 0)
        if not size:
            return False
        del words[-size:]
    return False


def _is_age(text: str, draft: Draft, left: list[str], lexicon: Lexicon) -> bool:
    if not left:
        return False
    dates = lexicon.dates
    last = left[-1].lower().strip("(,")
    if _is_led(left, lexicon):
        return not text[draft.end : draft.end + 2].strip()[:1].isupper()  # "died at 10 Downing Street"
    if last in dates.age_said and (len(left) > 1 and left[-2].lower() in dates.age_of):
        following = NEXT_WORD.match(text, draft.end)
        ends = (
            text[draft.end : draft.end + 1] in (".", ",", ";", "") and not text[draft.end + 1 : draft.end + 2].isdigit()
        )
        return ends or (following is not None and following[1] in dates.age_then)
    if draft.low < YOUNGEST:
        return False
    between_commas = text[draft.end : draft.end + 1] == "," and left[-1][-1:] == ","
    return between_commas and len(left) > 1 and left[-1][:1].isupper() and left[-2][:1].isupper()
