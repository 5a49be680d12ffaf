"""Lexicons are made here, once, from the YAML in `data/`; a line that cannot be used is refused with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verify.model import Qualifier
from verify.sourced import Node, Table, Text, nearest

from .digits import VULGAR
from .lexicon import Hedge, Lexicon, Phrases, Room
from .pages import as_items, as_table, get, language_page, numbers, only, page, pattern, section, word_set, words
from .sayings import load_sayings
from .values import COARSEST
from .word_lists import Dates, Nouns, Patterns, Ranges, Usage

SECTIONS = (
    "plural", "decimal", "together", "numerals", "scales", "vague", "abbreviations", "money abbreviations",
    "denominators", "multipliers", "powers", "powers behind", "ordinals", "glue", "hedges", "adverbs", "ranges",
    "patterns", "months", "decades", "dates", "references", "names", "nouns", "usage", "units", "currencies",
    "no units",
)  # fmt: skip

MOST_PIECES = 12
"""Number words in one word."""

_ROOM = re.compile(r"value|written|slack|open|(?P<twice>twice or )?(?P<percent>\d+(?:\.\d+)?)%")


def load_lexicon(language: str = "en") -> Lexicon:
    """Read the lexicon of a language.

    Raises `LexiconError` where there is none for the language, and with file, line and column where a line of it cannot
    be used.

    >>> load_lexicon().lemma("companies")
    'company'
    """
    return lexicon_of(language_page(language), language)


def lexicon_of(words_page: Table, language: str) -> Lexicon:
    """Make a lexicon of the page of a language's words; units and currencies are those of the package."""
    only(words_page, SECTIONS)
    plural = str(words_page.get(Text("plural"), ""))
    numerals, denominators, multipliers = (
        numbers(words_page, key) for key in ("numerals", "denominators", "multipliers")
    )
    denominators |= {f"{word}{plural}": value for word, value in denominators.items()}
    scales = numbers(words_page, "scales")
    vague = {f"{word}{plural}": value for word, value in scales.items()} if plural else {}
    scales |= vague  # "five lakhs"
    vague |= numbers(words_page, "vague")
    ranks = enumerate(words(get(words_page, "ordinals")), start=1)
    ordinals = {word: rank for rank, forms in ranks for word in forms.split()}  # "erste ersten erster" is one rank
    glue = {word: str(job) for job, said in section(words_page, "glue").items() for word in words(said)}
    sayings = load_sayings(words_page, page("units.yaml"), page("currencies.yaml"))
    hedges = _hedges(words_page)
    before, after = _phrases(hedges, "before"), _phrases(hedges, "after")
    shapes = page("shapes.yaml")
    usage = Usage(*_sets(words_page, "usage", Usage._fields))
    anchored = [*numerals, *scales, *vague, *denominators, *multipliers, *ordinals]
    together = [*numerals, *word_set(words_page, "together")] if "together" in words_page else []
    patterns = section(words_page, "patterns")
    only(patterns, [name.replace("_", " ") for name in Patterns._fields])
    return Lexicon(
        language=language,
        decimal=_decimal(words_page),
        numerals=numerals,
        scales=scales,
        abbreviations=numbers(words_page, "abbreviations"),
        money_abbreviations=numbers(words_page, "money abbreviations"),
        denominators=denominators,
        multipliers=multipliers,
        powers={word: int(power) for word, power in numbers(words_page, "powers").items()},
        powers_behind=word_set(words_page, "powers behind") if "powers behind" in words_page else frozenset(),
        plural=plural,
        many_parts=frozenset(word for word in denominators if plural and word.endswith(plural)),
        ordinals=ordinals,
        vague=vague,
        glue=glue,
        number_words=frozenset((*numerals, *scales, *denominators, *glue)),
        piece=re.compile(_tree(together)) if together else None,
        before=before,
        signs=_signs(before),
        after=after,
        at_least=next(hedge for _, hedge in hedges if hedge.reads is Qualifier.AT_LEAST),
        adverbs=word_set(words_page, "adverbs"),
        ranges=Ranges(*_sets(words_page, "ranges", Ranges._fields)),
        patterns=Patterns(*(_pattern(patterns, name.replace("_", " ")) for name in Patterns._fields)),
        dates=Dates(
            {name: int(month) for name, month in numbers(words_page, "months").items()},
            {name: int(tens) for name, tens in numbers(words_page, "decades").items()},
            *_sets(words_page, "dates", Dates._fields[2:]),
        ),
        references=word_set(words_page, "references"),
        names=word_set(words_page, "names"),
        nouns=_nouns(words_page),
        usage=usage,
        sayings=sayings.said,
        reach=sayings.reach,
        money=sayings.money,
        money_ends=frozenset(sign[-1] for sign in sayings.money),
        hundredths=sayings.hundredths,
        shared=sayings.shared,
        places=sayings.places,
        # No boundary before a place: a pattern that begins with letters is searched much faster.
        place={usual: re.compile(rf"{_tree(places)}\b") for usual, places in sayings.places.items()},
        weights=sayings.weights,
        leading=sayings.leading,
        glued_only=sayings.glued_only,
        never_glued=sayings.never_glued,
        table=sayings.table,
        shapes=re.compile("|".join(f"(?P<{name}>{pattern(shapes, name).pattern})" for name in shapes)),
        shape_names=tuple(str(name) for name in shapes),
        anchor=_anchor(
            anchored,
            (sign for sign in sayings.money if sign.isalpha()),
            [f"{word} " for word, job in glue.items() if job == "article"],
            usage.single,
            together,
        ),
    )


