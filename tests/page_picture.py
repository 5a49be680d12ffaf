"""Take the pictures of the page that the README shows: `python tests/page_picture.py`, run by `nox -s reports`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import verify

ROOT = Path(__file__).parent.parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


def main() -> None:
    """Write `docs/images/report.png` and `docs/images/report-at-work.png`."""
    report = verify.check(ROOT / "examples" / "ferry.md")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "ferry.html"
        page_file.write_text(report.to_html().replace(str(ROOT / "examples") + "/", ""), "utf-8")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 1080}, color_scheme="light")
        page.goto(page_file.as_uri())
        page.screenshot(path=ROOT / "docs" / "images" / "report.png")
        page.emulate_media(color_scheme="dark")
        at_work(page)
        page.screenshot(path=ROOT / "docs" / "images" / "report-at-work.png")
        browser.close()


def at_work(page: Page) -> None:
    """Leave the page as a fact-checker has it: a finding lit and decided, the card of one of its figures open."""
    finding = page.locator("#finding-2")
    finding.get_by_label("accept").check()
    finding.locator("textarea").fill("Two of the boats were hired for the winter.")
    finding.locator(".light").click()
    page.locator(".prose .lit").last.click()
    page.evaluate("document.querySelector('#finding-2').scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(200)  # findings get their height when they come near


if __name__ == "__main__":
    main()
