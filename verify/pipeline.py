"""The way through, start here: read → find figures → interpret as claims → check by rules → report.

"Revenue increased by 12% to $124 billion." is read as one paragraph; `find_figures` reads 12 percent (11.5 to 12.5)
and 124e9 USD (123.5 to 124.5 billion); `passages` makes of it the row `revenue increased by <12%> to <$124 billion>`;
`interpret` says that the first is a change, upwards, of revenue, and the second a level; the rule `change-to-level`
fills `after = before * (1 + sign * change)` and solves it for the one name left open: $109.8 to 111.7 billion, implied.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

import verify
from verify import reading
from verify._version import __version__
from verify.checking import (
    Requests,
    RuleBook,
    by_weight,
    check,
    load_rulebook,
    requests_beside,
    requests_in,
    rule_files,
    suppress,
    suspect,
)
from verify.claims import (
    Language,
    Panel,
    Passage,
    Phrases,
    interpret,
    load_language,
    panels,
    passages,
    with_cells,
    with_heads,
    with_lists,
    with_results,
)
from verify.figures import Lexicon, find_figures, load_lexicon
from verify.model import Claim, Document, Figure, Finding, Held, Rule
from verify.reading import Furniture, load_furniture
from verify.reporting import CheckedReport

if TYPE_CHECKING:
    from verify.errors import VerifyError
    from verify.evidence import Evidence
    from verify.evidence.saying import Saying
    from verify.exchange import ClaimsFile
    from verify.proposals import Proposals

PREPARED = "setup.pickle"


class Others(Struct, frozen=True):
    """What other readers than ours say of documents."""

    claims: ClaimsFile | None = None
    """Claims that were made elsewhere; they stand in the place of ours."""
    proposals: tuple[Proposals, ...] = ()
    """What is proposed of our figures: claims and ties."""


NO_OTHERS = Others()

LEGENDS = (".yaml", ".yml")
"""What says what a reference table holds, where it is named as evidence."""

CLAIMED = "en"
"""The language that claims and rules are written for; of the others figures are read, and no more."""


class Setup(Struct, frozen=True):
    """What a run needs besides its documents; loaded once, read by all."""

    lexicon: Lexicon
    language: Language
    book: RuleBook
    furniture: Furniture

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be loaded, one message each."""
        return tuple(str(fault) for fault in self.book.faults)

    def settle(self) -> None:
        """Do at once what else waits for the first text, so that it is in the wheel: index the sentence patterns."""
        for dispatch in (self.book.dispatch, self.language.pattern_dispatch, self.language.period_dispatch):
            dispatch.settle()

    @property
    def limits(self) -> tuple[str, ...]:
        """What is not done for the language of the texts; empty for the one that has rules."""
        code = self.lexicon.language
        said = f"language '{code}': figures are read and nothing is checked, since the rules are for '{CLAIMED}'"
        return () if code == CLAIMED else (said,)


def shipped_rules() -> Path:
    """Return the folder of the rules that come with verify: beside the package in a checkout, inside it in a wheel."""
    inside = Path(verify.__file__).parent / "rules"
    return inside if inside.is_dir() else inside.parent.parent / "rules"


def is_shipped(path: Path) -> bool:
    """Whether a rule file is one of ours, which are always there."""
    return path.resolve().is_relative_to(shipped_rules().resolve())


def rule_path(rule: Rule) -> Path:
    """Return the file that a rule was read from."""
    name = rule.place.file if rule.place else ""
    return (shipped_rules().parent / name).resolve() if not Path(name).is_file() else Path(name).resolve()


@lru_cache(maxsize=4)
def prepare(rules: tuple[Path, ...] = (), *, shipped: bool = True, language: str = CLAIMED) -> Setup:
    """Load lexicons and rules: the shipped ones and those of the folders or files in `rules`.

    For another `language` than English no rules are loaded: see `Setup.limits`. Raises RuleError where a folder is not
    there, LexiconError where there is no lexicon; faulty rules are left out and told in `Setup.problems`.
    """
    if language != CLAIMED:
        return load_without_rules(language)
    setup = (_prepared() or load_shipped()) if shipped else load_without_rules()
    own = [path for path in rule_files(rules) if not shipped or not is_shipped(path)]
    return replace(setup, book=load_rulebook(own, setup.language, setup.book)) if own else setup


