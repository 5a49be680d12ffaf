"""A folder of documents for the tests of runs: three that agree, and errors where a test writes them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from verify.runs.run import Run, Wishes, run

GOOD = "Sales rose by 25% to $50 million, from $40 million.\n"
BAD = "Sales rose by 25% to $50 million, from $30 million.\n"
PART = "All 14 of our 12 boats sailed through the winter.\n"
ROUGH = "The ridge rises to about 1,500 m (5,000 ft) above the plain.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the run starts from."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder: Path) -> Callable[[str, str], Path]:
    """Writes a file below the folder."""

    def write(name: str, text: str) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture
def git(folder: Path) -> Callable[..., str]:
    """Runs git in the folder, which becomes a repository."""

    def git(*arguments: str) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
        done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)  # noqa: S607
        return done.stdout

    git("init", "-q")
    return git


def checked(names: Sequence[str | Path], **wishes: object) -> tuple[Run, list[str]]:
    """Check documents as the command does; what is told on standard error comes second."""
    told: list[str] = []
    return run([str(name) for name in names], Wishes(**wishes), told.append), told  # type: ignore[arg-type]


def alarms(result: Run) -> list[tuple[str, str]]:
    """Return the name of the document and the rule of every alarm."""
    return [
        (report.document.name, finding.rule)
        for report in result.reports
        for finding in report.standing
        if finding.verdict.value == "inconsistent"
    ]
