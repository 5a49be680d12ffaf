"""A real browser for the tests of the page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect, sync_playwright

from verify.model import Report
from verify.reporting import to_html

CHROMIUM = Path("/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]

NEEDS_BROWSER = [
    pytest.mark.browser,
    # In CI a missing browser is a failure, not an excuse.
    pytest.mark.skipif(not CHROMIUM.exists() and not os.environ.get("CI"), reason=f"{CHROMIUM} is not installed"),
]

Opener = Callable[[Report], Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=30_000)  # a busy machine may be slow; what never comes fails all the same
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open a report; fail where the page complains, breaks its policy or asks for anything but itself."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    complaints: list[str] = []

    def answer(dialog: Dialog) -> None:
        if dialog.type != "beforeunload":  # it may ask whether to leave what is not saved
            complaints.append(f"dialog: {dialog.message}")
        dialog.accept()

    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", answer)
    page.add_init_script(
        "addEventListener('securitypolicyviolation', event => console.log('policy', event.violatedDirective))"
    )
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    own = (tmp_path / "report.html").as_uri()

    def open_(report: Report) -> Page:
        path = tmp_path / "report.html"
        path.write_text(to_html(report, date="3 March 2026"), encoding="utf-8", newline="")
        page.goto(own)
        return page

    yield open_
    page.close()
    assert complaints == []
    assert {url for url in requests if not url.startswith("blob:")} == {own}  # a blob is a file of its own making