def _decimal(words_page: Table) -> str:
    sign = words_page.get(Text("decimal"), ".")
    if isinstance(sign, Text) and sign not in (".", ","):
        raise words_page.file.fault(sign, f"'{sign}' is no decimal sign", "write '.' or ','")
    return str(sign)


def _pattern(patterns: Table, name: str) -> re.Pattern[str]:
    """Return a pattern of the language; what it has not is never found."""
    return pattern(patterns, name) if name in patterns else re.compile("(?!)")


def _sets(words_page: Table, key: str, names: Iterable[str]) -> list[frozenset[str]]:
    """Return the word lists of a section in the order of a tuple's fields, whose names are its keys.

    What a language has not is left out of its file; a misspelt key is still refused.
    """
    table = section(words_page, key)
    keys = [name.strip("_").replace("_", " ") for name in names]
    only(table, keys)
    return [word_set(table, name) if name in table else frozenset() for name in keys]


def _nouns(words_page: Table) -> Nouns:
    table = section(words_page, "nouns")
    lists = ("stops", "modifiers", "uncountable", "not plural")
    suffixes = ("not labelled", "not nouns", "adverbial", "owning")
    only(table, (*lists, *suffixes, "irregular", "endings", "capitals"))
    stops, modifiers, uncountable, not_plural = (word_set(table, key) if key in table else frozenset() for key in lists)
    endings = [(plural.strip("-"), singular.strip("-")) for plural, singular in _pairs(table, "endings")]
    return Nouns(
        stops,
        modifiers,
        uncountable,
        not_plural,
        dict(_pairs(table, "irregular")),
        tuple(endings),
        plural=tuple(plural for plural, singular in endings if plural != singular),
        single=tuple(plural for plural, singular in endings if plural == singular),
        not_labelled=_suffixes(table, "not labelled"),
        not_nouns=_suffixes(table, "not nouns"),
        adverbial=_suffixes(table, "adverbial"),
        owning=_suffixes(table, "owning"),
        capitals=table.get(Text("capitals")) == "yes",
    )


def _suffixes(table: Table, key: str) -> tuple[str, ...]:
    """Return the endings of a list, "-ed, -ing", without their hyphens; none where the language has no such list."""
    return tuple(word.strip("-") for word in words(get(table, key))) if key in table else ()


def _pairs(table: Table, key: str) -> Iterator[tuple[str, str]]:
    """Yield the plurals of a list with their singulars: "lives life", "-ies -y"."""
    for entry in words(get(table, key)):
        plural, blank, singular = entry.partition(" ")
        if not blank:
            raise table.file.fault(get(table, key), f"'{entry}' has no singular", "write 'lives life'")
        yield plural, singular


