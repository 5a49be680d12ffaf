"""What keeps a rule silent (`unless:`), and units that are named once for two figures (`same scale`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify.pipeline import check_text, prepare

RULE = """
rule: lower-after
title: What falls ends lower
find: "fall ... to <amount after> ... from <amount before>"
unless:
  - "{in | into} the {dark | fog}"
  - "<percent _>"
check: after <= before
where:
  - "same scale"
examples:
  consistent: [ "It fell to $3 from $5." ]
  inconsistent: [ "It fell to $5 from $3." ]
  ignored: [ "It fell in the dark to $5 from $3." ]
"""


def verdicts(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "mine.yaml"
    path.write_text(RULE, "utf-8")
    setup = prepare((path,), shipped=False)
    assert setup.problems == ()
    return [finding.verdict.value for finding in check_text(text, setup).findings]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It fell to $5 from $3.", ["inconsistent"]),
        ("In the dark, it fell to $5 from $3.", []),
        ("It was in the dark. It fell to $5 from $3.", ["inconsistent"]),
        ("It fell to $5 from $3. Then it went into the fog.", ["inconsistent"]),
        ("By 12%, it fell to $5 from $3.", []),
    ],
)
def test_a_rule_is_silent_where_a_barring_pattern_is_met_in_the_sentence(
    tmp_path: Path, text: str, found: list[str]
) -> None:
    assert verdicts(tmp_path, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It fell to 2.06 million tonnes from 2.57 million.", ["consistent"]),
        ("It fell to 2.57 million tonnes from 2.06 million.", ["inconsistent"]),
        ("It fell to $51.43 a barrel from 55 cents.", ["inconsistent"]),
        ("It fell to $51.43 from €55.", []),
        ("It fell to 3 km from 5 litres.", []),
        ("It fell to $51.43 from 60%.", []),
    ],
)
def test_a_unit_named_once_holds_for_both_figures(tmp_path: Path, text: str, found: list[str]) -> None:
    assert verdicts(tmp_path, text) == found


SURE = """
words:
  KEEPERS: [keeper, person]
---
rule: of-them
title: A part is no larger
find: "<count all>, including <count part>"
sure: "no other noun or KEEPERS"
check: part <= all
examples:
  consistent: [ "40 people, including 12 keepers" ]
  inconsistent: [ "40 people, including 52 keepers" ]
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("40 people, including 12 keepers.", ["consistent"]),
        ("40 people, including 52 keepers.", ["inconsistent"]),
        ("40 people, including 12 dogs.", ["consistent"]),
        ("40 people, including 52 dogs.", []),
    ],
)
def test_what_is_not_sure_may_agree_but_is_never_inconsistent(tmp_path: Path, text: str, found: list[str]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SURE, "utf-8")
    setup = prepare((path,), shipped=False)
    assert setup.problems == ()
    assert [finding.verdict.value for finding in check_text(text, setup).findings] == found
