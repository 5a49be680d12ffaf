"""The HTML page, parsed back."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from msgspec.structs import replace

from verify.model import Report
from verify.reporting import to_html

from .samples import empty, ferries, hostile, laid_aside, long

VOID = {"meta", "link", "br", "input"}


class Page(HTMLParser):
    """A page as tags with their attributes, and texts by the element with an id that holds them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.open: list[tuple[str, str | None]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append((tag, named))
        if tag not in VOID:
            self.open.append((tag, named.get("id")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, name in self.open:
            if name:
                self.texts[name] = self.texts.get(name, "") + data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(to_html(ferries(), date="3 March 2026"))


def test_each_finding_stands_on_it_once(page: Page) -> None:
    findings = ferries().findings
    assert [tag["id"] for tag in page.all("article")] == [f"finding-{number}" for number in range(1, len(findings) + 1)]
    for number, finding in enumerate(findings, 1):
        assert page.texts[f"message-{number}"] == finding.message
        assert page.texts["findings"].count(finding.message) == 1


def test_every_figure_stands_in_the_text_once_with_what_became_of_it(page: Page) -> None:
    figures = [tag for tag in page.all("span") if tag.get("role") == "button"]
    assert [tag["id"] for tag in figures] == [f"figure-{figure.index}" for figure in ferries().figures]
    assert [tag["tabindex"] for tag in figures] == ["0", *["-1"] * (len(figures) - 1)]  # the arrows lead on
    assert figures[1]["class"] == "figure inconsistent"
    assert figures[1]["aria-label"] == "12%, inconsistent"


def test_the_text_is_whole(page: Page) -> None:
    assert (
        ferries().document.text.split()
        == re.sub(
            "Left out of the claims: what stands round the article",
            "",
            page.texts["text"][page.texts["text"].index("# ") :],
        ).split()
    )


def test_the_headline_shows_the_figures_that_nothing_could_check_like_every_other_count() -> None:
    tiles = re.findall(r'<li class="(\w+)(?: zero)?"><\w+[^>]*><span class="number">(\d+)</span>', to_html(ferries()))
    assert tiles == [
        ("inconsistent", "2"), ("approximate", "1"), ("consistent", "2"), ("implied", "1"), ("derived", "2"),
        ("estimated", "1"), ("unchecked", "1"),
    ]  # fmt: skip


def test_the_date_is_the_caller_s() -> None:
    assert "3 March 2026" in to_html(ferries(), date="3 March 2026")
    assert to_html(ferries()) == to_html(ferries())


def test_every_link_leads_somewhere_on_the_page() -> None:
    for report in (ferries(), empty(), hostile()):
        read = Page(to_html(report))
        ids = [attributes["id"] for _, attributes in read.tags if attributes.get("id")]
        assert len(ids) == len(set(ids))
        links = {tag["href"] for tag in read.all("a")}
        assert {f"#{name}" for name in ids} >= links
        labelled = {
            attributes[by]
            for _, attributes in read.tags
            for by in ("aria-labelledby", "aria-describedby")
            if by in attributes
        }
        assert labelled - {"card-title"} <= set(ids)  # the card's title comes with the card


def test_headings_skip_no_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_policy_allows_this_style_and_this_script_and_nothing_else() -> None:
    for report in (ferries(), hostile()):
        page = to_html(report)
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)[0]
        script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)[-1]
        hashes = [
            "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)
        ]
        assert policy.replace("&#39;", "'").split("; ") == [
            "default-src 'none'",
            f"style-src '{hashes[0]}'",
            f"script-src '{hashes[1]}'",
            "base-uri 'none'",
            "form-action 'none'",
        ]


@pytest.mark.parametrize("report", [ferries(), hostile()], ids=["ferries", "hostile"])
def test_nothing_is_fetched_and_nothing_runs_but_its_own(report: Report) -> None:
    page = Page(to_html(report))
    assert [tag.get("type") for tag in page.all("script")] == ["application/json", None]
    assert {tag for tag, _ in page.tags} & {"img", "iframe", "link", "object", "form", "b", "base"} == set()
    for _, attributes in page.tags:
        assert not any(name.startswith("on") or name in ("src", "style", "xlink:href") for name in attributes)
    assert all((tag["href"] or "").startswith("#") for tag in page.all("a"))


def test_a_hostile_text_is_shown_as_text() -> None:
    page = Page(to_html(hostile()))
    assert page.open == []
    assert "<script>alert(1)</script></style>]]><!-- --> & &amp;" in page.texts["text"]
    assert "</script><h1>78%</h1>" in page.texts["text"]
    for number in range(1, len(hostile().findings) + 1):
        assert page.texts[f"message-{number}"].startswith("</script><script>alert('x')</script>`|]]>")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", to_html(hostile()))


def test_the_data_is_json_that_no_text_can_break_out_of() -> None:
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', to_html(hostile()), re.DOTALL)
    assert "<" not in data
    loaded = json.loads(data)
    assert len(loaded["figures"]) == 4
    assert loaded["findings"][0]["parts"][0][1].startswith("</script>")


def test_an_empty_text_has_a_page_too() -> None:
    page = Page(to_html(empty()))
    assert "No rule tied two figures" in page.texts["findings"]
    assert "None." in page.texts["unchecked"]
    assert page.texts["text"].split()[-1] == "here."


def test_it_is_small_and_soon_written() -> None:
    to_html(empty())  # loads the template
    report = long(100)
    started = time.process_time()
    page = to_html(report)
    assert time.process_time() - started < 0.25  # 0.02 s on the desk; CI may be slow
    assert len(page.encode()) < 300_000


def test_what_is_laid_aside_has_its_own_heading_its_reason_and_its_mark() -> None:
    page = Page(to_html(laid_aside()))
    assert "Suppressed 1" in " ".join(page.texts["suppressed-title"].split())
    assert "Laid aside: Agents of two kinds are counted." in " ".join(page.texts["findings"].split())
    (growth,) = [named for tag, named in page.tags if tag == "span" and "20%" in (named.get("aria-label") or "")]
    assert growth["class"] == "figure suppressed"


def test_the_lead_says_what_was_found_in_whole_sentences() -> None:
    lead = re.compile(r'<p class="lead">(.*?)</p>', re.DOTALL)

    def said(report: Report) -> str:
        (found,) = lead.findall(to_html(report))
        return " ".join(re.sub(r"<[^>]+>", "", found).split())

    assert said(ferries()).endswith("In 2 findings the figures cannot all be true. Nothing could check 1 figure.")
    assert said(laid_aside()).endswith("In 1 finding the figures cannot all be true. Nothing could check 1 figure.")
    assert said(empty()).endswith("No figures contradict each other, as far as they could be checked.")


def test_the_unchecked_figures_are_for_the_source() -> None:
    assert "ask the source for these" in Page(to_html(ferries())).texts["unchecked"]


def test_what_is_only_implied_has_no_column_for_what_the_others_allow() -> None:
    cards = re.split(r"(?=<article )", to_html(ferries()))
    allows = {card.split('"')[1].removeprefix("finding "): "the others allow" in card for card in cards[1:]}
    assert allows["implied"] is False
    assert allows["inconsistent"] is True


def test_no_text_breaks_out_of_what_is_read_later() -> None:
    report = long(500)
    evil = "</noscript><script>alert(1)</script>"
    findings = tuple(replace(finding, message=evil, id=f"{evil}{finding.id}") for finding in report.findings)
    rules = tuple(replace(rule, why=evil) for rule in report.rules)
    page = to_html(replace(report, findings=findings, rules=rules))
    later = page.count('<noscript class="later">')
    assert later > len(findings) - 100
    assert page.count("</noscript>") == later
    assert evil not in page
