"""What the way from a file to its report does not import, and how little `import verify` costs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("docx", "great_expectations", "lxml", "numpy", "openpyxl", "pandas", "pint", "pypdfium2", "scipy")


def loaded_after(code: str, checkout: Path) -> set[str]:
    """Return the names of the top-level modules that a fresh Python has loaded after `code`."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{code}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}}, sep='\\n')",
        ],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(checkout)},
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "import verify",
        "import verify.pipeline, verify.reporting, verify.cli",
        "import verify, io, contextlib\n"
        "report = verify.check('Sales rose by 25% to $50 million, from $30 million, over 3.5 km and 5 years.')\n"
        "assert report.figures and report.findings\n"
        "with contextlib.redirect_stdout(io.StringIO()): print(report.counts)",
    ],
    ids=["import", "all stages", "a check"],
)
def test_the_hot_path_loads_nothing_heavy(code: str, checkout: Path) -> None:
    assert not loaded_after(code, checkout) & set(HEAVY)


def test_importing_the_package_reads_no_lexicon(checkout: Path) -> None:
    assert "yaml" not in loaded_after("import verify", checkout)


def test_help_loads_no_stage(checkout: Path) -> None:
    code = (
        "import sys, io, contextlib\n"
        "sys.argv = ['verify', '--help']\n"
        "from verify.cli import main\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): main()"
    )
    assert "yaml" not in loaded_after(code, checkout)


def test_a_check_from_the_shell_loads_only_what_it_needs(checkout: Path) -> None:
    code = (
        "import sys, io, contextlib\n"
        "sys.argv = ['verify', 'check', 'README.md', 'pyproject.toml']\n"
        "from verify.cli import main\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): main()"
    )
    unneeded = {"csv", "glob", "jinja2", "json", "subprocess", "tomllib", "xml", *HEAVY}
    assert not loaded_after(code, checkout) & unneeded
