"""verify: a linter for the numbers in prose.

>>> import verify
>>> report = verify.check("Sales rose by 25% to $50 million, from $30 million.")
>>> report.findings[0].verdict.value
'inconsistent'
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from verify._version import __version__
from verify.errors import DocumentError, LexiconError, RuleError, UsageError, VerifyError

if TYPE_CHECKING:
    from verify.model import Figure
    from verify.reporting import CheckedReport

__all__ = [
    "DocumentError",
    "LexiconError",
    "RuleError",
    "UsageError",
    "VerifyError",
    "__version__",
    "check",
    "extract",
]


def check(
    text_or_path: str | PathLike[str],
    *,
    rules: tuple[Path, ...] = (),
    language: str = "en",
    against: Sequence[str | PathLike[str]] = (),
) -> CheckedReport:
    """Check a text (a `str`) or a file (a `Path`) by the shipped rules and those in `rules`.

    Each of `against`, a text or a file again, is evidence: `Report.held` says what it makes of every figure.

    The rules are English: of a text in another `language` the report has the figures, and says so in `problems`.
    Raises DocumentError where a file cannot be read, RuleError where a rules folder is not there, LexiconError where
    there is no lexicon for the language.
    """
    # Imported here: `import verify` and `verify --help` must not pay for lexicons and rules.
    from verify import pipeline
    from verify.reading import read_text

    setup = pipeline.prepare(rules, language=language)
    evidence = [
        pipeline.evidence_of(read_text(source, f"<source {number}>", furniture=setup.furniture), setup)
        if isinstance(source, str)
        else pipeline.load_evidence(Path(source), setup)
        for number, source in enumerate(against, 1)
    ]
    if isinstance(text_or_path, str):
        return pipeline.check_text(text_or_path, setup, against=evidence)
    return pipeline.check_file(Path(text_or_path), setup, against=evidence)


def extract(text: str, *, language: str = "en") -> list[Figure]:
    """Return the quantities of a text, in order: dates, ordinals and names with digits are left out.

    Raises LexiconError where there is no lexicon for the language.
    """
    from verify.figures import find_figures, load_lexicon
    from verify.reading import read_text

    found = find_figures(read_text(text), load_lexicon(language))
    return [figure for figure in found if figure.is_quantity]
