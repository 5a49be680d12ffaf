"""A second language is a lexicon file: German figures are read with data/de.yaml and no code of their own."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from verify.errors import LexiconError
from verify.figures import Lexicon, find_figures, load_lexicon
from verify.figures.loading import lexicon_of
from verify.figures.pages import page, text_of
from verify.model import Document, Figure, Span

CORPUS = Path(__file__).parents[1] / "corpus" / "figures-de"


@pytest.fixture(scope="module")
def german() -> Lexicon:
    return load_lexicon("de")


def corpus(name: str) -> list[Any]:
    lines: list[Any] = yaml.safe_load((CORPUS / f"{name}.yaml").read_text("utf-8"))
    return lines


def sayings(name: str) -> list[Any]:
    return [pytest.param(str(said), group, id=str(said)[:60]) for group in corpus(name) for said in group["said"]]


def quantities(text: str, german: Lexicon) -> list[Figure]:
    return [figure for figure in find_figures(Document("corpus", text), german) if figure.is_quantity]


def the_one(said: str, german: Lexicon) -> Figure:
    """Return the figure of the marked phrase, or of the whole saying, that there must be one of."""
    text = said.replace("«", "").replace("»", "")
    phrase = Span(max(said.find("«"), 0), said.index("»") - 1 if "»" in said else len(text))
    (figure,) = [each for each in find_figures(Document("corpus", text), german) if each.extent.overlaps(phrase)]
    if "«" in said or figure.is_quantity:
        assert figure.extent == phrase
    return figure


@pytest.mark.parametrize(("said", "group"), sayings("quantities"))
def test_a_saying_is_read_as_its_group_says(said: str, group: dict[str, Any], german: Lexicon) -> None:
    figure = the_one(said, german)
    low, high = group["value"] if isinstance(group["value"], list) else (group["value"], group["value"])
    assert (figure.low, figure.high) == pytest.approx((float(low), float(high)))
    assert (figure.unit.name, figure.kind) == (group["unit"], group["kind"])
    assert figure.qualifier == group.get("qualifier", "exact")
    if "noun" in group:
        assert figure.noun == tuple(group["noun"])


@pytest.mark.parametrize(("said", "group"), sayings("not-quantities"))
def test_what_is_no_quantity_is_known_for_what_it_is(said: str, group: dict[str, Any], german: Lexicon) -> None:
    figure = the_one(said, german)
    assert (figure.kind, figure.form) == (group["kind"], group["form"])
    if "days" in group:
        first, last = (day if isinstance(day, date) else date.fromisoformat(str(day)) for day in group["days"])
        assert (figure.low, figure.high) == (first.toordinal(), last.toordinal())


@pytest.mark.parametrize("text", corpus("nothing"))
def test_no_quantity_is_read_where_none_stands(text: str, german: Lexicon) -> None:
    assert [figure.quote for figure in quantities(text, german)] == []


@pytest.mark.parametrize("group", corpus("several"), ids=lambda group: group["text"][:60])
def test_a_sentence_gives_each_of_its_figures(group: dict[str, Any], german: Lexicon) -> None:
    found = quantities(group["text"], german)
    assert [[figure.quote, figure.unit.name] for figure in found] == [
        [quote, unit] for quote, _, unit in group["gives"]
    ]
    assert [figure.low for figure in found] == pytest.approx([float(value) for _, value, _ in group["gives"]])


ONES = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
TENS = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
TO_TWENTY = ("zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn")


def in_words(number: int) -> str:
    """Spell a number below a million as German does, in one word."""
    if number >= 1000:
        thousands = re.sub("eins$", "ein", in_words(number // 1000))
        return f"{thousands}tausend" + (in_words(number % 1000) if number % 1000 else "")
    if number >= 100:
        return ONES[number // 100] + "hundert" + (in_words(number % 100) if number % 100 else "")
    if number >= 20:
        return (ONES[number % 10] + "und" if number % 10 else "") + TENS[number // 10]
    return TO_TWENTY[number - 10] if number >= 10 else "eins" if number == 1 else ONES[number]


def test_every_number_below_a_million_is_read_back_from_its_one_word(german: Lexicon) -> None:
    for number in (*range(2, 1000), *range(1000, 1_000_000, 997)):
        (figure,) = quantities(f"{in_words(number)} Kilometer", german)
        assert (figure.low, figure.unit.name) == (number, "kilometer"), in_words(number)


@pytest.mark.parametrize(
    ("find", "write", "what"),
    [
        ('decimal: ","', 'decimal: ";"', "';' is no decimal sign"),
        ("  gram: Gramm", "  gramm: Gramm", "there is no unit 'gramm'"),
        ("  JPY: {said", "  JPX: {said", "there is no currency 'JPX'"),
        ("  capitals: yes", "  captials: yes", "'captials' is not known here"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_with_its_place(find: str, write: str, what: str) -> None:
    text = text_of("de.yaml")
    assert find in text
    with pytest.raises(LexiconError) as refused:
        lexicon_of(page("de.yaml", text.replace(find, write, 1)), "de")
    assert what in refused.value.what
    assert refused.value.where is not None
    assert refused.value.where.line > 1


@pytest.mark.parametrize("piece", ["ein", "hundert", "einundzwanzig", "1.", "1,", "Mio. "])
def test_a_megabyte_of_one_piece_takes_linear_time(piece: str, german: Lexicon) -> None:
    """Ten seconds for a megabyte are several times what it needs; what grew with the square would take hours."""
    started = time.process_time()
    find_figures(Document("x", piece * (1_000_000 // len(piece))), german)
    assert time.process_time() - started < 10
