"""The layout of a text says what its blocks are: plain.yaml and markdown.yaml are the specification."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from verify.model import Document, RegionKind
from verify.reading import read_text

HERE = Path(__file__).parent
CASES = [
    pytest.param(markdown, case, id=f"{file}: {name}")
    for file, markdown in (("plain", False), ("markdown", True))
    for name, case in yaml.safe_load((HERE / f"{file}.yaml").read_text(encoding="utf-8")).items()
]


def blocks(document: Document) -> list[dict[str, str]]:
    return [{region.kind.value: document.quote(region.span).replace("\n", "/n")} for region in document.regions]


def holes(document: Document) -> list[str]:
    return [document.quote(hole) for region in document.regions for hole in region.holes]


@pytest.mark.parametrize(("markdown", "case"), CASES)
def test_a_text_has_the_blocks_that_a_reader_sees(markdown: bool, case: dict[str, Any]) -> None:
    document = read_text(case["text"], markdown=markdown)
    assert blocks(document) == case["blocks"]
    if "holes" in case:
        assert holes(document) == case["holes"]


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
