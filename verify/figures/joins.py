"""What ties two numbers that stand side by side: a range, a value with its tolerance, a list that shares a unit."""

from __future__ import annotations

from itertools import pairwise

from verify.model import Kind, Qualifier

from .drafts import AGED, Draft
from .lexicon import Lexicon
from .marks import Mark
from .millions import as_money
from .ratios import proportion
from .scores import SCORE
from .sums import add_up

DEVIATION = "deviation"
"""The form of a standard deviation or error behind its mean."""

WINDOW = 90
"""Characters looked at before a range, for the word that opens it."""

CLAUSE = 8
"""Words before "by three to one" in which its verb stands."""

NEAR = 3
"""How many times the lower end of a change the higher one is at most."""

LONGEST_SHORT = 2
"""Digits of thousands whose zeros stand behind the next number: the 3 of "3-4,000"."""

FAR = 20
"""What no range that begins with a fraction reaches up to; behind a word of change, times its lower end no range."""

LARGEST_SHARE = 1000
"""A bare number from here on is no percentage, whatever is listed with it."""

LONGEST_GAP = 14
"""Characters between two numbers of a list."""

_DASHES = frozenset("–—−‑‐~∼-") | {"..", "...", "…"}
_SIDES = ((("[length]", 1),), ())
"""Dimensions of what is told side by side: lengths and angles."""
_SPREADS = frozenset({"±", "+/-", "+/−", "+/–", "+-", "+−"})


def join(text: str, first: Draft, second: Draft, lexicon: Lexicon) -> Draft | None:
    """Return the range, the sum or the value with tolerance that two neighbours make; None where they stay two.

    "10" and "15%" with a dash between them -> 10 to 15%; "from $10 million" and "to $12 million" behind a word of
    change stay two.
    """
    added = add_up(text, first, second, lexicon)
    if added is not None:
        return added
    gap = text[first.end : second.left]
    link = gap.strip(" \u00a0\n")
    if first.form == SCORE:
        if link in _DASHES:
            second.form, second.unit, second.noun, second.end = SCORE, None, (), second.number.end
            second.right = second.end
        return None
    if link in lexicon.ranges.from_ and first.hedge is not None and first.hedge.not_led_by:
        first.hedge, first.hedge_words, first.left = None, "", first.start  # "is up to 310 from 290"
    if link in _SPREADS or link in lexicon.ranges.spread:
        return _spread(first, second)
    if first.ranged or second.ranged or first.right > second.start:
        return None
    if link in lexicon.ranges.to and _is_proportion(text, first, second, lexicon):
        return proportion(first, second)
    dash = link in _DASHES
    if first.money and dash:
        as_money(text, second, lexicon)
    low = (
        first.low * second.worth * _shared_scale(first, second)
        if first.unit is None
        else first.low * _shared_scale(first, second)
    )
    opening = _opening(text, first, lexicon)
    upwards = low < second.high
    if not (upwards or _says_range(text, first, opening, lexicon)) or not _one_unit(first, second, dash=dash):
        return None
    if dash:
        if not _is_range(text, second, gap) or (first.number.fraction and second.unit is not None and len(gap) > 1):
            return None  # "two thirds - 65% - of them"
    elif not _is_said(text, first, second, link.strip("- "), low, opening, lexicon):
        return None
    return _range(first, second, low, opening)


def _is_proportion(text: str, first: Draft, second: Draft, lexicon: Lexicon) -> bool:
    """Say whether two bare numbers are a ratio: "a ratio of 3 to 1", "outnumbered by three to one"."""
    if first.unit is not None or second.unit is not None or first.noun or not (first.low > 0 < second.low):
        return False
    words = text[max(0, first.left - WINDOW) : first.left].lower().split()
    words = words[-CLAUSE:] if words[-1:] == ["by"] else words[-3:]  # "outnumber the 200 places by three to one"
    return any(word.strip("(,") in lexicon.usage.proportions for word in words)


def _shared_scale(first: Draft, second: Draft) -> float:
    """Return the scale that the second number gives the first: "$26 and $31 million", "five to ten thousand"."""
    scale = second.number.scale
    if _ends_in_thousands(first, second):
        return 1000.0
    if first.number.scale != 1 or scale <= 1 or first.number.fraction:
        return 1.0
    return scale if first.low <= second.high / (scale * second.worth) else 1.0


