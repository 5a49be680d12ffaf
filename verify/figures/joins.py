"""What ties numbers to one another: ranges, tolerances, lists that share a unit, and sums of units ("5 ft 10 in")."""

from __future__ import annotations

import re

from verify.model import Kind, Qualifier

from .drafts import AGED, Draft
from .lexicon import Lexicon
from .marks import Mark

_JOIN = re.compile(
    r"(?P<dash>\s?[–—−‑‐~∼-]\s?|\.\.\.?|…)|-?\s?(?P<word>to|and|or)[\s-]|(?P<plus>\s?(?:±|\+/[-−–]|\+[-−])\s?)"
)
_OPENER = re.compile(r"(?:^|\W)((?:anywhere |somewhere )?between|(?:ranging )?from|in the range(?: of)?|range of)\s?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|ages of)\b[^.;,\d]{0,30}$", re.IGNORECASE)
_SHARED = re.compile(r",|;|/|,? ?and|,? ?or|to|&|vs\.?|versus")
HOUR = 3600
"""The widest step between two units that "and" adds up: hours and seconds."""

_SPOKEN = re.compile(r" (?:and )?")
_ENDS = re.compile(r"\s*(?:[.,;:!?)]|$)")
_SUM = re.compile(r",? and |, | |")


def join(text: str, first: Draft, second: Draft, lexicon: Lexicon) -> Draft | None:
    """Return the range, the sum or the value with tolerance that two neighbours make; None where they stay two.

    "10" and "15%" with a dash between them -> 10 to 15%; "from $10 million" and "to $12 million" behind a word of change
    stay two.
    """
    summed = _sum(text, first, second)
    if summed is not None:
        return summed
    match = _JOIN.fullmatch(text, first.end, second.left)
    if match is None:
        return None
    if match["plus"]:
        return _tolerance(first, second)
    if first.ranged or second.ranged or first.right > second.start:
        return None
    opener = _OPENER.search(text[max(0, first.left - 24) : first.left])
    opened = opener[1].lower() if opener else ""
    low = first.low * _shared_scale(first, second)
    if not low < second.high or not _same_unit(first, second, dash=match["dash"] is not None):
        return None
    word = match["word"]
    if word == "and" and not opened and not _BETWEEN.search(text, max(0, first.left - 40), first.left):
        return None
    if word == "or" and (first.unit is not None or second.high > 2 * low + 1 or first.hedge is not None):
        return None
    if word == "to" and _in_a_change(text, first, opened, lexicon):
        return None
    if match["dash"] and not _is_range(text, first, second, match["dash"]):
        return None
    first.low, first.high = low, second.high
    first.step, first.coarse = min(first.step, second.step) if first.number.scale == second.number.scale else second.step, second.coarse
    first.end, first.right = second.end, max(second.right, second.end)
    first.unit, first.noun, first.ranged, first.form = second.unit or first.unit, second.noun, True, second.form
    if opener and first.hedge is None:
        first.hedge_words, first.left = opened, first.left - len(opener[0].lstrip(" \n(,"))
    if first.hedge is not None and first.hedge.reads is not Qualifier.ABOUT:
        first.hedge = None
    return first


def _shared_scale(first: Draft, second: Draft) -> float:
    """Return the scale that the second number gives the first: "$26 and $31 million", "five to ten thousand"."""
    scale = second.number.scale
    if first.number.scale != 1 or scale <= 1 or first.number.fraction:
        return 1.0
    return scale if first.low <= second.high / scale else 1.0


def _same_unit(first: Draft, second: Draft, *, dash: bool) -> bool:
    if first.noun and not second.noun:
        return False
    if first.unit is None or second.unit is None:
        # "$30-35" and "5 to 10%" name the unit once; "5% to 14,800" names it on the wrong side.
        return first.unit is None or first.money or first.form == AGED or (dash and not second.noun)
    return first.unit.name == second.unit.name


