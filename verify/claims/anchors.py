"""What a figure hangs on in its clause, read from the letters of its words (see `letters.py`)."""

from __future__ import annotations

from typing import NamedTuple

REACH = 28
"""Tokens to look back from a figure; a verb beyond that belongs to something else."""
_NOMINAL = "NMQEA"


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
        found: Anchor | None = None
        if letter in "F(":
            return _same(position, letters, link)
        if letter in "SKW.;" and not _goes_on(position, token, letters):
            return Anchor("")
        if letter == ")":
            position = _opening(position, letters) - 1
        elif letter in "VB":
            found = _from_verb(position, letters, link)
            position, link = _cluster(position, letters) - 1, ""
        elif letter in _NOMINAL:
            found, position = _from_noun(nominal_before(position + 1, letters), position + 1, letters, link)
        else:
            position -= 1
        if found is not None:
            return found
    return Anchor("")


def _same(position: int, letters: str, link: str) -> Anchor:
    """Return the figure at `position`, or before the bracket that opens there."""
    if letters[position] == "F":
        return Anchor("same", position, position + 1, link=link)
    return Anchor("same", position - 1, position, link="(") if letters[position - 1 : position] == "F" else Anchor("")


def _goes_on(position: int, token: int, letters: str) -> bool:
    """Whether what stops a clause does not: "(£686m; <$1.32bn>)", "rose 15% over the year, but by only <3%>"."""
    if letters[position] == ";":
        return letters[position - 1 : position] in ("F", ")")
    between = letters[position + 1 : token]
    return letters[position] == "K" and bool(between) and not between.strip("TYRD")


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
        ) or letters[first - 1] == "D":
            first -= 1
        else:
            break
    return first


def _opening(token: int, letters: str) -> int:
    opening = letters.rfind("(", max(0, token - 2 * REACH), token)
    return opening if opening >= 0 else token
