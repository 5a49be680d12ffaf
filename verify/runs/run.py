"""One run: every document by its own settings, and what is wrong told as it comes up."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from verify import reading
from verify.checking import load_requests
from verify.errors import ClaimsError, DocumentError, SuppressionError, VerifyError, defect
from verify.pipeline import CLAIMED, NO_OTHERS, Setup, check_document, check_file, check_text
from verify.reporting import CheckedReport

from .files import documents_in
from .loading import load
from .progress import Progress
from .settings import FAIL_ON, Choice, Finder, Settings
from .tailoring import suited, tailored
from .wording import Wording

if TYPE_CHECKING:
    from verify.evidence import Evidence

    from .baseline import Baseline
    from .contracts import Contracts


class Wishes(Struct, frozen=True):
    """What the command line asks for, besides the documents; it stands above the settings."""

    rules: tuple[Path, ...] = ()
    fail_on: str = ""
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    baseline: Path | None = None
    without_baseline: bool = False
    """Even where the settings name one."""
    diff: str = ""
    suppressions: Path | None = None
    against: tuple[Path, ...] = ()
    """Evidence, besides what the settings name."""
    date: datetime | None = None
    """Of the texts, where rates and prices are asked for; None for what they say themselves."""
    encoding: str | None = None
    language: str | None = None
    """A code of a lexicon; None for what the settings say, or English."""
    config: Path | None = None
    isolated: bool = False
    quiet: bool = False
    claims: Path | None = None
    """A table of claims that stand in the place of ours."""
    proposals: tuple[Path, ...] = ()
    """What other readers propose of the documents."""
    gx_docs: Path | None = None
    """Folder for the Data Docs of Great Expectations."""


class Run(Struct):
    """What came of it."""

    reports: list[CheckedReport] = field(default_factory=list)
    fail_on: str = "inconsistent"
    """As wished, or the strictest that a document's settings ask for."""
    problems: list[str] = field(default_factory=list)
    """What is wrong with rules, once for all documents; each report has it too."""
    failed: bool = False
    """Whether a document could not be checked."""
    gone: int = 0
    """Entries of a baseline that no finding needs any more."""


def run(names: Sequence[str], wishes: Wishes, tell: Callable[[str], None]) -> Run:
    """Check the documents that `names` stand for; `tell` gets a message for each that could not be checked.

    Raises VerifyError where the run as a whole makes no sense: a baseline or a revision that is none, settings or a
    folder of rules that cannot be read.
    """
    return _Runner(wishes, tell).run(names)


