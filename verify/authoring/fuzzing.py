"""`verify rules fuzz`: other figures in a rule's own sentences, until one is found on which the rule errs.

What a rule says of such a text, or does not say, is held against its formula; where it has none, against the figures
that it gives.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from verify.checking import CompiledRule
from verify.errors import UsageError
from verify.model import Figure, Finding, Verdict
from verify.pipeline import Setup

from .cases import Case, cases_of, targets_of
from .sentences import sentences_of
from .templates import Template, speaking, template_of, verdicts_of


class Err(Struct, frozen=True):
    """A text on which a rule errs."""

    text: str
    fits: bool
    """Whether the figures of the text agree."""
    fault: str
    """What the rule did: "is not noticed", "is wrongly accused", "is not accused", "gives another figure"."""


class Trial(Struct, frozen=True):
    """What came of trying one rule."""

    rule: str
    sentences: int = 0
    texts: int = 0
    err: Err | None = None
    why_not: str = ""
    """Why it could not be tried; "" where it was."""


def fuzz(rule: CompiledRule, setup: Setup, examples: int, seed: int) -> Trial:
    """Write `examples` texts for a rule and return the smallest one on which it errs, if any.

    The same seed gives the same texts. Raises UsageError where Hypothesis is not installed.
    """
    find, settings = _hypothesis()
    if why_not := _beyond(rule):
        return Trial(rule.rule.id, why_not=why_not)
    alone = replace(setup, book=setup.book.only(rule.rule.id))
    templates = _templates(rule, alone)
    usable = [(found, targets) for found in templates if (targets := targets_of(rule, found))]
    if not templates:
        return Trial(
            rule.rule.id, why_not="its figures are hedged, bounds, dates, ranks or words, which are not written anew"
        )
    if not usable:
        return Trial(rule.rule.id, why_not="no figure of its sentences follows from the others alone")
    tried: list[str] = []

    from hypothesis import assume  # noqa: PLC0415 - an extra
    from hypothesis.errors import NoSuchExample, Unsatisfiable  # noqa: PLC0415

    def errs(case: Case) -> bool:
        findings, figures = speaking(case.text, rule, alone)
        assume(_read_as_written(case, figures))
        tried.append(case.text)
        return bool(_fault(case, _theirs(case, findings, rule)))

    try:
        case = find(cases_of(rule, usable), errs, settings=settings(examples), random=Random(seed))  # noqa: S311
    except NoSuchExample:
        case = None
    except Unsatisfiable:
        return Trial(rule.rule.id, len(usable), why_not="no figures were found that its formula and conditions allow")
    fault = _fault(case, _theirs(case, speaking(case.text, rule, alone)[0], rule)) if case else ""
    err = Err(case.text, case.fits, fault) if case else None
    return Trial(rule.rule.id, len(usable), len(tried), err)


def fuzz_line(trial: Trial) -> str:
    """Return what came of a trial, for a person."""
    if trial.why_not:
        return f"{trial.rule}: not tried: {trial.why_not}"
    if not trial.err:
        return f"{trial.rule}: {trial.texts} texts of {trial.sentences} sentences are judged as they should be"
    figures = "figures that fit" if trial.err.fits else "figures that do not fit"
    return f"{trial.rule}: {trial.err.fault}, with {figures}:\n    {trial.err.text}"


def _hypothesis() -> tuple[Callable[..., Any], Callable[[int], Any]]:
    try:
        from hypothesis import HealthCheck, Phase, Verbosity, find, settings  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageError("hypothesis is not installed", mend="pip install 'verify-figures[fuzz]'") from None
    phases = (Phase.generate, Phase.shrink)

    def chosen(examples: int) -> Any:
        return settings(
            max_examples=examples, database=None, deadline=None, phases=phases, verbosity=Verbosity.quiet,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip

    return find, chosen


def _beyond(rule: CompiledRule) -> str:
    """Return why a rule cannot be tried, "" where it can."""
    if rule.rule.evidence:
        return "it is about evidence"
    if rule.rests_on:
        return "it joins what other rules imply, so that it says nothing by itself"
    if any(condition.kind == "restates" for condition in rule.conditions):
        return "it weighs how like two figures are (`restates`), so other figures make another text of it"
    return ""


def _templates(rule: CompiledRule, alone: Setup) -> list[Template]:
    """Return the sentences of a rule: its examples, and those patterns written out that it notices as they stand."""
    examples = [example for example in rule.rule.examples if example.verdict in verdicts_of(rule)]
    found = [template_of(example.text, rule, alone, example.verdict) for example in examples]
    heard = [template for template in found if template]
    written = [template_of(text, rule, alone) for text in sentences_of(rule, alone.language.vocabulary, heard)]
    return [*heard, *(template for template in written if template)]


def _read_as_written(case: Case, figures: Sequence[Figure]) -> bool:
    """Whether the figures are read as they were meant: "by 40% to 49%" is a range, and no fault of the rule."""
    read = {figure.span.start: figure for figure in figures}
    for at, said in case.said.items():
        figure = read.get(at)
        if figure is None or figure.low != figure.high or not math.isclose(figure.low, said.value, rel_tol=1e-6):
            return False
        if (figure.kind, figure.form) != (said.kind, said.form):
            return False
    return True


def _theirs(case: Case, findings: Sequence[Finding], rule: CompiledRule) -> Sequence[Finding]:
    """Return the findings that are about the figures drawn: some stand in other lines of a table too."""
    if not rule.layout:
        return findings
    return [finding for finding in findings if {part.span.start for part in finding.parts} == set(case.said)]


def _fault(case: Case, findings: Sequence[Finding]) -> str:
    if case.given:
        implied = {one.name: one.unit.to_base(one.value) for finding in findings for one in finding.implied}
        wrong = any(number not in implied[name] for name, number in case.given.items() if name in implied)
        return "gives another figure" if wrong else "" if implied else "is not noticed"
    accused = any(finding.verdict is Verdict.INCONSISTENT for finding in findings)
    if case.fits:
        return "is wrongly accused" if accused else "" if findings else "is not noticed"
    if accused or (not case.sure and not findings):
        return ""
    return "is not accused" if findings else "is not noticed"