def load_without_rules(code: str = CLAIMED) -> Setup:
    """Read the lexicons alone."""
    language = load_language()
    return Setup(load_lexicon(code), language, load_rulebook([], language), load_furniture())


def load_shipped() -> Setup:
    """Read the lexicons and the shipped rules from their YAML."""
    language = load_language()
    book = load_rulebook([shipped_rules()], language, root=shipped_rules().parent)
    return Setup(load_lexicon(), language, book, load_furniture())


def _prepared() -> Setup | None:
    """Return the shipped setup as the build of the wheel left it, None in a checkout or under another msgspec.

    As a .pyc is to code, so is this file to our YAML: the same thing, read once when the wheel was made (see
    `hatch_build.py`) and not at every start, where it would be a third of the time. It is part of the package, no more
    and no less to be trusted than the code beside it.
    """
    path = Path(verify.__file__).parent / PREPARED
    try:
        with path.open("rb") as file:
            made_by, setup = pickle.load(file)  # noqa: S301
    except FileNotFoundError:
        return None
    return setup if made_by == made_with() and isinstance(setup, Setup) else None


def made_with() -> tuple[str, str]:
    """Return what a prepared setup depends on besides the package itself."""
    return __version__, msgspec.__version__


def check_document(
    document: Document,
    setup: Setup,
    beside: Sequence[Requests] = (),
    others: Others = NO_OTHERS,
    against: Sequence[Evidence] = (),
) -> CheckedReport:
    """Return the report of one document; `beside` is what files ask to have ignored, besides its own comments.

    `against` is the evidence that it is held against.

    `others` is what other readers say of the document: claims that stand in the place of ours, ties that are proposed.

    "12 of the 40 sites" -> figures 12 and 40 -> claims, part and total -> rule `part-within-whole` -> consistent.
    """
    if setup.limits:
        return _unchecked(document, find_figures(document, setup.lexicon), setup)
    rows, tables, figures, claims, refused = read = _understood(document, setup, others.claims)
    found = check(setup.book, rows, figures, claims, tables)
    rules = tuple(compiled.rule for compiled in setup.book.rules)
    if others.proposals:
        from verify.proposals import accepted, together

        proposed = accepted(others.proposals, document, figures, claims, Phrases(setup.lexicon, setup.language))
        claims, rules = proposed.claims, (*rules, *proposed.rules)
        found = together(found, check(setup.book, rows, figures, claims, tables), proposed)
        refused = (*refused, *proposed.faults)
    asked = [requests_in(document), *beside]
    held: tuple[Held, ...] = ()
    amiss: tuple[str, ...] = ()
    if against:
        held, told, amiss = _held(document, read._replace(claims=claims), setup, against)
        found = by_weight([*found, *told])
    findings, useless = suppress(
        found,
        [request for part in asked for request in part.asked if request.rule not in setup.book.off],
        document,
        figures,
        {rule.id for rule in rules},
    )
    findings, groups = suspect(findings, figures)
    faults = sorted(
        [*(fault for part in asked for fault in part.faults), *useless],
        key=lambda fault: (fault.file, fault.where.line if fault.where else 0),
    )
    return CheckedReport(
        document=document,
        figures=figures,
        claims=claims,
        findings=findings,
        groups=groups,
        rules=rules,
        problems=(*setup.problems, *amiss, *map(str, faults), *map(str, refused)),
        version=__version__,
        held=held,
    )


class _Read(NamedTuple):
    """A document whose figures have been understood."""

    rows: tuple[Passage, ...]
    tables: tuple[Panel, ...]
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    refused: tuple[VerifyError, ...]
    """What others claim of it and cannot."""


def _understood(document: Document, setup: Setup, theirs: ClaimsFile | None = None) -> _Read:
    """Return the figures of a document and what they claim; `theirs` are claims that stand in the place of ours."""
    figures = figures_of(document, setup)
    claimed = None
    if theirs:
        from verify.exchange import claimed as claims_of
        from verify.exchange import settled, spoken, valued

        figures, claimed = settled(figures, claims_of(theirs, document), setup.lexicon)
    tables = tables_of(document, figures, setup)
    figures = with_heads(document, figures, tables, setup.lexicon, setup.language.tables)
    if claimed:
        figures = valued(figures, claimed, setup.lexicon)
    rows = rows_of(document, figures, tables, setup)
    claims = with_cells(interpret(document, figures, rows, setup.language), tables, figures)
    if claimed:
        claims = spoken(claims, figures, claimed, Phrases(setup.lexicon, setup.language))
    return _Read(rows, tables, figures, claims, tuple(claimed.faults) if claimed else ())


