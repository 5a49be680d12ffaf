"""A text is held against evidence: each of its claims is asked for, and the answer becomes a `Held` and a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol

from verify.checking import RuleBook, fingerprint
from verify.model import Document, Figure, Finding, Held, Rule, Support

from .answer import Answer
from .saying import Saying
from .telling import finding_of

_RANK = (Support.SUPPORTED, Support.DERIVABLE, Support.CONTRADICTED, Support.NOT_FOUND)
"""What one piece of evidence supports is not accused for what another one says."""


class Evidence(Protocol):
    """A piece of evidence: a source document, or a reference table."""

    @property
    def name(self) -> str:
        """How reports call it."""
        ...

    def answers(self, sayings: Sequence[Saying], document: Document) -> Sequence[Answer]:
        """Return an answer to each of some claims of one document, in their order."""
        ...


def hold(
    sayings: Sequence[Saying], document: Document, evidence: Sequence[Evidence], book: RuleBook
) -> tuple[tuple[Held, ...], tuple[Finding, ...]]:
    """Return what the evidence makes of each claim of a text, in the order of the text, and the findings that say so.

    A figure that is not found has no finding. Where the rule is off, nothing is told of what it would tell.
    """
    if not evidence or not sayings:
        return (), ()
    answered = [piece.answers(sayings, document) for piece in evidence]
    held: list[Held] = []
    findings: list[Finding] = []
    seen: Counter[str] = Counter()
    for number, saying in enumerate(sayings):
        best = min((answers[number] for answers in answered), key=_rank)
        rule = _rule(best.support, book)
        name = ""
        if rule and best.value is not None:
            name = _named(fingerprint(rule.id, list(_quotes(saying.figure, best))), seen)
            findings.append(finding_of(rule, saying.figure, best, name))
        held.append(Held(saying.figure.index, best.support, best.witnesses, best.formula, name))
    return tuple(held), tuple(findings)


def _rank(answer: Answer) -> tuple[bool, int]:
    return not answer.bound, _RANK.index(answer.support)


def _rule(support: Support, book: RuleBook) -> Rule | None:
    if support is Support.NOT_FOUND:
        return None
    return book.about_evidence("follows" if support is Support.DERIVABLE else "states")


def _quotes(figure: Figure, answer: Answer) -> Iterator[str]:
    yield figure.quote
    yield from (witness.source for witness in answer.witnesses[:1])


def _named(identity: str, seen: Counter[str]) -> str:
    seen[identity] += 1
    return identity if seen[identity] == 1 else f"{identity}-{seen[identity]}"
