"""Every shipped rule does what its own examples say."""

from __future__ import annotations

import pytest

from verify.model import Example, Rule
from verify.pipeline import prepare
from verify.trials import try_example

SETUP = prepare()
EXAMPLES = [
    pytest.param(compiled.rule, example, id=f"{compiled.rule.id}-{example.verdict}-{number}")
    for compiled in SETUP.book.rules
    for number, example in enumerate(compiled.rule.examples)
]


def test_all_shipped_rules_load() -> None:
    assert SETUP.problems == ()


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_is_judged_as_its_author_says(rule: Rule, example: Example) -> None:
    trial = try_example(rule, example, SETUP)
    assert trial.passed, f"{trial.example.text!r} {trial.fault}"


def test_every_rule_has_an_example_of_what_it_must_ignore() -> None:
    without = [c.rule.id for c in SETUP.book.rules if all(e.verdict != "ignored" for e in c.rule.examples)]
    assert without == []


def test_every_rule_with_a_check_shows_an_inconsistent_and_a_consistent_example() -> None:
    for compiled in SETUP.book.rules:
        verdicts = {example.verdict for example in compiled.rule.examples}
        wanted = {"consistent", "inconsistent"} if compiled.formula else {"implied"}
        assert wanted <= verdicts, compiled.rule.id
