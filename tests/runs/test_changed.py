"""Only what touches changed lines, as git tells them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.runs.conftest import BAD, GOOD, PART, alarms, checked
from verify.errors import UsageError
from verify.runs.changed import Lines, changed_lines

Write = Callable[[str, str], Path]
Git = Callable[..., str]


@pytest.fixture
def commit(git: Git) -> Callable[[], None]:
    """Commits everything."""

    def commit() -> None:
        git("add", "-A")
        git("commit", "-qm", "x")

    return commit


def test_only_changed_lines_are_told(write: Write, commit: Callable[[], None]) -> None:
    write("a.md", f"{BAD}\nThe end.\n")
    write("b.md", BAD)
    commit()
    write("a.md", f"A start.\n\n{BAD}\nThe end.\n\n{PART}")
    result, _ = checked(["a.md", "b.md"], diff="HEAD")
    assert alarms(result) == [("a.md", "part-within-whole")]
    reasons = [f.suppressed.reason for report in result.reports for f in report.suppressed if f.suppressed]
    assert reasons == ["stands on no line that changed since HEAD"] * 2


def test_a_finding_is_told_where_any_of_its_figures_changed(write: Write, commit: Callable[[], None]) -> None:
    write("a.md", GOOD.replace(" from", "\nfrom"))
    commit()
    write("a.md", BAD.replace(" from", "\nfrom"))
    assert changed_lines(Path("a.md"), "HEAD") == Lines(((2, 2),))
    assert alarms(checked(["a.md"], diff="HEAD")[0]) == [("a.md", "change-to-level")]


def test_a_file_that_git_does_not_know_has_changed(write: Write, commit: Callable[[], None]) -> None:
    write("x.md", GOOD)
    commit()
    write("a.md", BAD)
    assert alarms(checked(["a.md"], diff="HEAD")[0]) == [("a.md", "change-to-level")]


def test_a_branch_is_held_against_where_it_left(write: Write, commit: Callable[[], None], git: Git) -> None:
    write("a.md", GOOD)
    commit()
    git("checkout", "-qb", "mine")
    write("a.md", GOOD + "\n" + PART)
    commit()
    git("checkout", "-q", "main")
    write("a.md", BAD)
    commit()
    git("checkout", "-q", "mine")
    assert alarms(checked(["a.md"], diff="main...")[0]) == [("a.md", "part-within-whole")]


@pytest.mark.parametrize("name", ["a b.md", "-a.md", "*.md", "ü.md", ":(top)a.md", '"a".md'])
def test_odd_names_are_names(write: Write, commit: Callable[[], None], name: str, folder: Path) -> None:
    write(name, GOOD)
    write("other.md", GOOD)
    commit()
    write(name, GOOD + "\n" + PART)
    assert changed_lines(folder / name, "HEAD") == Lines(((2, 3),))


def test_what_the_repository_configures_does_not_run(write: Write, commit: Callable[[], None], git: Git) -> None:
    write("a.md", GOOD)
    write(".gitattributes", "*.md diff=evil\n")
    commit()
    for key in ("diff.external", "diff.evil.command", "diff.evil.textconv", "core.pager", "core.fsmonitor"):
        git("config", key, "touch harm; echo")
    git("config", "diff.noprefix", "true")
    git("config", "color.ui", "always")
    write("a.md", GOOD + "\n" + PART)
    assert alarms(checked(["a.md"], diff="HEAD")[0]) == [("a.md", "part-within-whole")]
    assert not Path("harm").exists()


@pytest.mark.parametrize("revision", ["nowhere", "--output=harm", "-h", "HEAD:a.md:b"])
def test_what_is_no_revision_is_refused(write: Write, commit: Callable[[], None], revision: str) -> None:
    write("a.md", GOOD)
    commit()
    with pytest.raises(UsageError) as refused:
        checked(["a.md"], diff=revision)
    assert "--diff main" in str(refused.value)
    assert not Path("harm").exists()


def test_without_a_repository_it_says_so(write: Write, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    write("a.md", GOOD)
    with pytest.raises(UsageError, match=r"git: .*not a git repository"):
        checked(["a.md"], diff="HEAD")


def test_it_works_in_a_hook_of_git(write: Write, commit: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    write("docs/a.md", GOOD)
    commit()
    write("docs/a.md", GOOD + "\n" + PART)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert alarms(checked(["docs/a.md"], diff="HEAD")[0]) == [("docs/a.md", "part-within-whole")]


def test_a_notebook_has_changed_as_a_whole(write: Write, commit: Callable[[], None]) -> None:
    def notebook(*texts: str) -> str:
        cells = [{"cell_type": "markdown", "metadata": {}, "source": [text]} for text in texts]
        return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)

    write("a.ipynb", notebook(BAD))
    commit()
    assert alarms(checked(["a.ipynb"], diff="HEAD")[0]) == []
    write("a.ipynb", notebook(BAD, "The end."))
    assert alarms(checked(["a.ipynb"], diff="HEAD")[0]) == [("a.ipynb", "change-to-level")]


def test_what_git_takes_for_binary_has_changed_as_a_whole(write: Write, commit: Callable[[], None]) -> None:
    write(".gitattributes", "*.md binary\n")
    write("a.md", GOOD)
    commit()
    assert changed_lines(Path("a.md"), "HEAD") == Lines()
    write("a.md", BAD)
    assert changed_lines(Path("a.md"), "HEAD") == Lines(all=True)
