"""Comments that bind figures to rows: read, judged strictly, written, told anew, and the values put into the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.errors import TableError
from verify.evidence.tables import Asked, Edits, edited, edits_for
from verify.evidence.tables.binding import bindings_in, by_name, comment_for, figure_of, judge_bound, table_of
from verify.evidence.tables.restyling import restyled
from verify.model import Support
from verify.reading import read_text

from .making import asked, checked

TABLE = "company,year,revenue_cny,revenue_usd\nGlobex,2018,721.2,109.0\nGlobex,2019,858.8,124.3\n"
LEGEND = """\
file: revenue.csv
table: Revenue of Globex
subject: {column: company}
period: {column: year}
measures:
  revenue:
    - {column: revenue_cny, unit: CNY, scale: billion}
    - {column: revenue_usd, unit: USD, scale: billion}
"""


@pytest.fixture
def revenue(tmp_path: Path) -> Asked:
    return asked(tmp_path, TABLE, LEGEND, "revenue.csv")


def edits(text: str, table: Asked, *, fix: bool = False) -> Edits:
    report = checked(text)
    return edits_for(report.document, report.figures, report.claims, [table], fix=fix)


def bind(text: str, table: Asked, *, fix: bool = False) -> str:
    return edited(text, edits(text, table, fix=fix).edits)


JUDGED = [
    ("$124 billion<!-- figure: revenue.csv#year=2019,measure=revenue -->", "supported"),
    ("$124.3 billion <!-- figure: revenue.csv#year=2019,measure=revenue -->", "supported"),
    ("<!-- figure: revenue.csv#year=2019,measure=revenue -->$124 billion", "supported"),
    ("**$124 billion**<!-- figure: revenue.csv#year=2019,measure=revenue -->", "supported"),
    ("$124 billion<!-- figure: revenue.csv#period=2019,subject=Globex,measure=revenue -->", "supported"),
    ("$124 billion<!-- figure: Revenue of Globex#column=revenue_usd,year=2019 -->", "supported"),
    ("CNY 859 billion<!-- figure: revenue.csv#year=2019,unit=CNY -->", "supported"),
    ("about $120 billion<!-- figure: revenue.csv#year=2019,measure=revenue -->", "supported"),
    ("14%<!-- figure: revenue.csv#year=2019,unit=USD vs year=2018 -->", "derivable"),
    ("19%<!-- figure: revenue.csv#year=2019,unit=CNY vs year=2018 -->", "derivable"),
    # Strictly: trailing zeros and digits that the table has not are no room.
    ("$120 billion<!-- figure: revenue.csv#year=2019,measure=revenue -->", "contradicted"),
    ("$125 billion<!-- figure: revenue.csv#year=2019,measure=revenue -->", "contradicted"),
    ("12%<!-- figure: revenue.csv#year=2019,unit=USD vs year=2018 -->", "contradicted"),
]


@pytest.mark.parametrize(("bound", "support"), JUDGED)
def test_a_bound_figure_is_judged_by_its_row_alone(bound: str, support: str, revenue: Asked) -> None:
    report = checked(f"In some year it had {bound} or so they say.")
    (binding,), faults = bindings_in(report.document)
    figure = figure_of(binding, report.document, report.figures)
    assert not faults
    assert figure is not None
    claim = next(claim for claim in report.claims if claim.index == figure.index)
    one = judge_bound(binding, claim, table_of(binding, by_name([revenue])))
    assert one.support.value == support
    assert figure.quote in one.message


FAULTS = [
    ("$5<!-- figure: revenue.csv -->", "binds to no row"),
    ("$5<!-- figure: #year=2019 -->", "binds to no row"),
    ("$5<!-- figure: revenue.csv#year -->", "'year' picks no row"),
    ("$5<!-- figure: revenue.csv#jahr=2019 -->", "no column 'jahr'"),
    ("$5<!-- figure: revenue.csv#year=1999 -->", "no row of Revenue of Globex has year=1999"),
    ("$5<!-- figure: revenue.csv#measure=revenue -->", "picks several numbers"),
    ("£5<!-- figure: revenue.csv#year=2019 -->", "that '£5' could be"),
    ("$5<!-- figure: other.csv#year=2019 -->", "'other.csv' was not given"),
    ("$5<!-- figure: ../../etc/other.csv#year=2019 -->", "was not given"),
    ("five dollars, and a word more <!-- figure: revenue.csv#year=2019 -->", "binds no figure"),
    ("12 km<!-- figure: revenue.csv#year=2019,unit=USD vs year=2018 -->", "cannot be the change"),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_a_comment_that_binds_nothing_is_told_with_its_place(text: str, message: str, revenue: Asked) -> None:
    (fault,) = edits(f"\nIt had {text}.\n", revenue).faults
    assert message in str(fault)
    assert str(fault).startswith("text.md:2:")
    assert isinstance(fault, TableError)
    assert fault.mend


def test_figures_that_a_row_states_for_sure_are_bound(revenue: Asked) -> None:
    text = "Globex's revenue increased by 14% to $124 billion in 2019. Globex has a revenue of $109 billion.\n"
    assert bind(text, revenue) == (
        "Globex's revenue increased by 14%"
        "<!-- figure: revenue.csv#company=Globex,year=2019,measure=revenue,unit=USD vs year=2018 --> to $124 billion"
        "<!-- figure: revenue.csv#company=Globex,year=2019,measure=revenue,unit=USD --> in 2019. "
        "Globex has a revenue of $109 billion.\n"
    )


def test_nothing_is_bound_that_the_table_contradicts(revenue: Asked) -> None:
    text = "Globex's revenue increased by 12% to $125 billion in 2019."
    assert bind(text, revenue) == text


def test_binding_twice_is_binding_once_and_the_figures_stay_what_they_are(revenue: Asked) -> None:
    text = "Globex's revenue increased by 14% to $124 billion in 2019, a new record.\n"
    once = bind(text, revenue)
    assert bind(once, revenue) == once
    assert [claim.figure.quote for claim in checked(once).claims] == [c.figure.quote for c in checked(text).claims]


def test_a_comment_is_told_anew_in_full(revenue: Asked) -> None:
    text = "It had $124 billion<!-- figure: t.yaml#measure=Revenue,year=2019 -->."
    result = edits(text, revenue)
    assert result.refreshed == 1
    assert bind(text, revenue) == (
        "It had $124 billion<!-- figure: revenue.csv#company=Globex,year=2019,measure=revenue,unit=USD -->."
    )


def test_values_are_put_into_the_text_only_where_asked_for(revenue: Asked) -> None:
    text = bind("Globex's revenue rose by 14% to $124 billion in 2019.", revenue)
    spoiled = text.replace("$124 billion", "$121 billion").replace("14%", "12%")
    told = edits(spoiled, revenue)
    assert edited(spoiled, told.edits) == spoiled
    assert [line.partition(": ")[0] for line in told.wrong] == ["text.md:1:26", "text.md:1:124"]
    mended = edits(spoiled, revenue, fix=True)
    assert edited(spoiled, mended.edits) == text
    assert len(mended.mended) == 2
    assert not mended.wrong


STYLES = [
    ("$124 billion", 131.47e9, "$131 billion"),
    ("$124.0 billion", 131.47e9, "$131.5 billion"),
    ("$124bn", 131.47e9, "$131bn"),
    ("3.2 million euros", 3.44e6, "3.4 million euros"),
    ("€950,000", 1_234_567, "€1,234,567"),
    ("$980 million", 1.234e9, "$1.23 billion"),
    ("12.5%", 9.04, "9.0%"),
    ("12 percent", 9.04, "9 percent"),
    ("1,234 visitors", 987, "987"),
    ("850 visitors", 12_345, "12,345"),
    ("4.2 km", 5.06, "5.1 km"),
]


@pytest.mark.parametrize(("old", "value", "new"), STYLES)
def test_a_value_is_written_in_the_style_of_the_figure(old: str, value: float, new: str) -> None:
    (claim,) = checked(f"It came to {old}.").claims
    assert restyled(claim.figure, value) == new


@pytest.mark.parametrize(("old", "value"), [("between 10 and 20 km", 15), ("12%", -3.0)])
def test_what_needs_another_sentence_is_not_rewritten(old: str, value: float) -> None:
    (claim,) = checked(f"It came to {old}.").claims
    assert restyled(claim.figure, value) is None


@given(st.integers(10**6, 10**13), st.sampled_from(["$1 billion", "$1.25bn", "$3.4 million", "$1,000,000"]))
def test_a_value_put_into_the_text_is_what_the_row_says(value: int, style: str) -> None:
    (claim,) = checked(f"It earned {style}.").claims
    new = restyled(claim.figure, value)
    assert new is not None
    (again,) = checked(f"It earned {new}.").claims
    assert again.figure.strict.low <= value <= again.figure.strict.high


@given(st.text(max_size=60))
def test_no_comment_breaks_the_reading(words: str) -> None:
    document = read_text(f"It had $5<!-- figure: {words} --> then.", "a.md")
    bindings_in(document)


def test_names_with_signs_in_them_are_bound_safely(tmp_path: Path) -> None:
    name = "A, B = C --> <b>#1</b>"
    table = asked(tmp_path, f'who,year,sites\n"{name}",2019,12\nOther,2019,13\n', LEGEND_OF_SITES)
    entry = table.table.entries[0]
    comment = comment_for([entry], table)
    assert comment is not None
    assert comment.count("-->") == 1
    report = checked(f"It has 12 sites{comment}.")
    (binding,), _ = bindings_in(report.document)
    (claim,) = report.claims
    assert judge_bound(binding, claim, table).support is Support.SUPPORTED


LEGEND_OF_SITES = """\
file: t.csv
subject: {column: who}
period: {column: year}
measures: {sites: sites}
"""


def test_what_cannot_be_told_by_one_row_is_not_bound(tmp_path: Path) -> None:
    table = asked(tmp_path, "who,year,sites\nGlobex,2019,12\nGlobex,2019,14\n", LEGEND_OF_SITES)
    text = "Globex had 12 sites in 2019."
    assert bind(text, table) == text
