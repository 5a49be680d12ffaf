"""A table that adds up is never accused; with one cell changed, its total is, and nothing else."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import verify
from verify.model import Verdict

NUMBERS = st.integers(1_000, 99_999)
NAMES = ("North", "South", "West", "East", "Centre", "Islands")


@st.composite
def columns(draw: st.DrawFn) -> list[list[int]]:
    rows = draw(st.integers(2, len(NAMES)))
    return draw(st.lists(st.lists(NUMBERS, min_size=rows, max_size=rows), min_size=3, max_size=4))


def written(columns: list[list[int]], totals: list[int]) -> str:
    heads = ["", *(str(2023 - number) for number in range(len(columns)))]
    names = [*NAMES[: len(columns[0])], "Total"]
    rows = [
        [name, *(f"{number:,}" for number in numbers)]
        for name, numbers in zip(names, [*zip(*columns, strict=True), totals], strict=True)
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads), *rows))


@given(columns())
@settings(max_examples=60)
def test_a_table_that_adds_up_is_not_accused(columns: list[list[int]]) -> None:
    report = verify.check(written(columns, [sum(column) for column in columns]))
    assert report.with_verdict(Verdict.INCONSISTENT) == ()
    assert sum(finding.rule == "table-total" for finding in report.findings) >= len(columns)


@given(columns(), st.data())
@settings(max_examples=60)
def test_one_changed_cell_makes_one_total_wrong(columns: list[list[int]], data: st.DataObject) -> None:
    totals = [sum(column) for column in columns]
    column = data.draw(st.integers(0, len(columns) - 1))
    row = data.draw(st.integers(0, len(columns[0])))
    other = data.draw(NUMBERS)
    changed = [list(numbers) for numbers in columns]
    before = totals[column] if row == len(columns[0]) else changed[column][row]
    assume(abs(before - other) > len(columns[0]) + 1)
    if row == len(columns[0]):
        totals[column] = other
    else:
        changed[column][row] = other
    report = verify.check(written(changed, totals))
    (finding,) = report.with_verdict(Verdict.INCONSISTENT)
    assert finding.rule == "table-total"
    assert f"{other:,}" in {part.quote for part in finding.parts}
