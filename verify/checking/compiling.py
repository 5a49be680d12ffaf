"""Rules as their authors wrote them become a rule book; what cannot be compiled is told with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from verify.claims import KINDS, Language, Pattern, Vocabulary
from verify.claims.language import compile_pattern, parse_word_list
from verify.errors import RuleError, VerifyError
from verify.model import Rule
from verify.sourced import Node, Text, nearest

from .conditions import Condition, parse_condition
from .dimensions import FIXED, Dimensions
from .formula import Expression, Formula, FormulaError, parse_check, parse_expression
from .layout import Layout, SlotError, compile_layout
from .likeness import load_likeness
from .loading import load_pack, rule_files
from .rulebook import HELD, MESSAGE_FIELD, SIGN, CompiledRule, RuleBook, book_of

Compiled = TypeVar("Compiled", Formula, Expression)


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
    if rule.evidence:
        kinds.update(dict.fromkeys(HELD, "figure"))
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
