"""Tables drawn with pipes, in Markdown and in plain text."""

from __future__ import annotations

import pytest

from verify.model import RegionKind
from verify.reading import read_text

TABLE = "Sales grew.\n\n| Town | *2023* |\n| :--- | ---: |\n| Vel\\|den | **12** |\n| | |\n|\u2003Dol | 7\n\nThe end."


@pytest.mark.parametrize("markdown", [True, False])
def test_cells_keep_their_place(markdown: bool) -> None:
    document = read_text(TABLE, markdown=markdown)
    (table,) = document.tables
    found = {(cell.row, cell.column): document.quote(cell.span).strip("*") for cell in table.cells}
    assert found == {(0, 0): "Town", (0, 1): "2023", (1, 0): "Vel\\|den", (1, 1): "12", (3, 0): "Dol", (3, 1): "7"}
    assert (table.head_rows, table.rows, table.columns) == (1, 4, 2)
    assert [cell.level for cell in table.cells if cell.column == 0] == [0, 0, 1]


@pytest.mark.parametrize("markdown", [True, False])
def test_a_table_is_a_region_of_its_own(markdown: bool) -> None:
    kinds = [region.kind for region in read_text(TABLE, markdown=markdown).regions]
    assert kinds.count(RegionKind.TABLE) == 1
    assert kinds[-1] is RegionKind.PARAGRAPH


@pytest.mark.parametrize("text", ["a | b\nc | d", "| a |\n| b |", "---\n| a |", "a ||\n| --- | --- | --- |"])
def test_pipes_alone_make_no_table(text: str) -> None:
    assert read_text(text, markdown=False).tables == ()
