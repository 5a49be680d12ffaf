"""The lists of the page, in a real browser: sorted, filtered, taken along."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from msgspec.structs import replace
from playwright.sync_api import Page, expect

from verify.model import Report, Standing

from .conftest import NEEDS_BROWSER, Opener
from .samples import ferries, long

pytestmark = NEEDS_BROWSER


def column(page: Page, number: int, name: str = "unchecked") -> list[str]:
    rows = page.locator(f"#{name}-table tbody tr:not([hidden]) > :nth-child({number})")
    return [" ".join(words.split()) for words in rows.all_inner_texts()]


def click(page: Page, head: str, name: str = "unchecked") -> None:
    page.locator(f"#{name}-table").get_by_role("button", name=head, exact=True).click()


def two_units() -> Report:
    """Return a report whose unchecked figures are 10 boats, 6 to 9 boats, and percents."""
    return replace(long(25), findings=())


def test_a_list_is_sorted_by_a_click_on_a_column_and_back(opened: Opener) -> None:
    page = opened(two_units())
    click(page, "figure")
    figures = column(page, 1)
    assert figures[:5] == ["6 boats", "7 boats", "8 boats", "9 boats", "10 boats"]  # by value, not by letter
    assert figures[5:] == ["about 10%"] * 5 + ["12%"] * 5 + ["$124 million"] * 5  # units are not compared
    expect(page.locator("#unchecked-table th[aria-sort=ascending]")).to_have_text("figure")
    click(page, "figure")
    assert column(page, 1) == figures[::-1]
    click(page, "line:column")
    places = [tuple(map(int, place.split(":"))) for place in column(page, 3)]
    assert places == sorted(places)
    assert page.locator("#unchecked-table th[aria-sort]").count() == 1


def test_a_list_is_filtered_by_words(opened: Opener) -> None:
    page = opened(two_units())
    box = page.locator("#unchecked").get_by_role("searchbox")
    rows = page.locator("#unchecked-table tbody tr").all_text_contents()
    box.fill("BOATS 9")
    kept = [row for row in rows if "boats" in row.lower() and "9" in row]
    assert page.locator("#unchecked-table tbody tr:not([hidden])").all_text_contents() == kept
    assert "9 boats" in column(page, 1)
    expect(page.locator("#unchecked .tools [role=status]")).to_have_text(f"{len(kept)} of 20")
    assert 0 < len(kept) < 20
    box.fill("")
    assert len(column(page, 1)) == 20


def test_a_short_list_has_no_filter(opened: Opener) -> None:
    page = opened(ferries())
    assert page.get_by_role("searchbox").count() == 0
    assert page.get_by_role("button", name="Save as CSV").count() == 4


def test_what_is_seen_is_taken_along_and_runs_in_no_spreadsheet(opened: Opener, tmp_path: Path) -> None:
    report = two_units()
    formula = replace(
        report.claims[2].measure, words='=HYPERLINK("http://example.org","boats")', standing=Standing.STATED
    )
    claims = list(report.claims)
    claims[2] = replace(claims[2], measure=formula)
    page = opened(replace(report, claims=tuple(claims)))
    page.locator("#unchecked").get_by_role("searchbox").fill("boats")
    click(page, "figure")
    with page.expect_download() as waiting:
        page.locator("#unchecked").get_by_role("button", name="Save as CSV").click()
    assert waiting.value.suggested_filename == "unchecked of long.md.csv"
    waiting.value.save_as(tmp_path / "list.csv")
    table = list(csv.DictReader(io.StringIO((tmp_path / "list.csv").read_bytes().decode("utf-8-sig"))))
    assert [row["figure"] for row in table] == column(page, 1)
    boats = next(row for row in table if row["figure"] == "6 boats")
    assert (boats["low"], boats["high"], boats["unit"]) == ("6", "6", "boat")
    assert boats["of what"] == """'=HYPERLINK("http://example.org","boats")"""
