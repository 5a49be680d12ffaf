"""`verify rules fuzz`: other figures in a rule's own sentences, until one is found on which the rule errs.

Hypothesis draws a sentence, the figures of all slots but one, and their styles. The formula says what the last one may
be; it is drawn from there, or from well beyond. What a rule then says, or does not say, is held against that.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from verify.checking import CompiledRule
from verify.checking.formula import Formula
from verify.checking.solving import Values, holds, solve
from verify.errors import UsageError
from verify.model import EVERYTHING, Figure, Finding, Interval, Verdict
from verify.pipeline import Setup

from .numerals import Drawn, draw
from .sentences import sentences_of
from .templates import JUDGED, Hole, Said, Template, speaking, template_of

SIGN = "sign"
LARGEST_SHARE = 100.0
"""Percent: where the author's own figure is no more, none that is drawn is."""


class Err(Struct, frozen=True):
    """A text on which a rule errs."""

    text: str
    fits: bool
    """Whether the figures of the text agree."""
    fault: str
    """What the rule did: "is not noticed", "is wrongly accused", "is not accused"."""


class Trial(Struct, frozen=True):
    """What came of trying one rule."""

    rule: str
    sentences: int = 0
    texts: int = 0
    err: Err | None = None
    why_not: str = ""
    """Why it could not be tried; "" where it was."""


class _Case(Struct, frozen=True):
    text: str
    said: Mapping[int, Said]
    """Where each figure stands, and what it says."""
    fits: bool
    sure: bool


def fuzz(rule: CompiledRule, setup: Setup, examples: int, seed: int) -> Trial:
    """Write `examples` texts for a rule and return the smallest one on which it errs, if any.

    The same seed gives the same texts. Raises UsageError where Hypothesis is not installed.
    """
    find, settings = _hypothesis()
    if why_not := _beyond(rule):
        return Trial(rule.rule.id, why_not=why_not)
    alone = replace(setup, book=setup.book.only(rule.rule.id))
    usable = [(found, targets) for found in _templates(rule, alone) if (targets := _targets(rule, found))]
    if not usable:
        return Trial(rule.rule.id, why_not="none of its sentences holds plain figures that could be others")
    tried: list[str] = []

    from hypothesis import assume  # noqa: PLC0415 - an extra
    from hypothesis.errors import NoSuchExample, Unsatisfiable  # noqa: PLC0415

    def errs(case: _Case) -> bool:
        findings, figures = speaking(case.text, rule.rule.id, alone)
        assume(_read_as_written(case, figures))
        tried.append(case.text)
        return bool(_fault(case, findings))

    try:
        case = find(_cases(rule, usable), errs, settings=settings(examples), random=Random(seed))  # noqa: S311
    except NoSuchExample:
        case = None
    except Unsatisfiable:
        return Trial(rule.rule.id, len(usable), why_not="no figures were found that its formula and conditions allow")
    fault = _fault(case, speaking(case.text, rule.rule.id, alone)[0]) if case else ""
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
    if rule.layout:
        return "it is about the lines of a table"
    if rule.rests_on:
        return "it joins what other rules imply"
    if not rule.formula:
        return "it has no check, only `gives`"
    if any(condition.kind == "restates" for condition in rule.conditions):
        return "it weighs how like two figures are (`restates`), so other figures make another text of it"
    return ""


def _templates(rule: CompiledRule, alone: Setup) -> list[Template]:
    """Return the sentences of a rule: its examples, and those patterns written out that it notices as they stand."""
    examples = [example for example in rule.rule.examples if example.verdict in JUDGED]
    found = [template_of(example.text, rule, alone, example.verdict) for example in examples]
    heard = [template for template in found if template]
    written = [template_of(text, rule, alone) for text in sentences_of(rule, alone.language.vocabulary, heard)]
    return [*heard, *(template for template in written if template)]


class _Target(Struct, frozen=True):
    """A hole whose figure follows from the others."""

    place: int
    sign: float


def _targets(rule: CompiledRule, template: Template) -> list[_Target]:
    """Return the holes that the formula can be solved for, by the way the sentence goes."""
    signs = [sign for sign in (1.0, -1.0) if _holds(rule, template, sign)] if template.holds else []
    if not template.holds:
        signs = [1.0]
    if rule.uses_sign and (len(signs) != 1 or not template.holds):
        return []  # nobody says which way it goes
    sign = signs[0] if signs else 1.0
    own = _values(template, {}, sign, "strict")
    names = [hole.slot for hole in template.holes]
    return [
        _Target(place, sign)
        for place, hole in enumerate(template.holes)
        if hole.styles and names.count(hole.slot) == 1 and _allowed(rule, own, hole) != EVERYTHING
    ]


def _formula(rule: CompiledRule) -> Formula:
    if rule.formula is None:
        raise ValueError(f"the rule {rule.rule.id} has no check")
    return rule.formula


