"""An excerpt keeps the figures and fits the line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verify.model import Document, Region, RegionKind, SourceMap, Span
from verify.reporting.excerpt import CUT, blocks_of, excerpt

LINE = "In the first year 12 boats sailed, and after a very long winter with hardly any ice in it 40 of them came back."
TWELVE, FORTY = Span(18, 20), Span(90, 92)


def shown(width: int) -> str:
    return "".join(
        f"[{piece.text}]" if piece.span else piece.text
        for piece in excerpt(LINE, Span(0, len(LINE)), [FORTY, TWELVE], width)
    )


def test_a_line_that_fits_is_left_whole() -> None:
    assert shown(200) == LINE.replace("12", "[12]").replace("40", "[40]")


def test_what_lies_between_two_figures_is_cut_like_what_lies_round_them() -> None:
    assert shown(60) == "… first year [12] boats … ice in it [40] of them came …"


def test_a_narrow_line_keeps_the_first_figure() -> None:
    assert shown(9) == "… [12] …"


def test_a_figure_as_long_as_the_line_is_cut_itself() -> None:
    pieces = excerpt("7" * 500, Span(0, 500), [Span(0, 500)], 40)
    assert [piece.text for piece in pieces] == ["7" * 19 + CUT]


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(st.sampled_from("ab 1\u00e9"), min_size=1, max_size=400))
    starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=6))
    return text, [Span(start, min(start + draw(st.integers(1, 9)), len(text))) for start in starts]


@given(lines(), st.integers(30, 120))
def test_an_excerpt_fits_and_every_piece_is_of_the_text(line: tuple[str, list[Span]], width: int) -> None:
    text, spans = line
    pieces = excerpt(text, Span(0, len(text)), spans, width)
    assert sum(len(piece.text) for piece in pieces) <= width + len(f" {CUT}")
    words = [piece.text for piece in pieces if CUT not in piece.text]
    position = 0
    for word in words:
        position = text.index(word, position) + len(word)  # in order, none twice
    assert {piece.span for piece in pieces if piece.span} <= set(spans)
    assert any(piece.span for piece in pieces) == bool(spans)


def test_figures_are_gathered_by_their_block() -> None:
    text = "12 of 40\n\n7 boats"
    regions = (Region(RegionKind.PARAGRAPH, Span(0, 8)), Region(RegionKind.PARAGRAPH, Span(10, 17)))
    spans = [Span(10, 11), Span(6, 8), Span(0, 2)]
    expected = [(Span(0, 8), [Span(0, 2), Span(6, 8)]), (Span(10, 17), [Span(10, 11)])]
    assert blocks_of(Document("a.md", text, regions, SourceMap(text)), spans) == expected
    assert blocks_of(Document("a.md", text, (), SourceMap(text)), spans) == expected  # then by line
