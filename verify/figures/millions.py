"""Millions beside millions: the "2.9m" of "3.4m units, against 2.9m" is no length."""

from __future__ import annotations

import re
from itertools import pairwise

from .drafts import Draft
from .lexicon import Lexicon
from .marks import Mark

MILLION = 1e6
FARTHEST = 160
"""Characters between the two."""

_SENTENCES = re.compile(r"[.!?]\s")


def read_millions(text: str, found: list[Draft | Mark], lexicon: Lexicon) -> None:
    """Make millions of metres and moles that stand behind a number with such a letter, in one sentence."""
    for left, right in pairwise(draft for draft in found if isinstance(draft, Draft)):
        if right.unit is None or left.number.scale < MILLION or right.number.scale > 1:
            continue
        first, second = text[left.number.end : left.number.end + 1], text[right.number.end : right.end]
        alike = len(second) == 1 and first.isalpha() and first.isupper() == second.isupper()
        if not alike or not _is_letter(text, left, lexicon):
            continue
        if lexicon.money_abbreviations.get(second.lower()) != MILLION or right.start - left.end > FARTHEST:
            continue
        if not _SENTENCES.search(text, left.end, right.start):
            right.unit = None
            right.scale(MILLION, right.end)


def as_money(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """Make millions of the metres that end a range of money: "£1.5-2m"."""
    letter = text[draft.number.end : draft.end]
    if draft.unit is not None and draft.number.scale == 1 and lexicon.money_abbreviations.get(letter) == MILLION:
        draft.unit = None
        draft.scale(MILLION, draft.end)


def _is_letter(text: str, draft: Draft, lexicon: Lexicon) -> bool:
    """Say whether the scale of a number is a letter behind its digits: "3.4m", "300B"."""
    end = draft.number.end
    return text[end : end + 1].lower() in lexicon.money_abbreviations and not text[end + 1 : end + 2].isalpha()
