"""The documentation keeps its word: every rule in docs/ loads and its examples are as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from verify.checking import load_requests
from verify.pipeline import check_text, prepare
from verify.runs.settings import read_settings
from verify.runs.tailoring import tailored
from verify.trials import try_rules

DOCS = Path(__file__).parent.parent / "docs"
SNIPPET = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
SNIPPETS = [
    pytest.param(found[1], id=f"{path.name}-{number}")
    for path in sorted(DOCS.glob("*.md"))
    for number, found in enumerate(SNIPPET.finditer(path.read_text("utf-8")))
    if re.search(r"^rule:", found[1], re.MULTILINE)
]


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_rule_in_the_documentation_works(snippet: str, tmp_path: Path) -> None:
    path = tmp_path / "snippet.yaml"
    path.write_text(snippet, "utf-8")
    setup = prepare((path,))
    assert setup.problems == ()
    trials = [trial for trial in try_rules(setup) if trial.rule.place and trial.rule.place.file == str(path)]
    assert trials
    assert [f"{trial.example.text} {trial.fault}" for trial in trials if not trial.passed] == []


SUPPRESSING = (DOCS / "suppressing.md").read_text("utf-8")


def test_what_is_laid_aside_in_the_documentation_is_laid_aside() -> None:
    (text,) = re.findall(r"^```markdown\n(.*?)^```", SUPPRESSING, re.MULTILINE | re.DOTALL)
    report = check_text(text, prepare(), "report.md")
    assert [finding.rule for finding in report.suppressed] == ["change-to-level", "part-within-whole"]
    assert report.counts["inconsistent"] == 0
    assert report.problems == ()


def test_the_files_that_lay_aside_are_understood(tmp_path: Path) -> None:
    for number, text in enumerate(SNIPPET.findall(SUPPRESSING)):
        path = tmp_path / f"{number}.yaml"
        path.write_text(text, "utf-8")
        assert load_requests(path, "2019-budget.md").faults == []
        assert load_requests(path, "2019-budget.md").asked


def test_the_settings_in_the_documentation_are_read_and_name_rules_that_there_are(tmp_path: Path) -> None:
    (snippet,) = re.findall(r"^```toml\n(.*?)^```", (DOCS / "ci.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    path = tmp_path / "verify.toml"
    path.write_text(snippet, "utf-8")
    settings = read_settings(path)
    assert settings is not None
    assert {key for key in settings.__struct_fields__ if getattr(settings, key)} == set(settings.__struct_fields__)
    tailored(prepare().book, settings.choices(tmp_path / "press" / "a.md"))
