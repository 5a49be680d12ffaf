"""Two rules over the same figures are one finding where they say the same, and two where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify.model import Finding
from verify.pipeline import check_text, prepare

TEXT = "We zorbed 12 boats and 30 cars."
RULE = """
rule: {name}
title: Boats and cars
find: "zorbed <count boats> and <count cars>"
check: {check}
examples:
  {verdict}: [ "We zorbed {example}." ]
---
"""


def findings(tmp_path: Path, *checks: str) -> tuple[Finding, ...]:
    path = tmp_path / "rules.yaml"
    rules = [
        RULE.format(name=f"zorb-{'ab'[number]}", check=check, verdict="consistent", example="12 boats and 30 cars")
        for number, check in enumerate(checks)
    ]
    path.write_text("".join(rules), "utf-8")
    setup = prepare((path,))
    assert setup.problems == ()
    return tuple(finding for finding in check_text(TEXT, setup).findings if finding.rule.startswith("zorb"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("boats <= cars", "cars >= boats"),
        ("boats < cars", "0 - boats > 0 - cars"),
        ("boats + cars = 42", "42 = cars + boats"),
        ("cars - boats = 18", "18 = (0 - boats) + cars"),
        ("boats * cars = 360", "360 = 1 * cars * boats"),
        ("boats / cars = 0.4", "0.4 = boats * (1 / cars)"),
        ("10 <= boats <= cars", "cars >= boats >= 10"),
        ("sum(boats) < cars", "cars > boats"),
        ("sum(boats, cars) = 42", "cars + boats = 42"),
    ],
)
def test_the_same_formula_in_other_words_is_one_finding(tmp_path: Path, first: str, second: str) -> None:
    assert len(findings(tmp_path, first, second)) == 1


@pytest.mark.parametrize(
    ("first", "second", "verdicts"),
    [
        ("boats <= cars", "boats = cars", ["inconsistent", "consistent"]),
        ("boats <= cars", "cars <= boats", ["inconsistent", "consistent"]),
        ("boats <= cars", "boats < cars", ["consistent", "consistent"]),
        ("boats - cars = 18", "cars - boats = 18", ["inconsistent", "consistent"]),
        ("boats / cars = 0.4", "cars / boats = 0.4", ["inconsistent", "consistent"]),
        ("boats ** 2 = 144 * cars / 30", "boats * 2 = 144 * cars / 30", ["inconsistent", "consistent"]),
        ("boats + cars = 42", "boats + cars = 43", ["inconsistent", "consistent"]),
    ],
)
def test_a_finding_that_holds_hides_none_that_does_not(
    tmp_path: Path, first: str, second: str, verdicts: list[str]
) -> None:
    assert [finding.verdict.value for finding in findings(tmp_path, first, second)] == verdicts
