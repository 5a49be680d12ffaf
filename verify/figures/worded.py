"""What begins with a word: "twelve people", "half a mile", "doubled", "an hour and a half", "thousands of"."""

from __future__ import annotations

from verify.model import Kind

from .amounts import take_unit
from .completing import complete, hedged
from .counting import is_fraction, is_one, read_multiplier, read_vague, take_ratio
from .dates import read_time_words
from .drafts import Draft
from .lexicon import Lexicon
from .marks import Mark, starts_sentence
from .nouns import is_adjective
from .number_words import read_words
from .numbers import Number
from .signs import take_sign
from .singles import read_single
from .text import NEXT_WORD, words_before


def read_at_word(text: str, at: int, floor: int, lexicon: Lexicon) -> Draft | Mark | None:
    """Read what begins with the word at `at`; nothing before `floor` belongs to it, None where it is no figure."""
    match = NEXT_WORD.match(text, at)
    word = match[1] if match else ""
    lower, end = word.lower(), at + len(word)
    if text[at - 1 : at] == "-" and text[at - 2 : at - 1].isalpha():
        return None  # "random-zero"
    if is_adjective(text, end, lexicon):
        return None
    if lexicon.glue.get(lower) == "article":
        single = read_single(text, at, lexicon)
        return hedged(text, single, floor, lexicon) if single else None
    left = words_before(text, at)
    last = left[-1].lower().lstrip("(\"“‘'") if left else ""
    if word[:1].isupper() and not word.isupper() and _is_name(text, at, end, left, lexicon):
        return Mark(at, end, Kind.OTHER, "name")
    if lower in lexicon.multipliers:
        draft = read_multiplier(text, at, word, last, lexicon)
        return hedged(text, draft, floor, lexicon) if draft else None
    if lower in lexicon.vague:
        return hedged(text, read_vague(text, at, word, lexicon), floor, lexicon)
    if (time := read_time_words(text, at, lexicon)) is not None:
        return time
    number = _number(text, at, lower, last, lexicon)
    if number is None:
        rank = lexicon.ordinals.get(lower)
        if lower in lexicon.sayings and lexicon.patterns.per.fullmatch(f" {last} "):
            return None  # "frames per second"
        return Mark(at, end, Kind.ORDINAL, "ordinal", float(rank), float(rank)) if rank else None
    if number.value == 0 and (zero := _zero(text, number, last, lexicon)) is not None:
        return zero
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
    return complete(text, draft, floor, lexicon)


def _zero(text: str, number: Number, last: str, lexicon: Lexicon) -> Draft | Mark | None:
    """Read a zero that is a name or a temperature: "net zero", "zero tolerance", "absolute zero"."""
    word = NEXT_WORD.match(text, number.end)
    if last in lexicon.usage.named_zero or (word is not None and word[1] in lexicon.usage.zeroed):
        return Mark(number.start, number.end, Kind.OTHER, "name")
    if last not in lexicon.usage.absolute:
        return None
    draft = Draft.of(number._replace(start=number.start - 1 - len(last)))
    draft.unit = lexicon.unit("kelvin")
    return draft


def _number(text: str, at: int, word: str, last: str, lexicon: Lexicon) -> Number | None:
    """Read number words with the article before them; None where they are a rank or no number at all."""
    number = read_words(text, at, lexicon)
    if number is None or text[number.end : number.end + 1].isalnum():
        return None
    scale = word in lexicon.scales
    if lexicon.glue.get(last) == "article" and text[at - 1] in " -" and (scale or word in lexicon.denominators):
        number = number._replace(start=at - 1 - len(last))
    elif scale and last and (last in lexicon.usage.couples or not _may_count(text, at, last, lexicon)):
        return None
    if number.fraction and not is_fraction(text, number, last, lexicon):
        return read_words(text, at, lexicon, parts=False) if word in lexicon.numerals else None
    return number


def _may_count(text: str, at: int, last: str, lexicon: Lexicon) -> bool:
    """Say whether a bare scale word may be a figure: behind a hedge or another number, or where a sentence begins."""
    hedged = last in lexicon.before or last in lexicon.usage.one_before or last in lexicon.ranges.to
    return hedged or text[at - 1] == "-" or not last[-1:].isalnum() or not text[:at].strip()


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
