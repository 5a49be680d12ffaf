"""A new user: three Markdown files, one error; the hook, the action, the baseline, and the mend that is proposed.

Offline: pre-commit runs our hook's own command here, and of the action the steps that are its own. `nox -s hook` has
pre-commit install the hook from this repository, as a user's machine does.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from verify.runs.settings import INCLUDE

ROOT = Path(__file__).parent.parent
TEXTS = {
    "README.md": "# Bakery\n\nOf the 40 ovens, 12 are new.\n",
    "docs/sales.md": "# Sales\n\nA good year.\n\nSales rose by 25% to $50 million, from $30 million.\n",
    "docs/shops.md": "# Shops\n\nAll 12 of our 14 shops were open on Sunday.\n",
}

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A fresh git repository with three documents, one of them wrong."""
    folder = tmp_path / "bakery"
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def run(repository: Path, tmp_path: Path) -> Run:
    """Runs a command in the repository, on whose PATH there is `verify`, as installed."""
    commands = tmp_path / "bin"
    commands.mkdir()
    script = commands / "verify"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m verify "$@"\n', "utf-8")
    script.chmod(0o755)
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GIT_"))}
    path = f"{commands}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**plain, "PATH": path, "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"), "NO_COLOR": "1"}

    def run(*command: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=repository, capture_output=True, text=True, check=False, env={**env, **more}, stdin=None
        )

    run("git", "init", "-q", "-b", "main")
    run("git", "add", "-A")
    return run


def ours() -> dict[str, Any]:
    """Return the hook as `.pre-commit-hooks.yaml` has it."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return dict(hook)


def step(name: str) -> dict[str, Any]:
    """Return the step of the action with this name."""
    steps = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    return next(dict(step) for step in steps if step.get("name") == name)


def act(run: Run, folder: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str, int]:
    """Run the action's own steps; return the check, the summary it wrote, and how the job would end."""
    outputs, summary = folder.parent / "outputs", folder.parent / "summary.md"
    for file in (outputs, summary):
        file.write_text("", "utf-8")
    env = {"FILES": ".", "ARGUMENTS": "", "SARIF": "verify.sarif", **inputs}
    done = run("bash", "-eo", "pipefail", "-c", step("Check")["run"], VERIFY="verify", GITHUB_OUTPUT=str(outputs),
               GITHUB_STEP_SUMMARY=str(summary), RUNNER_TEMP=str(folder.parent), **env)  # fmt: skip
    name, _, code = outputs.read_text("utf-8").strip().partition("=")
    assert name == "exit-code"
    last = run("bash", "-c", step("Fail where something is wrong")["run"], CODE=code)
    return done, summary.read_text("utf-8"), last.returncode


def mend(folder: Path, log: Path, choice: int = -1) -> None:
    """Apply one of the fixes that the first result of a SARIF log proposes."""
    (sarif,) = json.loads(log.read_text("utf-8"))["runs"]
    (change,) = sarif["results"][0]["fixes"][choice]["artifactChanges"]
    path = folder / change["artifactLocation"]["uri"]
    lines = path.read_text("utf-8").split("\n")
    for replacement in change["replacements"]:
        region = replacement["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        lines[region["startLine"] - 1] = (
            line[: region["startColumn"] - 1] + replacement["insertedContent"]["text"] + line[region["endColumn"] - 1 :]
        )
    path.write_text("\n".join(lines), "utf-8")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
class TestFromTheFirstDay:
    def test_the_hook_stops_the_error_and_lets_the_mend_pass(self, run: Run, repository: Path) -> None:
        hook = {**ours(), "language": "system"}
        config = {"repos": [{"repo": "local", "hooks": [hook]}]}
        (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
        run("git", "add", "-A")
        done = run(sys.executable, "-m", "pre_commit", "run", "--all-files")
        assert done.returncode == 1, done.stderr
        assert "docs/sales.md:5:15: error: " in done.stdout
        assert "docs/shops.md" not in done.stdout
        run("verify", "check", ".", "--format", "sarif=verify.sarif")
        mend(repository, repository / "verify.sarif")
        run("git", "add", "-A")
        done = run(sys.executable, "-m", "pre_commit", "run", "--all-files")
        assert done.returncode == 0, done.stdout

    def test_the_action_annotates_the_line_and_the_mend_makes_it_pass(self, run: Run, repository: Path) -> None:
        done, summary, ended = act(run, repository)
        assert ended == 1
        (annotation,) = done.stdout.splitlines()
        assert annotation.startswith("::error title=inconsistent%3A change-to-level,file=docs/sales.md,line=5,")
        assert "docs/sales.md" in summary
        assert "1 alarm in 1 document of 3" in summary
        mend(repository, repository / "verify.sarif")
        done, summary, ended = act(run, repository)
        assert (ended, done.stdout) == (0, "")
        assert "0 alarms" in summary

    @pytest.mark.parametrize("choice", [0, 1, 2])
    def test_each_of_the_proposed_mends_will_do(self, run: Run, repository: Path, choice: int) -> None:
        run("verify", "check", ".", "--format", "sarif=verify.sarif")
        mend(repository, repository / "verify.sarif", choice)
        assert run("verify", "check", ".").returncode == 0

    def test_with_a_baseline_only_what_is_new_fails(self, run: Run, repository: Path) -> None:
        assert run("verify", "baseline", ".").returncode == 0
        run("git", "add", "-A")
        assert act(run, repository, ARGUMENTS="--baseline")[2] == 0
        shops = repository / "docs" / "shops.md"
        shops.write_text(shops.read_text("utf-8").replace("14", "11"), "utf-8")
        done, _, ended = act(run, repository, ARGUMENTS="--baseline=verify-baseline.json\n--fail-on\napproximate")
        assert ended == 1
        assert [line.split(",")[1] for line in done.stdout.splitlines()] == ["file=docs/shops.md"]

    def test_the_action_says_when_it_could_not_run(self, run: Run, repository: Path) -> None:
        done, _, ended = act(run, repository, FILES="nowhere.md")
        assert ended == 2
        assert "there is no such file" in done.stderr

    def test_what_a_workflow_gives_is_data(self, run: Run, repository: Path) -> None:
        for inputs in ({"FILES": "$(touch harm)"}, {"ARGUMENTS": "; touch harm"}, {"SARIF": "`touch harm`.sarif"}):
            act(run, repository, **inputs)
        assert not (repository / "harm").exists()


def test_no_expression_stands_in_a_script_of_the_action() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    for made in action["runs"]["steps"]:
        assert "${{" not in made.get("run", "")
    used = [made["uses"] for made in action["runs"]["steps"] if "uses" in made]
    assert used == ["actions/setup-python@v5", "github/codeql-action/upload-sarif@v3"]


def test_the_hook_reads_what_a_folder_is_read_for() -> None:
    hook = ours()
    assert [glob for glob in INCLUDE if not re.search(hook["files"], f"a{glob.removeprefix('*')}")] == []
    assert hook["entry"].startswith("verify check ")
