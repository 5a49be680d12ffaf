"""Laws of reading figures, whatever the text."""

from __future__ import annotations

import string
import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from verify.figures import Lexicon, find_figures, load_lexicon, written
from verify.model import PERCENT, PERCENTAGE_POINT, Document, Figure, Interval, Region, RegionKind, Span, Unit, counted

LEXICON = load_lexicon()

# Pieces that numbers are made of, so that drawn texts come near to what the grammar must decide.
PIECES = st.sampled_from(
    "1 12 1,100 2019 0.5 3.1.0 ½ 10−4 $ £ US$ % km m/s per a an the one two hundred and half third of to - – or "
    "million bn m years old aged more than about nearly [ ] ( ) Fig. March ’05 × ^ ± 10^6 ,".split()
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(PIECES, max_size=14).map("".join),
)


def figures_of(text: str) -> tuple[Figure, ...]:
    return find_figures(Document("drawn", text), LEXICON)


@given(TEXTS)
@example("two million million thousand hundred")
@example("\ud800 5")
def test_spans_are_in_order_and_apart_and_quote_the_text(text: str) -> None:
    figures = figures_of(text)
    assert [figure.index for figure in figures] == list(range(len(figures)))
    for figure in figures:
        assert figure.span.start < figure.span.end
        assert figure.extent.start <= figure.span.start
        assert figure.span.end <= figure.extent.end <= len(text)
        assert figure.quote == text[figure.span.start : figure.span.end]
    for before, after in pairwise(figures):
        assert before.span.end <= after.span.start


@given(TEXTS)
def test_what_is_written_lies_in_the_strict_reading_and_that_in_the_coarse_one(text: str) -> None:
    for figure in figures_of(text):
        assert figure.low <= figure.high
        assert figure.low in figure.strict or figure.form == "age"
        assert figure.coarse.low <= figure.strict.low
        assert figure.strict.high <= figure.coarse.high


@given(TEXTS, TEXTS)
def test_regions_are_read_as_if_each_stood_alone(first: str, second: str) -> None:
    text = first + second
    spans = Span(0, len(first)), Span(len(first), len(text))
    regions = tuple(Region(RegionKind.PARAGRAPH, span) for span in spans)
    found = find_figures(Document("drawn", text, regions), LEXICON)
    alone = [(figure.quote, figure.low) for part in (first, second) for figure in figures_of(part)]
    assert [(figure.quote, figure.low) for figure in found] == alone


def test_debris_and_holes_are_not_read() -> None:
    text = "5 km\nrm -rf 7 km\n9 km and 3 km"
    regions = (
        Region(RegionKind.PARAGRAPH, Span(0, 4)),
        Region(RegionKind.CODE, Span(5, 16)),
        Region(RegionKind.PARAGRAPH, Span(17, 30), holes=(Span(17, 21),)),
    )
    found = find_figures(Document("holes", text, regions), LEXICON)
    assert [(figure.quote, figure.span.start) for figure in found] == [("5 km", 0), ("3 km", 26)]


UNITS = [
    *(LEXICON.unit(name) for name in ("USD", "EUR", "GBP", "JPY", "AUD", "USD/day")),
    *(
        LEXICON.unit(name)
        for name in ("kilometer", "kilometer / hour", "kilogram / meter ** 3", "square_foot", "foot ** 2")
    ),
    *(LEXICON.unit(name) for name in ("degree_Celsius", "year", "hour", "metric_ton", "oil_barrel")),
    PERCENT,
    PERCENTAGE_POINT,
]


@given(
    st.sampled_from([unit for unit in UNITS if unit is not None]),
    st.one_of(st.integers(2, 10**12), st.floats(0.01, 1e6).map(lambda value: float(f"{value:.3g}"))),
    st.booleans(),
)
def test_reading_what_is_written_gives_the_value_back(unit: Unit, value: float, negative: bool) -> None:
    value = -value if negative else value
    text = written(Interval.exactly(value), unit)
    (figure,) = figures_of(f"It was {text}.")
    assert (figure.low, figure.high) == pytest.approx((value, value), rel=1e-9)
    assert figure.unit == unit


@given(st.integers(2, 10**9), st.sampled_from(["companies", "sales partners", "people"]))
def test_reading_a_written_count_gives_it_back(value: int, noun: str) -> None:
    (figure,) = figures_of(f"They have {written(Interval.exactly(value), counted('x'))} {noun}.")
    assert figure.low == value
    assert figure.noun[-1] in {"company", "partner", "person"}


@pytest.mark.parametrize(
    "piece",
    [
        "1", "1,", "1,1,1,", "1'", "one ", "one hundred ", "half ", "a ", "[1", "((", "$1", "1-", "1 to ", "m/s/",
        "more than ", "Figs 1,", "2019-", "10−4 ", "tens of ", "1 January ", ",", "½", "(1)", "(1,", "about ",
        "1' ", "3:", "1 x ", "pH ", "kg/(", "1 kg/(kg ", "days 1 and ", "1. A", "+1 22 ", "$(1", "1m ", "£1m, ",
        "1 point ", "A1-", "5′", "1,2-", "5-to-", "a mile is ", "one in a ", "nineteen-", "1 hours ", "0",
        "2011a, ", "Fig. (", "\t(1)", "1 million million ", "1 lakh 1 thousand ", "5 rupees Sri Lanka ",
        "$1 in Canadian dollars ", "1 (SD 1) ", "1 (± ", "aged under 1 ", "1 h ", "1°1'", "1 pounds (",
        "nineteen ", "half past ", "1 per ",
        "1 ± ", "1\" ", "Boeing 1-1 ", "a ratio of 1 to 1 ",
    ],
)  # fmt: skip
def test_time_is_linear_in_the_text(piece: str) -> None:
    """Eight times the text takes about eight times as long; quadratic reading would take sixty-four times."""
    short, long = (piece * (size // len(piece)) for size in (3_000, 24_000))
    figures_of(short)
    taken = []
    for text in (short, long):
        best = min(_seconds(text) for _ in range(3))
        taken.append(best)
    assert taken[1] < 24 * taken[0] + 0.02


def _seconds(text: str) -> float:
    started = time.process_time()
    figures_of(text)
    return time.process_time() - started


@given(st.text(string.ascii_letters, min_size=1, max_size=12))
def test_a_lemma_is_its_own_lemma(word: str) -> None:
    lexicon: Lexicon = LEXICON
    lemma = lexicon.lemma(word)
    assert lemma == lemma.lower()
    assert len(lemma) <= len(word) + 2
