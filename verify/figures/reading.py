"""What stands at one anchor: a quantity, or digits that are something else."""

from __future__ import annotations

import re

from verify.model import RATIO, Kind, Qualifier

from .ages import take_age
from .amounts import read_height, take_unit
from .counting import is_fraction, is_one, read_multiplier, read_vague, take_ratio
from .dates import PLAINLY_YEARS, read_cited, read_clock, read_day, read_decade, read_shape, read_short_year, read_year
from .digits import read_digits
from .drafts import Draft
from .hedges import hedge_after, hedge_before
from .lexicon import Lexicon
from .marks import (
    Mark,
    is_index,
    is_printed,
    read_bracketed,
    read_code,
    read_label,
    read_name,
    read_ordinal,
    read_reference,
    starts_sentence,
)
from .measures import read_unit
from .nouns import read_noun
from .number_words import read_words
from .numbers import Number
from .scores import SCORE, is_score
from .signs import label_before, take_named_unit, take_sign
from .singles import read_single
from .text import NEXT_WORD

WINDOW = 48
"""Characters looked at before an anchor."""

WIDEST = 24
"""Characters of a code before its dash."""

_RUN = re.compile(r"\d+")
_DECIMALS = re.compile(r"\d{1,9}(?:\.\d{1,9})?(?:[-–]\d{1,9}(?:\.\d{1,9})?)?(?!\d)")
_CODED = re.compile(r"(?<!\w)[^\W\d]\w*$")
_LOCANT = re.compile(r"\d{1,2},\d{1,2}[']?-[a-z(]")
"""The places in the name of a compound: "2,3-dimethyl"."""

_DASHES = ("-", "–")
_PRIMES = frozenset("'’′")
_SHAPED = frozenset(":/-–—.C'’′")


def read_at(text: str, at: int, floor: int, lexicon: Lexicon) -> Draft | Mark | None:
    """Read what begins at an anchor; nothing before `floor` belongs to it.

    "$124 billion" at its first digit -> a draft of 124e9 USD; "5G" -> a mark; "one" in "no one" -> None.
    """
    if text[at].isalpha():
        return _at_word(text, at, floor, lexicon)
    return _at_digit(text, at, floor, lexicon)


def _left(text: str, at: int) -> list[str]:
    """Return the words before an anchor, of its own paragraph."""
    start = max(0, at - WINDOW)
    return text[max(start, text.rfind("\n\n", start, at) + 1) : at].split()


def _at_digit(text: str, at: int, floor: int, lexicon: Lexicon) -> Draft | Mark | None:
    run = _RUN.match(text, at)
    end = run.end() if run else at  # a vulgar fraction has no digits
    before, after = text[at - 1 : at] if at else "", text[end : end + 1]
    left = _left(text, at)
    if after in _DASHES and is_score(text, at, lexicon):
        draft = Draft.of(Number(at, end, float(text[at:end]), 1.0, 1.0, text[at:end]))
        draft.form = SCORE
        return draft
    if after and after in _PRIMES and (height := read_height(text, at, lexicon)):
        return _hedged(text, height, floor, lexicon)
    # A sign right behind the last figure joins the two: "3km-5km".
    tied = before and not before.isspace() and not (before in "-–" and floor == at - 1 > 0)
    mark = _tied(text, at, end, before, floor, lexicon) if tied else None
    mark = mark or _shaped(text, at, end, after, left, lexicon)
    if mark is not None:
        return mark if mark.start >= floor else mark._replace(start=at)
    if after == "," and lexicon.decimal != after and _LOCANT.match(text, at):
        return read_code(text, at)  # "thieno[3,2-d]oxazine"
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
    return _complete(text, draft, floor, lexicon)


