"""Amounts told twice, held against exchange rates and a price index: the corpus in rates.yaml."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from verify.evidence.tables.rates import date_of, judge_pair, pairs_in, rates_of

from .making import asked, checked, claims_of

CASES = yaml.safe_load(Path(__file__).with_name("rates.yaml").read_text("utf-8"))
SAID = [(case, text) for case in CASES.values() for text in case["texts"]]


@pytest.mark.parametrize(("case", "text"), SAID, ids=lambda part: f"{part.get('says', '')} {part.get('date', '')}")
def test_an_amount_told_twice_is_held_against_the_rate_of_its_time(case: Any, text: Any, tmp_path: Path) -> None:
    rates = rates_of(asked(tmp_path, case["table"], case["legend"]))
    report = checked(text["says"])
    (pair,) = pairs_in(report.document, claims_of(report))
    one = judge_pair(pair, rates, text.get("date"))
    support, _, words = text["makes"].partition("; ")
    assert ("-" if one is None else one.support.value) == support
    if one is not None:
        assert words in one.message + one.formula
        assert one.figure == pair.second.claim.index


@pytest.mark.parametrize(
    "text",
    ["They pay €10 million and $12 million.", "€10 million (12%).", "They pay €10 million ($12 million and more).",
     "They pay €10 million (of which $3 million is lent and 4 more given)."],
)  # fmt: skip
def test_two_amounts_are_one_only_in_brackets(text: str) -> None:
    report = checked(text)
    pairs = list(pairs_in(report.document, claims_of(report)))
    assert not pairs or "and more" in text


def test_the_front_matter_tells_the_date_of_a_text() -> None:
    assert date_of(checked("---\ntitle: A\ndate: 2018-06-10\n---\n\nThey pay $3.\n").document) == date(2018, 6, 10)
    assert date_of(checked('---\ndate: "2018-06-10"\n---\n\nThey pay $3.\n').document) == date(2018, 6, 10)
    assert date_of(checked("---\ndate: soon\n---\n\nThey pay $3.\n").document) is None
    assert date_of(checked("date: 2018-06-10\n").document) is None
