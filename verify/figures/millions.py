"""Millions beside millions: the "2.9m" of "3.4m units, against 2.9m" is no length."""

from __future__ import annotations

import re
from itertools import pairwise

from .drafts import Draft
from .lexicon import Lexicon
from .marks import Mark
from .text import NEXT_WORD

MILLION = 1e6
FARTHEST = 160
"""Characters between the two."""

_SENTENCES = re.compile(r"[.!?]\s")


def read_millions(text: str, found: list[Draft | Mark], lexicon: Lexicon) -> None:
    """Make millions of metres and moles that stand behind a number with such a letter, in one sentence."""
    for left, right in pairwise(draft for draft in found if isinstance(draft, Draft)):
        if right.unit is None or left.number.scale < MILLION or right.number.scale > 1:
            continue
        letter = text[right.number.end : right.end]
        if lexicon.money_abbreviations.get(letter.lower()) != MILLION or right.start - left.end > FARTHEST:
            continue
        alike = _has_letter(text, left, lexicon) and text[left.number.end].isupper() == letter.isupper()
        if (alike or _counts(text, right, lexicon)) and not _SENTENCES.search(text, left.end, right.start):
            right.unit = None
            right.scale(MILLION, right.end)


def _counts(text: str, draft: Draft, lexicon: Lexicon) -> bool:
    """Say whether nothing that is so long follows: "9 million homes lost power; 2.3m were still without"."""
    word = NEXT_WORD.match(text, draft.end)
    stands = word is None or not word[1] or word[1] in lexicon.nouns.stops
    return stands and "." in draft.number.digits and word is not None and word[1] not in lexicon.usage.inches


def as_money(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """Make millions of the metres that end a range of money: "£1.5-2m"."""
    letter = text[draft.number.end : draft.end]
    if draft.unit is not None and draft.number.scale == 1 and lexicon.money_abbreviations.get(letter) == MILLION:
        draft.unit = None
        draft.scale(MILLION, draft.end)


def _has_letter(text: str, draft: Draft, lexicon: Lexicon) -> bool:
    """Say whether the scale of a number is a letter behind its digits: "3.4m", "300B"."""
    end = draft.number.end
    return text[end : end + 1].lower() in lexicon.money_abbreviations and not text[end + 1 : end + 2].isalpha()
