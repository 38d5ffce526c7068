"""A real browser: an installed Chromium or Chrome, else the one that Playwright downloaded.

`python -m tests.surroundings.browser` says which one is used, and gets one where there is none.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# The sandbox cannot be made by root, as in most containers; only our own pages are opened.
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage"]


def installed(playwright: Playwright) -> str | None:
    """The path of a browser on this machine, or None. CHROMIUM names one outright."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in NAMES]
    downloaded = playwright.chromium.executable_path
    for path in [*found, str(MAC), downloaded]:
        if path and Path(path).exists():
            return path
    return None


def starts(playwright: Playwright, path: str | None) -> bool:
    """Whether the browser opens a page: a file alone may lack its libraries."""
    if path is None:
        return False
    try:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        browser.new_page().goto("about:blank")
        browser.close()
    except Exception as error:  # noqa: BLE001 - whatever goes wrong, another browser is tried
        print(f"{path} does not start: {str(error).splitlines()[0]}", file=sys.stderr)
        return False
    return True


def get() -> int:
    """Finds a browser or installs one; 1 with a sentence where neither works."""
    for attempt in (None, _from_playwright, _from_debian):
        if attempt is not None:
            attempt()
        with sync_playwright() as playwright:
            path = installed(playwright)
            if starts(playwright, path):
                print(f"The tests use the browser {path}.")
                return 0
    print(
        "No browser was found or could be installed. Install Chromium or Chrome, or name one in CHROMIUM.",
        file=sys.stderr,
    )
    return 1


def _from_playwright() -> None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def _from_debian() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update"], check=False)
        subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", "chromium"], check=False)


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    # Playwright runs an event loop in this thread, which Django otherwise takes for asynchronous code.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(playwright), args=FLAGS)
        yield browser
        browser.close()
        # This loop's connections would keep the test database from being dropped.
        connections.close_all()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Cookies and storage of one test alone."""
    context = browser.new_context(locale="en-GB", timezone_id="UTC", viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose errors, those of the Content Security Policy included, fail the test."""
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda message: problems.append(message.text) if "Content Security" in message.text else None,
    )
    yield page
    assert problems == []


if __name__ == "__main__":
    sys.exit(get())
