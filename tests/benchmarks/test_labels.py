"""The measuring of claim fields: when a label and what we read are the same."""

from __future__ import annotations

import pytest

from tests.benchmarks.fields import judged, pairs
from tests.benchmarks.labels import content, head, names, times

LABEL = {
    "role": "level",
    "stance": "stated",
    "kind": "money",
    "measure": "net profit",
    "subject": "Velden",
    "period": "",
}


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [
        ("net profit", "profit"),
        ("number of blogs", "blog"),
        ("sales in India", "sale"),
        ("share price", "price"),
        ("", ""),
    ],
)
def test_the_head_of_a_label(phrase: str, noun: str) -> None:
    assert head(phrase) == noun


def test_words_that_say_little_are_no_content() -> None:
    assert content("the number of mobile users") == {"mobile", "user"}


def test_several_names_are_known_by_their_initials() -> None:
    assert "sec" in names("Securities and Exchange Commission")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Q4 2004", "fourth quarter of 2004"),
        ("last year", "2004"),
        ("in december", "December 2004"),
        ("October to December 2004", "Q4 2004"),
        ("six months to June 1986", "first half of 1986"),
    ],
)
def test_one_period_in_two_wordings(one: str, other: str) -> None:
    mine, theirs = times(one, 2005), times(other, 2005)
    assert mine is not None
    assert theirs is not None
    assert mine.same(theirs)


@pytest.mark.parametrize(("one", "other"), [("Q4 2004", "2004"), ("December 2004", "Q4 2004")])
def test_a_part_lies_in_its_whole_and_is_not_the_same(one: str, other: str) -> None:
    mine, theirs = times(one, 2005), times(other, 2005)
    assert mine is not None
    assert theirs is not None
    assert mine.nested(theirs)
    assert not mine.same(theirs)


@pytest.mark.parametrize("words", ["", "now", "before the vote", "past five years"])
def test_what_tells_no_days_judges_nobody(words: str) -> None:
    assert times(words, 2005) is None


@pytest.mark.parametrize(
    ("measure", "verdict"), [("net profit", "right"), ("profit before tax", "right"), ("net debt", "wrong")]
)
def test_a_measure_is_judged_by_its_head(measure: str, verdict: str) -> None:
    text = "Velden reported a net profit of $3m."
    row = {"text": text, "figures": [{**LABEL, "start": 32, "end": 35, "measure": measure}]}
    ((claim, label),) = pairs(row)
    assert dict(judged(claim, label, 2005))["measure"].strict == verdict
