"""Lexicons are read here, once, from the YAML beside this file; a line that cannot be used is refused with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from importlib import resources

from verify.errors import LexiconError
from verify.model import Qualifier
from verify.sourced import File, Items, Node, Table, Text, documents, nearest

from .lexicon import Dates, Hedge, Lexicon, Nouns, Phrases, Room, Saying, Usage
from .text import tokens
from .units import UnitTable
from .values import COARSEST

SYMBOL_PREFIXES = ("tera", "giga", "mega", "kilo", "hecto", "deci", "centi", "milli", "micro", "nano", "pico", "femto")
"""Prefixes that prose writes as symbols; the others would make units of "am", "at" and "PS"."""

MICRO = ("µ", "μ", "u")


def load_lexicon(language: str = "en") -> Lexicon:
    """Read the lexicon of a language.

    Raises `LexiconError` where there is none for the language, and with file, line and column where a line of it cannot
    be used.

    >>> load_lexicon().lemma("companies")
    'company'
    """
    words = _file(f"{language}.yaml")
    page = _page(words)
    numerals, scales, denominators, multipliers = (
        _numbers(page, key) for key in ("numerals", "scales", "denominators", "multipliers")
    )
    plurals = {f"{word}s": value for word, value in denominators.items()} | {"halves": 2.0}
    glue = {word: job for job, said in _table(page, "glue").items() for word in _words(said)}
    vague = {f"{word}s": value for word, value in scales.items()}
    scales |= vague  # "five lakhs"
    vague["tens"] = 10.0
    ordinals = {word: rank for rank, word in enumerate(_words(_get(page, "ordinals")), start=1)}
    table = _units()
    units = _page(_file("units.yaml"))
    sayings, money = _sayings(units, table)
    reach: dict[str, int] = {}
    for saying in sayings:
        first, length = saying.partition(" ")[0], saying.count(" ") + 1
        if reach.get(first, 0) < length:
            reach[first] = length
    before, after = _hedges(page)
    ranges, dates, nouns = _table(page, "ranges"), _table(page, "dates"), _table(page, "nouns")
    codes = [name for name in money if name.isalpha()]
    anchored = [*numerals, *scales, *vague, *denominators, *plurals, *multipliers, *ordinals]
    shapes = {str(name): str(pattern) for name, pattern in _page(_file("shapes.yaml")).items()}
    return Lexicon(
        language=language,
        shapes=re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in shapes.items())),
        shape_names=tuple(shapes),
        numerals=numerals,
        scales=scales,
        abbreviations=_numbers(page, "abbreviations"),
        money_abbreviations=_numbers(page, "money abbreviations"),
        denominators=denominators | plurals,
        multipliers=multipliers,
        ordinals=ordinals,
        vague=vague,
        glue=glue,
        number_words=frozenset((*numerals, *scales, *denominators, *plurals, *glue)),
        before=before,
        after=after,
        at_least=before["least"][0][1],
        adverbs=_set(page, "adverbs"),
        openers=_set(ranges, "openers"),
        joiners=_set(ranges, "joiners"),
        change=_set(ranges, "change"),
        dates=Dates(
            {name: int(value) for name, value in _numbers(page, "months").items()},
            *(_set(dates, key) for key in ("before year", "era", "decades", "clock", "age before", "age after")),
        ),
        references=_set(page, "references"),
        names=_set(page, "names"),
        nouns=Nouns(
            *(_set(nouns, key) for key in ("stops", "modifiers", "uncountable", "not plural")),
            irregular=dict(pair.split(" ") for pair in _words(_get(nouns, "irregular"))),
        ),
        sayings=sayings,
        reach=reach,
        money=money,
        glued_only=_listed(units, "glued only"),
        never_glued=_listed(units, "never glued"),
        usage=Usage(*(_set(_table(page, "usage"), key.replace("_", " ")) for key in Usage._fields)),
        table=table,
        anchor=_anchor(anchored, codes),
    )


def _anchor(words: Iterable[str], codes: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all places where a number may begin; a tree of letters, for it runs over every character."""
    spelled = {form for word in words for form in (word, word.capitalize(), word.upper())}
    return re.compile(rf"\b(?:[\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]|{_tree(spelled)}\b|{_tree(codes)}(?=\d))")


