"""What a glob names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.runs.globs import matches

NAMES = st.text(st.sampled_from("ab.*?[]!^-\\"), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("pattern", "named", "not_named"),
    [
        ("drafts", ["drafts/a.md", "docs/drafts/b/c.md", "drafts"], ["draft/a.md", "mydrafts/a.md"]),
        ("drafts/", ["drafts/a.md", "docs/drafts/b/c.md"], ["draft.md"]),
        ("/drafts", ["drafts/a.md"], ["docs/drafts/a.md"]),
        ("docs/drafts", ["docs/drafts/a.md"], ["x/docs/drafts/a.md"]),
        ("*.md", ["a.md", "docs/a.md"], ["a.mdx", "a.txt"]),
        ("docs/*.md", ["docs/a.md"], ["docs/old/a.md", "a.md"]),
        ("docs/**/*.md", ["docs/a.md", "docs/old/a.md", "docs/x/y/a.md"], ["docs/a.txt", "a.md"]),
        ("**/old/**", ["old/a.md", "docs/old/a.md"], ["older/a.md"]),
        ("20[12]?-*.md", ["2019-a.md", "x/2025-b.md"], ["2031-a.md"]),
        ("[!a]*.md", ["b.md"], ["a.md"]),
        ("a+b (1).md", ["a+b (1).md"], ["aab (1).md"]),
        ("[", ["["], ["a"]),
    ],
)
def test_a_glob_names_these_and_not_those(pattern: str, named: list[str], not_named: list[str]) -> None:
    assert [path for path in named if not matches(path, [pattern])] == []
    assert [path for path in not_named if matches(path, [pattern])] == []


@given(NAMES, st.text(st.sampled_from("ab.-/"), max_size=8))
def test_any_pattern_is_a_pattern(pattern: str, path: str) -> None:
    assert matches(path, [pattern]) in (True, False)


@given(st.text(st.sampled_from("ab.- "), min_size=1, max_size=6).filter(lambda name: name != "."))
def test_a_name_names_itself(name: str) -> None:
    assert matches(name, [name])
    assert matches(f"folder/{name}/file.md", [name])
