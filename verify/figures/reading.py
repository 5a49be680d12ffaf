"""What stands at one anchor: a quantity, or digits that are something else."""

from __future__ import annotations

import re

from verify.model import Kind

from .ages import as_age
from .amounts import take_unit
from .bracketed import read_loss
from .completing import complete, hedged
from .dates import PLAINLY_YEARS, read_cited, read_clock, read_day, read_decade, read_shape, read_short_year, read_year
from .digits import read_digits
from .drafts import Draft
from .lexicon import Lexicon
from .marks import (
    Mark,
    is_index,
    is_named,
    is_printed,
    read_bracketed,
    read_code,
    read_label,
    read_name,
    read_ordinal,
    read_reference,
)
from .measures import read_unit
from .nouns import is_adjective
from .numbers import Number
from .ratios import read_ratio
from .scores import SCORE, is_score
from .signs import label_before, take_named_unit, take_sign
from .sixtieths import BEGINS, read_parts
from .text import NEXT_WORD, words_before
from .worded import read_at_word

WIDEST = 24
"""Characters of a code before its dash."""

_RUN = re.compile(r"\d+")
_DECIMALS = re.compile(r"\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,9})?(?:[-–]\d{1,9}(?:\.\d{1,9})?)?(?!\d)")
_LINK = re.compile(r"-([a-z]{2,4})-$")
_CODED = re.compile(r"(?<!\w)[^\W\d]\w*$")
_LOCANT = re.compile(r"\d{1,2},\d{1,2}[']?-[a-z(]")
"""The places in the name of a compound: "2,3-dimethyl"."""

_DASHES = ("-", "–")
_SHAPED = frozenset(":/-–—.C'’′")  # what a shape has behind its first digits


def read_at(text: str, at: int, floor: int, lexicon: Lexicon) -> Draft | Mark | None:
    """Read what begins at an anchor; nothing before `floor` belongs to it.

    "$124 billion" at its first digit -> a draft of 124e9 USD; "5G" -> a mark; "one" in "no one" -> None.
    """
    if not text[at].isalpha():
        return _at_digit(text, at, floor, lexicon)
    code = NEXT_WORD.match(text, at)
    if code is not None and text[code.end() : code.end() + 1].isdigit() and code[1] in lexicon.money:
        return _at_digit(text, code.end(), floor, lexicon)
    return read_at_word(text, at, floor, lexicon)


def _at_digit(text: str, at: int, floor: int, lexicon: Lexicon) -> Draft | Mark | None:
    run = _RUN.match(text, at)
    end = run.end() if run else at  # a vulgar fraction has no digits
    before, after = text[at - 1 : at] if at else "", text[end : end + 1]
    left = words_before(text, at)
    if after in _DASHES and is_score(text, at, lexicon):
        draft = Draft.of(Number(at, end, float(text[at:end]), 1.0, 1.0, text[at:end]))
        draft.form = SCORE
        return draft
    if text.startswith(BEGINS, end) and (parts := read_parts(text, at, lexicon)):
        return hedged(text, parts, floor, lexicon)
    if before and before in "($€£¥ " and (loss := read_loss(text, at, floor, lexicon)):
        return hedged(text, loss, floor, lexicon)
    # A sign right behind the last figure joins the two: "3km-5km".
    tied = before and not before.isspace() and not (before in "-–" and floor == at - 1 > 0)
    mark = _tied(text, at, end, before, floor, lexicon) if tied else None
    mark = mark or _shaped(text, at, end, before, after, left, lexicon)
    if mark is not None:
        return mark if mark.start >= floor else mark._replace(start=at)
    if after and after in ":.-" and (ratio := read_ratio(text, at, lexicon)):
        return hedged(text, ratio, floor, lexicon)
    if after == "," and lexicon.decimal != after and _LOCANT.match(text, at):
        return read_shape(text, at, lexicon) or read_code(text, at)  # "thieno[3,2-d]oxazine"
    number = read_digits(text, at, lexicon)
    if number is None or (text[at] == "0" and before != "." and len(number.digits) > 1 and number.digits.isdigit()):
        return read_code(text, at)  # "007"
    draft = Draft.of(number)
    take_sign(text, draft, floor, lexicon)
    take_unit(text, draft, lexicon)
    if _is_period(text, draft, end - at, end, lexicon):
        draft.unit, draft.end = None, number.end
    if draft.unit is None:
        take_named_unit(text, draft, floor, lexicon)
    if draft.unit is None and draft.end == number.end:
        mark = _bare(text, at, number, after, left, lexicon)
        if mark is not None:
            return mark if mark.start >= floor else mark._replace(start=at)
    return complete(text, draft, floor, lexicon)


