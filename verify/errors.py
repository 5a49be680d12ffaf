"""What a user can mend, said with its place and the mend.

VerifyError
├── DocumentError     a file that cannot be read as a document
├── LexiconError      a line of a lexicon that cannot be used
├── RuleError         a rule that cannot be used; the others still load
├── SuppressionError  a suppression that cannot be used, or is of no use; the others still hold
├── ClaimsError       a row of claims, or a proposal, that cannot be used; the others still count
├── ContractError     a contract of a table that cannot be asked; what depends on the table is not checked
├── TableError        a reference table, or the file that says what it holds, that cannot be used
├── SettingsError     a key or a value of the settings that cannot be used
└── UsageError        an option or an output that cannot be honoured
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `verify --help` must not pay for the model
    from verify.model import Place


class VerifyError(Exception):
    """Base of everything that a user can mend.

    >>> from verify.model import Place
    >>> print(VerifyError("the file is empty", mend="write a text into it", where=Place("a.md", 1, 1)))
    a.md:1:1: the file is empty
      to mend: write a text into it
    """

    def __init__(self, what: str, *, mend: str, where: Place | None = None, file: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend
        self.where = where
        self.file = file or (where.file if where else "")

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else f"{self.file}: " if self.file else ""
        lines = [f"{place}{self.what}"]
        if self.where and self.where.column <= len(self.where.source) + 1 and self.where.source.strip():
            # Cut long lines round the spot, so that the caret stays on the screen; tabs stay under tabs.
            start = max(0, self.where.column - 80)
            before = self.where.source[start : self.where.column - 1]
            lines.append(f"    {self.where.source[start : start + 120]}")
            lines.append("    " + "".join("\t" if letter == "\t" else " " for letter in before) + "^")
        lines.append(f"  to mend: {self.mend}")
        return "\n".join(lines)


class DocumentError(VerifyError):
    """A file that cannot be read as a document."""


class LexiconError(VerifyError):
    """A line of a lexicon that cannot be used."""


class RuleError(VerifyError):
    """A rule that cannot be used."""


class SuppressionError(VerifyError):
    """A suppression that cannot be used, or is of no use."""


class ClaimsError(VerifyError):
    """A row of claims, or a proposal, that cannot be used."""


class ContractError(VerifyError):
    """A contract of a table that cannot be asked."""


class TableError(VerifyError):
    """A reference table, or what is said of it, that cannot be used."""


class SettingsError(VerifyError):
    """A key or a value of the settings that cannot be used."""


class UsageError(VerifyError):
    """An option or an output that cannot be honoured."""


def defect(trouble: Exception) -> str:
    """Return what a user may report of an error that is ours: what, and where in the code."""
    import traceback  # noqa: PLC0415 - for the rare case

    frames = traceback.extract_tb(trouble.__traceback__)
    where = f" at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return f"internal error{where}, please report it: {type(trouble).__name__}: {str(trouble)[:200]}"
