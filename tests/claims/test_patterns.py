"""The language of sentence patterns."""

from __future__ import annotations

import pytest

from verify.claims import Pattern, PatternError, WordList, load_language, passages
from verify.figures import find_figures, load_lexicon
from verify.reading import read_text

LANGUAGE = load_language()
LANGUAGE.vocabulary.lists["ONES"] = WordList(("fall", "as soon as"))
LANGUAGE.vocabulary.lists["NEARBY"] = WordList(("...", "( <figure _> )"))
LEXICON = load_lexicon()


def slots(pattern: str, text: str) -> list[dict[str, tuple[str, ...]]]:
    """Return what each match of a pattern in a text puts into its slots."""
    compiled = Pattern(pattern, LANGUAGE.vocabulary)
    document = read_text(text)
    figures = find_figures(document, LEXICON)
    return [
        {name: tuple(figures[index].quote for index in group) for name, group in match.slots.items()}
        for row in passages(document, figures, LANGUAGE.vocabulary)
        for match in compiled.find(row, figures)
    ]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("rise by <percent p>", "Sales rose by 5%.", [{"p": ("5%",)}]),
        ("rise by <percent p>", "Sales, rising by 5%, were good.", [{"p": ("5%",)}]),
        ("rise by <percent p>", "Sales rose by more than 5%.", [{"p": ("5%",)}]),
        ("rise by <percent p>", "Sales rose by $5.", []),
        ("rise [by] <percent p>", "Sales rose 5%.", [{"p": ("5%",)}]),
        ("RISES <percent p>", "Sales climbed 5%.", [{"p": ("5%",)}]),
        ("RISES <percent p>", "Sales went up 5%.", [{"p": ("5%",)}]),
        ("{up | down} <percent p>", "Sales are down 5%.", [{"p": ("5%",)}]),
        ("<count a> of the <count b>", "12 of the 40 sites closed.", [{"a": ("12",), "b": ("40",)}]),
        ("<count a> of .. <count b>", "12 of the last 40 sites closed.", [{"a": ("12",), "b": ("40",)}]),
        ("<count a> .... <count b>", "12 sites opened in 2004 and 40 closed.", [{"a": ("12",), "b": ("40",)}]),
        ("<count a> .... <count b>", "12 sites opened in 2004. Of them 40 closed.", []),
        ("<count a> of .. <count b>", "12 of the sites, 40 in all, closed.", []),
        ("<count a> of .. <count b>", "12 of the sites in the last 40 years closed.", []),
        ("<count a> of ..-ONES <count b>", "12 of the fallen 40 sites closed.", []),
        ("<count a> of 's .. <count b>", "12 of Tolm's last 40 sites closed.", [{"a": ("12",), "b": ("40",)}]),
        ("<count a> of 's .. <count b>", "12 of Tolm 40 sites closed.", []),
        ("<count a> of the <count b>", "12 closed. Of the 40 sites, none opened.", []),
        ("<money a> ... <money b>", "From $5 in the spring to $6 now.", [{"a": ("$5",), "b": ("$6",)}]),
        ("<money a> ... <money b>", "From $5 and 12% in the spring to $6 now.", []),
        ("<money a> ... <money b>", "From $5 now. In autumn it was $6.", []),
        ("<money a> ... . ... <money b>", "From $5 now. In autumn it was $6.", [{"a": ("$5",), "b": ("$6",)}]),
        ("<count n> (<percent p>)", "645 patients (25%) came.", [{"n": ("645",), "p": ("25%",)}]),
        ("<count n: patient>", "645 patients and 20 nurses came.", [{"n": ("645",)}]),
        (
            "<count whole> ... : <count parts+>",
            "23 people died: eleven in Tesmar, five in Upper Dol and three here.",
            [{"whole": ("23",), "parts": ("eleven", "five", "three")}],
        ),
        ("rise, by <percent p>", "Sales rose by 5%.", []),
        (". of the <count n>", "Of the 40 sites, most shut. Of the 12 lakes, none.", [{"n": ("40",)}, {"n": ("12",)}]),
        ("<money a> {. | ;} ... <money b>", "It was $5. In autumn it was $6.", [{"a": ("$5",), "b": ("$6",)}]),
        ("rise ...-ONES <percent p>", "Sales rose last spring 5%.", [{"p": ("5%",)}]),
        ("rise ...-ONES <percent p>", "Sales rose as costs fell 5%.", []),
        ("from <money a> [in <date _>] to <money b>", "From $9 in 2003 to $6.", [{"a": ("$9",), "b": ("$6",)}]),
        ("<money a> NEARBY to <money b>", "It went from $9 (£5) to $6.", [{"a": ("$9",), "b": ("$6",)}]),
        (". of the <count n>", "Most of the 40 sites closed.", []),
        ("in <count n> ... .", "It rained in 40 places. Then it snowed", [{"n": ("40",)}]),
        ("in <count n> ... .", "It rained in 12 of 40 places", []),
    ],
)
def test_a_pattern_finds(pattern: str, text: str, found: list[dict[str, tuple[str, ...]]]) -> None:
    assert slots(pattern, text) == found


def test_the_word_of_direction_gives_the_sign() -> None:
    document = read_text("Sales fell 5%. Costs rose 3%.")
    figures = find_figures(document, LEXICON)
    pattern = Pattern("{RISES | FALLS} <percent p>", LANGUAGE.vocabulary)
    rows = passages(document, figures, LANGUAGE.vocabulary)
    assert [match.sign for row in rows for match in pattern.find(row, figures)] == [-1, 1]


@pytest.mark.parametrize(
    ("pattern", "position", "words"),
    [
        ("rise by", 0, "names no figure"),
        ("rise by <percnt p>", 8, "no figure is of the kind 'percnt'"),
        ("rise by <percent>", 8, "is no slot"),
        ("[rise <percent p>", 0, "is never closed"),
        ("rise <percent p>]", 16, "a bracket or bar too many"),
        ("RISSES <percent p>", 0, "no word list is called RISSES"),
        ("<percent p> to <percent p>", 15, "has two slots 'p'"),
        ("rise ^ <percent p>", 4, "is not understood"),
        ("rise ...-RISSES <percent p>", 5, "no word list is called RISSES"),
    ],
)
def test_a_faulty_pattern_is_refused_at_its_spot(pattern: str, position: int, words: str) -> None:
    with pytest.raises(PatternError, match=words.replace("'", ".")) as caught:
        Pattern(pattern, LANGUAGE.vocabulary)
    assert caught.value.position == position
    assert caught.value.mend


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("It rose to £3bn ($5.8bn; 4.6bn euros) from £2bn.", ["£3bn $5.8bn 4.6bn euros £2bn", "£3bn £2bn"]),
        ("It rose to £3bn (up from £2bn).", ["£3bn £2bn"]),
    ],
)
def test_a_bracket_of_figures_alone_may_be_passed_over(text: str, readings: list[str]) -> None:
    document = read_text(text)
    figures = find_figures(document, LEXICON)
    (passage,) = passages(document, figures, LANGUAGE.vocabulary)
    read = [" ".join(figures[i].quote for i in row.figures if i >= 0) for row in passage.readings()]
    assert read == readings
