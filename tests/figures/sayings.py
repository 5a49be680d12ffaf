"""Quantities written in many styles, each with the value that it says: what the round trip of test_round_trip draws."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from hypothesis import strategies as st

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class Said(NamedTuple):
    """A saying and what it says."""

    text: str
    low: float
    high: float
    unit: str
    """By its canonical name, "" for a bare number."""


def in_words(number: int, *, joined: str = " and ") -> str:
    """Spell a whole number as English does, with "and" or a blank before its last part."""
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            head, rest = divmod(number, scale)
            link = joined if rest < 100 else " "
            return f"{in_words(head, joined=joined)} {word}" + (
                f"{link}{in_words(rest, joined=joined)}" if rest else ""
            )
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


def indian(number: int) -> str:
    """Group as in India: 12,34,567."""
    head, tail = divmod(number, 1000)
    parts = []
    while head >= 100:
        head, pair = divmod(head, 100)
        parts.insert(0, f"{pair:02}")
    return ",".join([str(head), *parts, f"{tail:03}"]) if number >= 1000 else str(number)


def grouped(sign: str) -> Callable[[int], str]:
    """Return the writer that sets a sign between thousands."""
    return lambda number: f"{number:,}".replace(",", sign)


# Numbers from 2200 on, so that none is a year, and whole numbers below where a style has no digits.
WHOLE = st.integers(2200, 10**9)
GROUPINGS = st.sampled_from([grouped(sign) for sign in (",", " ", "\u00a0", "\u202f", "'", "’")] + [indian, str])
WORDS = st.sampled_from([in_words, lambda number: in_words(number, joined=" ")])


@st.composite
def plain(draw: st.DrawFn) -> tuple[str, float]:
    """A whole number with its groups, or in words."""
    if draw(st.booleans()):
        number = draw(WHOLE)
        return draw(GROUPINGS)(number), float(number)
    number = draw(st.integers(2, 10**9))
    return draw(WORDS)(number), float(number)


@st.composite
def decimal(draw: st.DrawFn) -> tuple[str, float]:
    """A number with decimals: "1,234.5", "0.05", ".5"."""
    places = draw(st.integers(1, 4))
    value = draw(st.integers(1, 10**7)) / 10**places
    text = f"{value:,.{places}f}" if draw(st.booleans()) else f"{value:.{places}f}"
    return text, float(text.replace(",", ""))


@st.composite
def scaled(draw: st.DrawFn) -> tuple[str, float]:
    """A number with a scale word: "1.2 million", "3bn", "two and a half thousand"."""
    words, factor = draw(st.sampled_from(
        [(" thousand", 1e3), (" million", 1e6), (" billion", 1e9), (" trillion", 1e12), ("bn", 1e9), (" bn", 1e9),
         (" lakh", 1e5), (" crore", 1e7), ("k", 1e3), (" hundred thousand", 1e5)]))  # fmt: skip
    value = draw(st.integers(2, 9999)) / draw(st.sampled_from([1, 10, 100]))
    if words[0] == " " and words != " bn" and draw(st.integers(0, 3)) == 0:
        number = draw(st.integers(2, 99))
        return f"{in_words(number)} and a half{words}", (number + 0.5) * factor
    return f"{value:g}{words}", float(f"{value:g}") * factor


@st.composite
def powered(draw: st.DrawFn) -> tuple[str, float]:
    """A number with a power of ten: "1.5×10⁶", "1.5 x 10^-6", "1.5e6"."""
    mantissa, power = draw(st.integers(11, 99)) / 10, draw(st.integers(-9, 12))
    raised = str(power).translate(RAISED)
    form = draw(st.sampled_from(["{m} × 10{r}", "{m}×10{r}", "{m}x10^{p}", "{m} x 10^{p}", "{m}e{p}", "{m} · 10{r}"]))
    return form.format(m=mantissa, r=raised, p=power), float(f"{mantissa}e{power}")


@st.composite
def fraction(draw: st.DrawFn) -> tuple[str, float]:
    """A part of a whole, or a whole with a part: "3/4", "two-thirds", "one in five", "2½"."""
    names = {2: "halves", 3: "thirds", 4: "quarters", 5: "fifths", 8: "eighths", 10: "tenths"}
    below = draw(st.sampled_from([3, 4, 5, 8, 10]))
    above = draw(st.integers(2, below - 1))
    if Fraction(above, below).denominator != below:
        above = below - 1
    value, whole = above / below, draw(st.integers(2, 99))
    return draw(st.sampled_from([
        (f"{above}/{below}", value), (f"{ONES[above]}-{names[below]}", value), (f"{ONES[above]} {names[below]}", value),
        (f"one in {ONES[below]}", 1 / below), (f"{ONES[above]} out of {ONES[below]}", value), ("½", 0.5), ("⅔", 2 / 3),
        ("a third", 1 / 3), ("half", 0.5), (f"{whole}½", whole + 0.5), (f"{whole} 3/4", whole + 0.75),
        (f"{in_words(whole)} and a half", whole + 0.5),
    ]))  # fmt: skip


NUMBERS = st.one_of(plain(), decimal(), scaled(), powered())

MEASURES = [
    (" km", "kilometer"), ("km", "kilometer"), (" kilometres", "kilometer"), (" kg", "kilogram"),
    (" tonnes", "metric_ton"),
    (" per cent", "percent"), ("%", "percent"), (" percent", "percent"), (" percentage points", "percentage_point"),
    (" basis points", "basis_point"), (" °C", "degree_Celsius"), (" degrees Fahrenheit", "degree_Fahrenheit"),
    (" km/h", "kilometer / hour"), (" metres per second", "meter / second"), (" mg/L", "milligram / liter"),
    (" kWh", "kilowatt_hour"), (" MB", "megabyte"), (" GiB", "gibibyte"), (" hours", "hour"), (" days", "day"),
    (" square feet", "foot ** 2"), (" m²", "meter ** 2"), (" psi", "pound_force_per_square_inch"),
    (" mmHg", "millimeter_Hg"),
    (" dollars", "USD"), (" US dollars", "USD"), (" euros", "EUR"), (" yen", "JPY"), (" Swiss francs", "CHF"),
    (" kg m−3", "kilogram / meter ** 3"), (" litres", "liter"), (" miles", "mile"),
    (" barrels a day", "oil_barrel / day"),
]  # fmt: skip
SIGNS = [
    ("$", "USD"), ("US$", "USD"), ("€", "EUR"), ("£", "GBP"), ("A$", "AUD"), ("HK$", "HKD"), ("₹", "INR"), ("¥", "JPY"),
    ("CHF ", "CHF"), ("SEK ", "SEK"), ("USD ", "USD"), ("Rs ", "INR"),
]  # fmt: skip
MINUSES = ["-", "−", "minus "]
FRAMES = [
    "{}", "It was {}.", "The figure, {}, was new.", "In all, {} were lost", "They report {} for May.",
    "It is long ({}).",
]  # fmt: skip


@st.composite
def measured(draw: st.DrawFn) -> Said:
    """A number with a unit behind it, or with the sign of money before it."""
    text, value = draw(NUMBERS)
    minus = draw(st.sampled_from(["", "", "", *MINUSES]))
    if minus == "minus " or not text[0].isalpha():
        text, value = minus + text, -value if minus else value
    if not text[0].isalpha() and not minus and draw(st.booleans()):
        sign, unit = draw(st.sampled_from(SIGNS))
        return Said(sign + text, value, value, unit)
    words, unit = draw(st.sampled_from(MEASURES))
    spaced = words if words[0] == " " or (text[-1].isdigit() and "e" not in text) else f" {words}"
    return Said(text + spaced, value, value, unit)


@st.composite
def ranged(draw: st.DrawFn) -> Said:
    """Two ends in the forms that ranges have, with one unit for both."""
    low = draw(st.integers(2, 400))
    high = draw(st.integers(low + 1, 2 * low + 20))
    words, unit = draw(st.sampled_from([entry for entry in MEASURES if " " not in entry[1] and entry[0][0] == " "]))
    form = draw(st.sampled_from(
        ["{a}–{b}{u}", "{a}-{b}{u}", "{a} to {b}{u}", "from {a} to {b}{u}", "between {a} and {b}{u}", "{a}{u}–{b}{u}",
         "between {a}{u} and {b}{u}"]))  # fmt: skip
    spell = in_words if high < 100 and "-{" not in form and "–" not in form and draw(st.booleans()) else str
    return Said(form.format(a=spell(low), b=spell(high), u=words), low, high, unit)


@st.composite
def money_ranged(draw: st.DrawFn) -> Said:
    """Two ends of money: "$5–10 million", "between €5m and €10m"."""
    low = draw(st.integers(2, 400))
    high = draw(st.integers(low + 1, 2 * low + 20))
    sign, unit = draw(st.sampled_from(SIGNS[:8]))
    form = draw(st.sampled_from(
        ["{s}{a}–{b} million", "{s}{a} million to {s}{b} million", "between {s}{a}m and {s}{b}m", "{s}{a}m–{s}{b}m",
         "{s}{a}-{b}m", "{s}{a} to {s}{b} million"]))  # fmt: skip
    return Said(form.format(s=sign, a=low, b=high), low * 1e6, high * 1e6, unit)


@st.composite
def hedged(draw: st.DrawFn) -> Said:
    """A measured quantity behind a hedge, which leaves what is written as it is."""
    said = draw(measured())
    hedge = draw(
        st.sampled_from(["about ", "more than ", "at least ", "nearly ", "just under ", "up to ", "some ", "~"])
    )
    return said._replace(text=hedge + said.text) if said.low > 0 else said
