"""The rule book: all rules compiled together over one vocabulary, indexed by the words that set them off."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from verify.claims import KINDS, Dispatch, Language, Pattern, Vocabulary
from verify.claims.language import compile_pattern, parse_word_list
from verify.errors import RuleError, VerifyError
from verify.model import Dimension, Rule
from verify.sourced import Node, Text, nearest

from .conditions import Condition, parse_condition
from .dimensions import FIXED, Dimensions
from .formula import Expression, Formula, FormulaError, parse_check, parse_expression
from .layout import Layout, SlotError, compile_layout
from .likeness import Likeness, load_likeness
from .loading import load_pack, rule_files

Compiled = TypeVar("Compiled", Formula, Expression)

MESSAGE_FIELD = re.compile(r"<\s*([a-z][a-z_0-9]*)(?:\.(computed))?\s*>")
"""`<slot>` and `<slot.computed>` in a message."""

SIGN = "sign"
"""The name under which a formula meets the direction of the sentence: +1 for rises, -1 for falls."""


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
        return tuple(rule for rule in self.rules if not (rule.patterns or rule.rests_on or rule.layout))

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


def load_rulebook(
    places: Sequence[Path], language: Language, base: RuleBook | None = None, root: Path | None = None
) -> RuleBook:
    """Load every rule of the given files and folders; what is faulty is left out and told in `faults`.

    The rules of `base`, which was compiled over the same language, come first. Below `root` files are called by their
    names from there.
    """
    files = [(rank, path) for rank, place in enumerate(places, 1 if base else 0) for path in rule_files([place])]
    # A file that is named twice is one file, of the first place that holds it.
    first = {path.resolve(): (rank, path) for rank, path in reversed(files)}
    packs = [load_pack(path, rank, root) for rank, path in sorted(first.values(), key=lambda pair: pair[0])]
    faults: list[VerifyError] = [*(base.faults if base else ()), *(fault for pack in packs for fault in pack.faults)]
    for pack in packs:
        for name, entry in pack.words:
            try:
                _add_words(name, entry, language.vocabulary)
            except VerifyError as fault:
                faults.append(fault)
    compiled: list[CompiledRule] = list(base.rules) if base else []
    seen: dict[str, Rule] = {rule.rule.id: rule.rule for rule in compiled}
    for pack in packs:
        for rule in pack.rules:
            try:
                if rule.id in seen:
                    raise fault_at(rule.id, f"'{rule.id}' is taken: {seen[rule.id].place}", "give one another name")
                compiled.append(replace(compile_rule(rule, language.vocabulary), rank=pack.rank))
                seen[rule.id] = rule
            except VerifyError as fault:
                faults.append(fault)
    given = {
        f"{source.rule.id}.{name}"
        for source in compiled
        if not source.rests_on
        for name in (*source.gifts, *(source.formula.names if source.formula else ()))
    }
    likeness = base.likeness if base else load_likeness(language.vocabulary)
    return book_of([rule for rule in compiled if _sources_are_there(rule, given, faults)], faults, likeness)


def _sources_are_there(rule: CompiledRule, given: Set[str], faults: list[VerifyError]) -> bool:
    """Whether what a rule asks for under `of:` is implied by a rule that asks for nothing of the kind itself."""
    for claim in rule.rule.claims:
        for asked in claim.fields.get("of", ()):
            if asked not in given:
                what = f"no rule implies '{asked}'"
                faults.append(fault_at(claim.name, what, nearest(asked, sorted(given))))
                return False
    if rule.rests_on and rule.patterns:
        faults.append(
            fault_at(rule.rule.id, "has both find and an `of:`", "put the sentences into a rule of their own")
        )
        return False
    return True


def book_of(rules: Sequence[CompiledRule], faults: Sequence[VerifyError], likeness: Likeness) -> RuleBook:
    """Make a book of compiled rules."""
    sentences = tuple((rule, pattern) for rule in rules if not rule.layout for pattern in rule.patterns)
    return RuleBook(tuple(rules), tuple(faults), sentences, Dispatch([pattern for _, pattern in sentences]), likeness)


def compile_rule(rule: Rule, vocabulary: Vocabulary) -> CompiledRule:
    """Compile patterns, formulas and conditions; raises RuleError at the spot that is wrong."""
    patterns = tuple(compile_pattern(sentence, vocabulary) for sentence in rule.find)
    barring = tuple(compile_pattern(sentence, vocabulary, needs_figure=False) for sentence in rule.unless)
    kinds = _kinds(rule, patterns)
    layout = _layout(rule, vocabulary) if rule.table else None
    names = [*kinds, SIGN]
    formula = _compiled(rule.check, parse_check, names) if rule.check else None
    otherwise = tuple(_compiled(text, parse_check, names) for text in rule.otherwise)
    grave = _compiled(rule.grave, parse_check, names) if rule.grave else None
    conditions = tuple(_condition(text, kinds, vocabulary) for text in rule.where)
    sure = tuple(_condition(text, kinds, vocabulary) for text in rule.sure)
    gifts = {gift.name: _compiled(gift.formula, parse_expression, names) for gift in rule.gives}
    slips = {name: _compiled(text, parse_check, names) for name, text in rule.slips.items()}
    if rule.derives and rule.derives not in kinds:
        raise fault_at(rule.derives, f"no slot is called '{rule.derives}'", nearest(rule.derives, list(kinds)))
    _expect_keys(rule, conditions, patterns)
    joined = {*(claim.name for claim in rule.claims), *(line.name for line in rule.table)}
    for sentence, pattern in zip(rule.find, patterns, strict=True):
        missing = [n for n in formula.names if n not in {SIGN, *pattern.slot_kinds, *joined}] if formula else []
        if len(missing) > 1:
            what = f"this sentence leaves open {', '.join(missing)}"
            raise fault_at(sentence, what, "at most one slot of the formula may be missing")
    for text in rule.messages.values():
        for found in MESSAGE_FIELD.finditer(text):
            if found[1] not in {*kinds, *gifts}:
                mend = nearest(found[1], [*kinds, *gifts])
                raise fault_at(text, f"the message speaks of '{found[1]}'", mend, found.start(1))
    if formula:
        _check_units(formula, kinds, rule)
    for held in (formula, *otherwise) if layout and formula else ():
        missing = [name for name in kinds if name not in held.names]
        if missing:
            raise fault_at(held.text, f"the formula leaves out {', '.join(missing)}", "let it speak of every line")
    return CompiledRule(
        rule,
        patterns,
        formula,
        gifts,
        slips,
        conditions,
        kinds,
        barring,
        grave,
        layout,
        otherwise,
        sure,
    )


def fault_at(text: str, what: str, mend: str, spot: int = 0) -> VerifyError:
    """Return the error for a text of a rule, with the place of its character `spot` where the text knows it."""
    return text.file.fault(text.place_of(spot), what, mend) if isinstance(text, Text) else RuleError(what, mend=mend)


def _kinds(rule: Rule, patterns: Sequence[Pattern]) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for sentence, pattern in zip(rule.find, patterns, strict=True):
        for name, kind in pattern.slot_kinds.items():
            if kinds.setdefault(name, kind) != kind:
                what = f"'{name}' is {kind} here and {kinds[name]} before"
                raise fault_at(sentence, what, "give the two different names, or both one kind")
    for claim in rule.claims:
        if claim.kind not in KINDS:
            raise fault_at(claim.kind, f"no figure is of the kind '{claim.kind}'", nearest(claim.kind, list(KINDS)))
        kinds[claim.name] = claim.kind
    kinds.update({line.name: line.kind for line in rule.table})
    return kinds


def _layout(rule: Rule, vocabulary: Vocabulary) -> Layout:
    try:
        lists = {name: words.phrases for name, words in vocabulary.lists.items()}
        return compile_layout(rule, lists, vocabulary.inflection.forms)
    except SlotError as fault:
        raise fault_at(fault.slot, str(fault), fault.mend) from None


def _expect_keys(rule: Rule, conditions: Sequence[Condition], patterns: Sequence[Pattern]) -> None:
    """Refuse a claim that no `same` condition ties to one before it."""
    known = {name for pattern in patterns for name in pattern.slot_kinds}
    for number, claim in enumerate(rule.claims):
        tied = any(c.kind == "same" and claim.name in c.names and known & set(c.names) for c in conditions)
        tied = tied or any(
            c.kind == "restates" and c.names[0] == claim.name and c.names[1] in known for c in conditions
        )
        if (number or known) and not tied:
            what = f"nothing ties the claim '{claim.name}' to the others"
            raise fault_at(claim.name, what, f"add `where: same measure`, or `{claim.name} restates` another claim")
        known.add(claim.name)


def _ties(condition: Condition, name: str, known: Set[str]) -> bool:
    if condition.kind == "restates":
        return condition.names[0] == name and condition.names[1] in known
    return condition.kind == "same" and name in condition.names and not known.isdisjoint(condition.names)


def _compiled(text: str, parse: Callable[[str], Compiled], names: list[str]) -> Compiled:
    try:
        compiled = parse(text)
    except FormulaError as fault:
        raise fault_at(text, f"the formula {fault}", fault.mend, fault.spot(text)) from None
    for name in compiled.names:
        if name not in names:
            spot = re.search(rf"\b{name}\b", text)
            raise fault_at(text, f"no slot is called '{name}'", nearest(name, names), spot.start() if spot else 0)
    return compiled


def _condition(text: str, kinds: Mapping[str, str], vocabulary: Vocabulary) -> Condition:
    try:
        return parse_condition(text, list(kinds), vocabulary)
    except FormulaError as fault:
        raise fault_at(text, f"the condition {fault}", fault.mend, fault.spot(text)) from None


def _check_units(formula: Formula, kinds: Mapping[str, str], rule: Rule) -> None:
    known = {name: (("[money]", 1),) if kind == "money" else FIXED.get(kind) for name, kind in kinds.items()}
    try:
        Dimensions({**known, SIGN: ()}).fit(formula)
    except FormulaError as fault:
        raise fault_at(rule.check, str(fault), fault.mend, fault.spot(rule.check)) from None


def _add_words(name: Text, entry: Node, vocabulary: Vocabulary) -> None:
    if name in vocabulary.lists:
        raise name.file.fault(name, f"the word list {name} is there already", "give yours another name")
    vocabulary.lists[name] = parse_word_list(entry)
