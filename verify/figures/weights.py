"""Pounds beside a weight: the pounds of "12 tonnes (26,500 pounds)" are no money."""

from __future__ import annotations

from itertools import pairwise

from verify.model import Kind

from .drafts import Draft
from .lexicon import Lexicon
from .marks import Mark

_OPENED = frozenset("([/")


def read_weights(text: str, found: list[Draft | Mark], lexicon: Lexicon) -> None:
    """Make weights of pounds that tell again, in brackets or behind "or", what stands beside them as a weight."""
    for left, right in pairwise(found):
        if isinstance(left, Mark) or isinstance(right, Mark) or Kind.MONEY not in (left.kind, right.kind):
            continue
        gap = text[left.end : right.left].strip(" \n,")
        if gap in _OPENED or gap in lexicon.ranges.or_:
            _weigh(text, left, right, lexicon)
            _weigh(text, right, left, lexicon)


def _weigh(text: str, draft: Draft, other: Draft, lexicon: Lexicon) -> None:
    weight = lexicon.weights.get(text[draft.number.end : draft.end].strip(" -\n").lower())
    unit = lexicon.unit(weight) if weight and not draft.money else None
    if unit is not None and other.unit is not None and other.unit.dimension == unit.dimension:
        draft.unit = unit
