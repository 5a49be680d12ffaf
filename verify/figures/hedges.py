"""The words that soften or bound a number, before it and after it."""

from __future__ import annotations

import re
from typing import NamedTuple

from verify.model import Kind

from .lexicon import Hedge, Lexicon

WINDOW = 48
"""Characters looked at before a number: no hedge is longer."""

_OPENING = "(['\"“‘«"
_AFTER = re.compile(r"[ \u00a0]?([+]|-?[^\W\d_]+)((?: [^\W\d_]+){0,3})")


class Found(NamedTuple):
    """A hedge in its place."""

    hedge: Hedge
    words: str
    place: int
    """Where it begins, or, behind the number, where it ends."""


def hedge_before(text: str, at: int, kind: Kind, lexicon: Lexicon) -> Found | None:
    """Return the hedge that ends right before `at`, None where there is none."""
    window = text[max(0, at - WINDOW) : at].rstrip(" \u00a0\n\"“‘(")
    if not window:
        return None
    last = window[-1]
    if last in lexicon.before:
        candidates = lexicon.before[last]
        if last.isalpha() and len(window) > 1 and window[-2].isalnum():
            candidates = lexicon.before.get(window.rsplit(None, 1)[-1].lower().lstrip(_OPENING), ())
        elif not last.isalpha():
            for phrase, hedge in candidates + _doubled(window, lexicon):
                joined = " ".join(phrase)
                if window.endswith(joined) and _fits(hedge, kind, []):
                    return Found(hedge, joined, at - len(text[max(0, at - WINDOW) : at]) + len(window) - len(joined))
            return None
    else:
        candidates = lexicon.before.get(window.rsplit(None, 1)[-1].lower().lstrip(_OPENING), ())
    if not candidates:
        return None
    words = [word.lstrip(_OPENING) for word in window.lower().split()[-8:]]
    for phrase, hedge in candidates:
        size = len(phrase)
        if tuple(words[-size:]) == phrase and _fits(hedge, kind, words[:-size]):
            while size < len(words) and words[-size - 1] in lexicon.adverbs:
                size += 1
            start = _start_of(window, size)
            return Found(hedge, " ".join(words[-size:]), max(0, at - WINDOW) + start)
    return None


def _doubled(window: str, lexicon: Lexicon) -> tuple[tuple[tuple[str, ...], Hedge], ...]:
    return lexicon.before.get(window[-2:], ()) + lexicon.before.get("=", ())


def _start_of(window: str, words: int) -> int:
    head = window.rsplit(None, words)
    tail = window[len(head[0]) :] if len(head) > words else window
    start = len(window) - len(tail.lstrip())
    while window[start] in _OPENING:
        start += 1
    return start


def _fits(hedge: Hedge, kind: Kind, before: list[str]) -> bool:
    if hedge.never and kind == hedge.never:
        return False
    if hedge.only and kind != hedge.only:
        return False
    return not hedge.led_by or bool(before and before[-1] in hedge.led_by)


def hedge_after(text: str, at: int, kind: Kind, lexicon: Lexicon) -> Found | None:
    """Return the hedge that begins right at `at`: "or more", "+", "-odd"."""
    match = _AFTER.match(text, at)
    if match is None:
        return None
    candidates = lexicon.after.get(match[1].lower())
    if candidates is None:
        return None
    if match[1] == "+":
        glued = match.start(1) == at and not text[at + 1 : at + 2].isalnum()
        return Found(candidates[0][1], "+", match.end(1)) if glued else None
    words = (match[1] + match[2]).lower().split(" ")
    for phrase, hedge in candidates:
        size = len(phrase)
        if tuple(words[:size]) == phrase and words[size : size + 1] not in (["than"], ["of"]) and _fits(hedge, kind, []):
            joined = " ".join(words[:size])
            end = match.start(1) + len(joined)
            if joined in ("plus", "and over") and text[end : end + 2].strip()[:1].isdigit():
                return None
            return Found(hedge, joined, end)
    return None
