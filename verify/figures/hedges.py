"""The words and signs that soften or bound a number, before it and after it."""

from __future__ import annotations

import re
from typing import NamedTuple

from verify.model import Kind, Qualifier

from .lexicon import Hedge, Lexicon
from .text import LETTER

WINDOW = 48
"""Characters looked at before a number: no hedge is longer."""

LONGEST = 8
"""Words of the longest hedge, adverbs counted."""

_OPENING = "(['\"“‘«"
_AFTER = re.compile(rf"[ \u00a0]?(\+|-?{LETTER}+)((?: {LETTER}+){{0,3}})")


class Found(NamedTuple):
    """A hedge in its place."""

    hedge: Hedge
    words: str
    place: int
    """Where it begins, or, behind the number, where it ends."""


def hedge_before(text: str, at: int, kind: Kind, lexicon: Lexicon) -> Found | None:
    """Return the hedge that ends right before `at`, None where there is none; of "more than about" the bound."""
    found = _hedge(text, at, kind, lexicon)
    if found is not None and found.hedge.reads is Qualifier.ABOUT:
        bound = _hedge(text, found.place, kind, lexicon)
        if bound is not None and bound.hedge.reads is not Qualifier.ABOUT:
            return Found(bound.hedge, f"{bound.words} {found.words}", bound.place)
    return found


def _hedge(text: str, at: int, kind: Kind, lexicon: Lexicon) -> Found | None:
    start = max(0, at - WINDOW)
    window = text[start:at].rstrip(' \u00a0\n"“‘(')
    if not window:
        return None
    if not window[-1].isalpha() and window[-1] != ".":
        for width in (3, 2, 1):
            sign = window[-width:]
            if sign in lexicon.signs:
                return Found(lexicon.signs[sign], sign, start + len(window) - len(sign))
        return None
    candidates = lexicon.before.get(window.rsplit(None, 1)[-1].lower().lstrip(_OPENING))
    if candidates is None:
        return None
    words = [word.lstrip(_OPENING) for word in window.lower().split()[-LONGEST:]]
    for phrase, hedge in candidates:
        size = len(phrase)
        if tuple(words[-size:]) == phrase and _fits(hedge, kind, words[:-size]):
            while size < len(words) and words[-size - 1] in lexicon.adverbs:
                size += 1
            return Found(hedge, " ".join(words[-size:]), start + _start_of(window, size))
    return None


def _start_of(window: str, words: int) -> int:
    """Return where the last so many words of the window begin, an opening bracket or quote left out."""
    head = window.rsplit(None, words)
    tail = window[len(head[0]) :] if len(head) > words else window
    start = len(window) - len(tail.lstrip())
    while window[start] in _OPENING:
        start += 1
    return start


def _fits(hedge: Hedge, kind: Kind, before: list[str]) -> bool:
    if hedge.never == kind or (hedge.only and kind != hedge.only):
        return False
    last = before[-1] if before else ""
    if last.endswith("%") or (kind is Kind.DURATION and last[-1:].isalnum() and any(map(str.isdigit, last))):
        last = "%"  # "5% more than a year ago" and "$3m more than a year ago" compare
    return last not in hedge.not_led_by and (not hedge.led_by or last in hedge.led_by)


def hedge_after(text: str, at: int, kind: Kind, lexicon: Lexicon) -> Found | None:
    """Return the hedge that begins right at `at`: "or more", "+", "-odd"."""
    match = _AFTER.match(text, at)
    if match is None:
        return None
    candidates = lexicon.after.get(match[1].lower())
    if candidates is None:
        return None
    words = (match[1] + match[2]).lower().split(" ")
    for phrase, hedge in candidates:
        size = len(phrase)
        if (
            tuple(words[:size]) != phrase
            or not _fits(hedge, kind, [])
            or set(words[size : size + 1]) & lexicon.usage.no_hedge
        ):
            continue
        if " ".join(words[:3]) in lexicon.ranges.spread:
            return None  # "5 cm plus or minus 1 mm"
        said = " ".join(phrase)
        end = match.start(1) + len(said)
        if said == "+" and (match.start(1) != at or text[end : end + 1].isalnum()):
            return None  # "5 + x"
        return None if text[end : end + 2].strip()[:1].isdigit() else Found(hedge, said, end)  # "5 plus 3"
    return None
