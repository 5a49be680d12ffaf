"""What evidence makes of a figure, told as a finding."""

from __future__ import annotations

from verify.checking.diagnosis import repair
from verify.figures import written
from verify.model import Figure, Finding, Interval, Part, Reading, Rule, Support, Verdict, Witness, Working

from .answer import Answer

LONGEST = 200
"""Characters of a quotation in a message."""


def finding_of(rule: Rule, figure: Figure, answer: Answer, identity: str) -> Finding:
    """Return the finding of an answer that gives a value."""
    value = answer.value or figure.strict
    wrong = answer.support is Support.CONTRADICTED
    verdict = Verdict.INCONSISTENT
    if not wrong:
        verdict = Verdict.CONSISTENT if answer.reading is Reading.STRICT else Verdict.APPROXIMATE
    allowed = figure.strict if answer.reading is Reading.STRICT and not wrong else figure.coarse
    meant = next((slip.meant for slip in answer.slips if slip.meant), "")
    mend = (meant or repair(figure, Interval.exactly(value.middle))) if wrong and value.bounded else ""
    part = Part("figure", figure.index, figure.span, figure.quote, allowed, figure.unit, value, mend)
    return Finding(
        id=identity,
        rule=rule.id,
        verdict=verdict,
        level=rule.level,
        message=_message(figure, answer),
        parts=(part,),
        working=_working(rule, figure, answer, allowed, value),
        reading=answer.reading,
        slips=answer.slips,
        derives=figure.index if answer.support is Support.DERIVABLE else None,
    )


def _message(figure: Figure, answer: Answer) -> str:
    if answer.message:
        return answer.message
    said = " ".join(figure.quote.split())
    first = answer.witnesses[0]
    place = f"{first.source} ({first.where})"
    if answer.support is Support.CONTRADICTED:
        return f"the text says {said}; {place} says {_number(first)}: “{_shown(first)}”"
    if answer.support is Support.SUPPORTED:
        return f"{said} is what {place} says: “{_shown(first)}”"
    return f"{said} follows from {place}: {answer.formula}"


def _number(witness: Witness) -> str:
    return written(Interval.exactly(witness.value.middle), witness.unit) if witness.value.bounded else witness.quote


def _shown(witness: Witness) -> str:
    quote = " ".join(witness.quote.split())
    return quote if len(quote) <= LONGEST else f"{quote[:LONGEST]}…"


def _working(rule: Rule, figure: Figure, answer: Answer, allowed: Interval, value: Interval) -> Working:
    base, theirs = figure.unit.to_base(allowed), figure.unit.to_base(value)
    gap = base.gap(theirs)
    steps = gap / (figure.step * figure.unit.factor) if figure.step else 0.0
    stated = abs(base.middle) or 1.0
    quoted = answer.formula or (" ".join(answer.witnesses[0].quote.split()) if answer.witnesses else "")
    in_unit = gap / figure.unit.factor
    return Working(
        formula=rule.check,
        filled=f"{' '.join(figure.quote.split())} = {quoted}",
        left=base,
        right=theirs,
        left_text=written(allowed, figure.unit, like=figure),
        right_text=written(value, figure.unit, like=figure),
        gap=gap,
        gap_text=written(Interval.exactly(float(f"{in_unit:.3g}")), figure.unit, like=figure) if gap else "",
        gap_percent=100 * gap / stated,
        gap_steps=steps,
    )
