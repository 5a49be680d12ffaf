"""What makes two figures one statement, and the table of weights behind it."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verify import check
from verify.checking import likeness as module
from verify.checking.likeness import SIGNS, load_likeness, parse_likeness
from verify.claims import load_language
from verify.errors import LexiconError
from verify.model import Verdict
from verify.sourced import File

VOCABULARY = load_language().vocabulary
LIKENESS = load_likeness(VOCABULARY)
TABLE = (Path(module.__file__).with_name("data") / "likeness.yaml").read_text(encoding="utf-8")

BODY = "Some paragraph of other things stands here, about the weather on the coast.\n\n"


def restated(text: str) -> list[tuple[str, list[str]]]:
    return [
        (finding.verdict.value, [part.quote for part in finding.parts])
        for finding in check(text).findings
        if finding.rule == "restated"
    ]


@pytest.mark.parametrize(
    ("text", "verdict", "quotes"),
    [
        ("Bakery to close 31 shops\n\nThe bakery is to close 13 shops in spring.", "inconsistent", ["31", "13"]),
        ("Bakery to close 13 shops\n\nThe bakery is to close 13 shops in spring.", "consistent", ["13", "13"]),
        ("Bakery to pay $4.1m\n\nA bakery is to pay $4.1bn to its bakers.", "inconsistent", ["$4.1m", "$4.1bn"]),
        (
            f"Twenty-three trawlers left the port.\n\n{BODY}All of the 32 trawlers came back.",
            "inconsistent",
            ["Twenty-three", "32"],
        ),
    ],
)
def test_one_statement_made_twice(text: str, verdict: str, quotes: list[str]) -> None:
    assert restated(text) == [(verdict, quotes)]


@pytest.mark.parametrize(
    "text",
    [
        # one rises, the other falls
        "Bakery sales up 12%\n\nSales of the dairy fell 21% in spring.",
        # no word in common
        "Bakery to close 13 shops\n\nThe dairy has 31 drivers.",
        # another unit
        "Bakery to pay $31m\n\nThe bakery is to pay €13m to its bakers.",
        # two sites of one firm
        "The yard has 140 welders and 60 painters, its rival 410 welders and 90 painters.",
        # each of the two is said elsewhere too: the same digits by chance
        f"Flour is 12% of the cost.\n\nThe cost of butter is 21%.\n\n{BODY}Flour cost 12% of it, butter 21% of it.",
        # another period, said by comparison
        f"Sales rose to $31.2m from $13.4m.\n\n{BODY}Sales had been $23.1m, compared to $43.1m, in the year before.",
    ],
)
def test_two_statements(text: str) -> None:
    assert [found for found in restated(text) if found[0] == Verdict.INCONSISTENT.value] == []


@given(st.fixed_dictionaries({name: st.floats(0, 10) for name in SIGNS if name != "always"}))
def test_a_likeness_is_a_probability(signs: dict[str, float]) -> None:
    assert 0 <= LIKENESS.probability(signs) <= 1


def test_two_that_do_not_agree_need_more() -> None:
    assert LIKENESS.accuse > LIKENESS.accept


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  same noun:", "  same nown:", "did you mean 'same noun'"),
        ("accuse: 0.78", "accuse: much", "'much' is no number"),
        ("rising: [RISES", "rising: [RISSES", "no word list is called RISSES"),
        ("definite: [", "definite: the  # [", "'definite' is no list"),
    ],
)
def test_a_faulty_table_is_refused_with_its_place(old: str, new: str, says: str) -> None:
    text = TABLE.replace(old, new)
    assert text != TABLE
    with pytest.raises(LexiconError, match=says) as caught:
        parse_likeness(File("likeness.yaml", text, LexiconError), VOCABULARY)
    line = text[: text.index(new)].count("\n") + 1
    assert f"likeness.yaml:{line}:" in str(caught.value)


def test_a_sign_without_a_weight_is_missed() -> None:
    table = yaml.safe_load(TABLE)
    del table["weights"]["definite"]
    with pytest.raises(LexiconError, match="has no weight for definite"):
        parse_likeness(File("likeness.yaml", yaml.safe_dump(table), LexiconError), VOCABULARY)