def _in_a_change(text: str, first: Draft, opened: str, lexicon: Lexicon) -> bool:
    """Say whether "to" leads to the value after a change: "fell from 8 to 5", "rose 5 cents to 60 cents"."""
    left = [word.strip("(,") for word in text[max(0, first.left - 60) : first.left].lower().split()]
    if opened.endswith("from"):
        return first.unit is not None and any(word in lexicon.change for word in left[-8:])
    return bool(left) and left[-1] in lexicon.change and left[-1] != "by" or (len(left) > 1 and left[-1] == "by" and left[-2] in lexicon.change and first.unit is not None)


def _is_range(text: str, first: Draft, second: Draft, dash: str) -> bool:
    """Say whether a dash joins two ends; with blanks on one side only it is a break in the sentence."""
    if dash.strip() == "—" and dash != "—":
        return False
    if dash.startswith((" ", "\u00a0")) != dash.endswith((" ", "\u00a0")):
        return False
    return not (dash == "-" and second.end < len(text) and text[second.end] in "-/" and text[second.end + 1 : second.end + 2].isdigit())


def _tolerance(first: Draft, second: Draft) -> Draft | None:
    if second.unit is not None and first.unit is not None and first.unit.name != second.unit.name:
        return None
    first.unit = first.unit or second.unit
    first.noun = first.noun or second.noun
    first.tolerance = abs(second.high)
    first.end, first.right = second.end, max(second.right, second.end)
    return first


def _sum(text: str, first: Draft, second: Draft) -> Draft | None:
    """Return "5 feet 10 inches", "one minute and 30 seconds", "3 dollars and 20 cents" as one value."""
    one, two = first.unit, second.unit
    if one is not None and two is None and not second.noun:
        return _spoken_sum(text, first, second)
    if one is None or two is None or first.ranged or second.ranged or second.hedge is not None or one.dimension != two.dimension:
        return None
    gap = text[first.end : second.start]
    if _SUM.fullmatch(gap) is None or not first.number.whole or not one.dimension:
        return None
    if one.kind is Kind.MONEY:
        if not (second.step < 1 and second.high < 1 <= first.low and first.step == 1) or second.money:
            return None
        first.low = first.high = first.low + second.low
    else:
        ratio = one.factor / two.factor
        whole = abs(ratio - round(ratio)) < 1e-6 or one.kind is Kind.DURATION  # no metres and feet
        if ratio < 1.5 or not whole or (gap.strip() and second.high >= ratio) or second.high >= 10 * ratio:
            return None
        if ("," in gap and one.name != "foot") or (gap.strip() == "and" and ratio > HOUR):
            return None
        first.low = first.high = first.low * ratio + second.low
        first.unit = two
    first.step, first.coarse = second.step, second.step
    first.end, first.right = second.end, second.right
    return first


def _spoken_sum(text: str, first: Draft, second: Draft) -> Draft | None:
    """Return "15 dollars 50", "1 hour thirty" as one value: a bare number in the next smaller unit ends the phrase."""
    unit = first.unit
    if unit is None or not (first.number.whole and second.number.whole and 0 < second.high < 100) or first.money and second.number.digits:
        return None
    money = unit.kind is Kind.MONEY and first.step == 1
    if not money and unit.name != "hour" or first.ranged or second.hedge is not None:
        return None
    if _SPOKEN.fullmatch(text, first.end, second.start) is None or _ENDS.match(text, second.end) is None:
        return None
    first.low = first.high = first.low + second.low / (100 if money else 60)
    first.step = first.coarse = 0.01 if money else 1 / 60
    first.end, first.right = second.end, second.right
    return first


def share_units(text: str, found: list[Draft | Mark]) -> None:
    """Give the unit at the end of a list to the bare numbers before it: "10, 20 and 30 km"."""
    chained = False  # only a list with a last "and" shares: "2.30, 95%" are two
    for index in range(len(found) - 2, -1, -1):
        left, right = found[index], found[index + 1]
        if isinstance(left, Mark) or isinstance(right, Mark):
            chained = False
            continue
        if left.unit is not None or left.noun or (right.unit is None and not right.noun) or left.number.fraction or right.money or right.form:
            chained = False
            continue
        gap = text[left.end : right.left].strip(" -\u00a0")
        if len(gap) < 14 and _SHARED.fullmatch(gap) and (chained or gap not in (",", ";")):
            left.unit, left.noun, chained = right.unit, right.noun, True
        else:
            chained = False
