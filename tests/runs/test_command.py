"""`verify check`, `report` and `baseline` over many documents, as a user drives them."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import verify
from tests.runs.conftest import BAD, GOOD, PART, ROUGH
from verify.options import FAIL_ON, FORMATS
from verify.reporting.alarms import THRESHOLDS
from verify.reporting.forms import FORMS
from verify.runs.progress import Progress

Write = Callable[[str, str], Path]


def test_the_command_names_every_form_and_threshold() -> None:
    assert tuple(FORMS) == FORMATS
    assert set(THRESHOLDS) == set(FAIL_ON)


class TestExitCodes:
    def test_a_folder_with_one_error_exits_with_1_and_tells_all(self, write: Write) -> None:
        write("docs/a.md", GOOD)
        write("docs/b.md", BAD)
        done = verify("check", "docs")
        assert done.returncode == 1
        assert "docs/b.md:1:15: error:" in done.stdout
        assert "docs/a.md: 3 figures" in done.stdout

    def test_a_crash_in_one_document_hides_no_other_finding(self, write: Write) -> None:
        """A stage raises on one document, as a defect of ours would make it."""
        write("a.md", BAD)
        write("b.md", f"Meteors fell. {BAD}")
        write("c.md", PART)
        code = (
            "import verify.pipeline as pipeline, sys\n"
            "real = pipeline.interpret\n"
            "def interpret(document, *rest):\n"
            "    if 'Meteors' in document.text: raise RecursionError('too deep')\n"
            "    return real(document, *rest)\n"
            "pipeline.interpret = interpret\n"
            "from verify.cli import main\n"
            "sys.argv = ['verify', 'check', '.', '--format', 'terminal', '--format', 'sarif=out.sarif']\n"
            "main()\n"
        )
        root = Path(__file__).parents[2]
        env = {**os.environ, "PYTHONPATH": str(root)}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env)
        assert done.returncode == 2
        assert "a.md:1:15: error:" in done.stdout
        assert "c.md:1:5: error:" in done.stdout
        assert done.stderr.startswith("b.md: internal error at <string>:4, please report it: RecursionError: too deep")
        assert "Traceback" not in done.stderr
        (run,) = json.loads(Path("out.sarif").read_text("utf-8"))["runs"]
        assert len(run["results"]) == 2

    def test_what_approximately_agrees_fails_where_that_is_asked_and_is_told(self, write: Write) -> None:
        write("a.md", ROUGH)
        assert verify("check", "a.md").returncode == 0
        done = verify("check", "a.md", "--fail-on", "approximate")
        assert done.returncode == 1
        assert "approximate:" in done.stdout

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["--format", "sarfi"], "did you mean 'sarif'?"),
            (["--format", "csv", "--format", "json"], "csv and json would both go to standard output"),
            (["--format", "csv=x", "--format", "json=x"], "csv and json would both go to x"),
            (["--verbose", "--quiet"], "contradict each other"),
            (["--config", "nowhere.toml"], "nowhere.toml: cannot be read"),
            (["--baseline=nowhere.json"], "verify baseline FILES"),
            (["--rules", "nowhere"], "is not there"),
            (["--format", "csv=no/such/folder/x.csv"], "cannot be written"),
        ],
    )
    def test_what_cannot_be_done_exits_with_2_and_the_mend(
        self, write: Write, arguments: list[str], words: str
    ) -> None:
        write("a.md", BAD)
        done = verify("check", "a.md", *arguments)
        assert done.returncode == 2
        assert words in done.stderr
        assert "to mend:" in done.stderr
        assert "Traceback" not in done.stderr


class TestForms:
    def test_one_run_writes_several_forms_of_several_documents(self, write: Write) -> None:
        write("docs/x/a.md", BAD)
        write("docs/y/a.md", PART)
        done = verify("check", "docs", "--format", "github", "--format", "sarif=v.sarif", "--format", "junit=v.xml",
                      "--format", "csv=v.csv", "--format", "claimreview=v.jsonld", "--format", "html=pages/",
                      "--format", "json=saved/")  # fmt: skip
        assert done.returncode == 1
        assert done.stderr.splitlines() == [
            *(f"wrote v.{suffix}" for suffix in ("sarif", "xml", "csv", "jsonld")),
            "wrote pages/ (2 files)",
            "wrote saved/ (2 files)",
        ]
        assert [line.split(",")[1] for line in done.stdout.splitlines()] == ["file=docs/x/a.md", "file=docs/y/a.md"]
        (run,) = json.loads(Path("v.sarif").read_text("utf-8"))["runs"]
        assert [result["ruleId"] for result in run["results"]] == ["change-to-level", "part-within-whole"]
        for name in ("v.xml", "v.csv", "v.jsonld"):
            text = Path(name).read_text("utf-8")
            assert "docs/x/a.md" in text
            assert "docs/y/a.md" in text
        made = sorted(str(path) for folder in ("pages", "saved") for path in Path(folder).rglob("*.*"))
        assert made == ["pages/x/a.md.html", "pages/y/a.md.html", "saved/x/a.md.json", "saved/y/a.md.json"]

    def test_a_faulty_rule_is_told_once_and_stands_in_every_saved_report(self, write: Write) -> None:
        write("a.md", BAD)
        write("b.md", PART)
        write("rules/x.yaml", "rule: x\ntitel: y\n")
        done = verify("check", "a.md", "b.md", "--rules", "rules", "-f", "terminal", "-f", "json=saved/", "--quiet")
        assert done.returncode == 2
        assert done.stderr.count("'titel' is no key of a rule") == 1
        assert "titel" not in done.stdout
        assert all("titel" in json.loads(path.read_text("utf-8"))["problems"][0] for path in Path("saved").iterdir())

    def test_a_saved_report_gives_every_other_form(self, write: Write) -> None:
        write("a.md", BAD)
        write("b.md", PART)
        verify("check", "a.md", "b.md", "--format", "json", "--output", "saved/")
        for form in ("sarif", "junit", "github", "csv", "claimreview", "terminal", "markdown"):
            now = verify("check", "a.md", "b.md", "--format", form).stdout
            later = verify("report", "saved/", "--format", form)
            assert later.stdout == now
            assert later.returncode == 0
        assert verify("report", "saved", "--fail-on", "inconsistent").returncode == 1

    def test_what_is_no_saved_report_is_told(self, write: Write) -> None:
        write("x.json", "{}")
        write("empty/x.txt", "")
        for name, words in (("x.json", "is no saved report"), ("empty", "holds no saved report"), ("y", "cannot be")):
            done = verify("report", name)
            assert done.returncode == 2
            assert words in done.stderr

    def test_github_gets_a_summary_of_the_step_where_it_names_a_file(self, write: Write) -> None:
        write("a.md", BAD)
        summary = write("summary.md", "# Before\n")
        verify("check", "a.md", env={"GITHUB_STEP_SUMMARY": str(summary)})
        assert summary.read_text("utf-8") == "# Before\n"
        verify("check", "a.md", "--format", "github", env={"GITHUB_STEP_SUMMARY": str(summary)})
        text = summary.read_text("utf-8")
        assert text.startswith("# Before\n## verify: 1 alarm in 1 document of 1")
        assert "change-to-level" in text


class TestTalk:
    def test_quiet_tells_alarms_alone(self, write: Write) -> None:
        write("a.md", GOOD)
        write("b.md", BAD)
        assert verify("check", "a.md", "--quiet").stdout == ""
        done = verify("check", "a.md", "b.md", "--quiet")
        assert "a.md:" not in done.stdout.replace("b.md", "")
        assert "b.md:1:15: error:" in done.stdout

    @pytest.mark.parametrize(
        ("arguments", "env", "coloured"),
        [
            ([], {}, True),
            ([], {"NO_COLOR": "1"}, False),
            ([], {"NO_COLOR": ""}, True),
            (["--no-color"], {}, False),
            (["--color"], {"NO_COLOR": "1"}, True),
        ],
    )
    def test_colour_on_a_terminal_unless_it_is_unwanted(
        self, write: Write, arguments: list[str], env: dict[str, str], coloured: bool
    ) -> None:
        write("a.md", BAD)
        assert ("\x1b[" in on_a_terminal("check", "a.md", *arguments, env=env)) is coloured

    def test_progress_is_for_a_terminal_and_for_patience(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "40")
        clock = iter([0.0, 0.5, 1.5, 1.5, 1.55])
        monkeypatch.setattr("verify.runs.progress.time.monotonic", lambda: next(clock, 9.0))
        screen = Screen(terminal=True)
        progress = Progress(screen, 300)
        for number in range(1, 4):
            progress.step(number, "docs/ä.md")
        progress.clear()
        assert screen.written == "\r\x1b[Kchecking 2 of 300: docs/?.md\r\x1b[K"

    @pytest.mark.parametrize(("terminal", "total", "quiet"), [(False, 9, False), (True, 1, False), (True, 9, True)])
    def test_nobody_else_sees_progress(self, terminal: bool, total: int, quiet: bool) -> None:
        screen = Screen(terminal=terminal)
        progress = Progress(screen, total, quiet=quiet)
        progress._next = 0.0
        progress.step(1, "a.md")
        progress.clear()
        assert screen.written == ""

    def test_the_shell_completes_the_forms(self) -> None:
        env = {"_VERIFY_COMPLETE": "bash_complete", "COMP_WORDS": "verify check --format s", "COMP_CWORD": "3"}
        code = "import sys; sys.argv = ['verify']; from verify.cli import main; main(prog_name='verify')"
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **env},
        )
        assert done.stdout == "plain,sarif\n"

    @pytest.mark.parametrize("command", [[], ["check"], ["report"], ["baseline"], ["extract"], ["explain"], ["rules"]])
    def test_every_command_explains_itself(self, command: list[str]) -> None:
        done = verify(*command, "--help")
        assert done.returncode == 0
        assert max(map(len, done.stdout.splitlines())) <= 100


class TestBaseline:
    def test_today_is_recorded_and_tomorrow_only_what_is_new_is_told(self, write: Write) -> None:
        write("docs/a.md", BAD)
        done = verify("baseline", "docs")
        assert (done.returncode, done.stdout) == (0, "")
        assert "verify-baseline.json: 1 finding of 1 document recorded" in done.stderr
        assert verify("check", "docs", "--baseline").returncode == 0
        write("docs/a.md", f"{PART}\n{BAD}")
        done = verify("check", "docs", "--baseline")
        assert done.returncode == 1
        assert "part-within-whole" in done.stdout
        assert "change-to-level" not in done.stdout
        assert "1 suppressed" in done.stdout

    def test_what_is_gone_is_told(self, write: Write) -> None:
        write("a.md", BAD)
        verify("baseline", "a.md", "--output", "known.json")
        write("a.md", GOOD)
        done = verify("check", "a.md", "--baseline=known.json")
        assert done.returncode == 0
        assert "1 finding of the baseline is gone: record it anew" in done.stderr


class Screen:
    """A stream that is a terminal or none."""

    def __init__(self, *, terminal: bool) -> None:
        self.terminal = terminal
        self.written = ""

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> int:
        self.written += text
        return len(text)

    def flush(self) -> None:
        pass


def on_a_terminal(*arguments: str, env: dict[str, str]) -> str:
    """Return what the command writes where standard output is a terminal."""
    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-m", "verify", *arguments], stdout=theirs, env={**plain, "PYTHONPATH": str(root), **env}
    )
    os.close(theirs)
    told = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        told += part
    process.wait()
    os.close(ours)
    return told.decode()
