"""The rule book as a project wants it: rules off, or at another level."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from msgspec.structs import replace

from verify.checking import CompiledRule, RuleBook, book_of
from verify.errors import SettingsError
from verify.model import Level
from verify.sourced import nearest

from .settings import Choice


def tailored(book: RuleBook, choices: Sequence[Choice]) -> RuleBook:
    """Return the book without the rules that are off, the others at the level that is asked; later choices win.

    A level that a user gives is the last word: what the rule calls grave raises it no more. Raises SettingsError where
    a choice names no rule.
    """
    if not choices:
        return book
    known = [rule.rule.id for rule in book.rules]
    for choice in choices:
        if not any(fnmatchcase(name, choice.rules) for name in known):
            raise SettingsError(
                f"there is no rule '{choice.rules}'", mend=_mend(choice.rules, known), where=choice.place
            )
    kept = [made for rule in book.rules if (made := _as_chosen(rule, choices)) is not None]
    off = frozenset(known).difference(rule.rule.id for rule in kept)
    return replace(book_of(kept, book.faults, book.likeness), off=off)


def _as_chosen(rule: CompiledRule, choices: Sequence[Choice]) -> CompiledRule | None:
    chosen = next((choice.choice for choice in reversed(choices) if fnmatchcase(rule.rule.id, choice.rules)), "on")
    if chosen == "off":
        return None
    return rule if chosen == "on" else replace(rule, rule=replace(rule.rule, level=Level(chosen)), grave=None)


def _mend(name: str, known: list[str]) -> str:
    mend = nearest(name, known)
    return mend if mend.startswith("did you mean") else "`verify rules list` names them"
