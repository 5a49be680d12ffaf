"""Reading what is written gives back the value, in every style of `sayings`: groups, words, powers, money, ranges."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from verify.figures import find_figures, load_lexicon
from verify.model import Document, Figure

from . import sayings
from .sayings import FRAMES, Said

LEXICON = load_lexicon()


def the_one(text: str) -> Figure:
    found = [figure for figure in find_figures(Document("drawn", text), LEXICON) if figure.is_quantity]
    assert len(found) == 1, [figure.quote for figure in found]
    return found[0]


@pytest.mark.parametrize("kind", ["measured", "ranged", "money_ranged", "hedged"])
@settings(max_examples=300)
@given(data=st.data(), frame=st.sampled_from(FRAMES))
def test_a_quantity_is_read_back_in_every_style(kind: str, data: st.DataObject, frame: str) -> None:
    said: Said = data.draw(getattr(sayings, kind)())
    figure = the_one(frame.format(said.text))
    assert (figure.low, figure.high) == pytest.approx((said.low, said.high), rel=1e-9)
    assert figure.unit.name == said.unit


@settings(max_examples=300)
@given(said=st.one_of(sayings.plain(), sayings.decimal(), sayings.scaled(), sayings.powered()))
@example(("two hundred and five", 205.0))
def test_a_bare_number_is_read_back_in_every_style(said: tuple[str, float]) -> None:
    text, value = said
    figure = the_one(f"It came to {text}.")
    assert (figure.low, figure.high) == pytest.approx((value, value), rel=1e-9)


@settings(max_examples=200)
@given(said=sayings.fraction())
def test_a_fraction_is_read_back_in_every_style(said: tuple[str, float]) -> None:
    text, value = said
    figure = the_one(f"It came to {text} of it.")
    assert (figure.low, figure.high) == pytest.approx((value, value), rel=1e-9)


@settings(max_examples=200)
@given(number=st.integers(2, 10**9), words=sayings.WORDS)
def test_a_count_in_words_keeps_its_noun(number: int, words: object) -> None:
    figure = the_one(f"There were {words(number)} new sales partners.")  # type: ignore[operator]
    assert (figure.low, figure.noun) == (number, ("new", "sales", "partner"))
