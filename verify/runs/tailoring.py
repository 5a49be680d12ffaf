"""Rule book and lexicon as a project wants them: rules off, or at another level; its own money, its own hedges."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from msgspec.structs import replace

from verify.checking import CompiledRule, RuleBook, book_of
from verify.errors import SettingsError
from verify.figures import Lexicon, hedge_names, with_home, with_widths
from verify.model import Level
from verify.sourced import nearest

from .settings import Choice
from .wording import Currency, Width, Wording


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


def suited(lexicon: Lexicon, wording: Wording) -> Lexicon:
    """Return the lexicon with the home currency and the widths that a project asks for.

    Raises SettingsError where there is no such currency or no such class of hedges.
    """
    if wording.currency:
        lexicon = with_home(lexicon, _code(wording.currency, lexicon))
    if wording.hedges:
        known = hedge_names(lexicon)
        lexicon = with_widths(lexicon, {_class(width, known): width.share for width in wording.hedges})
    return lexicon


def _code(currency: Currency, lexicon: Lexicon) -> str:
    known = lexicon.table.currencies
    if currency.code not in known:
        said = lexicon.money.get(currency.code, currency.code.upper())
        mend = f"did you mean '{said}'?" if said in known else "use a code of ISO 4217, as 'AUD'"
        raise SettingsError(f"there is no currency '{currency.code}'", mend=mend, where=currency.place)
    return currency.code


def _class(width: Width, known: dict[str, str]) -> str:
    names = sorted(set(known.values()))
    if width.hedge not in names:
        of = known.get(width.hedge)
        mend = f"it is one of the hedges of '{of}': set that" if of else nearest(width.hedge, names)
        raise SettingsError(f"'{width.hedge}' is no class of hedges", mend=mend, where=width.place)
    return width.hedge
