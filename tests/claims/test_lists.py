"""Lists that a count announces become figures: how many items, and where there is none."""

from __future__ import annotations

import pytest

import verify


def lists(text: str) -> list[tuple[str, float, float]]:
    figures = verify.check(text).figures
    return [(f.form, f.strict.low, f.strict.high) for f in figures if f.form in ("items", "named")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("There are three aims: peace, work and bread.", [("items", 3, 3)]),
        ("There are three aims: peace, work, and bread.", [("items", 3, 3)]),
        ("There are three aims: peace, work or bread.", [("items", 3, 3)]),
        ("The three towns - Velden, Brisk and Dol - are small.", [("items", 3, 3)]),
        ("It has mills in three towns (Velden, Brisk and Dol).", [("items", 3, 3)]),
        ("She has two daughters, Anna and Eva.", [("items", 2, 2)]),
        ("The three firms named are Velden, its unit Brisk and Dol.", [("items", 3, 3)]),
        ("He needs a box with three tools: a saw, a drill and a plane.", [("items", 3, 3)]),
        ("Two cities: Springfield, Illinois, and Portland, Oregon.", [("items", 2, 4)]),
        ("The agent has three modes:\n\n- fast\n- slow\n- off\n\nFast is the default.", [("items", 3, 3)]),
        ("Trade with Velden and Brisk, two of the partners, fell.", [("named", 2, 2)]),
        ("Velden and Brisk are the two towns at risk.", [("named", 2, 2)]),
        ("In Velden and Brisk, two people died.", []),
        ("There are 12 aims, among them peace, work and bread.", []),
        ("She told two men about her plans: peace, work and bread.", []),
        ("There are two problems: it is late and nobody cares.", []),
        ("Two men: Tom Lind, a baker, and Al Hale, a clerk.", []),
        ("Storms killed 20 people: eleven in Dol, six in Brisk and three here.", []),
        ("Three fields: food and drink, work and bread and wine.", []),
        ("There are about three aims: peace, work and bread.", []),
    ],
)
def test_a_list_is_counted(text: str, found: list[tuple[str, float, float]]) -> None:
    assert lists(text) == found


def test_a_list_takes_no_room_in_its_sentence() -> None:
    report = verify.check("There are three aims: peace, work and bread.")
    (listed,) = (figure for figure in report.figures if figure.form == "items")
    assert listed.quote == "peace, work and bread"
    assert listed.extent.start == listed.extent.end
    assert not listed.is_quantity


def test_figures_stay_numbered_in_the_order_of_the_text() -> None:
    figures = verify.check("Three aims: peace, work and bread. In 2019 it had 40 members.").figures
    assert [figure.index for figure in figures] == list(range(len(figures)))
    assert [figure.extent.start for figure in figures] == sorted(figure.extent.start for figure in figures)
