"""The noun phrase that a number counts: "1,100 companies", "joint solution development partners"."""

from __future__ import annotations

import re
from typing import NamedTuple

from .lexicon import Lexicon
from .text import LETTER

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

    `single` says that one thing is counted, so that no plural is looked for. The phrase ends at the first plural that no
    other plural follows; a phrase without one is no count ("58 Fortune Global" names a list).
    """
    if text[at : at + 1] == "-":
        hyphened = _HYPHENED.match(text, at)
        if hyphened is None or hyphened[1] in lexicon.nouns.stops or hyphened[1][:1].isupper():
            return None
        return Noun((lexicon.lemma(hyphened[1]),), hyphened.end())
    nouns = lexicon.nouns
    words: list[str] = []
    end = head_end = at
    head = 0
    while len(words) < LONGEST:
        match = _STEP.match(text, end)
        if match is None:
            break
        word = match[1].lower()
        if word in nouns.stops or word in lexicon.number_words or word[-2:] in ("'s", "’s"):
            break
        named = match[1] != word
        plural = lexicon.is_plural(word) and (not named or match[1][1:].islower())
        if head and named and match.start(1) > at + 1 and words[-1].islower():
            break
        if head and not plural and (words[-1] not in nouns.modifiers or word.endswith(("ed", "ing", "ly"))):
            break
        words.append(word)
        end = match.end()
        if plural:
            head, head_end = len(words), end
        elif single and not head and text[end : end + 1] not in " \u00a0":
            break
    if single and not head and words:
        while len(words) > 1 and words[-1].endswith(("ed", "ing", "ly")):
            words.pop()
        if words[0].endswith("ly"):
            return None
        head, head_end = len(words), end
    if not head:
        return None
    return Noun((*words[: head - 1], lexicon.lemma(words[head - 1])), head_end)
