"""What holds of every text, however wild."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.model import Document, RegionKind
from verify.reading import read_text, sentences

MARKS = (
    "# |## |- |* |1. |> |```|~~~|    |\t|---|===|<!--|-->|<b>|</b>|[|](|)|![|]|`|``|**|_|\\|[^1]: |[a]: |www.|http://|"
    "Sales rose by 5%.|hats|Leave a comment|© 2019| |\n|\n\n|\r|\r\n|\u2028|é|\0|<script>|</script>|   5   6"
)
marks = st.sampled_from([*MARKS.split("|"), "| a | b |", "| - | - |", "|"])
wild_texts = st.one_of(st.lists(marks, max_size=40).map("".join), st.text(max_size=60))


def check(document: Document) -> None:
    """Assert all that holds of the regions of a document."""
    before = 0
    for index, region in enumerate(document.regions):
        assert before <= region.span.start < region.span.end <= len(document.text)
        before = region.span.end
        words = document.quote(region.span)
        if region.kind.is_prose:
            assert words == words.strip(" \t\r\n"), "no blanks at the ends of prose"
        else:
            assert region.holes == ()
        inside = region.span.start
        for hole in region.holes:
            assert inside <= hole.start < hole.end <= region.span.end
            inside = hole.end
        assert len(sentences(document, index)) == 0 or region.kind.is_prose


@given(text=wild_texts, markdown=st.booleans())
def test_regions_are_in_order_apart_and_inside_the_text(text: str, markdown: bool) -> None:
    document = read_text(text, markdown=markdown)
    assert document.text == text
    check(document)


@given(text=wild_texts, markdown=st.booleans())
def test_what_is_outside_all_regions_is_markup_or_blank(text: str, markdown: bool) -> None:
    document = read_text(text, markdown=markdown)
    outside = list(text)
    for region in document.regions:
        outside[region.span.start : region.span.end] = " " * (region.span.end - region.span.start)
    lost = "".join(outside)
    assert not set(lost) & set("Saleroshtmnu%"), "no words are lost"


@given(text=wild_texts, markdown=st.booleans())
def test_the_same_text_is_read_the_same_way(text: str, markdown: bool) -> None:
    assert read_text(text, markdown=markdown).regions == read_text(text, markdown=markdown).regions


@given(text=st.lists(marks, max_size=30).map("".join).map(lambda text: text.replace("\r", "\n")))
def test_line_breaks_of_any_kind_make_the_same_blocks(text: str) -> None:
    kinds = [region.kind for region in read_text(text, markdown=True).regions]
    for line_break in ("\r\n", "\r"):
        document = read_text(text.replace("\n", line_break), markdown=True)
        assert [region.kind for region in document.regions] == kinds


HOSTILE = {
    "brackets": "[" * 200_000,
    "links": "[a](" * 80_000,
    "titles": "[" * 1000 + '](x "' * 60_000,
    "backticks": "".join("`" * length + " " for length in range(1, 700)),
    "stars": "*a " * 100_000,
    "tags": "<a " * 100_000,
    "comments": "<!-- " * 60_000,
    "quotes": ">" * 200_000,
    "items": "- " * 150_000,
    "hashes": "# " * 150_000,
    "pipes": "|a\n|-\n" * 40_000,
    "fences": "```\n" * 60_000,
    "blanks": " " * 300_000 + "x",
    "tabs": "x" + "\t" * 300_000 + "\n",
    "lines": "\n" * 300_000 + "x",
    "addresses": "http://" * 50_000,
    "stops": ". " * 100_000,
    "dots": "." * 300_000,
    "initials": "A." * 150_000,
    "numbers": "1. " * 100_000,
    "comment forms": "Leave a comment\n\n" * 20_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("markdown", [False, True], ids=["plain", "markdown"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_takes_no_longer_than_its_length_asks(text: str, markdown: bool) -> None:
    begun = time.process_time()
    document = read_text(text, markdown=markdown)
    for index in range(len(document.regions)):
        sentences(document, index)
    # A quadratic step would take minutes; the room is for a busy machine.
    assert time.process_time() - begun < 5


@pytest.mark.slow
@pytest.mark.parametrize("markdown", [False, True], ids=["plain", "markdown"])
def test_a_megabyte_is_read_at_once(markdown: bool) -> None:
    words = "Sales of the company rose by 5% to $3.2 million in May, and fell in June.".split()
    draw = random.Random(1)
    text = "\n\n".join(" ".join(draw.choices(words, k=80)) for _ in range(2800))
    assert len(text) > 1_000_000
    begun = time.process_time()
    document = read_text(text, markdown=markdown)
    took = time.process_time() - begun
    assert {region.kind for region in document.regions} == {RegionKind.PARAGRAPH}
    assert took < 1, "0.1 s on a quiet machine"
