"""The noun phrase that a number counts: "1,100 companies", "joint solution development partners"."""

from __future__ import annotations

import re
from typing import NamedTuple

from .lexicon import Lexicon
from .text import LETTER, NEXT_WORD

LONGEST = 5
"""Words of a noun phrase; the head comes late in English, but not later than this."""

_STEP = re.compile(rf"[ \u00a0]?\n?[ \u00a0]?[\"“‘]?({LETTER}+(?:[-'’/&]{LETTER}+)*)")
_HYPHENED = re.compile(rf"-({LETTER}+)")


class Noun(NamedTuple):
    """A counted noun phrase."""

    words: tuple[str, ...]
    """Lower case, modifiers as written, the head last and lemmatised."""
    end: int


def read_noun(text: str, at: int, lexicon: Lexicon, *, single: bool) -> Noun | None:
    """Read the noun phrase that begins behind a number at `at`.

    `single` says that one thing is counted, so that no plural is looked for. The phrase ends at the first plural that
    no other plural follows; a phrase without one is no count ("58 Fortune Global" names a list).
    """
    if text[at : at + 1] == "-":
        return _hyphened(text, at, lexicon)
    nouns = lexicon.nouns
    words: list[str] = []
    end = head_end = at
    head = 0
    while len(words) < LONGEST:
        match = _STEP.match(text, end)
        if match is None:
            break
        word, slash, _ = match[1].lower().partition("/")
        if word in nouns.stops or word in lexicon.number_words:
            break
        if word.endswith(nouns.owning) and word not in nouns.modifiers:
            break
        named = match[1][: len(word)] != word
        plural = named if nouns.capitals else lexicon.is_plural(word) and (not named or match[1][1:].islower())
        if head and _ends_before(word, words[-1], lexicon, named=named, plural=plural):
            break
        words.append(word)
        end = match.start(1) + len(word) if slash else match.end()
        if plural:
            head, head_end = len(words), end
    if not head and single and words:
        while len(words) > 1 and words[-1].endswith(nouns.not_nouns):
            words.pop()
        head, head_end = (0, at) if words[0].endswith(nouns.adverbial) else (len(words), end)
    return Noun((*words[: head - 1], lexicon.lemma(words[head - 1])), head_end) if head else None


def _hyphened(text: str, at: int, lexicon: Lexicon) -> Noun | None:
    """Read the noun of "a 20-seat plane"."""
    match = _HYPHENED.match(text, at)
    if match is None or match[1] in lexicon.nouns.stops or match[1] in lexicon.number_words or match[1][:1].isupper():
        return None
    if f"-{match[1]}" in lexicon.after:  # "30-ish"
        return None
    return Noun((lexicon.lemma(match[1]),), match.end())


def _ends_before(word: str, last: str, lexicon: Lexicon, *, named: bool, plural: bool) -> bool:
    """Say whether a phrase that has its plural ends before the next word."""
    if named:
        return True
    return not plural and (last not in lexicon.nouns.modifiers or word.endswith(lexicon.nouns.not_nouns))


def is_adjective(text: str, end: int, lexicon: Lexicon) -> bool:
    """Say whether a hyphen makes an adjective of a number: "two-dimensional", "3-way"."""
    word = NEXT_WORD.match(text, end) if text[end : end + 1] == "-" else None
    return word is not None and word[1] in lexicon.usage.adjectives
