"""What is known already is told no more; what is new is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.runs.conftest import BAD, GOOD, PART, alarms, checked
from verify.errors import UsageError
from verify.reporting import from_json, to_json
from verify.runs.baseline import fingerprint, read_baseline, recorded
from verify.runs.run import Run

Write = Callable[[str, str], Path]


@pytest.fixture
def record(folder: Path) -> Callable[..., Path]:
    """Records a baseline of the documents."""

    def record(*names: str) -> Path:
        file = folder / "verify-baseline.json"
        file.write_text(recorded(checked(names)[0].reports, file), "utf-8")
        return file

    return record


def since(file: Path, *names: str) -> Run:
    return checked(names, baseline=file)[0]


def test_what_is_recorded_is_known(write: Write, record: Callable[..., Path]) -> None:
    write("docs/a.md", BAD)
    write("docs/b.md", GOOD)
    file = record("docs")
    result = since(file, "docs")
    assert alarms(result) == []
    (aside,) = result.reports[0].suppressed
    assert aside.suppressed is not None
    assert (aside.suppressed.place.file, aside.suppressed.place.line) == (str(file), 4)
    assert result.reports[0].findings[-1] is aside  # it stays, at the end


def test_what_is_new_is_told(write: Write, record: Callable[..., Path]) -> None:
    write("a.md", BAD)
    file = record("a.md")
    write("a.md", BAD + "\n" + PART)
    write("b.md", BAD)
    assert alarms(since(file, "a.md", "b.md")) == [("a.md", "part-within-whole"), ("b.md", "change-to-level")]


def test_edits_elsewhere_bring_nothing_back(write: Write, record: Callable[..., Path]) -> None:
    write("a.md", f"# Ferries\n\n{BAD}\nThe end.\n")
    file = record("a.md")
    write("a.md", f"# Ferries and 12 boats\n\nA new beginning: 5 of 7 ships.\n\n> {BAD}\n")
    assert alarms(since(file, "a.md")) == []


WORDS = st.text(st.sampled_from("abc xyz. ,;*#>-_`\n"), max_size=60)


@given(before=WORDS, after=WORDS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_elsewhere_the_finding_is_known(
    write: Write, record: Callable[..., Path], before: str, after: str
) -> None:
    write("a.md", BAD)
    file = record("a.md")
    write("a.md", f"The story.{before.replace('```', '')}\n\n{BAD}\n{after}")
    result = since(file, "a.md")
    assert alarms(result) == []


def test_an_edit_of_its_figures_does(write: Write, record: Callable[..., Path]) -> None:
    write("a.md", BAD)
    file = record("a.md")
    write("a.md", BAD.replace("$30", "$31"))
    assert alarms(since(file, "a.md")) == [("a.md", "change-to-level")]


def test_of_two_that_read_the_same_both_are_counted(write: Write, record: Callable[..., Path]) -> None:
    write("a.md", f"{PART}\nBread is cheap.\n\n{PART}")
    file = record("a.md")
    assert alarms(since(file, "a.md")) == []
    write("a.md", f"{PART}\nBread.\n\n{PART}\nButter.\n\n{PART}")
    assert alarms(since(file, "a.md")) == [("a.md", "part-within-whole")]
    write("a.md", PART)
    result = since(file, "a.md")
    assert (alarms(result), result.gone) == ([], 1)


def test_names_are_those_from_the_baseline(
    write: Write, record: Callable[..., Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("docs/a.md", BAD)
    file = record("docs/a.md")
    assert json.loads(file.read_text("utf-8"))["findings"][0]["document"] == "docs/a.md"
    monkeypatch.chdir(folder / "docs")
    assert alarms(since(Path("../verify-baseline.json"), "a.md")) == []
    assert alarms(since(file, str(folder / "docs" / "a.md"))) == []


def test_the_same_findings_give_the_same_bytes_whatever_the_order(write: Write, folder: Path) -> None:
    write("a.md", BAD)
    write("b.md", PART)
    there, back = (checked(names)[0].reports for names in (["a.md", "b.md"], ["b.md", "a.md"]))
    assert recorded(there, folder / "x.json") == recorded(back, folder / "x.json")


def test_settings_may_name_it(write: Write, record: Callable[..., Path]) -> None:
    write("a.md", BAD)
    record("a.md")
    write("verify.toml", 'baseline = "verify-baseline.json"')
    assert alarms(checked(["a.md"])[0]) == []
    assert alarms(checked(["a.md"], without_baseline=True)[0]) == [("a.md", "change-to-level")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "is no baseline: JSONDecodeError"),
        ("[]", "is no baseline: TypeError"),
        ('{"verify_baseline": 2, "findings": []}', "its version is 2, not 1"),
        ('{"verify_baseline": 1, "findings": [{}]}', "KeyError: 'document'"),
    ],
)
def test_what_is_no_baseline_is_refused(write: Write, text: str, what: str) -> None:
    file = write("x.json", text)
    with pytest.raises(UsageError) as refused:
        read_baseline(file)
    assert what in str(refused.value)
    assert "verify baseline FILES" in str(refused.value)


def test_a_folder_behind_baseline_is_understood(folder: Path) -> None:
    with pytest.raises(UsageError, match="is a folder and no baseline") as refused:
        read_baseline(folder)
    assert "put --baseline behind the files" in str(refused.value)


def test_the_number_of_a_finding_is_no_part_of_what_it_is(write: Write) -> None:
    write("a.md", f"{PART}\nBread.\n\n{PART}")
    first, second = (f for f in checked(["a.md"])[0].reports[0].findings if f.rule == "part-within-whole")
    assert first.id != second.id
    assert fingerprint(first) == fingerprint(second) == first.id


def test_what_is_laid_aside_can_be_saved_and_read_back(write: Write, record: Callable[..., Path]) -> None:
    write("a.md", BAD)
    (report,) = since(record("a.md"), "a.md").reports
    assert from_json(to_json(report)).suppressed == report.suppressed
