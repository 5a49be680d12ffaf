"""What stands right behind a number and says what it measures: tolerance, letters of a scale, unit, age."""

from __future__ import annotations

import re

from verify.model import Kind

from .drafts import AGED, Draft
from .lexicon import Lexicon
from .measures import Measure, read_unit
from .nouns import read_noun
from .singles import take_part
from .text import LETTER, NEXT_WORD

WEIGHED = 40
"""Characters before "pounds" in which a word of weighing makes them a weight."""

_DASHED = re.compile(r"[-–](?![a-z])")
"""A dash behind money that no word follows: "$26-31", but "$99-per-month"."""
_DEGREES = (Kind.TEMPERATURE, Kind.MEASURE)
_SCALE = re.compile(rf"[ \u00a0]?({LETTER}{{1,2}})(?!\w)")


def take_unit(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """Take in what stands behind the number: "4 (± 2) nM", "30m euros", "75 USD million", "10 years old"."""
    _take_spread(text, draft, lexicon)
    if draft.number.digits and draft.number.scale == 1:
        _take_money_scale(text, draft, lexicon)
    measure = _measure(text, draft, lexicon)
    if measure is None:
        return
    if draft.unit is None:
        draft.measure(measure.unit, measure.end, measure.factor)
        if measure.unit.kind is Kind.MONEY and draft.number.scale == 1 and (word := NEXT_WORD.match(text, draft.end)):
            scale = lexicon.scales.get(word[1].lower())
            if scale is not None:  # "75 USD million"
                draft.scale(scale, word.end())
    elif measure.unit.kind is Kind.MONEY and _renames(text, draft, measure):  # "$30 a barrel", "$5 Canadian dollars"
        draft.measure(measure.unit, measure.end, 1.0)
    take_part(text, draft, lexicon)
    _take_spread(text, draft, lexicon)
    if (
        draft.unit is not None
        and draft.unit.kind in _DEGREES
        and draft.low > 0
        and (below := lexicon.patterns.below_zero.match(text, draft.end))
    ):
        draft.negate()
        draft.end = draft.right = below.end()
    if (
        draft.unit is not None
        and draft.unit.kind is Kind.DURATION
        and (old := lexicon.patterns.old.match(text, draft.end))
    ):
        draft.form, draft.end = AGED, old.end()


def _take_spread(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """Take in a tolerance in brackets: "4 (± 2) nM", "70 kg (±5)", "70 kg (± 500 g)"."""
    opened = text.startswith(("(", " ("), draft.end)
    spread = lexicon.patterns.spread.match(text, draft.end) if opened else None
    if spread is None:
        return
    worth = draft.worth
    if spread["unit"]:
        measure = read_unit(text, spread.end("value"), lexicon)
        if measure is None or draft.unit is None or measure.unit.dimension != draft.unit.dimension:
            return
        worth = measure.factor * measure.unit.factor / draft.unit.factor
    draft.tolerance, draft.end = float(spread["value"]) * worth, spread.end()


def _renames(text: str, draft: Draft, measure: Measure) -> bool:
    """Say whether a name of money behind a sign of money says which: not in "the $40 mark", where it is no money."""
    if draft.unit is None or measure.unit.name.partition("/")[0] == draft.unit.name:
        return True
    return " " in text[draft.end : measure.end].strip()


def _measure(text: str, draft: Draft, lexicon: Lexicon) -> Measure | None:
    at = draft.end
    if draft.unit is not None:
        return None if _DASHED.match(text, at) else read_unit(text, at, lexicon, already=draft.unit.name)
    if draft.number.fraction and (of := lexicon.patterns.whole.match(text, at)):
        return read_unit(text, of.end() - 1, lexicon)
    measure = read_unit(text, at, lexicon)
    if measure is None:
        word = NEXT_WORD.match(text, at)
        return read_unit(text, word.end(), lexicon) if word and word[1] in lexicon.usage.between else None
    weight = lexicon.weights.get(text[at : measure.end].strip(" -").lower())
    hyphened = draft.number.scale == 1 and text[at : at + 1] == "-"
    if weight is not None and _is_weight(text, draft.start, measure.end, lexicon, hyphened=hyphened):
        unit = lexicon.unit(weight)
        return measure._replace(unit=unit) if unit else measure
    return measure


def _is_weight(text: str, start: int, end: int, lexicon: Lexicon, *, hyphened: bool) -> bool:
    """Say whether pounds are a weight: "weighs 5 pounds", "5 pounds of meat", "a 5-pound bag", not "a 5-pound note"."""
    if any(word in lexicon.usage.weighing for word in text[max(0, start - WEIGHED) : start].lower().split()):
        return True
    of = NEXT_WORD.match(text, end)
    if hyphened:
        return of is not None and bool(of[1]) and of[1] not in lexicon.usage.paid
    if of is None or lexicon.glue.get(of[1]) != "of":
        return False
    stuff = NEXT_WORD.match(text, of.end())
    return stuff is not None and stuff[1] not in lexicon.nouns.stops


def _take_money_scale(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """Take in the "m" of "$5m", "30m euros", "39m cases", which elsewhere is a metre."""
    word = _SCALE.match(text, draft.end)
    factor = lexicon.money_abbreviations.get(word[1].lower()) if word else None
    if (
        word is not None
        and factor is not None
        and (draft.unit is not None or _counts_millions(text, draft, word, lexicon))
    ):
        draft.scale(factor, word.end())


def _counts_millions(text: str, draft: Draft, word: re.Match[str], lexicon: Lexicon) -> bool:
    measure = read_unit(text, word.end(), lexicon)
    glued = word.start(1) == draft.end and len(word[1]) == 1 and word[1] != "t"
    if glued and "." in draft.number.digits and lexicon.sayings.get(word[1]) is None:
        return True  # "1.2b"
    if measure is not None:
        return measure.unit.kind is Kind.MONEY or (glued and measure.end - word.end() > 4)  # "1m barrels"
    return glued and read_noun(text, word.end(), lexicon, single=False) is not None
