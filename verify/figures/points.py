"""Points beside percentages: the "0.3 points" of "fell 0.3 points, to 4.1% from 4.4%" are percentage points."""

from __future__ import annotations

from itertools import pairwise

from verify.model import PERCENTAGE_POINT, Kind

from .drafts import Draft
from .lexicon import Lexicon
from .marks import Mark

LARGEST = 100
"""Nothing moves by more percentage points."""


def read_points(text: str, found: list[Draft | Mark], lexicon: Lexicon) -> None:
    """Make percentage points of bare points that lead to a percentage, or that a percentage has moved by."""
    for left, right in pairwise(found):
        if isinstance(left, Mark) or isinstance(right, Mark) or Kind.PERCENT not in (left.kind, right.kind):
            continue
        if right.kind is Kind.PERCENT:
            points, link = left, lexicon.patterns.to_level
        elif right.high <= left.high:  # the 12 points of "0.3%, up 12 points" are those of an index
            points, link = right, lexicon.patterns.moved_by
        else:
            continue
        if _are_points(points, lexicon) and link.fullmatch(text, left.right, right.left):
            points.unit, points.noun, points.end = PERCENTAGE_POINT, (), points.right


def _are_points(draft: Draft, lexicon: Lexicon) -> bool:
    return len(draft.noun) == 1 and draft.noun[0] in lexicon.usage.points and draft.high < LARGEST
