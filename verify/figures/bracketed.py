"""Losses in brackets, as accounts write them: "(2.3)%", "$(12.4) million", "(1,234) thousand", a cell "(56)"."""

from __future__ import annotations

import re

from verify.model import Kind

from .digits import read_digits
from .drafts import Draft
from .lexicon import Lexicon
from .measures import read_unit
from .text import NEXT_WORD

WINDOW = 8
"""Characters before a bracket in which the sign of its money stands."""

_MONEY = frozenset("$€£¥")
_LOSS = re.compile(r"\(([$€£¥]? ?)\d[\d.,]{0,20}\)")
_COLUMN = re.compile(r"(?:[^\s.!?]  +|\t|\|\s?|^\s*)$")
"""What stands before a number in a row of a table that was flattened to text."""
_NEXT_COLUMN = re.compile(r"\s*$|  +|\t|\s?\|")


def read_loss(text: str, at: int, floor: int, lexicon: Lexicon) -> Draft | None:
    """Read the digits at `at` as a loss where brackets and what stands around them say so; None for "see (12)"."""
    opened = text.rfind("(", max(floor, at - 3), at)
    match = _LOSS.match(text, opened) if opened >= 0 else None
    number = read_digits(text, at, lexicon) if match else None
    if match is None or number is None or number.end != match.end() - 1:
        return None
    sign, end = match[1].strip(), match.end()
    outer = text[opened - 1 : opened]
    if not sign and outer and outer in _MONEY:
        sign, opened = outer, opened - 1
    word = NEXT_WORD.match(text, end)
    scale = lexicon.scales.get(word[1].lower()) if word else None
    measure = read_unit(text, end, lexicon) if scale is None and text[end : end + 2].strip()[:1] == "%" else None
    if not (scale or measure or outer in _MONEY or _is_cell(text, opened, end)):
        return None
    draft = Draft.of(number)
    draft.start = draft.left = opened
    draft.end = draft.right = end
    if sign:
        draft.unit, draft.money = lexicon.unit(lexicon.money[sign]), True
    if scale is not None and word is not None:
        draft.scale(scale, word.end())
    if measure is not None and measure.unit.kind is Kind.PERCENT:
        draft.measure(measure.unit, measure.end, measure.factor)
    draft.negate()
    return draft


def _is_cell(text: str, opened: int, end: int) -> bool:
    """Say whether a bracket stands alone in its column, or is all that there is."""
    before = _COLUMN.search(text, max(0, opened - WINDOW), opened)
    return before is not None and _NEXT_COLUMN.match(text, end) is not None
