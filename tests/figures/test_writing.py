"""How an interval is written for a person."""

from __future__ import annotations

import math

import pytest

from verify.figures import Lexicon, find_figures, written
from verify.model import EVERYTHING, NUMBER, PERCENT, PERCENTAGE_POINT, RATIO, Document, Figure, Interval, Unit, counted

OPEN = math.inf


def unit_of(name: str, lexicon: Lexicon) -> Unit:
    made = {
        "": NUMBER,
        "percent": PERCENT,
        "percentage_point": PERCENTAGE_POINT,
        "times": RATIO,
        "customer": counted("customer"),
    }
    unit = made.get(name) or lexicon.unit(name)
    assert unit is not None
    return unit


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (109.776e9, 111.659e9, "USD", "$109.8 to 111.7 billion"),
        (11.7e9, 13.07e9, "USD", "$11.7 to 13.1 billion"),
        (124e9, 124e9, "USD", "$124 billion"),
        (5e6, 5e6, "CHF", "CHF 5 million"),
        (0.05, 0.05, "USD", "$0.05"),
        (2, 2, "USD/day", "$2 per day"),
        (-1e9, 1e9, "GBP", "-£1 billion to £1 billion"),
        (25, OPEN, "percent", "at least 25%"),
        (261.29, OPEN, "percent", "at least 261%"),
        (-OPEN, 12.34, "percent", "at most 12.4%"),
        (-5.5, -4.5, "percent", "-5.5 to -4.5%"),
        (4, 4, "percentage_point", "4 percentage points"),
        (1, 1, "percentage_point", "1 percentage point"),
        (944.2, OPEN, "customer", "at least 944"),
        (-OPEN, 944.2, "customer", "at most 945"),
        (58, 58, "customer", "58"),
        (1859.5, 1860.5, "customer", "1,860"),
        (677.14, 708.86, "customer", "678 to 708"),
        (24.993, 25.007, "percent", "25%"),
        (33.331, 33.336, "percent", "33.33%"),
        (24.9, 25.1, "percent", "24.9 to 25.1%"),
        (1.9999, 2.0001, "times", "2 times"),
        (1234567, 1234567, "customer", "1,234,567"),
        (5000, 2e6, "customer", "5,000 to 2 million"),
        (3.6129, OPEN, "times", "at least 3.61 times"),
        (23, 23, "year", "23 years"),
        (1, 1, "year", "1 year"),
        (99.5, 100.5, "kilometer / hour", "99.5 to 100.5 kilometers per hour"),
        (40, 40, "foot ** 2", "40 square feet"),
        (20, 20, "degree_Celsius", "20 °C"),
        (0.1 + 0.2, 0.3, "", "0.3"),
        (0, 0, "percent", "0%"),
    ],
)  # fmt: skip
def test_an_interval_is_written_plainly(low: float, high: float, unit: str, text: str, lexicon: Lexicon) -> None:
    low, high = min(low, high), max(low, high)
    assert written(Interval(low, high), unit_of(unit, lexicon)) == text


@pytest.mark.parametrize(
    ("low", "high", "like", "text"),
    [
        (4.6e6, 4.6e6, "€3.2m", "€4.6m"),
        (4.55e6, 4.65e6, "€3.2m", "€4.55 to 4.65m"),
        (1e9, 1e9, "A$3 billion", "A$1 billion"),
        (12, 13, "5 per cent", "12 to 13 per cent"),
        (12, 12, "5%", "12%"),
        (2e6, 2e6, "3m people", "2m"),
        (737060, 737424, "in 2019", "2019"),
        (732507, 732507, "6 March 2006", "15 July 2006"),
    ],
)
def test_it_follows_the_manner_of_a_figure(low: float, high: float, like: str, text: str, lexicon: Lexicon) -> None:
    (figure,) = find_figures(Document("like", like), lexicon)
    assert written(Interval(low, high), figure.unit, like=figure) == text


def test_everything_is_any_value() -> None:
    assert written(EVERYTHING, PERCENT) == "any value"


@pytest.mark.parametrize("value", [944.2, 0.12345, 99_999.0, 1.0000001, 123_456_789.0])
def test_a_bound_stays_true(value: float, lexicon: Lexicon) -> None:
    for unit in (PERCENT, counted("x")):
        lower: Figure
        (lower,) = find_figures(Document("bound", written(Interval(value, OPEN), unit)), lexicon)
        (upper,) = find_figures(Document("bound", written(Interval(-OPEN, value), unit)), lexicon)
        assert lower.low <= value <= upper.high
        assert (lower.qualifier, upper.qualifier) == ("at_least", "at_most")
