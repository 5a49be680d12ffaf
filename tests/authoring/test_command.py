"""`verify rules new`, `test` and `fuzz`, as an author runs them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command import verify

SENTENCE = "The museum bought 350 tablets at $420 each, a bill of $147,000."


def test_an_author_writes_a_rule_tests_it_and_tries_other_figures(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    done = verify("rules", "new", SENTENCE, "--name", "purchases", "--output", path)
    assert done.returncode == 0
    assert "<count quantity>  350 tablets" in done.stderr
    done = verify("rules", "test", path)
    assert done.returncode == 0
    assert "inconsistent: 1 of 1\nconsistent: 1 of 1\n2 of 2 examples of 1 rules" in done.stdout
    done = verify("rules", "fuzz", "purchases", "--rules", path, "--examples", "20")
    assert done.returncode == 0
    assert "purchases: 20 texts of" in done.stdout


def test_a_wrong_expectation_is_told_with_what_to_paste(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    written = verify("rules", "new", SENTENCE, "--name", "purchases").stdout
    path.write_text(written.replace("a bill of $147,000", "a bill of $147,500"), "utf-8")
    done = verify("rules", "test", path)
    assert done.returncode == 1
    assert "consistent: 0 of 1" in done.stdout
    assert "inconsistent:\n        - " in done.stdout


def test_coverage_counts_what_each_rule_says_in_documents_and_json_lines(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Sales rose by 25% to $50 million, from $40 million.\n", "utf-8")
    wrong = {"id": "b", "text": "Sales rose by 25% to $50 million, from $30 million."}
    (tmp_path / "b.jsonl").write_text(json.dumps(wrong) + "\n", "utf-8")
    done = verify("rules", "test", "--only", "change-to-level", "--coverage", tmp_path)
    assert done.returncode == 0
    row = next(line for line in done.stdout.splitlines() if line.startswith("change-to-level "))
    assert row.split()[1:] == ["1", "0", "1", "0"]
    assert "documents: 2; rules that never spoke: 0 of 1" in done.stdout
    (tmp_path / "c.jsonl").write_text("no json\n", "utf-8")
    done = verify("rules", "test", "--only", "change-to-level", "--coverage", tmp_path / "c.jsonl")
    assert done.returncode == 2
    assert "c.jsonl:1: " in done.stderr


def test_an_unknown_rule_is_told_with_a_suggestion() -> None:
    for command in (("fuzz", "change-to-levels"), ("test", "--only", "change-to-levels")):
        done = verify("rules", *command)
        assert done.returncode == 2
        assert "did you mean 'change-to-level'" in done.stderr