def _is_period(text: str, draft: Draft, digits: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether four digits name a year and no length: "the 1986 quarter", "1987 full-year sales"."""
    if digits >= 4 and text[end : draft.end] == " A":
        return draft.number.whole  # the comet C/2013 A, the star HD 188753 A
    if draft.unit is None or draft.unit.kind is not Kind.DURATION or digits != 4:
        return False
    if draft.number.value not in PLAINLY_YEARS or text[end : end + 1] not in (" ", "\n"):
        return False
    return not lexicon.many(text[draft.start : draft.end])


def _tied(text: str, at: int, end: int, before: str, floor: int, lexicon: Lexicon) -> Mark | None:
    """Read digits that a sign ties to what stands left of them: "Covid-19", "v3.1", "#4", "’05", "(OH)2", "[12]"."""
    outer = text[at - 2 : at - 1] if at > 1 else ""
    if before == "(" and text[at] == "0" and (shape := read_shape(text, at, lexicon)):
        return shape  # "(020) 7946 0958"
    if before in "[(" and (bracketed := read_bracketed(text, at, before, floor)):
        return bracketed
    if before in "'’":
        if end - at == 2 and not outer.isalnum():
            return read_decade(text, at, [], lexicon) or read_short_year(text, at, end)
        return read_code(text, at) if outer.isalpha() else None
    if before == "#":
        return Mark(at - 1, end, Kind.OTHER, "reference")
    if not outer or not (outer.isalnum() or outer in ")]}"):
        return read_code(text, at) if before in ")]}{" else None
    if before == ":" and label_before(text, at, lexicon):
        return None
    if before in "-–−":
        return _dashed(text, at, end, before, lexicon)
    if before == "/" or (before == ":" and outer.isalpha()):
        return None if outer.isalnum() and _is_measured(text, at, lexicon) else read_code(text, at)
    if before == "." and (reference := read_reference(text, at, words_before(text, at), lexicon)):
        return reference  # "No.2 to 4"
    return read_code(text, at) if before in "._@:)]},+*" else None


def _dashed(text: str, at: int, end: int, before: str, lexicon: Lexicon) -> Mark | None:
    """Read digits behind a dash: a code, the end of a name or a year; None for the second end of a range or a score."""
    if text[at - 2].isdigit():
        return read_code(text, at) if before != "−" and _CODED.search(text, max(0, at - WIDEST), at - 1) else None
    if before == "−":
        return read_code(text, at)
    if before == "-" and (link := _LINK.search(text, max(0, at - 6), at)) and link[1].lower() in lexicon.ranges.to:
        return None  # "18-to-24"
    left = words_before(text, at - 1)
    if decade := read_decade(text, at, left, lexicon):
        return as_age(decade, left, lexicon)
    return (read_year(text, at, end, [], lexicon) if end - at == 4 else None) or read_code(text, at)


def _is_measured(text: str, at: int, lexicon: Lexicon) -> bool:
    """Say whether digits behind a slash or a colon have a unit: "5 CTC/7.5 ml", "yield:53%"."""
    number = _DECIMALS.match(text, at)
    return number is not None and read_unit(text, number.end(), lexicon) is not None


def _shaped(text: str, at: int, end: int, before: str, after: str, left: list[str], lexicon: Lexicon) -> Mark | None:
    """Read digits whose surroundings say at once that they are no quantity."""
    if (after in _SHAPED or text[at] == "0" or before == "+") and (shape := read_shape(text, at, lexicon)):
        return shape
    if after == "." and (rank := read_ordinal(text, at, lexicon)):
        return (read_day(text, at, end, left, lexicon) if end - at < 3 else None) or rank
    if after.isalpha():
        rank = read_ordinal(text, at, lexicon)
        if rank is not None:
            return (read_day(text, at, end, left, lexicon) if end - at < 3 else None) or rank
        decade = read_decade(text, at, left, lexicon) or read_cited(text, at)
        if decade is not None:
            return as_age(decade, left, lexicon)
    reference = read_reference(text, at, left, lexicon)
    if reference is not None:
        return reference
    if 0 < end - at < 3:
        return read_day(text, at, end, left, lexicon) or read_clock(text, at, end, left, lexicon)
    return read_clock(text, at, end, left, lexicon) if end - at == 4 else None


def _bare(text: str, at: int, number: Number, after: str, left: list[str], lexicon: Lexicon) -> Mark | None:
    """Read a number without unit and money as a year, a label, a name or a code, where nothing says that it counts."""
    end = number.end
    if is_printed(text, at, end):
        return Mark(at, end, Kind.OTHER, "reference")
    if left[-1:] == ["−"] and is_index(left[-2:-1], lexicon) and end - at == 1:
        return read_code(text, at)  # "s −1"
    if is_adjective(text, end, lexicon):
        return read_code(text, at)
    if after.isalpha() and text[at:end].isdigit() and not lexicon.patterns.times.match(text, end):
        return read_code(text, at)
    if not number.whole or text[at:end] != number.digits:
        return None
    if is_index(left, lexicon):
        return read_code(text, at)
    if label := read_label(text, at, end, left, lexicon):
        return label
    if len(number.digits) == 4 and (year := read_year(text, at, end, left, lexicon)):
        return year
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper():
        return read_code(text, at)
    if left and is_named(left[-1]) and text[at - 1] in " \u00a0":
        return read_name(text, at, end, number.value, left, lexicon)
    return None
