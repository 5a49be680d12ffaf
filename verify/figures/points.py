"""Points beside percentages: the "0.3 points" of "fell 0.3 points, to 4.1% from 4.4%" are percentage points."""

from __future__ import annotations

from itertools import pairwise

from verify.model import PERCENTAGE_POINT, Kind

from .drafts import Draft
from .lexicon import Lexicon
from .marks import Mark

AROUND = 60
"""Characters on both sides of a part of a point in which rates are told."""

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


def take_point(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """Take in the point of "a quarter of a point", "half-point"; where rates are told, it is a percentage point."""
    match = lexicon.patterns.part_point.match(text, draft.end)
    if match is None:
        return
    around = text[max(0, draft.start - AROUND) : match.end() + AROUND].lower().split()
    if any(word.strip(".,;:()") in lexicon.usage.rated for word in around):
        draft.unit, draft.end = PERCENTAGE_POINT, match.end()
    else:
        draft.noun = (lexicon.lemma(match["point"]),)
    draft.right = max(draft.right, match.end())


def _are_points(draft: Draft, lexicon: Lexicon) -> bool:
    return len(draft.noun) == 1 and draft.noun[0] in lexicon.usage.points and draft.high < LARGEST
