"""The way through, start here: read → find figures → interpret as claims → check by rules → report.

"Revenue increased by 12% to $124 billion." is read as one paragraph; `find_figures` reads 12 percent (11.5 to 12.5)
and 124e9 USD (123.5 to 124.5 billion); `passages` makes of it the row `revenue increased by <12%> to <$124 billion>`;
`interpret` says that the first is a change, upwards, of revenue, and the second a level; the rule `change-to-level`
fills `after = before * (1 + sign * change)` and solves it for the one name left open: $109.8 to 111.7 billion, implied.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from msgspec import Struct

import verify
from verify import reading
from verify._version import __version__
from verify.checking import RuleBook, check, load_rulebook
from verify.claims import Language, interpret, load_language, passages, with_lists, with_results
from verify.figures import Lexicon, find_figures, load_lexicon
from verify.model import Document
from verify.reporting import CheckedReport


class Setup(Struct, frozen=True):
    """What a run needs besides its documents; loaded once, read by all."""

    lexicon: Lexicon
    language: Language
    book: RuleBook

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be loaded, one message each."""
        return tuple(str(fault) for fault in self.book.faults)


def shipped_rules() -> Path:
    """Return the folder of the rules that come with verify: beside the package in a checkout, inside it in a wheel."""
    inside = Path(verify.__file__).parent / "rules"
    return inside if inside.is_dir() else inside.parent.parent / "rules"


@lru_cache(maxsize=4)
def prepare(rules: tuple[Path, ...] = (), *, shipped: bool = True) -> Setup:
    """Load lexicons and rules: the shipped ones and those of the folders or files in `rules`.

    Raises RuleError where a folder is not there; faulty rules are left out and told in `Setup.problems`.
    """
    language = load_language()
    places = [*([shipped_rules()] if shipped else []), *rules]
    return Setup(load_lexicon(), language, load_rulebook(places, language))


def check_document(document: Document, setup: Setup) -> CheckedReport:
    """Return the report of one document.

    "12 of the 40 sites" -> figures 12 and 40 -> claims, part and total -> rule `part-within-whole` -> consistent.
    """
    figures = with_lists(document, with_results(document, find_figures(document, setup.lexicon)))
    rows = passages(document, figures, setup.language.vocabulary)
    claims = interpret(document, figures, rows, setup.language)
    findings = check(setup.book, rows, figures, claims)
    return CheckedReport(
        document=document,
        figures=figures,
        claims=claims,
        findings=findings,
        rules=tuple(compiled.rule for compiled in setup.book.rules),
        problems=setup.problems,
        version=__version__,
    )


def check_text(text: str, setup: Setup, name: str = "<text>") -> CheckedReport:
    """Return the report of a text in memory."""
    return check_document(reading.read_text(text, name), setup)


def check_file(path: Path, setup: Setup) -> CheckedReport:
    """Return the report of a file; raises DocumentError where it cannot be read."""
    return check_document(reading.read(path), setup)
