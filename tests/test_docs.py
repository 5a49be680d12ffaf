"""The documentation keeps its word: every rule in docs/ loads and its examples are as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from verify.pipeline import prepare
from verify.trials import try_rules

DOCS = Path(__file__).parent.parent / "docs"
SNIPPET = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
SNIPPETS = [
    pytest.param(found[1], id=f"{path.name}-{number}")
    for path in sorted(DOCS.glob("*.md"))
    for number, found in enumerate(SNIPPET.finditer(path.read_text("utf-8")))
    if "rule:" in found[1]
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
