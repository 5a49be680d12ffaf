"""The picture of how the figures hang together."""

from __future__ import annotations

import re

from msgspec.structs import replace

from verify.model import NUMBER, Finding, Level, Report, Verdict
from verify.reporting import to_html
from verify.reporting.page_ties import MOST, MOST_IN_ALL, pictures

from .samples import empty, ferries, hostile, laid_aside, long
from .sketch import Sketch, part


def chain(figures: int, *, apart: int = 1) -> Report:
    """Return a report whose figure `n` is tied to `n + apart`."""
    sketch = Sketch(" ".join(str(at) for at in range(100, 100 + figures)), "chain.txt")
    made = [sketch.figure(str(at), at, NUMBER, 0) for at in range(100, 100 + figures)]
    for at in range(0, figures - apart):
        sketch.findings.append(
            Finding(
                id=f"{at}",
                rule="r",
                verdict=Verdict.CONSISTENT,
                level=Level.ERROR,
                message="m",
                parts=(part("a", made[at]), part("b", made[at + apart])),
            )
        )
    return sketch.report()


def test_figures_that_findings_tie_stand_in_one_picture_the_weightiest_first() -> None:
    drawn, undrawn = pictures(ferries())
    assert undrawn == 0
    assert [[node.figure for node in picture.nodes] for picture in drawn] == [
        [1, 2, 3, 4, 5], [12, 13, 15], [8, 9, 10], [6, 7],
    ]  # fmt: skip
    assert [[tie.number for tie in picture.ties] for picture in drawn] == [[1, 5], [4, 2], [3], [6]]


def test_a_thread_passes_through_the_lines_of_its_figures() -> None:
    (picture, *_), _ = pictures(ferries())
    lines = {node.figure: node.y for node in picture.nodes}
    island = next(tie for tie in picture.ties if tie.number == 5)
    assert island.ys == tuple(sorted(lines[figure] for figure in (2, 4, 5)))


def test_no_thread_lies_on_another() -> None:
    for report in (ferries(), chain(40, apart=3)):
        for picture in pictures(report)[0]:
            for tie in picture.ties:
                others = [other for other in picture.ties if other.x == tie.x and other.number != tie.number]
                assert all(other.ys[-1] < tie.ys[0] or tie.ys[-1] < other.ys[0] for other in others)


def test_a_line_of_the_lines_fits_in_the_picture() -> None:
    for picture in pictures(chain(30, apart=2))[0]:
        assert max(tie.x for tie in picture.ties) < picture.width
        assert max(node.y for node in picture.nodes) < picture.height


def test_a_large_one_keeps_its_weightiest_ties_and_tells_how_many_are_left_out() -> None:
    ((picture,), undrawn) = pictures(chain(200))
    assert len(picture.nodes) == MOST
    assert [tie.number for tie in picture.ties if tie.number >= MOST] == []
    assert picture.left_out == 199 - (MOST - 1)
    assert undrawn == 0
    assert "140 lighter findings among these figures would not fit in" in to_html(chain(200))


def test_of_very_many_the_first_are_drawn() -> None:
    drawn, undrawn = pictures(long(5_000))
    assert sum(len(picture.nodes) for picture in drawn) <= MOST_IN_ALL
    assert len(drawn) + undrawn == 1_000


def test_what_is_laid_aside_ties_nothing() -> None:
    assert [[tie.number for tie in picture.ties] for picture in pictures(laid_aside())[0]][1] == [2]


def test_a_text_without_ties_has_no_picture() -> None:
    assert pictures(empty()) == ((), 0)
    assert 'id="ties"' not in to_html(empty())


def test_names_are_cut_and_harmless() -> None:
    (picture, *_), _ = pictures(hostile())
    assert max(len(node.quote) + len(node.measure) for node in picture.nodes) < 50
    assert picture.width < 600
    svg = re.findall(r"<svg class=\"ties\".*?</svg>\n?</div>", to_html(hostile()), re.DOTALL)[0]
    assert "<script" not in svg


def test_the_same_report_gives_the_same_picture() -> None:
    report = ferries()
    assert pictures(report) == pictures(replace(report))
