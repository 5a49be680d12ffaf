"""Cells of a table are numbers by rules of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from verify.figures import find_figures, load_lexicon
from verify.reading import read_text

LEXICON = load_lexicon()
CELLS = yaml.safe_load((Path(__file__).parents[1] / "corpus" / "tables" / "cells.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("said", "number", "unit"), CELLS, ids=[str(said) for said, _, _ in CELLS])
def test_a_cell_is_read_as_written(said: str, number: float | None, unit: str) -> None:
    document = read_text(f"| Name | Value |\n| --- | --- |\n| Thing | {said} |")
    cells = [figure for figure in find_figures(document, LEXICON) if figure.is_cell]
    assert [(figure.low, figure.unit.name) for figure in cells] == ([] if number is None else [(number, unit)])
    assert all(document.quote(figure.span) == figure.quote for figure in cells)


def test_the_zeros_of_a_table_are_as_good_as_its_other_digits() -> None:
    document = read_text("| | 2023 |\n| --- | --- |\n| Sales | 1,200 |")
    (cell,) = [figure for figure in find_figures(document, LEXICON) if figure.is_cell]
    assert (cell.strict.low, cell.strict.high) == (cell.coarse.low, cell.coarse.high) == (1199.5, 1200.5)


def test_a_row_of_years_is_a_head() -> None:
    document = read_text("| | | |\n| --- | --- | --- |\n| | 2023 | 2022 |\n| Men | 2,023 | 2022 |")
    figures = find_figures(document, LEXICON)
    assert [(figure.quote, figure.is_cell) for figure in figures] == [
        ("2023", False), ("2022", False), ("2,023", True), ("2022", True),
    ]  # fmt: skip
