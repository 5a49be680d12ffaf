"""A source without lines has places of its own, and every form of the report tells them."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from msgspec.structs import replace

from verify.model import NUMBER, Document, Finding, Level, Place, Report, SourceMap, Spot, Verdict
from verify.reporting import (
    from_json,
    to_frame,
    to_github,
    to_html,
    to_json,
    to_junit,
    to_markdown,
    to_sarif,
    to_terminal,
)

from .sketch import Sketch, part

TEXT = "All 14 of our boats sailed.\n\nThere are 12 boats."
BOX = (72.0, 90.5, 500.0, 104.2)
SPOTS = (Spot(0, "page 3", BOX), Spot(29, "page 4"))


@pytest.fixture
def report() -> Report:
    sketch = Sketch(TEXT, "a.pdf")
    parts = (part("part", sketch.figure("14", 14, NUMBER, 0)), part("total", sketch.figure("12", 12, NUMBER, 0)))
    finding = Finding(id="1", rule="r", verdict=Verdict.INCONSISTENT, level=Level.ERROR, message="m", parts=parts)
    document = Document(
        "a.pdf", TEXT, sketch.regions(), SourceMap(TEXT, spots=SPOTS), notes=("holds no text on page 1",)
    )
    return replace(sketch.report(), document=document, findings=(finding,))


def test_a_place_is_its_spot_where_there_is_one(report: Report) -> None:
    assert str(report.document.place(4)) == "a.pdf:page 3"
    assert str(Place("a.xlsx", 1, 1, spot="Sheet1!B7")) == "a.xlsx:Sheet1!B7"
    assert [report.document.source_map.where(at) for at in (0, 28, 29, len(TEXT))] == [
        "page 3",
        "page 3",
        "page 4",
        "page 4",
    ]


def test_the_terminal_tells_pages_and_notes(report: Report) -> None:
    told = to_terminal(report).split("\n")
    assert told[0] == "a.pdf:page 3: error: m [r]"
    assert "    a.pdf:page 4: 12 (total)" in told
    assert "a.pdf: note: holds no text on page 1" in told


def test_markdown_and_the_page_tell_them_too(report: Report) -> None:
    told = to_markdown(report)
    assert "`a.pdf:page 3`" in told
    assert "`a.pdf:page 4`" in told
    assert "> **Note:** holds no text on page 1" in told
    page = to_html(report)
    assert ">page 3<" in page
    assert "holds no text on page 1" in page


def test_json_holds_the_page_and_the_box_of_every_figure(report: Report) -> None:
    saved = json.loads(to_json(report))
    assert [(figure["spot"], figure["box"]) for figure in saved["figures"]] == [("page 3", list(BOX)), ("page 4", None)]
    assert saved["document"]["spots"] == [[0, "page 3", list(BOX)], [29, "page 4", None]]


def test_a_report_read_back_has_the_same_places(report: Report) -> None:
    again = from_json(to_json(report))
    assert again == report
    assert to_terminal(again) == to_terminal(report)


def test_the_forms_for_machines_name_the_spot_and_no_line(report: Report) -> None:
    (run,) = json.loads(to_sarif(report))["runs"]
    (result,) = run["results"]
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "a.pdf"}}, "logicalLocations": [{"name": "page 3"}]}
    ]
    assert result["relatedLocations"][0]["logicalLocations"] == [{"name": "page 4"}]
    assert "fixes" not in result
    assert to_github(report).startswith("::error title=inconsistent%3A r,file=a.pdf::page 3: m")
    assert "a.pdf:page 4: 12 (total)" in to_junit(report)
    assert "line=" not in to_junit(report)
    finding = to_frame(report).findings.iloc[0]
    assert (finding["spot"], finding["line"] is pd.NA) == ("page 3", True)
