"""Results of statistical tests, read as figures."""

from __future__ import annotations

import pytest

from verify.claims import with_results
from verify.figures import find_figures, load_lexicon
from verify.model import Figure
from verify.reading import read_text

LEXICON = load_lexicon()


def read(text: str) -> tuple[Figure, ...]:
    document = read_text(text)
    return with_results(document, find_figures(document, LEXICON))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("t(38) = 2.42, p = .02", "degrees 38 · statistic 2.42 · probability .02"),
        ("t ( 38 ) = −2.42 , p < .05", "degrees 38 · statistic −2.42 · probability .05"),
        ("*t*(38.4) = 2.42; *p* > .25", "degrees 38.4 · statistic 2.42 · probability .25"),
        ("F(1,87)= 7.39, MSE = 6.61, p=.01", "degrees 1 · degrees 87 · statistic 7.39 · 6.61 · probability .01"),
        ("F(l, 76) = 23.95, p <.001", "degrees l · degrees 76 · statistic 23.95 · probability .001"),
        ("χ²(1, N = 1,985) = 6.7, ps < .01", "degrees 1 · 1,985 · statistic 6.7 · probability .01"),
        ("X-squared = 3.2, df = 2, p-value = 0.2019", "statistic 3.2 · degrees 2 · probability 0.2019"),
        ("z = 1.2, n.s.", "statistic 1.2 · probability n.s"),
        ("t(38) < 1, ns", "degrees 38 · statistic 1 · probability ns"),
        ("t(38) = 2.42, and later p = .02", ""),
        ("At t(38) the rate was 2.42, p = .02", ""),
        ("The value p < .05 is common.", ""),
    ],
)
def test_a_result_is_read_as(text: str, found: str) -> None:
    figures = [figure for figure in read(text) if figure.form in ("degrees", "statistic", "probability")]
    if found:
        assert " · ".join(f"{figure.form} {figure.quote}".strip() for figure in read(text)) == found
    else:
        assert figures == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("z = 2.58, p = .010", 0.0095, 0.0105),
        ("z = 2.58, p < .05", 0.0, 0.05),
        ("z = 2.58, p > .05", 0.05, 1.0),
        ("z = 2.58, ns", 0.05, 1.0),
        ("z = 2.58, p = .000", 0.0, 0.0),
    ],
)
def test_a_reported_p_allows(text: str, low: float, high: float) -> None:
    p = read(text)[-1]
    assert (p.strict.low, p.strict.high) == pytest.approx((low, high), abs=1e-6)
    assert p.coarse == p.strict


def test_the_figures_of_a_text_stay_in_order_and_know_their_places() -> None:
    text = "Of 40 rats, 12 slept longer, t(38) = 2.42, p = .02, than the other 28."
    figures = read(text)
    assert [figure.index for figure in figures] == list(range(len(figures)))
    assert [figure.quote for figure in figures] == ["40", "12", "38", "2.42", ".02", "28"]
    assert all(text[figure.span.start : figure.span.end] == figure.quote for figure in figures)


def test_code_is_left_alone() -> None:
    document = read_text("Run `t(38) = 2.42, p = .02` now.", "notes.md")
    assert with_results(document, ()) == ()
