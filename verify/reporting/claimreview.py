"""Stubs of ClaimReview (https://schema.org/ClaimReview) as JSON-LD: what a fact-checker may complete and publish.

What verify can know is filled in: the words, where they stand, the verdict within the text and its reason, and what was
decided on it beside the document. Who reviews, where and when it was published, and who said it, is empty for the
fact-checker to fill.
"""

from __future__ import annotations

import json
from typing import Any

from verify.model import Document, Finding, Report, Verdict

from .alarms import told
from .decisions import Decision, decision
from .excerpt import blocks_of, excerpt
from .sarif import uri
from .wording import by_place, gap, one_line, place_of, repairs

Object = dict[str, Any]

LONGEST = 400
"""Characters of the words that are reviewed."""

_RATINGS = {
    Verdict.INCONSISTENT: (1, "The figures contradict each other"),
    Verdict.APPROXIMATE: (3, "The figures agree only roughly"),
    Verdict.CONSISTENT: (5, "The figures agree"),
}
_EXPLAINED = (4, "The figures differ, for a reason")


def to_claimreview(*reports: Report, fail_on: str = "inconsistent", verbose: bool = False) -> str:
    """Return a JSON-LD graph with a stub for each alarm (see `alarms.told`), with `verbose` for all but implied ones.

    An alarm that was accepted with a reason is there with that reason; one that was called false says nothing of the
    text, and what only a baseline knows was judged by nobody: both are left out.
    """
    stubs = [
        _stub(report, finding)
        for report in reports
        for finding in (*told(report, fail_on, verbose=verbose), *(() if verbose else report.suppressed))
        if finding.verdict in _RATINGS
        and (finding.suppressed is None or decision(finding, report.document) is Decision.ACCEPTED)
    ]
    return json.dumps({"@context": "https://schema.org", "@graph": stubs}, indent=1, ensure_ascii=True) + "\n"


def _stub(report: Report, finding: Finding) -> Object:
    document = report.document
    rating, name = _RATINGS[finding.verdict] if finding.suppressed is None else _EXPLAINED
    parts = by_place(finding)
    place = place_of(document, parts[0].span) if parts else one_line(document.name)
    claims = {claim.index: claim for claim in report.claims}
    speakers = [claims[part.figure].attribution for part in parts if part.figure in claims]
    return {
        "@type": "ClaimReview",
        "identifier": one_line(finding.id),
        "creativeWorkStatus": "Draft",
        "url": "",
        "datePublished": "",
        "author": {"@type": "Organization", "name": ""},
        "claimReviewed": _words(document, finding),
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "", "description": _speaker(speakers)},
            "datePublished": "",
            "appearance": {"@type": "CreativeWork", "url": uri(document.name), "description": place},
        },
        "reviewRating": {
            "@type": "Rating",
            "worstRating": 1,
            "bestRating": 5,
            "ratingValue": rating,
            "alternateName": name,
        },
        "reviewBody": _body(finding),
    }


def _speaker(attributions: list[str]) -> str:
    return next((one_line(words) for words in attributions if words), "")


def _words(document: Document, finding: Finding) -> str:
    """Return the words of the text round the figures, cut where they are too long."""
    quoted = [
        "".join(piece.text for piece in excerpt(document.text, block, inside, LONGEST))
        for block, inside in blocks_of(document, finding.spans)
    ]
    return one_line(" … ".join(part.strip() for part in quoted), LONGEST)


def _body(finding: Finding) -> str:
    told_of = [one_line(finding.message)]
    if finding.working:
        steps = (finding.working.formula, finding.working.filled, gap(finding.working))
        told_of.append(one_line("; ".join(step for step in steps if step)))
    if finding.suppressed is not None:
        told_of.append(one_line(f"Accepted: {finding.suppressed.reason}"))
    elif mends := [f"{part.repair} for {part.quote}" for part in repairs(finding)]:
        told_of.append(one_line(f"It would agree with {', or '.join(mends)}"))
    return " ".join(line if line.endswith((".", "!", "?")) else f"{line}." for line in told_of)
