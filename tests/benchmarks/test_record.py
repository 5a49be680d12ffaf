"""What a finding is worth against the labels, and when a rule is marked."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.benchmarks.labelled import Group, Labelled
from tests.benchmarks.record import is_marked, judged, record, table
from verify.pipeline import check_text, prepare

TEXT = "All 14 of our 12 boats sailed."
FOURTEEN, TWELVE, ELSEWHERE = [4, 6], [14, 16], [17, 22]


@pytest.mark.parametrize(
    ("labels", "worth"),
    [
        ({"wrong": (Group([FOURTEEN], 1),)}, "right"),
        ({"wrong": (Group([FOURTEEN, TWELVE]),)}, "right"),
        ({"wrong": (Group([TWELVE, ELSEWHERE]),)}, "wrong"),
        ({"open": (Group([FOURTEEN, TWELVE]),)}, ""),
        ({}, "wrong"),
    ],
)
def test_an_accusation_is_right_where_it_points_at_an_error(labels: dict[str, tuple[Group, ...]], worth: str) -> None:
    (finding,) = check_text(TEXT, prepare()).findings
    assert judged(finding, Labelled("a", TEXT, **labels)) == worth


@pytest.mark.parametrize(
    ("ties", "complete", "worth"),
    [
        ((Group([FOURTEEN, TWELVE]),), True, "on a tie"),
        ((Group([TWELVE, ELSEWHERE]),), True, "off"),
        ((Group([TWELVE, ELSEWHERE]),), False, ""),
    ],
)
def test_what_holds_is_right_on_a_labelled_tie(ties: tuple[Group, ...], complete: bool, worth: str) -> None:
    text = TEXT.replace("14", "10")
    (finding,) = check_text(text, prepare()).findings
    assert judged(finding, Labelled("a", text, ties=ties, complete=complete)) == worth


def test_a_rule_is_marked_when_more_than_one_accusation_in_ten_is_wrong() -> None:
    assert not is_marked(Counter(right=9, wrong=1))
    assert is_marked(Counter(right=8, wrong=1))
    assert not is_marked(Counter())


def test_the_table_has_a_row_for_every_rule_and_the_sum() -> None:
    setup = prepare()
    rules = [compiled.rule.id for compiled in setup.book.rules]
    made = record([Labelled("a", TEXT, (Group([FOURTEEN], 1),))], setup)
    lines = list(table(rules, made, record([], setup)))
    assert len(lines) == len(rules) + 3
    assert lines[2].startswith("| `part-within-whole` |  |  | 1 |  | 1 |")
    assert len({line.count("|") for line in lines}) == 1
