"""Stretches inside a block that are no prose, whatever the format: web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from verify.model import Span

_ADDRESS = re.compile(r"""(?:https?://|www\.)[^\s<>"]+""")
_AFTER_ADDRESS = ".,;:!?)]}'*_’”»"
"""What may follow an address in a sentence without being part of it."""


def web_addresses(text: str, span: Span) -> list[Span]:
    """Return where web addresses stand in `span`: their digits are no figures.

    >>> web_addresses("See https://example.org/2019/12.", Span(0, 32))
    [Span(start=4, end=31)]
    """
    if text.find("://", *span) < 0 and text.find("www.", *span) < 0:
        return []
    return [
        Span(found.start(), found.start() + len(found[0].rstrip(_AFTER_ADDRESS)))
        for found in _ADDRESS.finditer(text, *span)
    ]


def merged(holes: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same stretches in order, those that touch or overlap made one.

    >>> merged([Span(4, 6), Span(0, 2), Span(5, 9)])
    (Span(start=0, end=2), Span(start=4, end=9))
    """
    result: list[Span] = []
    for hole in sorted(holes):
        if result and hole.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, hole.end))
        elif hole.start < hole.end:
            result.append(hole)
    return tuple(result)
