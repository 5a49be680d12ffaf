"""Another package's reader, found by its entry point."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import verify

READER = """
from verify.proposals import Mention, ProposedTie, Proposals

class Reader:
    def propose(self, document, figures):
        first, second = figures[0], figures[1]
        mentions = (Mention(first.index, first.quote, "a"), Mention(second.index, second.quote, "b"))
        return Proposals("the reader of a test", document.name, ties=(ProposedTie("a < b", mentions),))

class Broken:
    def __init__(self):
        raise RuntimeError("no licence")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a package that brings two readers, and a text."""
    (tmp_path / "their_reader.py").write_text(READER, "utf-8")
    info = tmp_path / "their_reader-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: their-reader\nVersion: 1.0\n", "utf-8")
    entries = "[verify.readers]\ntheirs = their_reader:Reader\nbroken = their_reader:Broken\n"
    (info / "entry_points.txt").write_text(entries, "utf-8")
    (tmp_path / "a.md").write_text("The north took in $124 million and the south $111 million.\n", "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    root = Path(__file__).parents[2]
    done = verify(*arguments, cwd=folder, env={"PYTHONPATH": f"{root}:{folder}"})
    return done.returncode, done.stdout, done.stderr


def test_what_it_proposes_is_judged_by_us(folder: Path) -> None:
    code, _, told = run(folder, "read", "a.md", "--reader", "theirs", "--output", "answer.json")
    assert (code, told) == (0, "wrote answer.json: 0 claims, 1 ties proposed\n")
    code, said, _ = run(folder, "check", "a.md", "--proposals", "answer.json")
    assert code == 1
    assert "(tie proposed by the reader of a test) [proposed]" in said


@pytest.mark.parametrize(
    ("name", "told"),
    [("their", "did you mean 'theirs'?"), ("broken", "does not load: RuntimeError: no licence")],
)
def test_one_that_cannot_be_had_is_told(name: str, told: str, folder: Path) -> None:
    code, _, said = run(folder, "read", "a.md", "--reader", name)
    assert code == 2
    assert told in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "no file was named"),
        (("a.md",), "it is not said who reads"),
        (("a.md", "--prompt", "--reader", "theirs"), "it is not said who reads"),
        (("a.md", "--endpoint", "http://127.0.0.1:9/v1"), "no model was named"),
    ],
)
def test_nobody_is_asked_unless_it_is_said_who(arguments: tuple[str, ...], told: str, folder: Path) -> None:
    code, _, said = run(folder, "read", *arguments)
    assert code == 2
    assert told in said