class _Runner:
    def __init__(self, wishes: Wishes, tell: Callable[[str], None]) -> None:
        self.wishes = wishes
        self.tell = tell
        self.finder = Finder(wishes.config, isolated=wishes.isolated)
        self.here = Settings(Path.cwd().resolve(), exclude=wishes.exclude)
        self.setups: dict[tuple[tuple[Path, ...], Wording, tuple[Choice, ...]], Setup] = {}
        self.evidence: dict[tuple[Path, str], Evidence | None] = {}
        self.baselines: dict[Path, Baseline] = {}
        self.result = Run()
        self.contracts: Contracts | None = None
        self.others = NO_OTHERS
        if wishes.claims or wishes.proposals or wishes.gx_docs:
            from .contracts import Contracts
            from .others import others

            self.contracts = Contracts()
            self.others = others(wishes.claims, wishes.proposals, self.contracts)
        if self.others.claims:
            self.result.problems += map(str, self.others.claims.faults)
        self.from_claims = False
        """Whether the documents are those of the table of claims, which holds their texts."""

    def run(self, names: Sequence[str]) -> Run:
        if self.others.claims and not names:
            from verify.exchange import documents_of

            self.from_claims = True
            documents = list(documents_of(self.others.claims))
        else:
            documents = list(dict.fromkeys(self._documents(names)))
        progress = Progress(sys.stderr, len(documents), quiet=self.wishes.quiet)
        wanted = set()
        for number, name in enumerate(documents, 1):
            progress.step(number, name)
            settings = self.finder.of(Path("." if name == "-" else name))
            wanted.add(settings.fail_on or "inconsistent")
            try:
                self.result.reports.append(self._checked(name, settings))
            except (ClaimsError, DocumentError, SuppressionError) as trouble:
                self._failed(progress, str(trouble))
            except VerifyError:
                progress.clear()
                raise
            except Exception as trouble:  # a defect that one document brings to light must not lose the others
                self._failed(progress, f"{name}: {defect(trouble)}")
        progress.clear()
        if self.wishes.gx_docs and self.contracts:
            self.result.problems += self.contracts.documented(self.result.reports, self.wishes.gx_docs)
        self.result.fail_on = self.wishes.fail_on or max(wanted, key=FAIL_ON.index, default="inconsistent")
        return self.result

    def _documents(self, names: Iterable[str]) -> Iterable[str]:
        for name in names:
            try:
                yield from documents_in(name, self._included, self._excluded, force=self.wishes.force_exclude)
            except DocumentError as trouble:
                self._failed(None, str(trouble))

    def _included(self, path: Path) -> bool:
        return self.finder.of(path).includes(path)

    def _excluded(self, path: Path) -> bool:
        return self.here.excludes(path) or self.finder.of(path).excludes(path)

    def _failed(self, progress: Progress | None, message: str) -> None:
        if progress:
            progress.clear()
        self.tell(message)
        self.result.failed = True

    def _checked(self, name: str, settings: Settings) -> CheckedReport:
        setup = self._setup(name, settings)
        asked = [load_requests(file, name) for file in (self.wishes.suppressions, settings.suppressions) if file]
        against = self._against(name, settings, setup)
        if self.from_claims and self.others.claims:
            from verify.exchange import text_of

            report = check_text(text_of(self.others.claims, name), setup, name, asked, self.others, against)
        elif name == "-":
            data = sys.stdin.buffer.read()
            encoding, furniture = self.wishes.encoding, setup.furniture
            document = reading.read_bytes(data, "<stdin>", encoding=encoding, furniture=furniture)
            report = check_document(document, setup, asked, self.others, against)
        else:
            report = check_file(
                Path(name),
                setup,
                encoding=self.wishes.encoding,
                suppressions=asked,
                others=self.others,
                against=against,
            )
        file = self.wishes.baseline or settings.baseline
        if file and not self.wishes.without_baseline:
            report, gone = self._baseline(file).without_known(report)
            self.result.gone += gone
        if self.wishes.diff and name != "-":
            from .changed import changed_lines, only_changed

            report = only_changed(report, changed_lines(Path(name), self.wishes.diff), self.wishes.diff)
        return report

    def _setup(self, name: str, settings: Settings) -> Setup:
        wording = Wording(CLAIMED).then(settings.worded(Path(name))).then(Wording(self.wishes.language or ""))
        folders, choices = (*settings.rule_folders, *self.wishes.rules), settings.choices(Path(name))
        if wording.language != CLAIMED:  # a language without rules has none to choose among
            folders, choices = self.wishes.rules, ()
        key = (folders, wording, choices)
        if key not in self.setups:
            setup = load(folders, wording.language)
            self.setups[key] = replace(
                setup, lexicon=suited(setup.lexicon, wording), book=tailored(setup.book, choices)
            )
            self.result.problems += [told for told in setup.problems if told not in self.result.problems]
        return self.setups[key]

    def _against(self, name: str, settings: Settings, setup: Setup) -> list[Evidence]:
        """Return the evidence for a document, each piece read once; no document is evidence for itself."""
        wanted = dict.fromkeys((*self.wishes.against, *settings.evidence(Path(name))))
        if not wanted or setup.limits:
            return []
        itself = Path(name).resolve()
        found = []
        for path in wanted:
            if path.resolve() != itself:
                key = (path, setup.lexicon.language)
                if key not in self.evidence:
                    self.evidence[key] = self._evidence(path, setup)
                if piece := self.evidence[key]:
                    found.append(piece)
        return found

    def _evidence(self, path: Path, setup: Setup) -> Evidence | None:
        """Read a piece of evidence; None for a table that breaks its contract, which is told as a problem."""
        from .contracts import Contracts

        self.contracts = self.contracts or Contracts()
        piece, told = self.contracts.evidence(path, setup, self.wishes.date.date() if self.wishes.date else None)
        self.result.problems += told
        return piece

    def _baseline(self, file: Path) -> Baseline:
        from .baseline import read_baseline

        if file not in self.baselines:
            self.baselines[file] = read_baseline(file)
        return self.baselines[file]
