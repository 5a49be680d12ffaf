"""The fact-checker's own part, in a real browser: decisions and notes, and the files that are taken along."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, expect

import verify
from verify.model import Place, Suppression, Verdict
from verify.reporting import to_html

from .conftest import NEEDS_BROWSER, Opener
from .samples import empty, ferries, hostile, laid_aside

pytestmark = NEEDS_BROWSER

ARTICLE = """\
# The line's year

All 14 of our 12 boats sailed through the winter.

Revenue rose by 12% to $124 million, from $102 million.

The crew is 37 strong.
"""


def decide(page: Page, number: int, choice: str, note: str = "") -> None:
    finding = page.locator(f"#finding-{number}")
    finding.get_by_label(choice, exact=True).check()
    if note:
        finding.locator("textarea").fill(note)


def saved(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator(button).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_what_is_decided_is_honoured_by_the_next_run(opened: Opener, tmp_path: Path) -> None:
    article = tmp_path / "year.md"
    article.write_text(ARTICLE, "utf-8")
    report = verify.check(article)
    assert report.counts["inconsistent"] == 2
    page = opened(report)
    numbers = {finding.rule: at for at, finding in enumerate(report.findings, 1)}
    decide(page, numbers["part-within-whole"], "accept", 'Two are "hired":\n # \\ \u2028 \x7f - yes')
    decide(page, report.findings.index(report.with_verdict(Verdict.INCONSISTENT)[1]) + 1, "false alarm")
    path = saved(page, "#save-decisions", tmp_path)
    assert path.name == "year.md.verify.yaml"

    again = verify.check(article)
    assert again.problems == ()
    assert again.counts["inconsistent"] == 0
    reasons = {finding.rule: finding.suppressed.reason for finding in again.suppressed if finding.suppressed}
    assert reasons.pop("part-within-whole") == 'Two are "hired": # \\ \x7f - yes'
    assert list(reasons.values()) == ["False alarm"]

    page = opened(again)  # the file would be written again: what it says is decided already
    expect(page.locator("#desk-state")).to_contain_text("0 open · 1 accepted · 1 false alarm")
    decide(page, len(again.findings), "open")
    saved(page, "#save-decisions", tmp_path)
    assert len(verify.check(article).suppressed) == 1


def test_nothing_is_accepted_without_a_reason(opened: Opener, tmp_path: Path) -> None:
    page = opened(ferries())
    expect(page.locator("#save-decisions")).to_be_disabled()
    decide(page, 1, "accept")
    expect(page.locator("#desk-state")).to_contain_text("1 of the accepted has no reason yet")
    assert "ignore: []" in saved(page, "#save-decisions", tmp_path).read_text("utf-8")
    decide(page, 1, "accept", "The accounts were restated.")
    expect(page.locator("#desk-state")).not_to_contain_text("no reason")
    written = saved(page, "#save-decisions", tmp_path).read_text("utf-8")
    assert '  - rule: "change-from-to"\n    finding: "c0ffee01"\n    reason: "The accounts were restated."\n' in written


def test_questions_go_to_the_author_as_markdown(opened: Opener, tmp_path: Path) -> None:
    page = opened(ferries())
    expect(page.locator("#save-questions")).to_be_disabled()
    decide(page, 1, "ask the author", "Which *year* is it?")
    decide(page, 4, "ask the author")
    page.get_by_label("ask for the source").check()
    path = saved(page, "#save-questions", tmp_path)
    assert path.name == "questions on ferries.md.md"
    asked = path.read_text("utf-8").split("\n\n")
    assert asked[:3] == [
        "# Questions on ferries.md",
        "## 1. 12% to \\$124 million means \\$109.8 to 111.7 million before; the text says \\$102 million",
        "Which \\*year\\* is it?",
    ]
    assert asked[3].startswith("> Annual revenue rose by 12% to \\$124 million")
    assert "- if the rest stands, 12% (change) should be 21%" in asked[5]
    assert asked[-2] == "## What is the source of these figures?"
    assert asked[-1].startswith("- **37** (10:30):")


def test_an_implied_figure_can_only_be_asked_about_and_what_agrees_is_left_alone(opened: Opener) -> None:
    page = opened(ferries())
    choices = [page.locator(f"#finding-{number} .choices").all_text_contents() for number in (1, 4, 5)]
    assert [" ".join("".join(texts).split()) for texts in choices] == [
        "open accept false alarm ask the author", "open ask the author", "",
    ]  # fmt: skip


def test_what_was_decided_outlives_a_reload_and_is_asked_about_before_it_is_lost(opened: Opener) -> None:
    page = opened(ferries())
    decide(page, 2, "false alarm", "Agents of two kinds.")
    with page.expect_event("dialog"):
        page.reload()
    expect(page.locator("#finding-2 textarea")).to_have_value("Agents of two kinds.")
    expect(page.locator("#finding-2").get_by_label("false alarm")).to_be_checked()


def test_it_works_where_the_browser_keeps_nothing(opened: Opener, tmp_path: Path) -> None:
    page = opened(empty())
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no'); } })")
    page = opened(ferries())
    decide(page, 2, "false alarm", "Agents of two kinds.")
    assert "False alarm: Agents of two kinds." in saved(page, "#save-decisions", tmp_path).read_text("utf-8")


def test_what_a_comment_lays_aside_is_not_decided_here(opened: Opener) -> None:
    page = opened(laid_aside())
    assert page.locator(".suppressed .decision").count() == 0


def test_a_decision_is_made_by_keyboard(opened: Opener) -> None:
    page = opened(ferries())
    page.locator("#finding-1 input").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#finding-1").get_by_label("accept")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("#finding-1 textarea")).to_be_focused()
    assert page.locator(".lit").count() == 0


def test_hostile_words_stay_words_in_both_files(opened: Opener, tmp_path: Path) -> None:
    report = hostile()
    page = opened(report)
    decide(page, 1, "false alarm", "</script> \u202e\ufeff: - [x]")
    decide(page, 2, "ask the author", "@octocat")
    path = saved(page, "#save-decisions", tmp_path)
    loaded = verify.checking.load_requests(path, "x")
    assert loaded.faults == []
    (asked,) = loaded.asked
    assert asked.reason == "False alarm: </script> \u202e : - [x]"  # to a browser U+FEFF is a blank
    assert "@<!-- -->octocat" in saved(page, "#save-questions", tmp_path).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "file", "words"),
    [("texts/a.md", "a.md.verify.yaml", "beside the document"), ("-", "suppressions.verify.yaml", "--suppressions")],
)
def test_the_file_lies_beside_the_document_if_there_is_one(name: str, file: str, words: str) -> None:
    report = ferries()
    page = to_html(replace(report, document=replace(report.document, name=name)))
    desk = page[page.index('<section id="desk"') : page.index('<section id="method"')]
    assert f"<bdi>{file}</bdi>" in desk
    assert words in desk


def test_only_what_stands_in_that_file_is_taken_for_decided() -> None:
    report = ferries()
    for file, decided in (("texts/ferries.md.verify.yaml", 1), ("texts/.verify.yaml", 0), ("ferries.md", 0)):
        aside = replace(report.findings[1], suppressed=Suppression("Two kinds.", Place(file, 3, 5)))
        page = to_html(replace(report, findings=(*report.findings[:1], *report.findings[2:], aside)))
        assert page.count('"reason":"Two kinds."') == decided
