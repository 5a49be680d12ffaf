"""A letter for every token of a passage, by the class of its word: what noun phrases and clauses are read from.

    quarterly  profits  at  the  media  giant  jumped  <76%>  to  <$1.13bn>  (  <£600m>  )  from  <$639m>
    N          N        P   A    N      N      V       F      T   F          (  F       )  R     F

F figure · E date, ordinal or duration · N noun or other word · M name · V verb · B auxiliary · S verb of saying ·
A article · D adverb · Q word of time · O of · T to · Y by · R from · P other preposition · C and, or · K other
conjunction · W which, who · I pronoun · , ( ) · ; dash, colon, semicolon · . end of a sentence

All rules about noun phrases and clauses are about these letters; the words of each are data (`data/clauses.en.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.model import Figure, Kind

from .clause_words import ClauseWords
from .passage import Passage
from .vocabulary import SENTENCE_END

_DOUBTFUL = re.compile(r"[a-z]|(?:^|(?<=\.))M|F")
"""What its neighbours decide: a verb that may be a noun, a word in no list, the first word of a sentence, a figure."""
MOST_WORDS = 50_000


def letters_of(passage: Passage, figures: Sequence[Figure], words: ClauseWords) -> str:
    """Return the letter of each token of a passage."""
    row, marks = passage.words, passage.figures
    known = words.met
    if len(known) > MOST_WORDS:
        known.clear()
    drafts = [
        known.get(written) or _learn(written, word, words) for written, word in zip(passage.written, row, strict=True)
    ]
    for found in _DOUBTFUL.finditer("".join(drafts)):
        token = found.start()
        draft = drafts[token]
        if draft == "F":
            figure = figures[marks[token]]
            if not figure.is_quantity or figure.kind is Kind.DURATION:
                drafts[token] = "E"
            continue
        if draft == "M":  # the first word of its sentence is no name yet
            draft = words.letters.get(row[token], "N")
        previous = drafts[token - 1] if token else "."
        following = row[token + 1] if token + 1 < len(row) else "."
        drafts[token] = _decided(draft, row[token], previous, following, words)
    return "".join(drafts)


def _learn(written: str, word: str, words: ClauseWords) -> str:
    """Return the draft of a word, and keep it: its letter, in lower case where its neighbours decide."""
    letter = words.letters.get(word, "")
    if not word:
        letter = "F"
    elif word == SENTENCE_END:
        letter = SENTENCE_END
    elif not letter:
        if word[0] in "-–—":
            letter = ";"
        elif word.endswith("ly") and len(word) > 4:
            letter = "D"
        else:
            letter = "u" if word.endswith("ed") and len(word) > 4 else "N"
    elif letter in "VS" or (letter == "B" and word in words.nouns_too):
        letter = letter.lower()
    if letter in "Nvsu" and written[:1].isupper():
        letter = "M"
    words.met[written] = letter
    return letter


def _decided(draft: str, word: str, previous: str, following: str, words: ClauseWords) -> str:
    """Return the letter of a word between its neighbours: "costs rose", "a rise in", "sales added <4%>"."""
    after = words.letters.get(following, "N") if following else "F"
    draft = draft.upper()
    if draft == "U":
        return "V" if previous in "NMIBDW)" and after in "FAPTYROID" else "N"
    if draft in "VBS":
        if word in words.nouns_too and (previous in "AF" or after in "VB" or following in ("of", "in")):
            return "N"
        if draft == "V" and previous == "A":
            return "N"
        if draft == "S" and not following:
            return "V"
    return draft


def with_names(rows: Sequence[tuple[Passage, str]]) -> list[str]:
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
                written = passage.written[token]
                following = passage.words[token + 1 : token + 2]
                # Those who say or have something, and those who own what follows, have a name.
                acts = letters[token + 1 : token + 2] in ("M", "S") or following in (("has",), ("had",))
                owns = written.endswith(("'s", "’s"))
                known = passage.words[token] in names or written[1:2].isupper()
                if written[0].isupper() and (acts or owns or known):
                    changed[token] = "M"
        done.append("".join(changed))
    return done
