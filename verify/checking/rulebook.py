"""The rule book: all rules compiled together over one vocabulary, indexed by the words that set them off."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from verify.claims import Dispatch, Pattern
from verify.errors import VerifyError
from verify.model import Dimension, Rule

from .conditions import Condition
from .dimensions import Dimensions
from .formula import Expression, Formula, FormulaError
from .layout import Layout
from .likeness import Likeness

MESSAGE_FIELD = re.compile(r"<\s*([a-z][a-z_0-9]*)(?:\.(computed))?\s*>")
"""`<slot>` and `<slot.computed>` in a message."""

SIGN = "sign"
"""The name under which a formula meets the direction of the sentence: +1 for rises, -1 for falls."""


HELD = ("figure", "source")
"""The slots of a rule about evidence: a figure of the text, and what the evidence says it is."""


class CompiledRule(Struct, frozen=True, dict=True):
    """A rule ready to match and to judge."""

    rule: Rule
    patterns: tuple[Pattern, ...]
    formula: Formula | None
    gifts: Mapping[str, Expression]
    slips: Mapping[str, Formula]
    conditions: tuple[Condition, ...]
    kinds: Mapping[str, str]
    """Slot or claim name to its kind."""
    barring: tuple[Pattern, ...] = ()
    """What must not stand in the sentences of a match."""
    grave: Formula | None = None
    layout: Layout | None = None
    """How its slots lie in a table; None where it is about sentences or claims."""
    otherwise: tuple[Formula, ...] = ()
    """Further formulas of which a table may follow any one."""
    sure: tuple[Condition, ...] = ()
    """Conditions without which an inconsistency is not told."""
    rank: int = 0
    """Place of its folder among those that were given: of two rules over the same figures, the user's own speaks."""
    _fitted: dict[tuple[Dimension | None, ...], Dimensions | None] = field(default_factory=dict)

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """Its formula and those that may hold instead."""
        return (self.formula, *self.otherwise) if self.formula else ()

    @cached_property
    def used(self) -> frozenset[str]:
        """The slots that take part in a formula or a condition; the others are context and in no finding."""
        formulas = [self.formula] if self.formula else []
        names = [name for formula in (*formulas, *self.slips.values()) for name in formula.names]
        names += [name for gift in self.gifts.values() for name in gift.names]
        return frozenset(names + [name for condition in (*self.conditions, *self.sure) for name in condition.names])

    @cached_property
    def rests_on(self) -> frozenset[str]:
        """The rules whose implied figures it joins."""
        asked = [name for claim in self.rule.claims for name in claim.fields.get("of", ())]
        return frozenset(name.partition(".")[0] for name in asked)

    def fitting(self, dimensions: tuple[Dimension | None, ...]) -> Dimensions | None:
        """Return how the formulas fit figures of these dimensions, in the order of `kinds`; None where they do not.

        The same few come again and again, so they are kept.
        """
        if dimensions not in self._fitted:
            known: dict[str, Dimension | None] = {SIGN: (), **dict(zip(self.kinds, dimensions, strict=True))}
            fit = Dimensions(known)
            try:
                if self.formula:
                    fit.fit(self.formula)
                for gift in self.gifts.values():
                    fit.of_node(gift.node)
                self._fitted[dimensions] = fit
            except FormulaError:
                self._fitted[dimensions] = None
        return self._fitted[dimensions]

    @property
    def uses_sign(self) -> bool:
        """Whether the formula asks which way the change goes."""
        return self.formula is not None and SIGN in self.formula.names


class RuleBook(Struct, frozen=True, dict=True):
    """Compiled rules, and their sentences ready to be tried."""

    rules: tuple[CompiledRule, ...]
    faults: tuple[VerifyError, ...]
    sentences: tuple[tuple[CompiledRule, Pattern], ...]
    """Every sentence pattern with its rule, in order."""
    dispatch: Dispatch
    """The patterns of `sentences`, by number."""
    likeness: Likeness
    """Tells which claims state again what another one says."""
    off: frozenset[str] = frozenset()
    """Names of rules that a project has switched off: whoever names them is not mistaken."""

    def only(self, name: str) -> RuleBook:
        """Return the book with one rule alone, and those it rests on."""
        wanted = {name, *(source for rule in self.rules if rule.rule.id == name for source in rule.rests_on)}
        return book_of([rule for rule in self.rules if rule.rule.id in wanted], self.faults, self.likeness)

    @cached_property
    def for_reports(self) -> RuleBook:
        """The book for texts with tables: no two figures are called one statement there just because they look it.

        That likeness was learnt from news, which tells a figure twice; a report tells one figure for each row.
        """
        return replace(self, likeness=replace(self.likeness, accuse=math.inf))

    @cached_property
    def chaining(self) -> tuple[CompiledRule, ...]:
        """The rules that join what others imply."""
        return tuple(rule for rule in self.rules if rule.rests_on)

    @cached_property
    def joining(self) -> tuple[CompiledRule, ...]:
        """The rules that join claims."""
        return tuple(rule for rule in self.rules if rule.rule.claims and not (rule.patterns or rule.rests_on))

    def about_evidence(self, what: str) -> Rule | None:
        """Return the rule about what evidence "states", or what "follows" from it: the user's own before ours."""
        found = [rule for rule in self.rules if rule.rule.evidence == what]
        return max(found, key=lambda rule: rule.rank).rule if found else None

    @cached_property
    def tabular(self) -> tuple[CompiledRule, ...]:
        """The rules over rows and columns."""
        return tuple(rule for rule in self.rules if rule.layout and not (rule.layout.said or rule.layout.counted))

    @cached_property
    def speaking(self) -> tuple[CompiledRule, ...]:
        """The rules that hold prose against tables."""
        return tuple(rule for rule in self.rules if rule.layout and rule.layout.said)

    @cached_property
    def counting(self) -> tuple[CompiledRule, ...]:
        """The rules whose sentences count the rows of a table."""
        return tuple(rule for rule in self.rules if rule.layout and rule.layout.counted)


def book_of(rules: Sequence[CompiledRule], faults: Sequence[VerifyError], likeness: Likeness) -> RuleBook:
    """Make a book of compiled rules."""
    sentences = tuple((rule, pattern) for rule in rules if not rule.layout for pattern in rule.patterns)
    return RuleBook(tuple(rules), tuple(faults), sentences, Dispatch([pattern for _, pattern in sentences]), likeness)
