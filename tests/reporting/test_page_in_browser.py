"""The HTML page in a real browser: what a click, a key and a hostile text do there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from verify.reporting.page import to_html

from .conftest import NEEDS_BROWSER, Opener
from .samples import empty, ferries, hostile, long

pytestmark = NEEDS_BROWSER


def lit(page: Page) -> list[str]:
    """Return the ids of the figures that are lit, in order."""
    ids: list[str] = page.eval_on_selector_all(".prose .lit", "all => all.map(one => one.id)")
    return ids


def test_a_click_on_a_figure_shows_its_card(opened: Opener) -> None:
    page = opened(ferries())
    card = page.locator("#card")
    expect(card).to_be_hidden()
    page.locator("#figure-5").click()
    expect(card).to_be_visible()
    expect(card.locator("h3")).to_have_text("approximately $12 million")
    expect(card).to_contain_text("value$12 million")
    expect(card).to_contain_text("hedgeapproximately")
    expect(card).to_contain_text("The island line stated")
    expect(card).to_contain_text("period– unknown")
    expect(card.locator(".its-findings li")).to_have_count(1)
    page.locator("#figure-14").click()
    expect(card).to_contain_text("None: nothing could check it.")
    page.locator("#figure-0").click()
    expect(card).to_contain_text("No claim")
    card.get_by_role("button", name="Close").click()
    expect(card).to_be_hidden()
    expect(page.locator("#figure-0")).to_be_focused()


def test_choosing_a_finding_lights_all_its_figures_wherever_they_stand(opened: Opener) -> None:
    page = opened(ferries())
    button = page.locator("#finding-2 .light")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert lit(page) == ["figure-12", "figure-13", "figure-15"]
    expect(page.locator("#figure-15")).to_have_attribute("data-slot", "growth")
    expect(page.locator("#figure-15")).to_be_in_viewport()
    page.locator("#finding-1 .message").click()
    assert lit(page) == ["figure-1", "figure-2", "figure-3"]
    expect(button).to_have_attribute("aria-pressed", "false")
    page.locator("#finding-1 .light").click()
    assert lit(page) == []


def test_a_card_leads_to_its_findings_and_a_finding_to_its_figures(opened: Opener) -> None:
    page = opened(ferries())
    page.locator("#figure-2").click()
    page.locator("#card .to-finding").nth(1).click()
    assert lit(page) == ["figure-2", "figure-4", "figure-5"]
    expect(page.locator("#finding-5 .light")).to_be_focused()
    expect(page.locator("#finding-5")).to_be_in_viewport()
    page.locator("#finding-5 blockquote .to-figure").last.click()
    expect(page.locator("#card h3")).to_have_text("approximately $12 million")
    page.locator("#finding-2 summary").click()
    page.locator("#finding-2 summary").click()
    page.locator("#finding-2 .working .to-finding").click()
    assert lit(page) == ["figure-12", "figure-13"]


def test_all_of_it_can_be_done_by_keyboard(opened: Opener) -> None:
    page = opened(ferries())
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#findings")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Save what is decided")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#finding-1 .light")).to_be_focused()
    page.keyboard.press("Space")
    assert lit(page) == ["figure-1", "figure-2", "figure-3"]
    page.keyboard.press("Escape")
    assert lit(page) == []

    page.locator("#figure-1").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_be_focused()
    expect(page.locator("#card h3")).to_have_text("12%")
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    expect(page.locator("#figure-1")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#figure-2")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("#card h3")).to_have_text("$124 million")


def test_tab_reaches_one_figure_and_arrows_the_others(opened: Opener) -> None:
    page = opened(ferries())
    page.locator(".prose").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#figure-0")).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator("#figure-17")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#figure-16")).to_be_focused()
    page.keyboard.press("Tab")  # on to the results, whatever figures follow
    assert page.evaluate("document.querySelector('.prose').contains(document.activeElement)") is False
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#figure-16")).to_be_focused()


def test_arrows_lead_from_finding_to_finding_and_what_is_lit_is_said(opened: Opener) -> None:
    page = opened(ferries())
    page.locator("#finding-1 .light").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#finding-2 .light")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("In the text: 800 (before), 1,000 (after), 20% (growth)")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#finding-1 .light")).to_be_focused()


def test_the_picture_of_the_ties_leads_to_figures_and_findings(opened: Opener) -> None:
    page = opened(ferries())
    page.locator("svg.ties .to-figure").first.click()
    expect(page.locator("#card h3")).to_have_text("12%")
    page.locator("svg.ties .to-finding").nth(1).locator("circle").first.click()
    assert lit(page) == ["figure-2", "figure-4", "figure-5"]
    expect(page.locator("#finding-5 .light")).to_be_focused()


def test_a_link_to_a_finding_opens_on_it(opened: Opener) -> None:
    page = opened(ferries())
    page.evaluate("location.hash = 'finding-4'")
    expect(page.locator("#finding-4 .light")).to_have_attribute("aria-pressed", "true")
    assert lit(page) == ["figure-12", "figure-13"]


def test_what_is_clicked_in_the_findings_stays_under_the_hand(opened: Opener) -> None:
    page = opened(long(200))
    finding = page.locator(".finding").nth(30)
    finding.evaluate("finding => finding.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(100)  # findings get their height when they come near
    before = finding.bounding_box()
    finding.locator(".light").evaluate("button => button.click()")
    assert finding.bounding_box() == before
    expect(page.locator(".prose .lit").first).to_be_in_viewport()


def test_the_card_never_covers_its_figure_on_a_narrow_screen(opened: Opener) -> None:
    page = opened(ferries())
    page.set_viewport_size({"width": 380, "height": 700})
    for index in (1, 13, 17):
        page.locator(f"#figure-{index}").evaluate("figure => figure.click()")
        figure, card = page.locator(f"#figure-{index}").bounding_box(), page.locator("#card").bounding_box()
        assert figure is not None
        assert card is not None
        assert figure["y"] + figure["height"] <= card["y"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_hostile_text_does_nothing(opened: Opener) -> None:
    page = opened(hostile())
    page.locator("#figure-0").click()
    expect(page.locator("#card")).to_contain_text("</script><script>alert('x')</script>`|]]>")
    page.locator(".light").first.click()
    assert lit(page) == ["figure-0", "figure-1", "figure-2"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("h1").count() == 1


def test_an_empty_text_is_no_trouble(opened: Opener) -> None:
    expect(opened(empty()).locator("#findings")).to_contain_text("No rule tied two figures")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read(opened: Opener, scheme: str) -> None:
    page = opened(ferries())
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.locator(".light").first.click()
    page.locator("#figure-5").click()
    assert page.evaluate(CONTRAST) == []


# Words whose contrast with what lies behind them is below 4.5 (WCAG 2.2, success criterion 1.4.3).
CONTRAST = """() => {
  const parse = colour => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const linear = c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const element of document.querySelectorAll("body *:not(script, style, svg, svg *)")) {
    const words = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!words || !element.checkVisibility()) continue;
    const [one, two] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
    const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (contrast < 4.5) faint.push(`${element.className}: ${element.textContent.slice(0, 30)}: ${contrast.toFixed(2)}`);
  }
  return faint;
}"""


def test_on_paper_nothing_is_folded_away(opened: Opener, tmp_path: Path) -> None:
    page = opened(ferries())
    page.evaluate("window.print = () => {}; dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() == 3
    assert page.pdf(path=tmp_path / "report.pdf").startswith(b"%PDF")


@pytest.mark.slow
def test_five_thousand_figures_are_usable(opened: Opener) -> None:
    page = opened(long(5_000))
    page.locator("#figure-4998").evaluate("figure => figure.click()")
    expect(page.locator("#card h3")).to_have_text("1005 boats")
    page.locator(".light").last.evaluate("button => button.click()")
    assert len(lit(page)) == 2


class TestALongPage:
    """Of a long page a browser reads the later part when it is wanted."""

    def test_a_finding_is_whole_when_it_comes_near(self, opened: Opener) -> None:
        page = opened(long(1_000))
        far = page.locator("#finding-100")
        expect(far.locator("blockquote")).to_have_count(0)
        expect(far.locator(".message")).to_have_count(1)
        far.scroll_into_view_if_needed()
        expect(far.locator("blockquote")).to_be_visible()
        expect(far.locator(".rule")).to_have_count(1)
        expect(far.locator("noscript")).to_have_count(0)

    def test_a_link_leads_to_a_finding_far_below(self, opened: Opener) -> None:
        page = opened(long(1_000))
        page.locator("#figure-996").evaluate("figure => figure.click()")
        page.locator("#card .to-finding").click()
        lit_finding = page.locator(".finding.chosen")
        expect(lit_finding).to_be_in_viewport()
        expect(lit_finding.locator("blockquote")).to_be_visible()

    def test_a_figure_far_below_is_shown(self, opened: Opener) -> None:
        page = opened(long(1_000))
        page.locator("#finding-150").scroll_into_view_if_needed()
        page.locator("#finding-150 blockquote .to-figure").first.click()
        expect(page.locator(".prose .figure.chosen")).to_be_in_viewport()

    def test_a_decision_can_be_made_far_below(self, opened: Opener) -> None:
        page = opened(long(1_000))
        far = page.locator(".finding.approximate").last
        far.scroll_into_view_if_needed()
        far.get_by_label("ask").check()
        expect(page.locator("#desk-state")).to_contain_text("1 to ask")

    def test_a_long_list_is_read_when_it_is_opened(self, opened: Opener) -> None:
        page = opened(long(1_000))
        listed = page.locator("#unchecked")
        expect(listed.locator("tr")).to_have_count(0)
        listed.locator("summary").click()
        expect(listed.locator("tbody tr")).to_have_count(480)
        listed.locator("input").fill("205 boats")
        expect(listed.locator("tbody tr:visible")).to_have_count(3)  # its neighbours quote it

    def test_on_paper_it_is_whole(self, opened: Opener) -> None:
        page = opened(long(1_000))
        page.evaluate("window.print = () => {}; dispatchEvent(new Event('beforeprint'))")
        assert page.locator("noscript.later").count() == 0
        assert page.locator(".finding .rule").count() == 200

    def test_without_scripts_it_is_whole(self, browser: Browser, tmp_path: Path) -> None:
        file = tmp_path / "long.html"
        file.write_text(to_html(long(1_000)), "utf-8")
        page = browser.new_page(java_script_enabled=False)
        page.goto(file.as_uri())
        assert page.locator(".finding .rule").count() == 200
        assert page.locator("#unchecked tbody tr").count() == 480
        page.close()