def _ends_in_thousands(first: Draft, second: Draft) -> bool:
    """Say whether "3-4,000" are thousands both."""
    digits, last = first.number.digits, second.number.digits
    if not (0 < len(digits) <= LONGEST_SHORT and last.endswith("000") and digits.isdigit() and last.isdigit()):
        return False
    return first.number.scale == 1 and first.low * 1000 < second.high <= NEAR * 1000 * first.low


def _one_unit(first: Draft, second: Draft, *, dash: bool) -> bool:
    if first.noun and not second.noun:
        return False
    if first.unit is None or second.unit is None:
        # "$30-35" and "5 to 10%" name the unit once; "5% to 14,800" names it on the wrong side.
        if first.unit is None or first.money or first.form == AGED or (dash and not second.noun):
            return True
        return first.end == first.number.end and first.unit.kind is not Kind.RATIO  # "pH 6 to 7"
    rate = first.unit.kind is Kind.MONEY and second.unit.name.startswith(f"{first.unit.name}/")
    return first.unit.name == second.unit.name or rate  # "£30 to £40 a month"


def _opening(text: str, first: Draft, lexicon: Lexicon) -> str:
    """Return the words that open a range right before the first number, as written; "" where none does."""
    words = text[max(0, first.left - WINDOW) : first.left].split()
    ranges = lexicon.ranges
    for size in range(min(4, len(words)), 0, -1):
        said = " ".join(words[-size:])
        if (lower := said.lower().lstrip("(")) in ranges.within or lower in ranges.between or lower in ranges.from_:
            return said.lstrip("(")
    return ""


def _says_range(text: str, first: Draft, opening: str, lexicon: Lexicon) -> bool:
    """Say whether the words are of a range, whichever end comes first: "varied from 30 to 12", not "cut from 30"."""
    words = text[max(0, first.left - WINDOW) : first.left].lower().split()[-4:]
    return bool(opening) and any(word in lexicon.ranges.ranging for word in words)


def _is_range(text: str, second: Draft, gap: str) -> bool:
    """Say whether a dash joins two ends: a blank on one side only, or blanks round a long dash, break the sentence."""
    if len(gap) > 1 and (gap[0].isspace() != gap[-1].isspace() or "—" in gap):
        return False
    after = text[second.end : second.end + 2]
    return not (gap == "-" and after[:1] in ("-", "/") and after[1:].isdigit())


def _is_said(text: str, first: Draft, second: Draft, word: str, low: float, opening: str, lexicon: Lexicon) -> bool:
    """Say whether a word between two numbers makes a range of them."""
    ranges = lexicon.ranges
    before = text[max(0, first.left - WINDOW) : first.left].lower()
    if word in ranges.and_:
        return bool(opening) or any(said in before.rpartition(".")[2] for said in ranges.between)
    if word in ranges.or_:
        listed = text[max(0, first.start - 2) : first.start] == ", "  # "5, 10 or 15 minutes"
        return first.unit is None and second.high <= 2 * low + 1 and first.hedge is None and not listed
    if word not in ranges.to:
        return False
    words = [word.strip("(,") for word in before.split()]
    if opening.lower() in ranges.from_:
        if any(word in ranges.change for word in words[-12:]):
            return False
        # "taking it from 4.50% to 4.75%": who names the unit twice says two things, unless the words say range.
        named_twice = first.unit is not None and first.number.end < first.end
        return not named_twice or any(word in ranges.ranging for word in words[-4:])
    if any(word in ranges.from_ for word in words[-4:]) and any(word in ranges.change for word in words[-8:]):
        return False  # "has grown from an initial £40m to £431m"
    if first.number.fraction and (second.money or second.low >= FAR):
        return False  # "fell by a fifth to £90m", "to 12,000"
    changing = any(word in ranges.change for word in words[-6:-1])
    if words and words[-1] in ranges.by:
        return not changing or _are_near(first, second, low)  # "boost its income by 400m to 2.5bn"
    if changing and second.high >= FAR * low:
        return False  # "lifted interest rates 0.25% to 5.5%"
    return not words or words[-1] not in ranges.change or _says_unit_last(first, second, low)


def _says_unit_last(first: Draft, second: Draft, low: float) -> bool:
    """Say whether "rose 5 to 10 per cent", "fell 3 to 4 million" are one change, whose percent or scale stands last."""
    if first.unit is not None or first.number.fraction:
        return False
    shared = second.number.scale > first.number.scale and low > first.low
    return shared or (second.kind is Kind.PERCENT and second.high <= NEAR * low)


