"""What a file says of how often rules were right, and where that is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify.checking.records import RECORD, records_text
from verify.explaining import describe_rule
from verify.model import Record, Rule
from verify.pipeline import prepare, shipped_rules
from verify.reporting import to_html
from verify.reporting.wording import record_words

RULE = """\
rule: forks-and-plates
title: No more forks are laid than plates
find: "<count forks> beside <count plates>"
check: forks <= plates
examples:
  consistent: [ "They laid 12 forks beside 40 plates." ]
"""


def rule_of(folder: Path, record: str = "") -> Rule:
    (folder / "table.yaml").write_text(RULE, "utf-8")
    if record:
        (folder / RECORD).write_text(record, "utf-8")
    return next(one.rule for one in prepare((folder,)).book.rules if one.rule.id == "forks-and-plates")


def test_a_record_lies_beside_any_rules(tmp_path: Path) -> None:
    record = Record(texts=40, right=3, tied=2)
    rule = rule_of(tmp_path, records_text(40, {"forks-and-plates": record}))
    assert rule.record == record
    assert "Record: On the 40 labelled texts that it was developed on, 3 of its 3" in describe_rule(rule)


def test_rules_without_a_record_do_without(tmp_path: Path) -> None:
    assert rule_of(tmp_path).record is None
    assert "Record" not in describe_rule(rule_of(tmp_path))


@pytest.mark.parametrize("broken", ["[]", '{"texts": 4}', '{"texts": 4, "rules": {"a": {"rihgt": 1}}}', "{"])
def test_a_broken_record_is_told_and_the_rules_stay(broken: str, tmp_path: Path) -> None:
    assert rule_of(tmp_path, broken).record is None
    (problem,) = prepare((tmp_path,)).problems
    assert RECORD in problem
    assert "to mend: write it anew, or remove it" in problem


def test_the_shipped_rules_have_one_that_holds_counts_alone() -> None:
    rules = [one.rule for one in prepare().book.rules]
    tried = [rule for rule in rules if rule.record]
    assert len(tried) > 0.8 * len(rules)  # a new rule has none until it is written anew
    assert {rule.record.texts for rule in tried if rule.record} == {tried[0].record.texts if tried[0].record else 0}
    lines = (shipped_rules() / RECORD).read_text("utf-8").splitlines()
    assert max(map(len, lines)) < 120  # nothing of a text would fit


def test_the_page_tells_it(tmp_path: Path) -> None:
    from verify.pipeline import check_text

    rule_of(tmp_path, records_text(40, {"forks-and-plates": Record(40, right=3, wrong=1)}))
    page = to_html(check_text("They laid 12 forks beside 40 plates.", prepare((tmp_path,))))
    assert "3 of its 4 accusations were right" in page


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (Record(1), "On the 1 labelled text that it was developed on, it never spoke."),
        (Record(9, tied=1), "On the 9 labelled texts that it was developed on, 1 of 1 tie that it found was right."),
        (Record(9, wrong=1), "On the 9 labelled texts that it was developed on, 0 of its 1 accusation was right."),
    ],
)
def test_a_record_is_a_sentence(record: Record, words: str) -> None:
    assert record_words(record) == words
