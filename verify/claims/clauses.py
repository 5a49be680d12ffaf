"""The clause around a figure, read from the classes of its words: one pass gives every token a letter.

    quarterly  profits  at  the  media  giant  jumped  <76%>  to  <$1.13bn>  (  <£600m>  )  from  <$639m>
    N          N        P   A    N      N      V       F      T   F          (  F       )  R     F

F figure · E date, ordinal or duration · N noun or other word · M name · V verb · B auxiliary · S verb of saying ·
A article · D adverb · Q word of time · O of · T to · Y by · R from · P other preposition · C and, or · K other
conjunction · W which, who · I pronoun · , ( ) · ; dash, colon, semicolon · . end of a sentence

All rules about noun phrases and clauses are about these letters; the words of each are data (`data/clauses.en.yaml`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from verify.model import Document, Figure, Kind

from .inflection import Inflection
from .passage import Passage

REACH = 28
"""Tokens to look back from a figure; a verb beyond that belongs to something else."""
_SIGNS = {",": ",", "(": "(", ")": ")", ";": ";", ":": ";", "/": "P", "&": "C", "%": "D", ".": "."}
_LINKS = {"to": "T", "by": "Y", "from": "R", "of": "O"}
_NOMINAL = "NMQEA"


class ClauseWords(Struct, frozen=True, dict=True):
    """The words that the reading of clauses knows, see `data/clauses.en.yaml`."""

    letters: Mapping[str, str]
    """Each known word with its letter."""
    ambiguous: frozenset[str]
    """Verb forms that are nouns as well."""
    empty_heads: frozenset[str]
    sizes: frozenset[str]
    """Nouns of change that are measures as well: "a loss of $3m"."""
    anaphors: frozenset[str]
    verb_measures: Mapping[str, str]
    """Every form of a verb, and the noun for what it measures."""
    titles: frozenset[str]
    reporters: frozenset[str]
    topics: frozenset[str]
    countries: Mapping[str, str]
    """Words that belong to a country, and the country."""
    forecasting: frozenset[str]
    divides: Mapping[str, int]
    rates: frozenset[str]
    stakes: frozenset[str]
    meanings: Mapping[str, tuple[str, ...]]
    """What is measured when a thing is said to rise: "shares" -> share price."""
    ways: frozenset[str]
    """Adverbs that make the figure after them a change: "up 3%"."""
    after_ways: frozenset[str]
    """Adverbs that make the figure before them a change: "3% higher"."""
    plain_verbs: frozenset[str]
    """Verbs of change that are none before an amount of money: "raise $3m"."""
    past_perfect: frozenset[str]
    """Words before a verb that put it before what is told: "had been <3%>"."""
    up_verbs: frozenset[str]
    """Verbs that "up" belongs to: "make up 3%"."""
    bounds: frozenset[str]
    """Words before a figure that is a bound: "above 50"."""
    marks: frozenset[str]
    """Words after a figure that is a bound: "the $50 mark"."""
    parts: Mapping[str, int]
    """Names of months, days and quarters, with their numbers."""
    bases: frozenset[str]
    """Words before a saying of time that make it what something is compared with."""
    signs: Mapping[str, int]
    """Every form of a verb, noun or adverb of direction, and where it goes."""


class Anchor(NamedTuple):
    """What a figure hangs on in its clause."""

    kind: str
    """"same" as another figure, "clause" or "object" of a verb, "pronoun", or "" for nothing."""
    first: int = 0
    last: int = 0
    """The tokens of the noun phrase; for "same" `first` is the token of the other figure."""
    verb: int = -1
    """The token of the verb."""
    link: str = ""
    """The letter between the verb and the figure: T, Y, R, or "" where it follows directly."""


def letters_of(passage: Passage, document: Document, figures: Sequence[Figure], words: ClauseWords) -> str:
    """Return the letter of each token of a passage."""
    letters: list[str] = []
    text = document.text
    previous = "."
    known = words.letters
    ambiguous = words.ambiguous
    row = passage.words
    for token, word in enumerate(row):
        index = passage.figures[token]
        if index >= 0:
            figure = figures[index]
            timed = not figure.is_quantity or figure.kind is Kind.DURATION
            letter = "E" if timed else "F"
        else:
            letter = known.get(word, "")
            following = row[token + 1] if token + 1 < len(row) else "."
            if not letter:
                letter = _guess(word, previous, known.get(following, "N") if following else "F")
            elif letter in "VBS":
                if word in ambiguous and (
                    previous in "AF" or known.get(following, "N") in "VB" or following in ("of", "in")
                ):
                    letter = "N"
                elif letter == "V" and previous == "A":
                    letter = "N"
                elif letter == "S" and not following:
                    letter = "V"  # "revenues added 4%"
            if letter in "NVS" and previous != "." and text[passage.spans[token].start].isupper():
                letter = "M"
        letters.append(letter)
        previous = letter
    return "".join(letters)


def _guess(word: str, previous: str, following: str) -> str:
    """Return the letter of a word that is in no list."""
    if word[0] in "-–—":
        return ";"
    if word.endswith("ed") and len(word) > 4 and previous in "NMIBDW)" and following in "FAPTYROID":
        return "V"
    return "D" if word.endswith("ly") and len(word) > 4 else "N"


def with_names(rows: Sequence[tuple[Passage, str]], document: Document) -> list[str]:
    """Return the letters of all passages in which a first word that is a name elsewhere is one, too."""
    names = {
        word
        for passage, letters in rows
        if "N" in letters
        for word, letter in zip(passage.words, letters, strict=True)
        if letter == "M"
    }
    done: list[str] = []
    for passage, letters in rows:
        if "N" not in letters.replace("M", "N", 1) or letters.count("M") > 2 * letters.count("N") + 2:
            # A headline in capitals tells no names.
            done.append(
                "".join(
                    "N" if letter == "M" and word not in names else letter
                    for word, letter in zip(passage.words, letters, strict=True)
                )
            )
            continue
        changed = list(letters)
        for token, letter in enumerate(letters):
            if letter == "N" and (token == 0 or letters[token - 1] == "."):
                start, end = passage.spans[token]
                written = document.text[start:end]
                following = passage.words[token + 1 : token + 2]
                # Those who say or have something, and those who own what follows, have a name.
                acts = letters[token + 1 : token + 2] in ("M", "S") or following in (("has",), ("had",))
                owns = written.endswith(("'s", "’s"))
                known = passage.words[token] in names or written[1:2].isupper()
                if written[0].isupper() and (acts or owns or known):
                    changed[token] = "M"
        done.append("".join(changed))
    return done


def after_figure(token: int, letters: str) -> tuple[int, int]:
    """Return the tokens of the noun phrase that follows a figure directly: "$206bn <legal settlement>"."""
    first = token + 1
    if letters[first : first + 1] == "(":
        first = letters.find(")", first, first + REACH) + 1 or first
    last = first
    while last < len(letters) and letters[last] == "N":
        last += 1
    return first, last


def nominal_before(last: int, letters: str) -> int:
    """Return the first token of the nouns, names and times that end before `last`."""
    first = last
    while first > 0 and last - first < REACH and letters[first - 1] in _NOMINAL:
        first -= 1
        if letters[first] == "A" and first > 0 and letters[first - 1] not in "N":
            break
    return first


def whole_phrase(last: int, letters: str) -> int:
    """Return the first token of the phrase before a verb at `last`: nouns with their prepositions."""
    first = last
    listed = False
    while first > 0 and last - first < REACH:
        letter = letters[first - 1]
        if letter == ")":
            first = _opening(first - 1, letters)
        elif letter in "NMQEAOPTYRD":
            first -= 1
        elif letter == "C" and letters[first - 2 : first - 1] in ("N", "M"):
            first -= 1
            listed = True
        elif letter == "," and listed and letters[first - 2 : first - 1] in ("N", "M"):
            first -= 1
        else:
            break
    return first


def anchor_of(token: int, letters: str) -> Anchor:
    """Return what the figure at `token` hangs on, walking to the left of it.

    "boost net income by <400m>" -> object, net income; "profits jumped <76%>" -> clause, profits; "to <$1.13bn>" after
    it -> same as 76%; "(<£600m>)" -> same as $1.13bn.
    """
    position = token - 1
    link = letters[position] if position >= 0 and letters[position] in "TYRO" else ""
    if position > 0 and letters[position] in "TP" and letters[position - 1] == "R":
        link = "R"  # "compared with"
    stop = max(0, token - REACH)
    while position >= stop:
        letter = letters[position]
        if letter == "F":
            return Anchor("same", position, position + 1, link=link)
        if letter == ")":
            position = _opening(position, letters) - 1
        elif letter == "(":
            if position and letters[position - 1] == "F":
                return Anchor("same", position - 1, position, link="(")
            return Anchor("")
        elif letter in "VB":
            found = _from_verb(position, letters, link)
            if found is not None:
                return found
            position = _cluster(position, letters) - 1
            link = ""
        elif letter in _NOMINAL:
            first = nominal_before(position + 1, letters)
            found, position = _from_noun(first, position + 1, letters, link)
            if found is not None:
                return found
        elif letter == ";" and letters[position - 1 : position] in ("F", ")"):
            position -= 1  # "(£686m; $1.32bn)", "$3.5bn - up $3bn"
        elif letter == "K" and letters[position + 1] in "TYRD" and letters[position + 1 : token].strip("TYRD") == "":
            position -= 1  # "rose 15% over the year, but by only 3% in June"
        elif letter in "SKW.;":
            return Anchor("")
        else:
            position -= 1
    return Anchor("")


def _from_verb(position: int, letters: str, link: str) -> Anchor | None:
    """Return the subject of the verbs that end at `position`, None where they share one with an earlier verb."""
    first = _cluster(position, letters)
    before = letters[first - 1] if first else "."
    if before == "W":
        end = first - 1
        if end and letters[end - 1] == ",":
            end -= 1
        return Anchor("clause", whole_phrase(end, letters), end, position, link)
    if before == "I":
        return Anchor("pronoun", first - 1, first, position, link)
    if before in "NMQEAOPTYRD)":
        return Anchor("clause", whole_phrase(first, letters), first, position, link)
    if before in ",;":
        # "annual revenue, telecom included, increased": what stands between commas is stepped over.
        opening = first - 2
        while opening > 0 and first - opening < REACH and letters[opening] not in ".F" + before:
            opening -= 1
        if opening > 0 and letters[opening] == before:
            return Anchor("clause", whole_phrase(opening, letters), opening, position, link)
    if before in ",C":
        return None
    return Anchor("none", first, first, position, link)


def _from_noun(first: int, last: int, letters: str, link: str) -> tuple[Anchor | None, int]:
    """Return the nouns as the object of a verb, or None and the token from which to look on."""
    before = letters[first - 1] if first else "."
    if all(letter in "QEA" for letter in letters[first:last]) or before in "PTYRC":
        return None, first - 1 - (before in "PTYRC")
    start = first
    while letters[start - 1 : start] == "O":
        start = nominal_before(start - 1, letters)
    before = letters[start - 1] if start else "."
    if before == "P":
        return None, start - 2
    if link and before in "VT" and letters[last : last + 1] in ("T", "Y", "R", "P"):
        verb = start - 1
        return Anchor("object", start, last, verb, link), verb
    if before in ".,;KSC" and link:
        return Anchor("clause", start, last, -1, link), start
    return None, start - 1


def _cluster(position: int, letters: str) -> int:
    """Return the first of the verbs that stand together up to `position`: "is expected to reach"."""
    first = position
    while first > 0:
        if letters[first - 1] in "VB":
            first -= 1
        elif letters[first - 1] in "DT" and first > 1 and letters[first - 2] in "VBS":
            first -= 2
        elif (
            letters[first - 1] == "S"
            and letters[first : first + 1] == "V"
            and letters[first - 2 : first - 1] in ("B", "D")
        ):
            first -= 1
        elif letters[first - 1] == "D":
            first -= 1
        else:
            break
    return first


def _opening(token: int, letters: str) -> int:
    opening = letters.rfind("(", max(0, token - 2 * REACH), token)
    return opening if opening >= 0 else token


def letters_from(
    sections: Mapping[str, Sequence[str]], verbs: frozenset[str], inflection: Inflection
) -> dict[str, str]:
    """Return each known word with its letter; later sections of the list overrule earlier ones."""
    letters = dict.fromkeys(verbs, "V")
    for verb in sections["verbs"]:
        letters |= dict.fromkeys(inflection.forms(verb), "V")
    for verb in sections["reporting"]:
        letters |= dict.fromkeys(inflection.forms(verb), "S")
    for verb in sections["auxiliaries"]:
        letters |= dict.fromkeys(inflection.forms(verb), "B")
    for name, letter in (
        ("prepositions", "P"),
        ("conjunctions", "C"),
        ("pronouns", "I"),
        ("articles", "A"),
        ("adverbs", "D"),
        ("relatives", "W"),
        ("breakers", "K"),
        ("comparing", "R"),
        ("times", "Q"),
    ):
        letters |= dict.fromkeys(sections[name], letter)
    for word in sections["times"]:
        letters[word + "s"] = "Q"
    return letters | _LINKS | _SIGNS