def _hedges(words_page: Table) -> list[tuple[Table, Hedge]]:
    file = words_page.file
    found = []
    for entry in as_items(get(words_page, "hedges"), file, 1):
        item = as_table(entry, file)
        only(item, ("reads", "name", "strict", "coarse", "before", "after", "only", "never", "led by", "not led by"))
        reads = str(get(item, "reads"))
        if reads not in {str(qualifier) for qualifier in Qualifier}:
            raise file.fault(
                item[Text("reads")], f"'{reads}' is no qualifier", nearest(reads, [str(q) for q in Qualifier])
            )
        hedge = Hedge(
            Qualifier(reads),
            strict=_rooms(item, "strict"),
            coarse=_rooms(item, "coarse"),
            only=str(item[Text("only")]) if "only" in item else "",
            never=str(item[Text("never")]) if "never" in item else "",
            led_by=word_set(item, "led by") if "led by" in item else frozenset(),
            not_led_by=word_set(item, "not led by") if "not led by" in item else frozenset(),
            name=str(item[Text("name")]) if "name" in item else "",
        )
        found.append((item, hedge))
    return found


def _phrases(hedges: list[tuple[Table, Hedge]], key: str) -> Phrases:
    """Return the phrases before or after a number by the word next to it, longest first."""
    phrases: dict[str, list[tuple[tuple[str, ...], Hedge]]] = {}
    for item, hedge in hedges:
        for saying in words(get(item, key)) if key in item else ():
            phrase = tuple(saying.split(" "))
            phrases.setdefault(phrase[-1 if key == "before" else 0], []).append((phrase, hedge))
    return {word: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for word, entries in phrases.items()}


def _signs(before: Phrases) -> dict[str, Hedge]:
    return {
        " ".join(phrase): hedge
        for entries in before.values()
        for phrase, hedge in entries
        if not any(letter.isalnum() for letter in phrase[-1])
    }


def _rooms(item: Table, key: str) -> tuple[Room, Room]:
    below, above, *more = as_items(get(item, key), item.file, 2)
    if more:
        raise item.file.fault(more[0], f"'{key}' has more than two ends", "write [below, above]")
    return _room(below, item), _room(above, item)


def _room(end: Node, item: Table) -> Room:
    match = _ROOM.fullmatch(end) if isinstance(end, Text) else None
    if match is None:
        raise item.file.fault(end, f"'{end}' is no room", "write value, written, slack, open, 5% or 'twice or 5%'")
    if match["percent"]:
        return Room(float(match["percent"]) / 100, 2.0 if match["twice"] else 1.0)
    if end == "slack":
        return Room(most=COARSEST)
    return Room(0.0, 0.0 if end == "value" else 1.0, open=end == "open")


def _anchor(
    number_words: Iterable[str],
    codes: Iterable[str],
    articles: Iterable[str],
    single: Iterable[str],
    together: Iterable[str],
) -> re.Pattern[str]:
    """One pattern for all places where a number may begin; a tree of letters, for it runs over every character."""
    # Three spellings and no flag: a pattern that ignores case runs at half the speed.
    spelled = {form for word in number_words for form in (word, word.capitalize(), word.upper())}
    article = _tree(form for word in articles for form in (word, word.capitalize()))
    one = (
        rf"|{article}(?={_tree({form for word in single for form in (word, word.capitalize())})}\b)" if article else ""
    )
    # "(?<!\w)" is searched twice as fast as "\b", and says the same before a letter or a digit.
    return re.compile(rf"(?<!\w)(?:[\d{VULGAR}]|{_tree(spelled)}\b|{_tree(codes)}(?=\d){one}{_compound(together)})")


def _compound(together: Iterable[str]) -> str:
    """Return the part of the anchor that finds numbers written as one word: "zweihundertfünf"; "" for none."""
    pieces = sorted(together)
    if not pieces:
        return ""
    first = _tree({form for word in pieces for form in (word, word.capitalize())})
    return rf"|{first}{_tree(pieces)}{{1,{MOST_PIECES - 1}}}\b"


def _tree(spelled: Iterable[str]) -> str:
    """Return a pattern that matches any of the words and shares their beginnings."""
    heads: dict[str, list[str]] = {}
    for word in spelled:
        heads.setdefault(word[:1], []).append(word[1:])
    branches = [re.escape(head) + _tree(rests) for head, rests in sorted(heads.items()) if head]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in heads else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if "" in heads else joined
