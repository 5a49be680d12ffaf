"""The layout of a text says what its blocks are: the YAML files beside this one are the specification."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from verify.model import Document, RegionKind
from verify.reading import read_bytes, read_text

HERE = Path(__file__).parent
CASES = [
    pytest.param(f"a.{suffix}", case, id=f"{file}: {name}")
    for file, suffix in (("plain", "txt"), ("markdown", "md"), ("html", "html"), ("rst", "rst"))
    for name, case in yaml.safe_load((HERE / f"{file}.yaml").read_text(encoding="utf-8")).items()
]


def blocks(document: Document) -> list[dict[str, str]]:
    return [{region.kind.value: document.quote(region.span).replace("\n", "/n")} for region in document.regions]


def holes(document: Document) -> list[str]:
    return [document.quote(hole) for region in document.regions for hole in region.holes]


def cells(document: Document) -> list[list[list[str]]]:
    """Return the words of the cells, row by row; a cell that spans several stands in each, a blank one is ""."""
    found = []
    for table in document.tables:
        rows = [[""] * table.columns for _ in range(table.rows)]
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    assert rows[row][column] == "", "no two cells in one place"
                    rows[row][column] = document.quote(cell.span)
        found.append(rows)
    return found


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_text_has_the_blocks_that_a_reader_sees(name: str, case: dict[str, Any]) -> None:
    document = read_bytes(case["text"].encode(), name)
    assert blocks(document) == case["blocks"]
    if "holes" in case:
        assert holes(document) == case["holes"]
    if "tables" in case:
        assert cells(document) == case["tables"]
    if "comments" in case:
        assert [comment.words for comment in document.comments] == case["comments"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.md", RegionKind.HEADING),
        ("A.MARKDOWN", RegionKind.HEADING),
        ("a.txt", RegionKind.PARAGRAPH),
        ("<stdin>", RegionKind.PARAGRAPH),
        ("README", RegionKind.PARAGRAPH),
    ],
)
def test_the_suffix_says_how_to_read(name: str, expected: RegionKind) -> None:
    assert read_text("# Sales", name).regions[0].kind is expected


def test_whoever_knows_better_than_the_suffix_may_say_so() -> None:
    assert read_text("# Sales", "a.txt", markdown=True).regions[0].kind is RegionKind.HEADING
    assert read_text("# Sales", "a.md", markdown=False).regions[0].kind is RegionKind.PARAGRAPH


def test_headings_and_items_know_their_depth() -> None:
    document = read_text("# One\n\n## Two\n\nThree\n---\n\n- a\n  - b\n\n> > c", markdown=True)
    assert [region.level for region in document.regions] == [1, 2, 2, 1, 2, 2]
    assert [region.level for region in read_text("Title\n\nWords.\n\nCrosshead\n\nWords.").regions] == [1, 0, 2, 0]


def test_what_looks_like_html_is_said_to_have_been_read_as_it_is() -> None:
    assert read_text("<!DOCTYPE html><p>5", "a.txt").notes == (
        "looks like HTML but is read as plain text, tags and all",
    )
    assert read_text("5 < 6", "a.txt").notes == ()


def test_an_empty_text_is_an_empty_document() -> None:
    for text in ("", " \n\t\n"):
        assert read_text(text).regions == read_text(text, markdown=True).regions == ()