def _holds(rule: CompiledRule, template: Template, sign: float) -> bool:
    return holds(_formula(rule), _values(template, {}, sign, "coarse"))


def _values(template: Template, drawn: Mapping[int, Drawn], sign: float, reading: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for place, hole in enumerate(template.holes):
        value = _value(drawn.get(place), hole.figure, reading)
        found.setdefault(hole.slot, []).append(hole.figure.unit.to_base(value))
    values = {name: tuple(several) if len(several) > 1 else several[0] for name, several in found.items()}
    return {**values, SIGN: Interval.exactly(sign)}


def _value(drawn: Drawn | None, figure: Figure, reading: str) -> Interval:
    if drawn:
        return {"written": drawn.written, "strict": drawn.strict, "coarse": drawn.coarse}[reading]
    return {"written": Interval(figure.low, figure.high), "strict": figure.strict, "coarse": figure.coarse}[reading]


def _allowed(rule: CompiledRule, values: Values, hole: Hole) -> Interval:
    """Return what the formula lets a hole be, in its unit."""
    found = solve(_formula(rule), {**values, hole.slot: Interval(0.0, math.inf)}).get(hole.slot, EVERYTHING)
    return hole.figure.unit.from_base(found)


def _cases(rule: CompiledRule, usable: Sequence[tuple[Template, Sequence[_Target]]]) -> Any:
    """Return the strategy of texts; the simplest is the author's first, with as few other figures as will do."""
    from hypothesis import assume, reject  # noqa: PLC0415 - an extra
    from hypothesis import strategies as st  # noqa: PLC0415

    numbers = st.tuples(st.integers(-60, 150), st.integers(0, 3), st.integers(0, 7))

    def written(hole: Hole, value: float, digits: int, style: int) -> Drawn:
        drawn = draw(hole.figure, hole.styles[style % len(hole.styles)], value, 4 - digits)
        if drawn is None:
            reject()
        small = hole.figure.unit.name != "percent" or hole.figure.low > LARGEST_SHARE
        assume(small or drawn.written.low <= LARGEST_SHARE)
        return drawn

    @st.composite
    def cases(choose: st.DrawFn) -> _Case:
        template, targets = choose(st.sampled_from(usable))
        target = choose(st.sampled_from(targets))
        fits = choose(st.booleans())
        drawn: dict[int, Drawn] = {}
        for place, hole in enumerate(template.holes):
            if hole.styles and place != target.place:
                percent, digits, style = choose(numbers)
                drawn[place] = written(hole, hole.figure.low * (1 + percent / 100), digits, style)
        hole = template.holes[target.place]
        exact = _allowed(rule, _values(template, drawn, target.sign, "written"), hole)
        wide = _allowed(rule, _values(template, drawn, target.sign, "coarse"), hole)
        percent, digits, style = choose(numbers)
        value = _within(exact, abs(percent) / 150) if fits else _beyond_it(wide, percent)
        drawn[target.place] = written(hole, value, digits, style)
        strict = _values(template, drawn, target.sign, "strict")
        values = strict if fits else _values(template, drawn, target.sign, "coarse")
        assume(holds(_formula(rule), values) is fits)
        told = [*rule.conditions, *rule.sure]
        assume(all(one.holds({}, strict) for one in told if one.kind == "formula"))
        return _Case(*template.filled(drawn), fits, not rule.sure or not template.holds)

    return cases()


def _within(allowed: Interval, part: float) -> float:
    """Return a value that is allowed; `part` of the way from its middle to the end, or from the end onwards."""
    if allowed.bounded:
        return allowed.middle
    return allowed.low * (1.2 + 2 * part) if math.isinf(allowed.high) else allowed.high * (0.8 - 0.7 * part)


def _beyond_it(allowed: Interval, percent: int) -> float:
    """Return a value that is not allowed, and misses by a half at least: above for a positive `percent`."""
    upwards = percent >= 0 if allowed.bounded else math.isinf(allowed.low)
    away = 1.5 + abs(percent) / 50
    return allowed.high * away if upwards else allowed.low / away


def _read_as_written(case: _Case, figures: Sequence[Figure]) -> bool:
    """Whether the figures are read as they were meant: "by 40% to 49%" is a range, and no fault of the rule."""
    read = {figure.span.start: figure for figure in figures}
    for at, said in case.said.items():
        figure = read.get(at)
        if figure is None or figure.low != figure.high or not math.isclose(figure.low, said.value, rel_tol=1e-6):
            return False
        if (figure.kind, figure.form) != (said.kind, said.form):
            return False
    return True


def _fault(case: _Case, findings: Sequence[Finding]) -> str:
    accused = any(finding.verdict is Verdict.INCONSISTENT for finding in findings)
    if case.fits:
        return "is wrongly accused" if accused else "" if findings else "is not noticed"
    if accused or (not case.sure and not findings):
        return ""
    return "is not accused" if findings else "is not noticed"
