"""Another language than English, from shell and Python: its figures are read, and nothing is checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import verify
from verify.cli import main
from verify.errors import LexiconError

TEXT = "Rund 1,5 Mio. Euro flossen in zweihundertfünf Kilometer Gleis, 12,5 Prozent mehr als 2019."
UNITS = ["EUR", "kilometer", "percent"]


@pytest.fixture
def german(tmp_path: Path) -> Path:
    path = tmp_path / "gleis.md"
    path.write_text(TEXT, "utf-8")
    return path


def test_extract_takes_a_language() -> None:
    assert [figure.unit.name for figure in verify.extract(TEXT, language="de")] == UNITS
    assert [figure.low for figure in verify.extract(TEXT, language="de")] == pytest.approx([1.5e6, 205, 12.5])


def test_extract_of_the_command_line_takes_a_language(german: Path) -> None:
    ran = CliRunner().invoke(main, ["extract", "--language", "de", str(german)])
    assert [quantity["unit"] for quantity in json.loads(ran.stdout)["quantities"]] == UNITS


def test_a_check_reads_figures_and_says_that_it_checks_nothing(german: Path) -> None:
    report = verify.check(german, language="de")
    assert [figure.unit.name for figure in report.figures if figure.is_quantity] == UNITS
    assert (report.claims, report.findings) == ((), ())
    assert report.problems == ("language 'de': figures are read and nothing is checked, since the rules are for 'en'",)


@pytest.mark.parametrize("command", ["check", "explain"])
def test_the_command_line_says_so_too_and_that_is_no_failure(command: str, german: Path) -> None:
    ran = CliRunner().invoke(main, [command, "--language", "de", str(german) if command == "check" else TEXT])
    assert ran.exit_code == 0
    assert "figures are read and nothing is checked" in ran.output


def test_json_lines_are_read_in_the_language_too(tmp_path: Path) -> None:
    lines = tmp_path / "texts.jsonl"
    lines.write_text(json.dumps({"id": 1, "text": TEXT}) + "\n", "utf-8")
    for command in ("check", "extract"):
        ran = CliRunner().invoke(main, [command, "--language", "de", "--jsonl", str(lines)])
        answer = json.loads(ran.stdout)
        found = answer.get("quantities") or answer["figures"]
        assert [quantity["unit"] for quantity in found if quantity["kind"] != "date"] == UNITS


@pytest.mark.parametrize("code", ["tlh", "../en", "units", "", "a\x00b", "EN"])
def test_a_language_without_a_lexicon_is_refused_with_those_there_are(code: str) -> None:
    with pytest.raises(LexiconError, match="there is no such lexicon") as refused:
        verify.extract("12", language=code)
    assert "use 'de' or 'en'" in str(refused.value)


def test_rules_are_refused_with_another_language(tmp_path: Path) -> None:
    ran = CliRunner().invoke(main, ["explain", "--language", "de", "--rules", str(tmp_path), "12"])
    assert ran.exit_code == 2
    assert "leave out --rules or --language" in ran.output
