"""Every character of a text leads back to its line and column in the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.model import Document, Place, SourceMap, Span

broken_texts = st.lists(st.sampled_from(["a", "é", "𝟙", " ", "\t", "\n", "\r", "\r\n", "\u2028", "\f"])).map("".join)


def line_and_column(source: str, offset: int) -> tuple[int, int]:
    """Count as a person would, letter by letter: a line ends after LF, after CR LF, and after CR alone."""
    line = column = 1
    for index in range(offset):
        ends = source[index] == "\n" or (source[index] == "\r" and source[index + 1 : index + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)
    return line, column


@given(source=broken_texts)
def test_lines_and_columns_are_those_that_a_person_counts(source: str) -> None:
    source_map = SourceMap(source)
    for offset in range(len(source) + 1):
        assert source_map.line_and_column(offset) == line_and_column(source, offset)


@given(source=broken_texts, data=st.data())
def test_the_line_that_is_shown_holds_the_character_in_its_column(source: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(source)))
    place = Document("a.txt", source, source_map=SourceMap(source)).place(offset)
    assert "\n" not in place.source
    if offset < len(source) and source[offset] not in "\r\n":
        assert place.source[place.column - 1] == source[offset]


def test_a_text_taken_from_pieces_of_its_source_leads_back_to_each() -> None:
    source = "<p>One &amp; two</p>\n<p>three</p>"
    pieces = ((0, 3), (4, 7), (5, 12), (9, 24))
    source_map = SourceMap(source, pieces)
    text = "One & two" + "three"
    leads_to = [source[source_map.offset(index)] for index in range(len(text))]
    assert "".join(leads_to) == text
    assert source_map.line_and_column(9) == (2, 4)


def test_a_place_shows_no_more_of_a_long_line_than_a_screen_holds() -> None:
    source = "x" * 20_000_000
    place = Document("a.txt", source, source_map=SourceMap(source)).place(19_999_999)
    assert (place.line, place.column) == (1, 20_000_000)
    assert len(place.source) <= 240


def test_a_place_is_written_as_editors_understand_it() -> None:
    assert str(Place("a.md", 3, 7)) == "a.md:3:7"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Span(0, 2), Span(1, 3), True),
        (Span(0, 2), Span(2, 3), False),
        (Span(0, 9), Span(3, 4), True),
        (Span(3, 4), Span(0, 3), False),
    ],
)
def test_spans_overlap_where_they_share_a_character(one: Span, other: Span, expected: bool) -> None:
    assert one.overlaps(other) is other.overlaps(one) is expected
