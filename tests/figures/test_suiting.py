"""What a home currency and the widths of hedges change in what is read, and what they leave alone."""

from __future__ import annotations

import pytest

from verify import reading
from verify.figures import Lexicon, find_figures, hedge_names, load_lexicon, with_home, with_widths
from verify.figures.pages import as_table, get, page, words

LEXICON = load_lexicon()


def units(text: str, lexicon: Lexicon) -> list[tuple[float, str]]:
    return [(figure.low, figure.unit.name) for figure in find_figures(reading.read_text(text, "a"), lexicon)]


@pytest.mark.parametrize(
    ("home", "said"),
    [
        ("AUD", ["$5", "5 dollars", "5 bucks", "AUD 5", "A$5", "500 cents"]),
        ("MXN", ["$5", "5 pesos"]),
        ("EGP", ["£5", "5 pounds"]),
        ("DKK", ["kr5", "kr 5", "kr. 5", "5 kr", "5 kroner", "5 crowns"]),
        ("CNY", ["¥5", "5 yuan"]),
        ("EUR", ["500 cents", "€5"]),
    ],
)
def test_what_several_currencies_share_is_that_of_the_home(home: str, said: list[str]) -> None:
    lexicon = with_home(LEXICON, home)
    for saying in said:
        assert units(f"It cost {saying}.", lexicon) == [(5, home)]


@pytest.mark.parametrize(
    ("home", "said", "unit"),
    [
        ("AUD", "US$5", "USD"),
        ("AUD", "5 Canadian dollars", "CAD"),
        ("DKK", "5 Swedish kronor", "SEK"),
        ("DKK", "$5", "USD"),
        ("PHP", "$5", "USD"),
        ("EUR", "$5", "USD"),
        ("GBP", "€5", "EUR"),
    ],
)
def test_what_is_said_plainly_stays(home: str, said: str, unit: str) -> None:
    assert units(f"It cost {said}.", with_home(LEXICON, home)) == [(5, unit)]


def test_the_home_that_is_meant_without_settings_changes_nothing() -> None:
    text = "It cost $5 and 30 cents, 5 bucks, £7 and 8 pence, ¥500, 3 pesos, 5 kr, 5 krone; krill5 and kr5."
    assert units(text, with_home(LEXICON, "USD")) == units(text, LEXICON)


def test_every_shared_name_is_that_of_currencies_there_are() -> None:
    shared = page("shared.yaml")
    for entry in shared.values():
        assert set(words(get(as_table(entry, shared.file), "by"))) <= LEXICON.table.currencies


def ends(text: str, lexicon: Lexicon) -> list[float]:
    (figure,) = find_figures(reading.read_text(text, "a"), lexicon)
    return [figure.strict.low, figure.strict.high, figure.coarse.low, figure.coarse.high]


@pytest.mark.parametrize(
    ("said", "before", "after"),
    [
        ("about 80 km", [79.5, 80.5, 76, 84], [79.5, 80.5, 72, 88]),
        ("~80 km", [79.5, 80.5, 76, 84], [79.5, 80.5, 72, 88]),
        ("80 km or so", [79.5, 80.5, 76, 84], [79.5, 80.5, 72, 88]),
        ("nearly 80 km", [76, 80.5, 72, 80.5], [78.4, 80.5, 78.4, 80.5]),
        ("just over 80 km", [80, 84, 79.5, 88], [80, 84, 79.5, 88]),
        ("80 km", [79.5, 80.5, 79.5, 80.5], [79.5, 80.5, 79.5, 80.5]),
    ],
)
def test_a_width_is_the_most_that_the_words_allow(said: str, before: list[float], after: list[float]) -> None:
    assert ends(said, LEXICON) == pytest.approx(before)
    assert ends(said, with_widths(LEXICON, {"about": 0.1, "nearly": 0.02})) == pytest.approx(after)


def test_no_hedge_is_narrower_than_its_written_digits() -> None:
    assert ends("about 8 km", with_widths(LEXICON, {"about": 0.0})) == [7.5, 8.5, 7, 9]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_language_has_the_same_classes(language: str) -> None:
    assert set(hedge_names(load_lexicon(language)).values()) == {"about", "nearly", "just under", "just over"}
