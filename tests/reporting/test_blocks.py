"""The text as it is shown: nothing is left out, no figure is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verify.model import NUMBER, Document, Region, RegionKind, Report, SourceMap, Span
from verify.reporting.blocks import Run, blocks

from .samples import ferries
from .sketch import Sketch


def shown(report: Report) -> list[tuple[str, list[str | int]]]:
    return [
        (block.kind.value, [run.text if run.figure is None else run.figure for run in block.runs if run.text])
        for block in blocks(report)
    ]


def test_each_region_is_a_block_and_each_figure_a_run() -> None:
    assert shown(ferries())[0] == ("heading", ["# ", "Halden Ferries sold more tickets in ", 0])
    assert shown(ferries())[2] == ("list_item", ["- ", 6, " of the ", 7, " harbours are open at night."])
    assert shown(ferries())[-1][0] == "debris"


def test_a_marker_is_shown_but_is_no_prose() -> None:
    assert next(iter(blocks(ferries()))).runs[0] == Run("# ", hole=True)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(st.text(st.sampled_from("ab1 \n#"), max_size=80))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    holes = draw(st.booleans())
    sketch = Sketch(text)
    for _ in range(text.count("1")):
        sketch.figure("1", 1, NUMBER, 0)
    regions = tuple(
        Region(RegionKind.PARAGRAPH, span, 0, (Span(span.start, (span.start + span.end) // 2),) if holes else ())
        for span in spans
    )
    document = Document("a.md", text, regions, SourceMap(text))
    return Report(document, tuple(sketch.figures), (), ())


@given(reports())
def test_the_whole_text_is_shown_whatever_its_regions(report: Report) -> None:
    runs = [run for block in blocks(report) for run in block.runs]
    assert "".join("".join(run.text for run in runs).split()) == "".join(report.document.text.split())
    assert [run.figure for run in runs if run.figure is not None] == [figure.index for figure in report.figures]
