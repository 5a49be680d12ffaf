"""What may stand behind a number, read from units.yaml, units.json and currencies.yaml."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from verify.sourced import Items, Node, Table, Text

from .lexicon import Saying
from .pages import as_items, as_table, get, listed, only, section, text_of, word_set, words
from .text import tokens
from .units import UnitTable

SYMBOL_PREFIXES = ("tera", "giga", "mega", "kilo", "hecto", "deci", "centi", "milli", "micro", "nano", "pico", "femto")
"""Prefixes that prose writes as symbols; the others would make units of "am", "at" and "PS"."""

MICRO = ("µ", "μ", "u")
LONGEST_SYMBOL = 3
"""A longer saying of letters is a word, which takes no powers."""

SECTIONS = (
    "parts", "prefixed", "plain", "short", "defined", "leading", "no units", "no plurals", "glued only", "never glued",
)  # fmt: skip
"""Of units.yaml."""

LARGE_CODES = (("M", 1e6), ("m", 1e6), ("k", 1e3), ("K", 1e3), ("T", 1e3))
""""MEUR", "kEUR" and "TEUR"."""


class Sayings(NamedTuple):
    """Everything that says what a number is of."""

    said: dict[str, Saying]
    """Behind the number: tokens with single blanks between them."""
    reach: dict[str, int]
    """First token to the number of tokens of the longest saying that begins so."""
    money: dict[str, str]
    """Before the number: signs and codes of money, to the ISO code."""
    hundredths: dict[str, frozenset[str]]
    """By the code of a currency, the names of its hundredth."""
    shared: dict[str, frozenset[str]]
    """Names of money that several currencies have, to their codes."""
    places: dict[str, dict[str, str]]
    """By the currency that such a name means in most texts: what a text may name, to the code of its currency."""
    weights: dict[str, str]
    """Names of money that are a weight as well, to its unit."""
    leading: dict[str, str]
    """Words before a number that are its unit: "pH"."""
    glued_only: frozenset[str]
    never_glued: frozenset[str]
    table: UnitTable


def load_sayings(language: Table, units: Table, currencies: Table) -> Sayings:
    """Read units and currencies from their pages, and how the language says them besides.

    Raises `LexiconError` at the first line that cannot be used.
    """
    only(units, SECTIONS)
    table = _table(currencies)
    said: dict[str, Saying] = {}
    money: dict[str, str] = {}
    hundredths: dict[str, frozenset[str]] = {}
    weights: dict[str, str] = {}
    _prefixed(said, units, table)
    for symbol in listed(units, "no units"):
        said.pop(symbol, None)
    _plain(said, units, table)
    for code, entry in currencies.items():
        currency = as_table(entry, currencies.file)
        _currency(str(code), currency, said, money, weights)
        if "parts" in currency:
            hundredths[str(code)] = frozenset(
                form for word in words(get(currency, "parts")) for form in (word, f"{word}s")
            )
    shares = _shared(currencies, said, money)  # before the language takes names away
    _native(said, money, weights, language, section(units, "prefixed"), table)
    for plural in listed(units, "no plurals"):
        said.pop(plural, None)
    reach: dict[str, int] = {}
    for saying in said:
        first, length = saying.partition(" ")[0], saying.count(" ") + 1
        if reach.get(first, 0) < length:
            reach[first] = length
    leading = {word: str(name) for name, said_so in section(units, "leading").items() for word in words(said_so)}
    return Sayings(
        said,
        reach,
        money,
        hundredths,
        *shares,
        weights,
        leading,
        listed(units, "glued only"),
        listed(units, "never glued"),
        table,
    )


def _table(currencies: Table) -> UnitTable:
    raw = msgspec.json.decode(text_of("units.json"))
    return UnitTable(
        bases={name: (tuple(sizes.items()), factor, offset) for name, (sizes, factor, offset) in raw["units"].items()},
        prefixes={name: factor for name, (_, factor) in raw["prefixes"].items()},
        symbols={name: symbol for name, (symbol, _) in raw["prefixes"].items()},
        currencies=frozenset(str(code) for code in currencies),
    )


def _prefixed(said: dict[str, Saying], units: Table, table: UnitTable) -> None:
    """Enter the units that take SI prefixes: "km", "kilometre", "kilometres"."""
    for name, forms in section(units, "prefixed").items():
        symbols, names, *_ = as_items(forms, units.file, 2)
        for symbol in words(symbols):
            said[symbol] = Saying(name, symbol=True)
            for prefix in SYMBOL_PREFIXES:
                for mark in MICRO if prefix == "micro" else (table.symbols[prefix],):
                    said[mark + symbol] = Saying(prefix + name, symbol=True)
        for word in words(names):
            for prefix in ("", *table.prefixes):
                saying = Saying(prefix + name)
                if word.isalpha():  # the short way of `_say`, for a thousand sayings
                    said[prefix + word] = said[f"{prefix}{word}s"] = saying
                else:
                    _say(said, prefix + word, saying)


def _plain(said: dict[str, Saying], units: Table, table: UnitTable) -> None:
    for part in ("plain", "short", "defined", "parts"):
        for name, forms in section(units, part).items():
            if table.unit(name) is None:
                raise units.file.fault(
                    name, f"the unit '{name}' is not in units.json", "run python -m verify.figures.build_units"
                )
            if part == "plain" and " " not in name:
                _say(said, name.replace("_", " "), Saying(name))  # as `written` says it
            for saying in words(forms[0] if isinstance(forms, Items) else forms):
                _say(said, saying, Saying(name, symbol=not saying.isalpha() or len(saying) <= LONGEST_SYMBOL))


def _native(
    said: dict[str, Saying],
    money: dict[str, str],
    weights: dict[str, str],
    language: Table,
    prefixed: Table,
    table: UnitTable,
) -> None:
    """Enter how a language says units and currencies, without what means something else there."""
    for word in word_set(language, "no units") if "no units" in language else ():
        if " " in word:
            _say(said, word, Saying(""))
            continue
        for form in (word, f"{word}s"):
            said.pop(form, None)
            money.pop(form, None)
    for name, forms in section(language, "units").items() if "units" in language else ():
        if table.unit(name) is None:
            raise language.file.fault(name, f"there is no unit '{name}'", "name it as units.yaml does")
        for word in words(forms):
            _say(said, word, Saying(name, symbol=not word.isalpha() or len(word) <= LONGEST_SYMBOL))
            if name in prefixed and word.isalpha():
                said.update((prefix + word.lower(), Saying(prefix + name)) for prefix in table.prefixes)
    for code, entry in section(language, "currencies").items() if "currencies" in language else ():
        if code not in table.currencies:
            raise language.file.fault(code, f"there is no currency '{code}'", "use a code of currencies.yaml")
        _currency(str(code), as_table(entry, language.file), said, money, weights)


def _currency(code: str, entry: Table, said: dict[str, Saying], money: dict[str, str], weights: dict[str, str]) -> None:
    only(entry, ("said", "symbols", "before", "minor", "parts", "weight", "apart", "shares", "where"))
    if entry.get(Text("apart")) != "yes":
        money[code] = code
    said[code] = Saying(code)
    said.update((letter + code, Saying(code, factor)) for letter, factor in LARGE_CODES)
    get(entry, "said")
    say_currency(code, entry, said, money)
    for word in words(get(entry, "weight")) if "weight" in entry else ():
        weights.update({word: word, f"{word}s": word})


def say_currency(code: str, entry: Table, said: dict[str, Saying], money: dict[str, str]) -> None:
    """Enter into `said` and `money` the names, signs and hundredths of an entry, as those of `code`."""
    for saying in words(get(entry, "said")) if "said" in entry else ():
        _say(said, saying, Saying(code))
    for key in ("symbols", "before"):
        for sign in words(get(entry, key)) if key in entry else ():
            money[sign] = code
            if key == "symbols":
                said.setdefault(" ".join(tokens(sign)), Saying(code))
    for saying in words(get(entry, "minor")) if "minor" in entry else ():
        _say(said, saying, Saying(code, 0.01))


def _shared(
    currencies: Table, said: dict[str, Saying], money: dict[str, str]
) -> tuple[dict[str, frozenset[str]], dict[str, dict[str, str]]]:
    """Return the names that currencies share, each with its codes, and the places that tell them apart.

    The places stand by the currency that the names mean in most texts, each with its code.
    """
    shared: dict[str, frozenset[str]] = {}
    places: dict[str, dict[str, str]] = {}
    where = {str(code): dict.fromkeys(_words(entry, "where"), str(code)) for code, entry in currencies.items()}
    for code, entry in currencies.items():
        for name in _words(entry, "shares"):
            usual = said[name].name if name in said else money.get(name, "")
            if not usual:
                node = get(as_table(entry, currencies.file), "shares")
                raise currencies.file.fault(node, f"'{name}' is said of none", "name what another is called")
            places.setdefault(usual, dict(where[usual])).update(where[str(code)])
            for form in (name, f"{name}s") if name.isalpha() else (name,):
                shared[form] = shared.get(form, frozenset((usual,))) | {str(code)}
    return shared, places


def _words(entry: Node, key: str) -> list[str]:
    """Return the words under a key of a currency; none where it has no such key."""
    return list(words(get(entry, key))) if isinstance(entry, Table) and key in entry else []


def _say(said: dict[str, Saying], saying: str, meaning: Saying) -> None:
    """Enter a saying and its plurals: the last word's, and the first one's ("degrees Celsius")."""
    parts = [part.lower() if len(part) > 2 else part for part in tokens(saying)]
    if not parts:
        return
    joined = " ".join(parts)
    said[joined] = meaning
    if parts[-1].isalpha() and len(parts[-1]) > 2:
        said[f"{joined}s"] = meaning
    if len(parts) > 1 and parts[0].isalpha() and len(parts[0]) > 2:
        said[" ".join([f"{parts[0]}s", *parts[1:]])] = meaning
