"""Where sentences end: sentences.yaml is the specification."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verify.model import RegionKind
from verify.reading import read_text, sentences

CORPUS = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))
CASES = [pytest.param(text.split(" | "), id=f"{name}: {text}") for name, texts in CORPUS.items() for text in texts]


def parted(text: str, *, markdown: bool = False) -> list[str]:
    document = read_text(text, markdown=markdown)
    return [document.quote(span) for index in range(len(document.regions)) for span in sentences(document, index)]


@pytest.mark.parametrize("parts", CASES)
def test_a_text_comes_apart_where_its_sentences_end(parts: list[str]) -> None:
    assert parted(" ".join(parts)) == parts


@pytest.mark.parametrize("parts", CASES)
def test_a_line_break_is_a_blank(parts: list[str]) -> None:
    assert parted("\n".join(parts)) == parts
    assert [" ".join(part.split()) for part in parted(" ".join(parts).replace(" ", "\n"))] == parts


def test_chinese_marks_need_no_blank() -> None:
    assert parted("销售额增长了12%。利润下降了。") == ["销售额增长了12%。", "利润下降了。"]


def test_a_sentence_glued_to_the_one_before_comes_off() -> None:
    assert parted("Sales rose.The company sells hats.") == ["Sales rose.", "The company sells hats."]
    assert parted("It uses Node.Js and Foo.Bar.") == ["It uses Node.Js and Foo.Bar."]


def test_headings_and_items_are_sentences_of_their_own() -> None:
    text = "# Sales soar\nSales rose. Profits\nfell.\n- 5 hats\n- 6 gloves. And 7 shoes.\n"
    assert parted(text, markdown=True) == [
        "Sales soar",
        "Sales rose.",
        "Profits\nfell.",
        "5 hats",
        "6 gloves.",
        "And 7 shoes.",
    ]


def test_the_number_of_an_item_that_was_taken_for_a_paragraph_ends_no_sentence() -> None:
    assert parted("Sales.\n\n2019. Sales rose.") == ["Sales.", "2019. Sales rose."]


def test_a_row_of_a_table_is_a_sentence() -> None:
    text = "| Year | Sales |\n| --- | --- |\n| 2018 | 1. Up |\n"
    assert parted(text, markdown=True) == ["| Year | Sales |", "| --- | --- |", "| 2018 | 1. Up |"]


def test_marks_in_code_end_no_sentence() -> None:
    assert parted("Call `a. B` now. It works.", markdown=True) == ["Call `a. B` now.", "It works."]
    assert parted("It is **so.** It works.", markdown=True) == ["It is **so.**", "It works."]


def test_what_is_no_prose_has_no_sentences() -> None:
    document = read_text("```\nSales. Rose.\n```", markdown=True)
    assert document.regions[0].kind is RegionKind.CODE
    assert sentences(document, 0) == ()


pieces = st.sampled_from(
    ["Sales", "rose", ".", "!", "?", "…", " ", "\n", "\n\n", "5", "U.S.", '"', "”", "(", ")", "Mr.", "- "]
)


@given(st.lists(pieces, max_size=40).map("".join), st.booleans())
def test_sentences_are_in_order_and_lose_nothing_but_blanks(text: str, markdown: bool) -> None:
    document = read_text(text, markdown=markdown)
    for index, region in enumerate(document.regions):
        spans = sentences(document, index)
        assert all(before.end <= after.start for before, after in pairwise(spans))
        assert all(region.span.start <= span.start < span.end <= region.span.end for span in spans)
        if region.kind.is_prose:
            kept = "".join(document.quote(span) for span in spans)
            assert "".join(kept.split()) == "".join(document.quote(region.span).split())
            assert all(document.quote(span) == document.quote(span).strip() for span in spans)