def _tree(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words and shares their beginnings."""
    heads: dict[str, list[str]] = {}
    for word in words:
        heads.setdefault(word[:1], []).append(word[1:])
    branches = [re.escape(head) + _tree(rests) for head, rests in sorted(heads.items()) if head]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in heads else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if "" in heads else joined


def _sayings(page: Table, table: UnitTable) -> tuple[dict[str, Saying], dict[str, str]]:
    """Return what may stand behind a number, and the signs of money that may stand before it."""
    file = page.file
    said: dict[str, Saying] = {}
    for name, forms in _table(page, "prefixed").items():
        symbols, names = _pair(forms, file)
        for symbol in _words(symbols):
            said[symbol] = Saying(name, symbol=True)
            for prefix in SYMBOL_PREFIXES:
                for mark in MICRO if prefix == "micro" else (table.symbols[prefix],):
                    said[mark + symbol] = Saying(prefix + name, symbol=True)
        for word in _words(names):
            for prefix in ("", *table.prefixes):
                _say(said, prefix + word, Saying(prefix + name))
    for saying in _get(page, "no units"):
        for symbol in _words(saying):
            said.pop(symbol, None)
    for section in ("plain", "short", "defined", "parts"):
        for name, forms in _table(page, section).items():
            if table.unit(name) is None:
                raise file.fault(name, f"the unit '{name}' is not in units.json", "run python -m verify.figures.build_units")
            for saying in _words(forms[0] if isinstance(forms, Items) else forms):
                _say(said, saying, Saying(name, symbol=not saying.isalpha() or len(saying) < 4))
    money: dict[str, str] = {}
    file = _file("currencies.yaml")
    for code, entry in _page(file).items():
        money[code] = code
        said.update({code: Saying(code), f"M{code}": Saying(code, 1e6), f"k{code}": Saying(code, 1e3)})
        for key, value in _as_table(entry, file).items():
            if key == "said":
                for saying in _words(value):
                    _say(said, saying, Saying(code))
            elif key == "symbols":
                for saying in _words(value):
                    money[saying] = code
                    said.setdefault(" ".join(tokens(saying)), Saying(code))
            elif key == "before":
                money.update((saying, code) for saying in _words(value))
            elif key == "minor":
                for saying in _words(value):
                    _say(said, saying, Saying(code, 0.01))
            else:
                raise file.fault(key, f"'{key}' is not known here", nearest(key, ["said", "symbols", "before", "minor"]))
    return said, money


def _say(said: dict[str, Saying], saying: str, meaning: Saying) -> None:
    """Enter a saying and its plurals: the last word's, and the first one's ("degrees Celsius")."""
    parts = [part.lower() if len(part) > 2 else part for part in tokens(saying)]
    said[" ".join(parts)] = meaning
    if parts and parts[-1].isalpha() and len(parts[-1]) > 2:
        said[" ".join(parts) + "s"] = meaning
    if len(parts) > 1 and parts[0].isalpha() and len(parts[0]) > 2:
        said[" ".join([f"{parts[0]}s", *parts[1:]])] = meaning


def _units() -> UnitTable:
    raw = json.loads((resources.files("verify.figures") / "data" / "units.json").read_text("utf-8"))
    bases = {name: (tuple(dimension.items()), factor, offset) for name, (dimension, factor, offset) in raw["units"].items()}
    currencies = frozenset(_page(_file("currencies.yaml")))
    return UnitTable(
        bases=bases,
        prefixes={name: factor for name, (_, factor) in raw["prefixes"].items()},
        symbols={name: symbol for name, (symbol, _) in raw["prefixes"].items()},
        currencies=currencies,
    )


def _hedges(page: Table) -> tuple[Phrases, Phrases]:
    before: dict[str, list[tuple[tuple[str, ...], Hedge]]] = {}
    after: dict[str, list[tuple[tuple[str, ...], Hedge]]] = {}
    entries = _get(page, "hedges")
    file = page.file
    if not isinstance(entries, Items):
        raise file.fault(entries, "must be a list", "begin each entry with '- reads:'")
    for entry in entries:
        item = _as_table(entry, file)
        reads = _get(item, "reads")
        if reads not in list(Qualifier):
            raise file.fault(reads, f"'{reads}' is no qualifier", nearest(str(reads), [str(q) for q in Qualifier]))
        hedge = Hedge(
            Qualifier(str(reads)),
            strict=_rooms(item, "strict"),
            coarse=_rooms(item, "coarse"),
            only=str(item.get(Text("only"), "")),
            never=str(item.get(Text("never"), "")),
            led_by=frozenset(_words(item[Text("led by")])) if "led by" in item else frozenset(),
        )
        for key, phrases in (("before", before), ("after", after)):
            for saying in _words(item[Text(key)]) if key in item else ():
                words = tuple(_phrase(saying))
                phrases.setdefault(words[-1] if key == "before" else words[0], []).append((words, hedge))
    return _longest_first(before), _longest_first(after)


def _longest_first(phrases: dict[str, list[tuple[tuple[str, ...], Hedge]]]) -> Phrases:
    return {word: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for word, entries in phrases.items()}


def _phrase(saying: str) -> list[str]:
    return saying.split(" ")


def _rooms(item: Table, key: str) -> tuple[Room, Room]:
    ends = _get(item, key)
    if not isinstance(ends, Items) or len(ends) != 2:
        raise item.file.fault(ends, f"'{key}' must have two ends", "write [below, above]")
    below, above = (_room(end, item.file) for end in ends)
    return below, above


def _room(end: Node, file: File) -> Room:
    match = _ROOM.fullmatch(end) if isinstance(end, Text) else None
    if match is None:
        raise file.fault(end, f"'{end}' is no room", "write value, written, slack, open, 5% or 'twice or 5%'")
    if match["percent"]:
        return Room(float(match["percent"]) / 100, 2.0 if match["twice"] else 1.0)
    if end == "slack":
        return Room(most=COARSEST)
    return Room(0.0, 0.0 if end == "value" else 1.0, open=end == "open")


_ROOM = re.compile(r"value|written|slack|open|(?P<twice>twice or )?(?P<percent>\d+(?:\.\d+)?)%")


def _file(name: str) -> File:
    try:
        return File(name, (resources.files("verify.figures") / "data" / name).read_text("utf-8"), LexiconError)
    except FileNotFoundError:
        raise LexiconError("there is no such lexicon", mend="use 'en', or write the lexicon", file=name) from None


def _page(file: File) -> Table:
    pages = list(documents(file))
    if len(pages) != 1:
        raise LexiconError("must be one YAML document", mend="remove the '---' lines", file=file.name)
    return _as_table(pages[0], file)


def _as_table(node: Node, file: File) -> Table:
    if not isinstance(node, Table):
        raise file.fault(node, "must be a mapping", "write `name: value` lines")
    return node


def _get(table: Table, key: str) -> Node:
    if key not in table:
        raise table.file.fault(table, f"'{key}' is missing", f"write a line `{key}: …`")
    return table[Text(key)]


def _table(page: Table, key: str) -> Table:
    return _as_table(_get(page, key), page.file)


def _numbers(page: Table, key: str) -> dict[str, float]:
    found = {}
    for word, value in _table(page, key).items():
        try:
            found[str(word)] = float(str(value))
        except ValueError:
            raise page.file.fault(value, f"'{value}' is no number", "write digits, or 1e6 for a million") from None
    return found


def _words(node: Node) -> Iterator[str]:
    """Yield the words of a list that is written as one string with commas."""
    if not isinstance(node, Text):
        raise node.file.fault(node, "must be words with commas between them", "write them on one line, or quote them")
    for word in node.split(","):
        if stripped := word.strip():
            yield stripped


def _set(table: Table, key: str) -> frozenset[str]:
    return frozenset(_words(_get(table, key)))


def _listed(table: Table, key: str) -> frozenset[str]:
    return frozenset(word for line in _get(table, key) for word in _words(line))


def _pair(node: Node, file: File) -> tuple[Node, Node]:
    if not isinstance(node, Items) or len(node) < 2:
        raise file.fault(node, "must be [symbols, names]", "write both, \"\" where there is none")
    return node[0], node[1]
