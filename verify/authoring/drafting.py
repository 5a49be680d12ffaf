"""`verify rules new`: a sentence becomes a rule that loads and whose examples pass."""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from verify.checking import CompiledRule, book_of
from verify.checking.compiling import compile_rule
from verify.checking.loading import Pack, read_pack
from verify.checking.slips import digit_slips
from verify.claims import Passage, sort_of
from verify.errors import UsageError, VerifyError
from verify.model import Claim, Direction, Figure, Role
from verify.pipeline import Setup, check_text, rows_of
from verify.sourced import File
from verify.trials import try_example

from .equations import SIGN, Equation, equations
from .numerals import draw, styles_of
from .wording import lists_that_tie, pattern_of

_KINDS = {
    "M": "money", "P": "percent", "Q": "points", "C": "count", "N": "count", "E": "score", "L": "measure",
    "D": "duration", "A": "age", "T": "temperature", "X": "multiplier", "F": "fraction", "R": "ratio", "Y": "year",
    "Z": "date", "W": "day", "O": "ordinal", "S": "statistic", "G": "degrees", "V": "probability",
}  # fmt: skip
"""What stands for a figure in a coded passage, and the kind of slot that takes it."""
_NAMED = {"money": "amount", "percent": "share", "count": "number"}
"""Names for figures of which the sentence says no more."""
_TAKEN = frozenset((SIGN, "measure", *keyword.kwlist, *keyword.softkwlist))
_NAME = re.compile(r"[a-z][a-z_0-9]*")
_MISSES = (3.0, 1.5, 1 / 3, 10.0)


class Slot(Struct, frozen=True):
    """A figure of the sentence as a slot of the rule."""

    quote: str
    """With its noun and hedge."""
    kind: str
    name: str
    """`_` where it takes no part."""

    @property
    def text(self) -> str:
        """As a pattern has it."""
        return f"<{self.kind} {self.name}>"


class Draft(Struct, frozen=True):
    """A rule that was written from a sentence."""

    name: str
    yaml: str
    slots: tuple[Slot, ...]
    check: str
    others: tuple[str, ...]
    """Formulas that hold as well."""


def draft_rule(sentence: str, setup: Setup, name: str = "") -> Draft:
    """Write a rule from a sentence with figures that agree.

    Raises UsageError where it has too few figures, none of the simple formulas holds, or no rule could be made of it.
    """
    sentence = " ".join(sentence.split())
    report = check_text(sentence, setup)
    rows = rows_of(report.document, report.figures, (), setup)
    held = [figure for figure in report.figures if figure.is_quantity and _kind(figure) in _KINDS.values()]
    if len(rows) != 1 or len(held) < 2:
        raise UsageError("a rule needs a sentence with two figures at least", mend="write one paragraph with them")
    _, sign = _pattern(rows[0], setup, {})
    claims = {claim.index: claim for claim in report.claims}
    ways = [claims[figure.index].direction for figure in held if figure.index in claims]
    down = Direction.DOWN in ways and Direction.UP not in ways
    found = equations(held, sign, falls=down)
    if not found:
        figures = ", ".join(figure.quote for figure in held)
        raise UsageError(
            f"no simple formula holds between {figures}",
            mend="write the sentence with figures that agree: a * b = c, a + b = c, a <= b, a share, a change",
        )
    names = _names(held, claims, found[0])
    slots = {figure.index: Slot(_quote(sentence, figure), _kind(figure), "_") for figure in report.figures}
    used = found[0].named([f"({name})" for name in names])
    for figure, called in zip(held, names, strict=True):
        if f"({called})" in used:
            slots[figure.index] = replace(slots[figure.index], name=called)
    return _tried(sentence, rows[0], held, slots, [one.named(names) for one in found], setup, name)


def _tried(
    sentence: str,
    row: Passage,
    held: Sequence[Figure],
    slots: Mapping[int, Slot],
    checks: Sequence[str],
    setup: Setup,
    name: str,
) -> Draft:
    """Return the draft with the first wrong figure that its rule accuses."""
    pattern, _ = _pattern(row, setup, slots)
    check, others = checks[0], tuple(checks[1:])
    called = name or _free_name(check, setup)
    fault = "no other figure makes it inconsistent"
    for wrong in _wrong(sentence, held, slots):
        yaml = "\n".join(_lines(called, pattern, check, others, sentence, wrong)) + "\n"
        fault = _first_fault(yaml, setup)
        if not fault:
            return Draft(called, yaml, tuple(slots.values()), check, others)
    raise UsageError(f"no rule could be made of the sentence: {fault}", mend="say it more simply, or in other words")


def _pattern(row: Passage, setup: Setup, slots: Mapping[int, Slot]) -> tuple[str, int]:
    vocabulary = setup.language.vocabulary
    lists = lists_that_tie((text for rule in setup.book.rules for text in rule.rule.find), vocabulary)
    return pattern_of(row, vocabulary, lists, lambda index: _slot_text(slots, index))


