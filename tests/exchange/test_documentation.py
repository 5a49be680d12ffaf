"""What docs/claims.md shows is what happens, as a user would try it who knows nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.command import verify

DOCS = (Path(__file__).parents[2] / "docs" / "claims.md").read_text("utf-8")
TABLE, ANSWER = re.findall(r"^```json\n(.*?)^```", DOCS, re.MULTILINE | re.DOTALL)
FERRY = """# Ferry line has its best year

Revenue at the Skerry Line stood at $124 million last year; in the year before it had been $111 million.
The board calls that growth of 17%.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "article.md").write_text(FERRY, "utf-8")
    (tmp_path / "theirs.jsonl").write_text(TABLE, "utf-8")
    (tmp_path / "answer.json").write_text(ANSWER, "utf-8")
    return tmp_path


def test_claims_go_out_and_in(folder: Path) -> None:
    done = verify("claims", "article.md", "--output", "claims.parquet", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "wrote claims.parquet: 3 claims\n")
    again = verify("claims", "article.md", "--claims", "claims.parquet", cwd=folder)
    assert (again.returncode, again.stdout) == (0, verify("claims", "article.md", cwd=folder).stdout)


def test_the_table_of_the_documentation_is_understood(folder: Path) -> None:
    done = verify("claims", "article.md", "--claims", "theirs.jsonl", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["quote"], row["subject"], row["period_start"]) for row in rows] == [
        ("$124 million", "Skerry Line", "2019-01-01"),
        ("$111 million", "Skerry Line", "2018-01-01"),
        ("17%", "Skerry Line", ""),
    ]


def test_a_table_needs_no_file_beside_it(folder: Path) -> None:
    verify("claims", "article.md", "--output", "claims.csv", cwd=folder)
    (folder / "article.md").unlink()
    done = verify("check", "--claims", "claims.csv", cwd=folder)
    assert "article.md: " in done.stdout
    assert "3 claims" in done.stdout


def test_the_answer_of_the_documentation_gives_the_finding_that_it_shows(folder: Path) -> None:
    done = verify("check", "article.md", "--proposals", "answer.json", cwd=folder)
    assert done.returncode == 1
    shown = re.search(r"^ferry.md:\S+ (warning: .*)tie proposed by", DOCS, re.MULTILINE)
    assert shown is not None
    assert f"{shown[1]}tie proposed by who proposes) [proposed]" in done.stdout


def test_the_prompt_numbers_the_figures_as_the_answer_does(folder: Path) -> None:
    done = verify("read", "article.md", "--prompt", cwd=folder)
    assert "\n0: $124 million\n1: $111 million\n2: 17%\n" in done.stdout


@pytest.mark.parametrize("command", ["claims", "read"])
def test_the_schemas_are_printed(command: str, folder: Path) -> None:
    done = verify(command, "--schema", cwd=folder)
    assert json.loads(done.stdout)["$id"].startswith("urn:verify:")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("claims",), "no file was named"),
        (("claims", "article.md", "-o", "claims.xls"), "claims are no '.xls' file"),
        (("check", "article.md", "--claims", "none.jsonl"), "none.jsonl: cannot be read"),
        (("check", "article.md", "--proposals", "none.json"), "none.json: cannot be read"),
        (("check", "article.md", "--proposals", "article.md"), "article.md: is no proposal"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: tuple[str, ...], told: str, folder: Path) -> None:
    done = verify(*arguments, cwd=folder)
    assert done.returncode == 2
    assert told in done.stderr
    assert "to mend: " in done.stderr
