"""`verify rules new`: what it writes from a sentence loads, and its examples pass at once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from verify.authoring.drafting import draft_rule, write_draft
from verify.errors import UsageError
from verify.pipeline import prepare
from verify.trials import try_rules

SETUP = prepare()
SENTENCES = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["sentence"][:40])
def test_a_rule_written_from_a_sentence_loads_and_its_examples_pass(case: dict[str, str], tmp_path: Path) -> None:
    draft = draft_rule(case["sentence"], SETUP, "of-mine")
    path = tmp_path / "rules.yaml"
    write_draft(draft, path)
    setup = prepare((path,))
    assert setup.problems == ()
    trials = list(try_rules(setup, "of-mine"))
    assert {trial.example.verdict for trial in trials} == {"consistent", "inconsistent"}
    assert [trial.fault for trial in trials if not trial.passed] == []
    assert draft.check == case["check"]


def test_formulas_that_hold_as_well_are_left_to_choose_from() -> None:
    draft = draft_rule("The twins ate 2 pies and 2 cakes, 4 dishes in all.", SETUP)
    assert draft.check == "total = pie + cake"
    assert "# check: total = pie * cake\n" in draft.yaml


def test_a_second_rule_goes_into_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "mine" / "rules.yaml"
    for number, case in enumerate(SENTENCES[:2]):
        write_draft(draft_rule(case["sentence"], SETUP, f"rule-{number}"), path)
    setup = prepare((path,))
    assert setup.problems == ()
    assert {"rule-0", "rule-1"} <= {compiled.rule.id for compiled in setup.book.rules}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("About a third of voters stayed at home.", "two figures"),
        ("", "two figures"),
        ("The museum bought 350 tablets at $420 each, a bill of $174,000.", "no simple formula holds"),
    ],
)
def test_a_sentence_of_which_no_rule_can_be_made_is_refused_with_the_reason(sentence: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        draft_rule(sentence, SETUP)
