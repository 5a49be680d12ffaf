"""Findings that an author has laid aside: they stay, with the reason, and no longer count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from verify.errors import SuppressionError
from verify.model import Document, Figure, Finding, Place, Suppression, Verdict
from verify.sourced import nearest

from .suppressions import Request

ACCUSING = (Verdict.INCONSISTENT, Verdict.APPROXIMATE)
"""What can be laid aside: what agrees troubles nobody, and would make every request look used."""


def suppress(
    findings: Sequence[Finding],
    requests: Sequence[Request],
    document: Document,
    figures: Sequence[Figure],
    rules: Collection[str],
) -> tuple[tuple[Finding, ...], list[SuppressionError]]:
    """Return the findings, the suppressed ones last, and what is wrong with the requests: unknown rules, no use.

    `rules` are the names of those in force.
    """
    if not requests:
        return tuple(findings), []
    by_rule: dict[str, list[int]] = defaultdict(list)
    for number, request in enumerate(requests):
        by_rule[request.rule].append(number)
    used: set[int] = set()
    told: list[Finding] = []
    for finding in findings:
        fitting = (
            [n for n in by_rule[finding.rule] if _fits(requests[n], finding, document, figures)]
            if finding.verdict in ACCUSING and finding.rule in by_rule
            else []
        )
        used.update(fitting)
        if fitting:
            request = requests[fitting[0]]
            place = Place(request.place.file, request.place.line, request.place.column)
            finding = replace(finding, suppressed=Suppression(request.reason, place))  # noqa: PLW2901
        told.append(finding)
    told.sort(key=lambda finding: finding.suppressed is not None)
    return tuple(told), list(_faults(requests, used, document, figures, rules))


def _fits(request: Request, finding: Finding, document: Document, figures: Sequence[Figure]) -> bool:
    if request.finding not in ("", finding.id):
        return False
    mine = [figures[part.figure] for part in finding.parts]
    if request.within and not any(figure.span.overlaps(request.within) for figure in mine):
        return False
    return not request.figure or any(_reads(figure, request.figure, document) for figure in mine)


def _reads(figure: Figure, words: str, document: Document) -> bool:
    """Whether a figure is the one that is meant: the number as written, or the whole phrase."""
    return _plain(words) in (_plain(figure.quote), _plain(document.quote(figure.extent)))


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _faults(
    requests: Sequence[Request],
    used: Collection[int],
    document: Document,
    figures: Sequence[Figure],
    rules: Collection[str],
) -> Iterator[SuppressionError]:
    for number, request in enumerate(requests):
        if request.rule not in rules:
            mend = _nearest(request.rule, sorted(rules), "`verify rules list` names those there are")
            yield SuppressionError(f"there is no rule '{request.rule}'", mend=mend, where=request.place)
        elif number not in used and not request.shared:
            what, mend = f"nothing is left to ignore: {request.rule} accuses no such figure here", "remove it"
            if request.figure and not any(_reads(figure, request.figure, document) for figure in figures):
                what = f"no figure reads '{request.figure}'"
                quotes = list(dict.fromkeys(figure.quote for figure in figures))
                mend = _nearest(request.figure, quotes, "write it as the document does, or remove it")
            yield SuppressionError(what, mend=mend, where=request.place)


def _nearest(word: str, known: list[str], otherwise: str) -> str:
    """Return "did you mean …" where something is near: there is too much to name it all."""
    mend = nearest(word, known)
    return mend if mend.startswith("did you mean") else otherwise
