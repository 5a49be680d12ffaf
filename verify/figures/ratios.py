"""Ratios of two numbers, told as one figure: "3:1", "1:2.5", "3-to-1"."""

from __future__ import annotations

import re

from verify.model import RATIO

from .drafts import Draft
from .lexicon import Lexicon
from .numbers import FRACTION_COARSE, FRACTION_STEP, Number

FORM = "proportion"
"""The form of a ratio whose value is the first number over the second."""

_RATIO = re.compile(
    r"(?P<above>\d{1,3}(?:\.\d{1,4})?)(?P<link> ?: ?|-[a-z]{2,4}-)(?P<below>\d{1,4}(?:\.\d{1,4})?)(?![\w:/-]|[.,]\d)"
)


def proportion(first: Draft, second: Draft) -> Draft:
    """Return the ratio of two numbers that stand side by side."""
    value = first.low / second.low
    step, coarse = _room(value, second.low, first.step)
    first.low, first.high, first.step, first.coarse = value, value, step, coarse
    first.unit, first.form, first.noun = RATIO, FORM, ()
    first.end, first.right = second.number.end, second.number.end
    return first


def read_ratio(text: str, at: int, lexicon: Lexicon) -> Draft | None:
    """Read a ratio from its first digit; None where there is none, or a zero below."""
    match = _RATIO.match(text, at)
    if match is None or text[at - 1 : at] in (":", "/"):
        return None
    word = match["link"].strip("- ")
    if word != ":" and word not in lexicon.ranges.to:
        return None
    above, below = float(match["above"]), float(match["below"])
    if not above or not below or (word != ":" and above < below):
        return None  # "18-to-24" is a range
    value = above / below
    digits = match["above"].partition(".")[2]
    draft = Draft.of(Number(at, match.end(), value, *_room(value, below, 10.0 ** -len(digits))))
    draft.unit, draft.form = RATIO, FORM
    return draft


def _room(value: float, below: float, step: float) -> tuple[float, float]:
    """Return the steps of a ratio: "3 to 1" is rounded to a whole number, "3:2" is known as well as a fraction is."""
    return (step, step) if below == 1 else (FRACTION_STEP * value, FRACTION_COARSE * value)
