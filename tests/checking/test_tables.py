"""Tables: what is found and what must not be, from a corpus; rules over tables that cannot be used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import verify
from verify.checking.tables.slips import one_slip
from verify.model import Verdict
from verify.pipeline import prepare
from verify.reporting.reopened import from_json
from verify.reporting.saved import to_json

CORPUS = yaml.safe_load((Path(__file__).parents[1] / "corpus" / "tables" / "tables.yaml").read_text("utf-8"))


@pytest.mark.parametrize("entry", CORPUS, ids=[entry["name"] for entry in CORPUS])
def test_a_table_is_checked_as_the_corpus_says(entry: dict[str, Any]) -> None:
    report = verify.check(entry["text"])
    wrong = [[f.rule, *(report.document.quote(s) for s in f.spans)] for f in report.with_verdict(Verdict.INCONSISTENT)]
    assert sorted(map(_sorted, wrong)) == sorted(map(_sorted, entry["wrong"]))


def _sorted(finding: list[str]) -> list[str]:
    return [finding[0], *sorted(finding[1:])]


def test_a_finding_shows_the_sum_and_the_repair() -> None:
    report = verify.check(CORPUS[0]["text"])
    (finding,) = report.with_verdict(Verdict.INCONSISTENT)
    assert finding.message == "1,075 + 811 = 1,886; the table says 1,868"
    assert {part.quote: part.repair for part in finding.parts}["1,868"] == "1,886"
    assert {slip.name for slip in finding.slips} == {"digits swapped"}


def test_a_report_with_a_table_comes_back_from_json_as_it_was() -> None:
    report = verify.check(CORPUS[0]["text"])
    assert to_json(from_json(to_json(report))) == to_json(report)


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ("{total: lines}", "'lines' is no place in a table"),
        ("{total: line, parts: lines before sum}", "no single line is called 'sum'"),
        ("{total: row, parts: columns before total}", "the slots are rows and columns at once"),
        ("{total: line}", "a single line is tied to nothing"),
        ("{total: {at: line, is: money, like: X}, parts: line}", "'like' is no key of a line"),
        ("{total: {at: line, is: coins}, parts: line}", "no figure is of the kind 'coins'"),
        ("{total: prose, parts: line}", "asks not for one figure of the prose and one or two cells"),
        ("{total: line, parts: total of row}", "a single line is tied to nothing"),
        ("{total: line, parts: rows of the table}", "is tied to further slots"),
        ("{total: rows of the table below}", "is the only slot that sentences under `find:` can be about"),
    ],
)
def test_a_table_that_cannot_be_laid_out_is_refused(tmp_path: Path, table: str, what: str) -> None:
    path = tmp_path / "own.yaml"
    example = "examples: {consistent: [x]}"
    path.write_text(f"rule: own-sum\ntitle: A sum\ntable: {table}\ncheck: total = sum(parts)\n{example}\n")
    (problem,) = prepare((path,)).problems
    assert what in problem


def test_a_rule_of_ones_own_ties_rows(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "rule: beds-per-room\ntitle: Two beds stand in every room\n"
        "table:\n  beds: {at: row, named: beds}\n  rooms: {at: row, named: rooms}\n"
        "check: beds = 2 * rooms\nexamples:\n  inconsistent:\n    - |\n"
        "      | | Inn | Hostel | Hotel |\n      | --- | --- | --- | --- |\n"
        "      | Rooms | 120 | 141 | 230 |\n      | Beds | 240 | 282 | 640 |\n"
    )
    setup = prepare((path,))
    assert setup.problems == ()
    (rule,) = [compiled.rule for compiled in setup.book.rules if compiled.rule.id == "beds-per-room"]
    report = verify.check(rule.examples[0].text, rules=(path,))
    assert [f.message for f in report.findings if f.rule == "beds-per-room" and f.verdict is Verdict.INCONSISTENT]


@pytest.mark.parametrize(
    ("said", "off", "expected"),
    [
        ("1,296", 200, True),
        ("1,296", 630, True),
        ("1,296", 203, False),
        ("1,296", -1000, False),
        ("1,296", 9000, False),
    ],
)
def test_one_slip_is_one_digit_or_two_that_were_swapped(said: str, off: float, expected: bool) -> None:
    report = verify.check(f"| | 2023 |\n| --- | --- |\n| Sales | {said} |")
    assert one_slip(report.figures[-1], off, 0.5) is expected