def _is_period(text: str, draft: Draft, digits: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether four digits name a year and no length: "the 1986 quarter", "1987 full-year sales"."""
    if digits >= 4 and text[end : draft.end] == " A":
        return draft.number.whole  # the comet C/2013 A, the star HD 188753 A
    if draft.unit is None or draft.unit.kind is not Kind.DURATION or digits != 4:
        return False
    if draft.number.value not in PLAINLY_YEARS or text[end : end + 1] != " ":
        return False
    return not lexicon.many(text[draft.start : draft.end])


def _tied(text: str, at: int, end: int, before: str, floor: int, lexicon: Lexicon) -> Mark | None:
    """Read digits that a sign ties to what stands left of them: "Covid-19", "v3.1", "#4", "’05", "(OH)2", "[12]"."""
    outer = text[at - 2 : at - 1] if at > 1 else ""
    if before in "[(" and (bracketed := read_bracketed(text, at, before, floor)):
        return bracketed
    if before in "'’":
        if end - at == 2 and not outer.isalnum():
            return read_decade(text, at, lexicon) or read_short_year(text, at, end)
        return read_code(text, at) if outer.isalpha() else None
    if before == "#":
        return Mark(at - 1, end, Kind.OTHER, "reference")
    if not outer or not (outer.isalnum() or outer in ")]}"):
        return read_code(text, at) if before in ")]}{" else None
    if before == ":" and label_before(text, at, lexicon):
        return None
    if before in "-–−" and outer.isdigit():
        # The second end of a range, or of a score; but "SOX2-23" is one code.
        return read_code(text, at) if before in "-–" and _CODED.search(text, max(0, at - WIDEST), at - 1) else None
    if before in "-–":
        year = read_decade(text, at, lexicon) or (read_year(text, at, end, [], lexicon) if end - at == 4 else None)
        return year or read_code(text, at)
    if before == "/" or (before == ":" and outer.isalpha()):
        return None if outer.isalpha() and _is_measured(text, at, lexicon) else read_code(text, at)
    if before == "." and (reference := read_reference(text, at, _left(text, at), lexicon)):
        return reference  # "No.2 to 4"
    return read_code(text, at) if before in ".−_@:)]},+*" else None


def _is_measured(text: str, at: int, lexicon: Lexicon) -> bool:
    """Say whether digits behind a slash or a colon have a unit: "5 CTC/7.5 ml", "yield:53%"."""
    number = _DECIMALS.match(text, at)
    return number is not None and read_unit(text, number.end(), lexicon) is not None


def _shaped(text: str, at: int, end: int, after: str, left: list[str], lexicon: Lexicon) -> Mark | None:
    """Read digits whose surroundings say at once that they are no quantity."""
    if after and (after in _SHAPED or text[at] == "0") and (shape := read_shape(text, at, lexicon)):
        return shape
    if after == "." and (rank := read_ordinal(text, at, lexicon)):
        return (read_day(text, at, end, left, lexicon) if end - at < 3 else None) or rank
    if after.isalpha():
        rank = read_ordinal(text, at, lexicon)
        if rank is not None:
            return (read_day(text, at, end, left, lexicon) if end - at < 3 else None) or rank
        decade = read_decade(text, at, lexicon) or read_cited(text, at)
        if decade is not None:
            return decade
    reference = read_reference(text, at, left, lexicon)
    if reference is not None:
        return reference
    if 0 < end - at < 3:
        return read_day(text, at, end, left, lexicon) or read_clock(text, at, end, lexicon)
    return read_clock(text, at, end, lexicon) if end - at == 4 else None


def _bare(text: str, at: int, number: Number, after: str, left: list[str], lexicon: Lexicon) -> Mark | None:
    """Read a number without unit and money as a year, a label, a name or a code, where nothing says that it counts."""
    end = number.end
    if is_printed(text, at, end):
        return Mark(at, end, Kind.OTHER, "reference")
    if left[-1:] == ["−"] and is_index(left[-2:-1], lexicon) and end - at == 1:
        return read_code(text, at)  # "s −1"
    if _is_adjective(text, end, lexicon):
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
    if left and left[-1].lstrip("([“\"")[:1].isupper() and text[at - 1] in " \u00a0":
        return read_name(text, at, end, number.value, left, lexicon)
    return None


def _at_word(text: str, at: int, floor: int, lexicon: Lexicon) -> Draft | Mark | None:
    match = NEXT_WORD.match(text, at)
    word = match[1] if match else ""
    lower, end = word.lower(), at + len(word)
    if text[end : end + 1].isdigit() and word in lexicon.money:
        return _at_digit(text, end, floor, lexicon)
    if text[at - 1 : at] == "-" and text[at - 2 : at - 1].isalpha():
        return None  # "random-zero"
    if _is_adjective(text, end, lexicon):
        return None
    if lexicon.glue.get(lower) == "article":
        single = read_single(text, at, lexicon)
        return _hedged(text, single, floor, lexicon) if single else None
    left = _left(text, at)
    last = left[-1].lower().lstrip("(\"“‘'") if left else ""
    if word[:1].isupper() and not word.isupper() and _is_name(text, at, end, left, lexicon):
        return Mark(at, end, Kind.OTHER, "name")
    if lower in lexicon.multipliers:
        draft = read_multiplier(text, at, word, last, lexicon)
        return _hedged(text, draft, floor, lexicon) if draft else None
    if lower in lexicon.vague:
        return _hedged(text, read_vague(text, at, word, lexicon), floor, lexicon)
    number = _number(text, at, lower, last, lexicon)
    if number is None:
        rank = lexicon.ordinals.get(lower)
        return Mark(at, end, Kind.ORDINAL, "ordinal", rank, rank) if rank else None
    if number.value == 0 and last in lexicon.usage.named_zero:
        return Mark(at, number.end, Kind.OTHER, "name")
    if number.value == 0 and last in lexicon.usage.absolute:
        draft = Draft.of(number._replace(start=at - 1 - len(last)))
        draft.unit = lexicon.unit("kelvin")
        return draft
    if last in lexicon.references and number.whole:
        return Mark(at, number.end, Kind.OTHER, "reference")
    draft = Draft.of(number)
    take_sign(text, draft, floor, lexicon)
    take_unit(text, draft, lexicon)
    if (
        number.value == 1
        and draft.unit is None
        and not take_ratio(text, draft, lexicon)
        and not is_one(text, at, end, last, lexicon)
    ):
        return None
    return _complete(text, draft, floor, lexicon)


def _is_adjective(text: str, end: int, lexicon: Lexicon) -> bool:
    """Say whether a hyphen makes an adjective of a number: "two-dimensional", "3-way"."""
    word = NEXT_WORD.match(text, end) if text[end : end + 1] == "-" else None
    return word is not None and word[1] in lexicon.usage.adjectives


def _number(text: str, at: int, word: str, last: str, lexicon: Lexicon) -> Number | None:
    """Read number words with the article before them; None where they are a rank or no number at all."""
    number = read_words(text, at, lexicon)
    if number is None or text[number.end : number.end + 1].isalnum():
        return None
    scale = word in lexicon.scales
    if lexicon.glue.get(last) == "article" and text[at - 1] in " -" and (scale or word in lexicon.denominators):
        number = number._replace(start=at - 1 - len(last))
    elif scale and last in lexicon.usage.couples:
        return None
    if number.fraction and not is_fraction(text, number, last, lexicon):
        return read_words(text, at, lexicon, parts=False) if word in lexicon.numerals else None
    return number


def _is_name(text: str, at: int, end: int, left: list[str], lexicon: Lexicon) -> bool:
    """Say whether a capital makes a number word part of a name: "Group of Seven", "Four Seasons", "Formula One"."""
    if (
        lexicon.nouns.capitals
        or not left
        or text[at - 1] != " "
        or starts_sentence(text, at, [*left, ""])
        or left[-1][:1] in '"“‘('
        or left[-1][-1:] == ","
    ):
        return False
    if text[end : end + 2].strip()[:1].isupper() or lexicon.glue.get(left[-1]) == "of":
        return True
    return (
        left[-1][:1].isupper()
        and left[-1].lower() not in lexicon.nouns.stops
        and left[-1].lower() not in lexicon.before
    )


def _complete(text: str, draft: Draft, floor: int, lexicon: Lexicon) -> Draft:
    """Take in multipliers, the noun phrase, the age and the hedges of a quantity."""
    if draft.unit is None:
        times = lexicon.patterns.times.match(text, draft.end)
        if times and (times.lastgroup is None or _compares(text, times.end(), lexicon)):
            draft.measure(RATIO, times.end(), 1.0)
            draft.form = "multiplier"
        elif not draft.number.fraction and not take_ratio(text, draft, lexicon):
            noun = read_noun(text, draft.end, lexicon, single=draft.low == 1)
            if noun is not None:
                draft.noun, draft.right = noun.words, noun.end
            else:
                take_age(text, draft, floor, lexicon)
    return _hedged(text, draft, floor, lexicon)


def _compares(text: str, at: int, lexicon: Lexicon) -> bool:
    """Say whether "times" multiplies: "three times the price", not "three times a week"."""
    word = NEXT_WORD.match(text, at)
    return word is not None and word[1].lower() in lexicon.usage.compared


def _hedged(text: str, draft: Draft, floor: int, lexicon: Lexicon) -> Draft:
    """Take in the hedges around a quantity."""
    draft.right = max(draft.right, draft.end)
    kind = draft.kind
    before = hedge_before(text, draft.start, kind, lexicon)
    if before is not None and before.place >= floor:
        draft.hedge, draft.hedge_words, draft.left = before.hedge, before.words, before.place
    after = hedge_after(text, draft.end, kind, lexicon)
    if after is None and draft.right > draft.end:
        after = hedge_after(text, draft.right, kind, lexicon)
    if after is not None:
        if draft.hedge is None or draft.hedge.reads is Qualifier.ABOUT:
            draft.hedge, draft.hedge_words = after.hedge, after.words
        draft.right = max(draft.right, after.place)
    return draft
