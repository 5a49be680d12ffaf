"""A plugin for pytest: `pytest --verify docs/` makes of each document a test, and of its alarms a readable failure.

It is loaded wherever verify is installed beside pytest, so it imports nothing until it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from verify.runs.settings import Finder


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--verify`."""
    group = parser.getgroup("verify", "the numbers in prose")
    group.addoption("--verify", action="store_true", help="Check the figures of the documents that are collected.")


def pytest_configure(config: pytest.Config) -> None:
    """Add the marker by which the documents can be chosen: `-m verify`."""
    config.addinivalue_line("markers", "verify: a document whose figures are checked")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a document where `--verify` is given: what the settings include and do not exclude."""
    if not parent.config.getoption("verify"):
        return None
    settings = _finder(parent.config).of(file_path)
    if not settings.includes(file_path) or settings.excludes(file_path):
        return None
    return DocumentFile.from_parent(parent, path=file_path)


class DocumentFile(pytest.File):
    """A document; it holds one test."""

    def collect(self) -> Iterable[pytest.Item]:
        """Yield the one test."""
        yield DocumentItem.from_parent(self, name="verify")


class DocumentItem(pytest.Item):
    """The test of one document: it fails on what `verify check` would fail on."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.add_marker("verify")

    def runtest(self) -> None:
        """Check the document; raises InconsistentDocumentError."""
        from verify.reporting.alarms import fails
        from verify.runs.run import Wishes, run

        told: list[str] = []
        result = run([_shown(self.path)], Wishes(quiet=True), told.append)
        for report in result.reports:
            if any(fails(finding, result.fail_on) for finding in report.findings):
                told.append(report.to_terminal(fail_on=result.fail_on))
        told += result.problems
        if told:
            raise InconsistentDocumentError("\n".join(told))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return what `verify check` says, and of settings that cannot be used the message alone."""
        from verify.errors import VerifyError

        if isinstance(excinfo.value, (InconsistentDocumentError, VerifyError)):
            return str(excinfo.value).rstrip("\n")
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where it stands."""
        return self.path, None, f"verify {_shown(self.path)}"


class InconsistentDocumentError(AssertionError):
    """What is wrong in a document, in the words of the terminal report."""


def _shown(path: Path) -> str:
    """Return the name as seen from where pytest runs."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


_FINDER = pytest.StashKey["Finder"]()


def _finder(config: pytest.Config) -> Finder:
    from verify.runs.settings import Finder

    if _FINDER not in config.stash:
        config.stash[_FINDER] = Finder()
    return config.stash[_FINDER]
