"""A letter for every token of a passage, by the class of its word: what noun phrases and clauses are read from.

    quarterly  profits  at  the  media  giant  jumped  <76%>  to  <$1.13bn>  (  <£600m>  )  from  <$639m>
    N          N        P   A    N      N      V       F      T   F          (  F       )  R     F

F figure · E date, ordinal or duration · N noun or other word · M name · V verb · B auxiliary · S verb of saying ·
A article · D adverb · Q word of time · O of · T to · Y by · R from · P other preposition · C and, or · K other
conjunction · W which, who · I pronoun · , ( ) · ; dash, colon, semicolon · . end of a sentence

All rules about noun phrases and clauses are about these letters; the words of each are data (`data/clauses.en.yaml`).
"""

from __future__ import annotations

from collections.abc import Sequence

from verify.model import Document, Figure, Kind

from .clause_words import ClauseWords
from .passage import Passage


def letters_of(passage: Passage, document: Document, figures: Sequence[Figure], words: ClauseWords) -> str:
    """Return the letter of each token of a passage."""
    letters: list[str] = []
    text = document.text
    previous = "."
    known = words.letters
    ambiguous = words.nouns_too
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
                if (
                    word in ambiguous
                    and (previous in "AF" or known.get(following, "N") in "VB" or following in ("of", "in"))
                ) or (letter == "V" and previous == "A"):
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
