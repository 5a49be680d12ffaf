"""Points beside percentages: the "0.3 points" of "fell 0.3 points, to 4.1% from 4.4%" are percentage points."""

from __future__ import annotations

from itertools import pairwise

from verify.model import PERCENTAGE_POINT, Kind

from .drafts import Draft
from .lexicon import Lexicon
from .marks import Mark


def read_points(text: str, found: list[Draft | Mark], lexicon: Lexicon) -> None:
    """Make percentage points of bare points that lead to a percentage, or that a percentage has moved by."""
    for left, right in pairwise(found):
        if isinstance(left, Mark) or isinstance(right, Mark):
            continue
        if right.kind is Kind.PERCENT and _are_points(left, lexicon):
            if lexicon.patterns.to_level.fullmatch(text, left.right, right.left):
                _take(left)
        elif left.kind is Kind.PERCENT and _are_points(right, lexicon) and right.high <= left.high:
            if lexicon.patterns.moved_by.fullmatch(text, left.right, right.left):
                _take(right)


def _are_points(draft: Draft, lexicon: Lexicon) -> bool:
    return len(draft.noun) == 1 and draft.noun[0] in lexicon.usage.points and draft.high < 100


def _take(draft: Draft) -> None:
    draft.unit, draft.noun, draft.end = PERCENTAGE_POINT, (), draft.right
