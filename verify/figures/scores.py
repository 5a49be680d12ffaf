"""Scores and votes: "won 2-5", "beat Spurs 1-3", "a 3-1 win", "voted 5-4" are two numbers, and no range."""

from __future__ import annotations

import re

from .lexicon import Lexicon
from .text import NEXT_WORD

SCORE = "score"
"""The form of both numbers."""

WINDOW = 48
"""Characters before a score in which a word of play or of voting stands."""

LONGEST = 3
"""Words looked at behind a score."""

_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}(?![\w%°]|[-–/.:,]\d|[-–])")
_SENTENCES = re.compile(r"[.!?;]\s")


def is_score(text: str, at: int, lexicon: Lexicon) -> bool:
    """Say whether two numbers with a dash between them, from `at`, are the points or votes of two sides."""
    match = _SCORE.match(text, at)
    if match is None:
        return False
    scoring = lexicon.usage.scoring
    following = NEXT_WORD.match(text, match.end())
    after = following[1].lower() if following else ""
    if _is_led_to(text, match.end(), lexicon):
        return True
    if after and text[match.end()] == " " and after not in lexicon.nouns.stops:
        return False  # "lost 2-5 kg"
    clause = _SENTENCES.split(text[max(0, at - WINDOW) : at])[-1]
    return any(word.strip(",(") in scoring for word in clause.lower().split())


def _is_led_to(text: str, at: int, lexicon: Lexicon) -> bool:
    """Say whether the phrase behind a score ends in a word of play or voting: "2-1 home defeat", "5-4 ruling"."""
    for _ in range(LONGEST):
        following = NEXT_WORD.match(text, at)
        word = following[1].lower() if following else ""
        if word in lexicon.usage.scoring or word in lexicon.usage.scored:
            return True
        if following is None or word in lexicon.nouns.stops:
            return False
        at = following.end()
    return False
