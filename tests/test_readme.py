"""The README keeps its word: its text gives its report, its commands are the ones that CI runs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.command import verify

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def block(language: str) -> str:
    """Return the first code block of a language."""
    found = re.search(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def test_the_text_gives_the_report(tmp_path: Path) -> None:
    assert block("markdown") == (ROOT / "examples" / "ferry.md").read_text("utf-8")
    shutil.copy(ROOT / "examples" / "ferry.md", tmp_path)
    assert verify("check", "ferry.md", cwd=tmp_path).stdout.strip() == block("text").strip()


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert "README.md" in (ROOT / ".ci" / "run").read_text("utf-8")
    (command,) = re.findall(r"^python3 -m venv .*pytest$", README, re.MULTILINE)
    assert ".[test]" in command


def test_what_it_shows_is_there() -> None:
    for path in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / path).exists(), path