def _are_near(first: Draft, second: Draft, low: float) -> bool:
    """Say whether "by 5 to 10 per cent" tells the ends of one change; "by 300 to 4,700" is a change and a level."""
    percents = first.kind is Kind.PERCENT and second.kind is Kind.PERCENT  # "by 30% to 40%"
    if first.number.fraction or (first.unit is not None and not percents):
        return False
    if percents:
        return second.high <= NEAR * low
    return second.kind is Kind.PERCENT or second.high <= NEAR * low


def _range(first: Draft, second: Draft, low: float, opening: str) -> Draft:
    first.low, first.high = min(low, second.high), max(low, second.high)
    first.step = min(first.step, second.step) if first.number.scale == second.number.scale else second.step
    first.coarse = second.coarse
    first.end, first.right = second.end, max(second.right, second.end)
    first.unit, first.noun, first.form = second.unit or first.unit, second.noun, second.form or first.form
    first.ranged = True
    if first.hedge is None and opening:
        first.hedge_words, first.left = opening.lower(), first.left - len(opening) - 1
    elif first.hedge is not None and first.hedge.reads is not Qualifier.ABOUT:
        first.hedge = None
    return first


def _spread(first: Draft, second: Draft) -> Draft | None:
    """Return "5 ± 0.2 kg", with the tolerance in the unit of the value."""
    worth = 1.0
    if second.unit is not None and first.unit is not None and first.unit.name != second.unit.name:
        if not first.unit.dimension or first.unit.dimension != second.unit.dimension:
            return None
        worth = second.unit.factor / first.unit.factor  # "5 kg ± 200 g"
    first.unit, first.noun = first.unit or second.unit, first.noun or second.noun
    first.tolerance = abs(second.high) * worth
    first.end, first.right = second.end, max(second.right, second.end)
    return first


def share_units(text: str, found: list[Draft | Mark], lexicon: Lexicon) -> None:
    """Give the unit at the end of a list to the bare numbers before it: "10, 20 and 30 km"."""
    chained = False  # only a list with a last "and" shares: "2.30, 95%" are two
    for index in range(len(found) - 2, -1, -1):
        left, right = found[index], found[index + 1]
        if isinstance(left, Mark) or isinstance(right, Mark) or not _may_share(left, right):
            chained = False
            continue
        link = text[left.end : right.left].strip(" -\u00a0\n")
        word = link.removeprefix(",").strip()
        sides = word in lexicon.ranges.across and right.unit is not None and right.unit.dimension in _SIDES
        chained = len(link) < LONGEST_GAP and (
            sides or word in lexicon.ranges.list_ or link == "/" or (chained and link in (",", ";"))
        )
        if chained:
            left.unit, left.noun, left.worth = right.unit, right.noun, right.worth
            left.times(right.worth)


def spread_labels(text: str, found: list[Draft | Mark], lexicon: Lexicon) -> None:
    """Give the unit of a label to all the bare numbers behind it: "cm-1: 3440, 1662, 1632"."""
    for left, right in pairwise(found):
        if isinstance(left, Mark) or isinstance(right, Mark) or not left.labelled:
            continue
        if right.unit is None and not right.noun and lexicon.patterns.listed.fullmatch(text, left.end, right.start):
            right.unit, right.labelled = left.unit, True


def spread_deviations(text: str, found: list[Draft | Mark], lexicon: Lexicon) -> None:
    """Give the unit of a mean to its deviation: "45.3 years (SD 12.1)".

    They stay two figures: the mean is known to its own last digit, and a tolerance as wide as the deviation would let
    every other mean agree with it.
    """
    for left, right in pairwise(found):
        if (
            isinstance(left, Mark)
            or isinstance(right, Mark)
            or right.unit is not None
            or text[right.end : right.end + 1] != ")"
        ):
            continue
        if lexicon.patterns.deviation.fullmatch(text, left.end, right.start):
            right.unit, right.form, right.noun = left.unit, DEVIATION, left.noun


def _may_share(left: Draft, right: Draft) -> bool:
    bare = left.unit is None and not left.noun and not left.number.fraction
    if right.kind is Kind.PERCENT and left.low >= LARGEST_SHARE:
        return False  # "to 44,000 from 40,000, or 10%"
    return bare and (right.unit is not None or bool(right.noun)) and not right.money and not right.form