def _first_fault(yaml: str, setup: Setup) -> str:
    """Return why a rule does not load or which of its examples fails, "" where all is well."""
    pack = Pack("draft")
    read_pack(File("draft.yaml", yaml), pack)
    if pack.faults:
        return str(pack.faults[0])
    try:
        rule: CompiledRule = compile_rule(pack.rules[0], setup.language.vocabulary)
    except VerifyError as trouble:
        return str(trouble)
    book = book_of([*setup.book.rules, replace(rule, rank=1)], setup.book.faults, setup.book.likeness)
    mine = replace(setup, book=book)
    trials = (try_example(rule.rule, example, mine) for example in rule.rule.examples)
    return next((trial.fault for trial in trials if not trial.passed), "")


def _lines(name: str, pattern: str, check: str, others: Sequence[str], sentence: str, wrong: str) -> Iterator[str]:
    result, _, rest = check.partition(" = ")
    message = f"<{result}> should be <{result}.computed>" if rest else _order_message(check)
    yield f"rule: {name}"
    yield f"title: {check.replace('*', 'times').replace('/', 'by').replace('<=', 'is at most').replace('=', 'is')}"
    yield "find:"
    yield f"  - {_quoted(pattern)}"
    yield f"check: {check}"
    if others:
        yield "# These hold as well; put the one that the sentence means into its place:"
        yield from (f"# check: {other}" for other in others)
    yield f"message: {_quoted(message)}"
    yield "examples:"
    yield "  consistent:"
    yield f"    - {_quoted(sentence)}"
    yield "  inconsistent:"
    yield f"    - {_quoted(wrong)}"
    yield "  # Sentences that look like it and say something else: write one or two, each with a hyphen before it."
    yield "  ignored: []"


def _order_message(check: str) -> str:
    small, _, big = check.partition(" <= ")
    return f"<{small}> is more than <{big}>"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # which YAML reads as it stands


def _kind(figure: Figure) -> str:
    return _KINDS.get(sort_of(figure), "")


def _slot_text(slots: Mapping[int, Slot], index: int) -> str:
    slot = slots.get(index)
    return slot.text if slot and slot.kind else "..."


def _quote(sentence: str, figure: Figure) -> str:
    return sentence[figure.extent.start : figure.extent.end]


def _names(figures: Sequence[Figure], claims: Mapping[int, Claim], equation: Equation) -> list[str]:
    """Return a name for each figure: what the formula makes of it, else its role or its noun."""
    roles = dict(equation.roles)
    names: list[str] = []
    for place, figure in enumerate(figures):
        wanted = roles.get(place) or _said(figure, claims.get(figure.index))
        name, number = wanted, 2
        while name in names or name in _TAKEN or (place not in roles and name in roles.values()):
            name, number = f"{wanted}_{number}", number + 1
        names.append(name)
    return names


def _said(figure: Figure, claim: Claim | None) -> str:
    kind = _kind(figure)
    if claim and claim.role is Role.CHANGE and kind == "percent":
        return "change"
    nouns = [figure.noun[-1]] if figure.noun else claim.measure.words.lower().split()[-1:] if claim else []
    named = [noun for noun in nouns if _NAME.fullmatch(noun)]
    return named[0] if named and kind != "percent" else _NAMED.get(kind, kind)


def _free_name(check: str, setup: Setup) -> str:
    known = {compiled.rule.id for compiled in setup.book.rules}
    words = [word.replace("_", "-") for word in dict.fromkeys(_NAME.findall(check)) if word != SIGN]
    stem = "-".join(words[:4])
    return next(name for name in (stem, *(f"{stem}-{number}" for number in range(2, 99))) if name not in known)


def _wrong(sentence: str, held: Sequence[Figure], slots: Mapping[int, Slot]) -> Iterator[str]:
    """Yield the sentence with one figure changed: by a slip of the hand where one will do, the last figure first."""
    for figure in reversed([figure for figure in held if slots[figure.index].name != "_"]):
        for meant in digit_slips(figure):
            yield _with(sentence, figure, meant.figure.quote)
    for figure in reversed([figure for figure in held if slots[figure.index].name != "_"]):
        for style in styles_of(figure)[:1]:
            for factor in _MISSES:
                if drawn := draw(figure, style, figure.low * factor, 3):
                    yield _with(sentence, figure, drawn.text)


def _with(sentence: str, figure: Figure, quote: str) -> str:
    return sentence[: figure.span.start] + quote + sentence[figure.span.end :]


def write_draft(draft: Draft, path: Path) -> None:
    """Write a draft into a file of its own, or after the rules of one that is there."""
    before = path.read_text("utf-8") if path.exists() else ""
    joint = "---\n" if before.strip() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(before.rstrip("\n") + "\n" * bool(before) + joint + draft.yaml, "utf-8")
