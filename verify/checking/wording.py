"""Findings in words: the message, and the working with its intervals."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from verify.figures import written
from verify.model import NUMBER, PERCENT, Figure, Implied, Interval, Part, Qualifier, Unit, Verdict, Working

from .diagnosis import repair
from .formula import Binary, Formula, Name, Node, Power, walk
from .rulebook import MESSAGE_FIELD, SIGN
from .solving import Values, relation_holds, value
from .tie import Tie

MOST_SHOWN = 8
"""Figures of a sum that are shown; of a longer one the first and the last."""

_SIGNED = re.compile(rf"{SIGN} \* (\S+) ([<>]=?) {SIGN} \* (\S+)")
"""Both sides times the sign: for a fall the other way round, which a reader need not multiply out."""
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}

_HEDGES = {
    Qualifier.ABOUT: "about",
    Qualifier.AT_LEAST: "at least",
    Qualifier.AT_MOST: "at most",
    Qualifier.MORE_THAN: "more than",
    Qualifier.LESS_THAN: "less than",
}


def said(figure: Figure) -> str:
    """Return a figure on one line, without its noun, its hedge in plain words: "exceeded $9 billion" is "more than"."""
    return " ".join(f"{_HEDGES.get(figure.qualifier, '')} {figure.quote}".split())


def message(
    tie: Tie,
    figures: Sequence[Figure],
    verdict: Verdict,
    parts: Sequence[Part],
    implied: Sequence[Implied],
    work: Working | None,
) -> str:
    """Return the one sentence that states a finding with its figures."""
    template = tie.rule.rule.messages.get(verdict.value)
    fields = MESSAGE_FIELD.findall(template or "")
    asked = {name for name, field in fields if field == "computed"}
    texts = {name: _listed(tie, name, figures, " and ") for name in tie.slots}
    computed = {
        # A cell is told as the sum that a reader makes, without the rounding of its parts.
        part.name: repair(figures[part.figure], part.computed)
        if figures[part.figure].is_cell and part.repair
        else written(part.computed, part.unit, like=figures[part.figure])
        for part in parts
        if part.computed and part.name in asked
    }
    texts.update({entry.name: entry.text for entry in implied})
    computed.update({entry.name: entry.text for entry in implied})
    if template and all((computed if field == "computed" else texts).get(name) for name, field in fields):
        return MESSAGE_FIELD.sub(lambda found: (computed if found[2] else texts)[found[1]], template)
    if verdict is Verdict.IMPLIED:
        listed = ", ".join(f"{entry.name.replace('_', ' ')} {entry.text}" for entry in implied)
        return f"{', '.join(texts[name] for name in tie.slots)}: implies {listed}"
    if work is None:
        return tie.rule.rule.title
    if verdict is Verdict.INCONSISTENT:
        return f"{work.filled} does not hold: {work.left_text} against {work.right_text}"
    tail = " (only roughly)" if verdict is Verdict.APPROXIMATE else ""
    more = "".join(f"; implies {entry.name.replace('_', ' ')} {entry.text}" for entry in implied)
    return f"{work.filled} holds{tail}: {work.left_text} against {work.right_text}{more}"


def _listed(tie: Tie, name: str, figures: Sequence[Figure], link: str) -> str:
    """Return the figures of a slot, joined by `link`: those of a table as a sum, of which a long one is cut short."""
    texts = [said(figures[index]) for index in tie.slots[name]]
    if tie.rule.layout is None:
        return link.join(texts)
    if len(texts) > MOST_SHOWN:
        texts = [*texts[: MOST_SHOWN - 2], "…", texts[-1]]
    return " + ".join(texts)


def working(formula: Formula, tie: Tie, figures: Sequence[Figure], values: Values) -> Working:
    """Return the arithmetic of a tie whose slots are all filled; `values` are theirs under a reading."""
    # Of several relations the one that fails is shown, else the first.
    relation = next((r for r in formula.relations if not relation_holds(r, values)), formula.relations[0])
    left, right = value(relation.left, values), value(relation.right, values)
    turned = tie.sign < 0 and bool(_SIGNED.search(formula.text))
    unit, like = _unit_of_side((relation.left, relation.right), tie, figures)
    gap = left.gap(right) if not relation_holds(relation, values) else 0.0
    # The side of fewer figures is the stated one, the other is worked out; of nothing there is no percentage.
    sides = sorted(((left, relation.left), (right, relation.right)), key=lambda side: _parts_of(side[1], tie))
    stated = abs(sides[0][0].middle) or abs(sides[1][0].middle) or 1.0
    steps = [
        figures[index].step * figures[index].unit.factor
        for index in tie.figures
        if figures[index].unit.dimension == unit.dimension and _is_percent(figures[index].unit) == _is_percent(unit)
    ]
    return Working(
        formula=formula.text,
        filled=_filled(formula.text, tie, figures),
        left=left,
        right=right,
        left_text=written(unit.from_base(-left if turned else left), unit, like=like),
        right_text=written(unit.from_base(-right if turned else right), unit, like=like),
        gap=gap,
        gap_text=written(Interval.exactly(_rounded(gap / unit.factor)), unit, like=like)
        if gap and math.isfinite(gap)
        else "",
        gap_percent=100 * gap / stated if gap else 0.0,
        gap_steps=gap / max(steps) if gap and steps and max(steps) else 0.0,
    )


def _parts_of(side: Node, tie: Tie) -> tuple[float, int]:
    """Return how many figures a side is made of, and of how many terms in all; a side without figures comes last."""
    nodes = list(walk(side))
    figures = sum(len(tie.slots[node.name]) for node in nodes if isinstance(node, Name) and node.name in tie.slots)
    return figures or math.inf, len(nodes)


def _rounded(number: float) -> float:
    """Return a gap to three digits: its own size is no more certain than that."""
    return float(f"{number:.3g}")


def _filled(text: str, tie: Tie, figures: Sequence[Figure]) -> str:
    texts = {name: _listed(tie, name, figures, " + ") for name in tie.slots}
    texts[SIGN] = "−1" if tie.sign < 0 else "1"
    text = _SIGNED.sub(lambda found: f"{found[1]} {_TURNED[found[2]] if tie.sign < 0 else found[2]} {found[3]}", text)
    text = re.sub(rf"\+ {SIGN} \* ", "− " if tie.sign < 0 else "+ ", text)
    text = re.sub(r"\b(?:sum|exact|rounded|whole|abs|yearly)\((\w+)\)", r"\1", text)
    return re.sub(r"[A-Za-z_]\w*", lambda found: texts.get(found.group(), found.group()), text).replace("*", "×")


def _unit_of_side(sides: Sequence[Node], tie: Tie, figures: Sequence[Figure]) -> tuple[Unit, Figure | None]:
    """Return the unit in which both sides of a relation are shown: that of the first name standing alone or added."""
    for side in sides:
        for node in _terms(side):
            if isinstance(node, Name) and node.name in tie.slots:
                figure = figures[tie.slots[node.name][0]]
                return figure.unit, figure
    names = [node.name for side in sides for node in walk(side) if isinstance(node, Name) and node.name in tie.slots]
    figure = figures[tie.slots[names[0]][0]]
    if figure.unit.dimension:
        return NUMBER, None
    return figure.unit, figure


def _terms(node: Node) -> list[Node]:
    if isinstance(node, Binary) and node.op == "*" and node.left == Name(SIGN):
        return _terms(node.right)
    if isinstance(node, Binary) and node.op in "+-":
        return [*_terms(node.left), *_terms(node.right)]
    return [] if isinstance(node, Binary | Power) else list(walk(node))


def _is_percent(unit: Unit) -> bool:
    return unit.factor == PERCENT.factor and not unit.dimension