def _held(
    document: Document, read: _Read, setup: Setup, against: Sequence[Evidence]
) -> tuple[tuple[Held, ...], tuple[Finding, ...], tuple[str, ...]]:
    """Return what the evidence makes of the claims of a text, and what is wrong with how the text binds them to it."""
    from verify.evidence import hold
    from verify.evidence.tables import TableEvidence, binding_faults

    held, findings = hold(_sayings(read, setup), document, against, setup.book)
    tables = [piece for piece in against if isinstance(piece, TableEvidence)]
    faults = binding_faults(read.claims, document, [piece.asked for piece in tables]) if tables else ()
    return held, findings, (*(told for piece in tables for told in piece.problems), *map(str, faults))


def evidence_of(document: Document, setup: Setup) -> Evidence:
    """Return a document as evidence that other texts are held against."""
    from verify.evidence import SourceDocument

    return SourceDocument(document, _sayings(_understood(document, setup), setup))


def _sayings(read: _Read, setup: Setup) -> tuple[Saying, ...]:
    from verify.evidence import sayings_of

    return sayings_of(read.rows, read.tables, read.figures, read.claims, setup.book.likeness)


def load_evidence(path: Path, setup: Setup, *, encoding: str | None = None, today: date | None = None) -> Evidence:
    """Return what a file says, as evidence: a document, or the legend of a reference table (.yaml).

    `today` is the date of the texts that are held against it, None for what they say themselves. Raises DocumentError
    or TableError where it cannot be read.
    """
    if path.suffix.lower() in LEGENDS:
        from verify.evidence.tables import TableEvidence, ask_tables

        return TableEvidence(ask_tables([path], setup.lexicon, setup.language)[0], today)
    return evidence_of(reading.read(path, encoding=encoding, furniture=setup.furniture), setup)


def figures_of(document: Document, setup: Setup) -> tuple[Figure, ...]:
    """Return the figures of a document, each at the index that its report gives it."""
    return with_lists(document, with_results(document, find_figures(document, setup.lexicon)), setup.language.lists)


def rows_of(
    document: Document, figures: Sequence[Figure], tables: Sequence[Panel], setup: Setup
) -> tuple[Passage, ...]:
    """Return the prose of a document as rows of words and figures, what stands in `tables` left out."""
    return passages(document, figures, setup.language.vocabulary, setup.language.sentence_words, tables)


def tables_of(document: Document, figures: Sequence[Figure], setup: Setup) -> tuple[Panel, ...]:
    """Return the tables of a document that hold numbers."""
    return panels(document, figures, setup.language.tables)


def _unchecked(document: Document, figures: tuple[Figure, ...], setup: Setup) -> CheckedReport:
    """Return the report of a document whose figures are all that can be read."""
    return CheckedReport(
        document=document, figures=figures, claims=(), findings=(), problems=setup.limits, version=__version__
    )


def check_text(
    text: str,
    setup: Setup,
    name: str = "<text>",
    beside: Sequence[Requests] = (),
    others: Others = NO_OTHERS,
    against: Sequence[Evidence] = (),
) -> CheckedReport:
    """Return the report of a text in memory."""
    return check_document(reading.read_text(text, name, furniture=setup.furniture), setup, beside, others, against)


def check_file(
    path: Path,
    setup: Setup,
    *,
    encoding: str | None = None,
    suppressions: Sequence[Requests] = (),
    others: Others = NO_OTHERS,
    against: Sequence[Evidence] = (),
) -> CheckedReport:
    """Return the report of a file, with what is suppressed beside it; raises DocumentError where it cannot be read."""
    document = reading.read(path, encoding=encoding, furniture=setup.furniture)
    return check_document(document, setup, (requests_beside(path), *suppressions), others, against)
