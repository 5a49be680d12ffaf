"""Reading numbers: digits in every grouping, number words of any length, and mixtures of the two.

    "1,234.5" · "1 234" · "12,34,567" · "1.3x10^6" · "2-1/2" · "1.2 million" · "one and a half million" · "two-thirds"
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .lexicon import Lexicon
from .text import LETTER

LONGEST_DIGITS = 40
"""A longer run of digits is a key or a checksum, and no prose."""

LONGEST_WORDS = 24
"""Number words in one number; a longer run is no number that a person wrote."""

_DIGITS = re.compile(r"\d{1,41}(?:[.,'’]\d{1,41}){0,12}")
_GROUPED = re.compile(
    r"""(?P<english>\d{1,3}(?:,\d{3})+(?:\.\d+)?)
      | (?P<decimal>\d+\.\d+)
      | (?P<comma>\d+,\d{1,2}|0,\d+)
      | (?P<indian>\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?)
      | (?P<swiss>\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?)
      | (?P<european>\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})""",
    re.VERBOSE,
)
_SPACED = re.compile(r"(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d,]|\.\d)|(?:[\u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?(?!\d)")
_POWER = re.compile(
    r"(?:\s?[×x·⋅*]\s?10(?:\s?(?:\^|\*\*)?\s?\(?(?P<sign>[-−–+]?)\s?(?P<plain>\d{1,3})(?!\d)\)?|(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))"
    r"|(?:e|(?<=\.\d)E|(?<=\.\d\d)E|E(?=[-−–+]))(?P<mark>[-−–+]?)(?P<short>\d{1,3})(?!\w|\.\d))"
)
_FLATTENED = re.compile(r"−(\d)(?![\d.])")
"""The exponent of "10⁻⁷" where a page was flattened to "10−7": a range would go up."""

_FRACTION = re.compile(r"(?P<join>[ \u00a0]{0,2}|-)(?:(?P<above>\d{1,3})[/⁄](?P<below>\d{1,3})(?![\d/.,]\d|[\d/])|(?P<sign>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]))")
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}
_BELOW_SLASH = re.compile(r"[/⁄](\d{1,3})(?![\w/⁄]|[.,]\d)")
_BELOW = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100))
"""Denominators that are written with a slash; "9/11" and "24/7" are none."""

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_NEXT = re.compile(rf"(?:\s{{1,3}}|\s?[-‐‑]\s?)?({LETTER}+|&)")


class Number(NamedTuple):
    """A number as written: its place, its value, and what its writing says of its precision."""

    start: int
    end: int
    value: float
    step: float
    """One unit of the last written digit."""
    coarse: float
    """One unit of the last digit that is not zero."""
    digits: str = ""
    """The digits without separators, "" where the number is in words alone."""
    scale: float = 1.0
    """What scale words and powers of ten multiply: 1e6 for "1.2 million"."""
    fraction: bool = False
    """Whether it is a fraction alone: "two-thirds", "a quarter", "half"."""

    @property
    def whole(self) -> bool:
        """Whether it is written as a whole number, without a scale."""
        return self.scale == 1 and not self.fraction and "." not in self.digits


def read_digits(text: str, at: int, lexicon: Lexicon) -> Number | None:
    """Read the number that begins with a digit at `at`; None where the digits are no number ("1.2.3")."""
    match = _DIGITS.match(text, at)
    if match is None:
        return _read_fraction(text, at, lexicon)
    written, end = match.group(), match.end()
    if len(written) > LONGEST_DIGITS or text[end : end + 1].isdigit():
        return None
    if written.isdigit():
        if len(written) < 4 and text[end : end + 1] in " \u00a0\u2009\u202f" and (spaced := _SPACED.match(text, end)):
            written, end = re.sub(r"[^\d.,]", "", written + spaced.group()).replace(",", "."), spaced.end()
    else:
        plain = _plain(written)
        if plain is None:
            return None
        written = plain
    value = float(written)
    decimals = len(written) - written.index(".") - 1 if "." in written else 0
    step = 10.0**-decimals
    zeros = len(written) - len(written.rstrip("0")) if not decimals and value else 0
    number = Number(at, end, value, step, step * 10**zeros, written)
    following = text[end : end + 2]
    if written == "10" and following[:1] == "−" and (power := _FLATTENED.match(text, end)):
        factor = 10.0 ** -int(power[1])
        number = Number(at, power.end(), factor, factor, factor, written, factor)
    elif following and (following[0] in "eE×x·⋅*" or following in (" ×", " x", " ·", " ⋅", " *")):
        number = _with_power(text, number)
    elif following and not decimals and (following[0] in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞-/⁄ \u00a0"):
        number = _with_fraction(text, number)
    return _with_words(text, number, lexicon)


def _plain(written: str) -> str | None:
    grouped = _GROUPED.fullmatch(written)
    if grouped is None:
        return None
    style = grouped.lastgroup
    if style in ("english", "indian"):
        return written.replace(",", "")
    if style == "comma":
        return written.replace(",", ".")
    if style == "swiss":
        return written.replace("'", "").replace("’", "").replace(",", ".")
    if style == "european":
        return written.replace(".", "").replace(",", ".")
    return written


def _with_power(text: str, number: Number) -> Number:
    match = _POWER.match(text, number.end)
    if match is None:
        return number
    if match["raised"]:
        power = int(match["raised"].translate(_RAISED))
    else:
        sign = match["sign"] or match["mark"] or "+"
        power = int(match["plain"] or match["short"]) * (1 if sign == "+" else -1)
    # 10 to a power of three digits is beyond every float; such a text is a puzzle, not a measurement.
    factor = 10.0**power if abs(power) < 300 else 1.0
    return number._replace(end=match.end(), value=number.value * factor, step=number.step * factor, coarse=number.coarse * factor, scale=factor)


def _with_fraction(text: str, number: Number) -> Number:
    """"2-1/2", "2 ½", "1/2" with the first number as its numerator."""
    after = text[number.end : number.end + 1]
    if after in "/⁄":
        match = _BELOW_SLASH.match(text, number.end)
        if match and int(match[1]) in _BELOW and number.value < int(match[1]):
            value = number.value / int(match[1])
            return number._replace(end=match.end(), value=value, step=value * 0.02, coarse=value * 0.1, fraction=True, digits="")
        return number
    match = _FRACTION.match(text, number.end)
    if match is None:
        return number
    above, below = _VULGAR[match["sign"]] if match["sign"] else (int(match["above"]), int(match["below"]))
    if not above < below or (match["above"] and below not in _BELOW):
        return number
    step = 1 / below
    return number._replace(end=match.end(), value=number.value + above / below, step=step, coarse=step, digits=number.digits + ".")


def _read_fraction(text: str, at: int, lexicon: Lexicon) -> Number | None:
    pair = _VULGAR.get(text[at : at + 1])
    if pair is None:
        return None
    value = pair[0] / pair[1]
    return _with_words(text, Number(at, at + 1, value, value * 0.02, value * 0.1, fraction=True), lexicon)


def _with_words(text: str, number: Number, lexicon: Lexicon) -> Number:
    """Take in the words behind digits: "1.2 million", "2 and a half thousand", "3 million and a quarter", "5 dozen"."""
    match = _NEXT.match(text, number.end)
    if match is None:
        return number
    word = match[1].lower()
    if word not in lexicon.scales:
        glued = match.start(1) == number.end or text[number.end] != "-"
        if word in lexicon.abbreviations and glued and (word != "k" or match.start(1) == number.end):
            factor = lexicon.abbreviations[word]
            return _times(number, factor, match.end())
        if lexicon.glue.get(word) != "and":
            return number
    while word in lexicon.scales:
        number = _times(number, lexicon.scales[word], match.end())
        match = _NEXT.match(text, number.end)
        if match is None:
            return number
        word = match[1].lower()
    if lexicon.glue.get(word) == "and":
        rest = _words_from(text, match.start(1), lexicon)[1:]
        small, _, used = _cardinal(rest, lexicon) if 100 <= number.scale <= 1000 else (0.0, 1.0, 0)
        if used and small < number.scale and not (used < len(rest) and rest[used].text in lexicon.denominators):
            # "3 hundred and one"
            return number._replace(end=rest[used - 1].end, value=number.value + small, step=1.0, coarse=1.0)
        tail = _half_more(_words_from(text, match.start(1), lexicon), 0, lexicon)
        if tail is not None:
            part, _, end = tail
            room = part * number.scale
            number = number._replace(end=end, value=number.value + room, step=room, coarse=room, digits=number.digits + ".")
            scale = _NEXT.match(text, end)
            if scale and scale[1].lower() in lexicon.scales:
                number = _times(number, lexicon.scales[scale[1].lower()], scale.end())
    return number


def _times(number: Number, factor: float, end: int) -> Number:
    value = number.value * factor
    if value > 1e30:
        return number
    return number._replace(
        end=end,
        value=value,
        step=number.step * factor,
        coarse=number.coarse * factor,
        scale=number.scale * factor,
        fraction=False,
    )


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def _words_from(text: str, at: int, lexicon: Lexicon) -> list[_Word]:
    """Return the run of words from `at` that can stand inside a number."""
    words: list[_Word] = []
    known = lexicon.number_words
    while len(words) < LONGEST_WORDS:
        match = _NEXT.match(text, at)
        if match is None or (word := match[1].lower()) not in known:
            break
        words.append(_Word(word, match.start(1), match.end()))
        at = match.end()
    return words


def read_words(text: str, at: int, lexicon: Lexicon, *, parts: bool = True) -> Number | None:
    """Read the number that begins with a number word at `at`; None where the word alone is no number ("and", "of").

    Without `parts`, "three quarters" is three of something.
    """
    words = _words_from(text, at, lexicon)
    if not words:
        return None
    first = words[0]
    if first.text in lexicon.denominators or (
        parts
        and first.text in lexicon.numerals and len(words) > 1 and words[1].text in lexicon.denominators
    ):
        return _words_fraction(words, lexicon)
    value, step, used = _cardinal(words, lexicon)
    if not used:
        return None
    end = words[used - 1].end
    below = lexicon.denominators.get(words[used].text) if used < len(words) else None
    if parts and below and words[used].text.endswith("s") and words[used].text not in lexicon.sayings:
        value /= below  # "three halves", "twenty fifths"
        return Number(first.start, words[used].end, value, 0.03 * value, 0.1 * value, fraction=True)
    tail = _half_more(words, used, lexicon)
    if tail is not None:
        part, used, end = tail
        scale = lexicon.scales.get(words[used].text, 0.0) if used < len(words) else 0.0
        if scale and step >= 1000 and scale < step:  # "one billion and a half million"
            value, step, end = value + part * scale, part * scale, words[used].end
        else:
            unit = step if step >= 1000 else 1.0
            value, step = value + part * unit, part * unit
            if scale:
                value, step, end = value * scale, step * scale, words[used].end
    elif used + 1 < len(words) and lexicon.glue.get(words[used].text) == "point":
        value, step, end = _decimals(words, used + 1, value, lexicon)
        used = len(words)
    shortened = _NEXT.match(text, end)
    if shortened and step == 1 and len(shortened[1]) > 1 and shortened[1].lower() in lexicon.abbreviations:
        scale, end = lexicon.abbreviations[shortened[1].lower()], shortened.end()
        value, step = value * scale, scale
    coarse = step
    while step == 1 and coarse < value and value % (coarse * 10) == 0:
        coarse *= 10
    return Number(first.start, end, value, step, coarse, scale=step if step > 1 else 1.0)


def _cardinal(words: list[_Word], lexicon: Lexicon) -> tuple[float, float, int]:
    """Add up number words: value, the unit of the last one, and how many words were used."""
    total, group, step, used = 0.0, -1.0, 1.0, 0
    last_scale, joined = float("inf"), False
    for index, word in enumerate(words):
        name = word.text
        if name in lexicon.numerals:
            value = lexicon.numerals[name]
            if group < 0:
                group = value
            elif (value < 10 <= group % 100 and group % 10 == 0 and group % 100 >= 20 and value) or (
                0 < value < 100 and group and group % 100 == 0
            ):
                group += value
            else:
                break
            step = 1.0
        elif name in lexicon.scales:
            scale = lexicon.scales[name]
            if scale < 1000:
                if group < 0:
                    group = 1.0
                if group >= 100:
                    break
                group *= scale
            else:
                if group < 0 and total and index and not joined:
                    total *= scale  # "two hundred million million" is rare, "million million" is not
                    if total > 1e30:
                        break
                elif scale >= last_scale:
                    break
                else:
                    total += max(group, 1.0 if group < 0 else group) * scale
                group, last_scale = -1.0, scale
            step = scale
        elif lexicon.glue.get(name) == "and" and used == index and words[index - 1].text in lexicon.scales:
            if index + 2 < len(words) and words[index + 2].text in lexicon.denominators:
                break
            joined = True
            continue
        else:
            break
        used, joined = index + 1, False
    return total + max(group, 0.0), step, used


def _half_more(words: list[_Word], at: int, lexicon: Lexicon) -> tuple[float, int, int] | None:
    """Read "and a half", "and three quarters" from word `at`: the part, the words used, the end."""
    if at + 1 >= len(words) or lexicon.glue.get(words[at].text) != "and":
        return None
    first, second = words[at + 1], words[at + 2] if at + 2 < len(words) else None
    if first.text == "half":
        return 0.5, at + 2, first.end
    if second is None or second.text not in lexicon.denominators:
        return None
    above = 1.0 if lexicon.glue.get(first.text) == "article" else lexicon.numerals.get(first.text)
    if above is None or above >= lexicon.denominators[second.text]:
        return None
    return above / lexicon.denominators[second.text], at + 3, second.end


def _decimals(words: list[_Word], at: int, value: float, lexicon: Lexicon) -> tuple[float, float, int]:
    """Read the digits behind "point": "nine point nought four"; then a scale word."""
    step, end = 1.0, words[at - 2].end
    while at < len(words) and lexicon.numerals.get(words[at].text, 99) < 10:
        step /= 10
        value += step * lexicon.numerals[words[at].text]
        end = words[at].end
        at += 1
    if step < 1 and at < len(words) and words[at].text in lexicon.scales:
        scale = lexicon.scales[words[at].text]
        return value * scale, step * scale, words[at].end
    return value, step, end


def _words_fraction(words: list[_Word], lexicon: Lexicon) -> Number | None:
    """Read "half", "two-thirds", "one quarter", "half a million", "three quarters of a million"."""
    above, at = 1.0, 0
    if words[0].text in lexicon.numerals:
        above, at = lexicon.numerals[words[0].text], 1
    below = lexicon.denominators[words[at].text]
    ofs = at + 1 < len(words) and lexicon.glue.get(words[at + 1].text) == "of"
    if at and (above >= below or (above > 1 and not ofs and words[at].text in lexicon.sayings and words[at].start - words[0].end != 1)):
        # "six quarters", and "three quarters" of no whole, are stretches of time.
        return Number(words[0].start, words[0].end, above, 1.0, 1.0)
    end, at = words[at].end, at + 1
    value = above / below
    ahead = at
    for job in ("of", "article"):
        if ahead < len(words) and lexicon.glue.get(words[ahead].text) == job:
            ahead += 1
    if ahead < len(words) and words[ahead].text in lexicon.scales:
        scale, used = 1.0, ahead
        while used < len(words) and words[used].text in lexicon.scales:
            scale, used = min(scale * lexicon.scales[words[used].text], 1e30), used + 1
        value *= scale
        return Number(words[0].start, words[used - 1].end, value, value * 0.2, value * 0.2, scale=scale)
    return Number(words[0].start, end, value, value * 0.03, value * 0.1, fraction=True)
