"""Which documents a user means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.runs.conftest import BAD, GOOD, checked

Write = Callable[[str, str], Path]


def names(*asked: str | Path, **wishes: object) -> list[str]:
    return [report.document.name for report in checked(asked, **wishes)[0].reports]


@pytest.fixture(autouse=True)
def documents(write: Write) -> None:
    for name in ("docs/b.md", "docs/a.md", "docs/deep/er/c.markdown", "docs/notes.txt", "docs/drafts/d.md", "e.md"):
        write(name, GOOD)
    for name in ("docs/code.py", "docs/.hidden.md", ".git/f.md", "docs/node_modules/g.md", "docs/picture.png"):
        write(name, BAD)


def test_a_folder_is_what_can_be_read_in_it() -> None:
    assert names("docs") == ["docs/a.md", "docs/b.md", "docs/notes.txt", "docs/deep/er/c.markdown", "docs/drafts/d.md"]
    assert len(names(".")) == 6


@pytest.mark.parametrize("suffix", ["rst", "html", "htm", "ipynb", "docx", "eml"])
def test_every_form_of_prose_is_a_document(suffix: str, write: Write) -> None:
    write(f"forms/a.{suffix}", GOOD)
    write("forms/a.csv", GOOD)
    result, told = checked(["forms"])
    assert [*(report.document.name for report in result.reports), *told][0].startswith(f"forms/a.{suffix}")
    assert len(result.reports) + len(told) == 1  # what is no notebook is told as such


def test_a_page_that_verify_wrote_is_no_document(write: Write) -> None:
    (report,) = checked(["docs/a.md"])[0].reports
    write("pages/a.html", report.to_html())
    write("pages/b.html", f"<p>{GOOD}</p>")
    assert names("pages") == names("pages/*.html") == ["pages/b.html"]
    assert names("pages/a.html") == ["pages/a.html"]
    assert names("pages/a.html", "e.md", force_exclude=True) == ["e.md"]


def test_capitals_in_a_suffix_make_no_difference(write: Write) -> None:
    write("loud/README.MD", GOOD)
    assert names("loud") == ["loud/README.MD"]


def test_a_glob_is_what_it_names() -> None:
    assert names("docs/**/*.md") == ["docs/a.md", "docs/b.md", "docs/drafts/d.md"]
    assert names("docs/d*") == ["docs/deep/er/c.markdown", "docs/drafts/d.md"]


def test_what_is_named_twice_is_checked_once() -> None:
    assert names("docs/a.md", "docs/*.md", "docs/a.md") == ["docs/a.md", "docs/b.md"]


def test_what_is_excluded_is_left_out_of_folders_and_not_of_names() -> None:
    assert names("docs", exclude=("drafts", "*.txt")) == ["docs/a.md", "docs/b.md", "docs/deep/er/c.markdown"]
    assert names("docs/drafts/d.md", exclude=("drafts",)) == ["docs/drafts/d.md"]
    assert names("docs/drafts/d.md", "e.md", exclude=("drafts",), force_exclude=True) == ["e.md"]


def test_a_file_may_have_any_suffix_where_it_is_named(write: Write) -> None:
    write("article", GOOD)
    write("[draft].md", GOOD)
    assert names("article", "[draft].md") == ["article", "[draft].md"]


def test_a_folder_without_documents_is_told_and_the_others_are_checked(write: Write) -> None:
    write("empty/code.py", "")
    result, told = checked(["empty", "nothing/*.md", "e.md"])
    assert [report.document.name for report in result.reports] == ["e.md"]
    assert result.failed
    assert all("holds no document to check" in message and "to mend:" in message for message in told)
    assert len(told) == 2
