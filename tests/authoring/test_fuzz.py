"""`verify rules fuzz`: every shipped rule over plain figures passes, and a rule that errs is found out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from verify.authoring.fuzzing import Trial, fuzz, fuzz_line
from verify.checking import CompiledRule
from verify.errors import UsageError
from verify.pipeline import Setup, prepare

SETUP = prepare()
FEW = 12


@pytest.mark.slow
@pytest.mark.parametrize("rule", SETUP.book.rules, ids=lambda rule: rule.rule.id)
def test_a_shipped_rule_does_not_err_on_other_figures(rule: CompiledRule) -> None:
    trial = fuzz(rule, SETUP, FEW, seed=0)
    assert trial.err is None
    assert bool(trial.why_not) is not bool(trial.texts)


FORKS = """
rule: of-mine
title: No more forks are laid than plates
find: "<count forks> beside <count plates>"
check: {check}
examples:
  consistent: [ "They laid 12 forks beside 40 plates." ]
"""


def setup_of(folder: Path, check: str) -> Setup:
    path = folder / f"{len(list(folder.iterdir()))}.yaml"
    path.write_text(FORKS.format(check=check), "utf-8")
    setup = prepare((path,))
    assert setup.problems == ()
    return setup


def tried(folder: Path, meant: str, judged: str) -> Trial:
    """Try the rule with the formula that is meant, where the rule book judges by another."""
    rule = next(one for one in setup_of(folder, meant).book.rules if one.rule.id == "of-mine")
    return fuzz(rule, setup_of(folder, judged), 100, seed=1)


def test_a_rule_that_judges_as_it_is_meant_passes(tmp_path: Path) -> None:
    trial = tried(tmp_path, "forks <= plates", "forks <= plates")
    assert (trial.err, trial.texts) == (None, 100)


@pytest.mark.parametrize(
    ("judged", "fits", "fault"),
    [("forks <= 9 * plates", False, "is not accused"), ("3 * forks <= plates", True, "is wrongly accused")],
)
def test_a_rule_that_judges_otherwise_is_found_out(judged: str, fits: bool, fault: str, tmp_path: Path) -> None:
    trial = tried(tmp_path, "forks <= plates", judged)
    assert trial.err is not None
    assert (trial.err.fits, trial.err.fault) == (fits, fault)
    assert trial.err.text.startswith("They laid ")
    assert fuzz_line(trial).startswith(f"of-mine: {fault}")


def test_the_same_seed_gives_the_same_texts() -> None:
    rule = next(one for one in SETUP.book.rules if one.rule.id == "bill-of-items")
    assert fuzz(rule, SETUP, 30, seed=3) == fuzz(rule, SETUP, 30, seed=3)


def test_a_missing_library_is_told_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(UsageError) as told:
        fuzz(SETUP.book.rules[0], SETUP, 1, seed=0)
    assert "pip install 'verify-figures[fuzz]'" in str(told.value)


TILLS = """
rule: tills-of-mine
title: The tills make up the takings
table:
  parts:   {at: lines before total}
  total:   {at: line, named: [takings]}
check: total = sum(parts)
examples:
  consistent:
    - |
      | | 2023 | 2022 |
      | --- | --- | --- |
      | North till | 1,214 | 1,190 |
      | South till | 867 | 902 |
      | Takings | 2,081 | 2,092 |
"""


def test_one_line_of_a_table_gets_other_figures(tmp_path: Path) -> None:
    path = tmp_path / "tills.yaml"
    path.write_text(TILLS, "utf-8")
    setup = prepare((path,))
    assert setup.problems == ()
    rule = next(one for one in setup.book.rules if one.rule.id == "tills-of-mine")
    trial = fuzz(rule, setup, 40, seed=1)
    assert (trial.err, trial.texts) == (None, 40)


LAID = """
rule: of-mine
title: Forks that are laid beside plates
find: "<count forks> beside <count plates>"
gives:
  all: {is: like forks, by: GIVEN}
examples:
  implied: [ "They laid 12 forks beside 40 plates." ]
"""


@pytest.mark.parametrize(("judged", "fault"), [("forks + plates", ""), ("forks + 2 * plates", "gives another figure")])
def test_a_rule_without_a_check_is_held_to_what_it_gives(judged: str, fault: str, tmp_path: Path) -> None:
    setups = []
    for number, given in enumerate(("forks + plates", judged)):
        path = tmp_path / f"{number}.yaml"
        path.write_text(LAID.replace("GIVEN", given), "utf-8")
        setups.append(prepare((path,)))
    meant, other = setups
    assert meant.problems == other.problems == ()
    rule = next(one for one in meant.book.rules if one.rule.id == "of-mine")
    trial = fuzz(rule, other, 40, seed=1)
    assert (trial.err.fault if trial.err else "") == fault


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("same-exchange-rate", "it joins what other rules imply"),
        ("restated", "`restates`"),
        ("order-of-dates", "its figures are"),
        ("age-when", "follows from the others alone"),
    ],
)
def test_what_cannot_be_tried_is_told_with_its_reason(rule: str, why: str) -> None:
    compiled = next(one for one in SETUP.book.rules if one.rule.id == rule)
    assert why in fuzz(compiled, SETUP, 1, seed=0).why_not
