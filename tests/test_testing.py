"""`pytest --verify`: documents are tests, findings are failures that a person can read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GOOD = "Sales rose by 25% to $50 million, from $40 million.\n"
BAD = "Sales rose by 25% to $50 million, from $30 million.\n"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a folder, with the plugin alone, as the entry point would load it."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "verify.testing", "-p", "no:cacheprovider", "-rA", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "NO_COLOR": "1"},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "good.md").write_text(GOOD, "utf-8")
    (tmp_path / "docs" / "bad.md").write_text(BAD, "utf-8")
    (tmp_path / "docs" / "data.csv").write_text("a,b\n", "utf-8")
    (tmp_path / "test_code.py").write_text("def test_it() -> None:\n    pass\n", "utf-8")
    return tmp_path


def test_each_document_is_a_test_and_a_finding_a_readable_failure(folder: Path) -> None:
    done = run(folder, "--verify", "docs")
    assert done.returncode == 1
    assert "PASSED docs/good.md::verify" in done.stdout
    assert "FAILED docs/bad.md::verify" in done.stdout
    assert "docs/bad.md:1:15: error: " in done.stdout
    assert "to mend: write" in done.stdout
    assert "Traceback" not in done.stdout
    assert "testing.py" not in done.stdout
    assert "1 failed, 1 passed" in done.stdout


def test_without_the_option_nothing_is_collected(folder: Path) -> None:
    assert "1 passed" in run(folder).stdout
    assert "2 passed, 1 deselected" not in run(folder, "docs").stdout
    assert "no tests ran" in run(folder, "docs").stdout


def test_documents_stand_beside_other_tests_and_can_be_chosen(folder: Path) -> None:
    assert "1 failed, 2 passed" in run(folder, "--verify").stdout
    assert "1 failed, 1 passed, 1 deselected" in run(folder, "--verify", "-m", "verify", "--strict-markers").stdout


def test_settings_hold(folder: Path) -> None:
    (folder / "verify.toml").write_text('exclude = ["bad.md"]', "utf-8")
    assert "1 passed" in run(folder, "--verify", "docs").stdout
    (folder / "verify.toml").write_text('exlude = ["bad.md"]', "utf-8")
    done = run(folder, "--verify", "docs")
    assert done.returncode not in (0, 1)
    assert "did you mean 'exclude'?" in done.stdout + done.stderr


def test_a_document_that_cannot_be_read_is_a_failure_with_the_mend(folder: Path) -> None:
    (folder / "docs" / "good.md").write_bytes(b"")
    done = run(folder, "--verify", "docs/good.md")
    assert done.returncode == 1
    assert "docs/good.md: is empty" in done.stdout
    assert "to mend:" in done.stdout


def test_the_plugin_is_announced_and_imports_nothing_of_ours(checkout: Path) -> None:
    assert 'verify = "verify.testing"' in (checkout / "pyproject.toml").read_text("utf-8")
    code = "import sys, verify.testing; print([name for name in sys.modules if name.startswith('verify.')])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(checkout)},
    )
    assert done.stdout.strip() == "['verify._version', 'verify.errors', 'verify.testing']"
