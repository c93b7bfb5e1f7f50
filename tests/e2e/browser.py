"""Finds the Chromium that the journeys are walked in; playwright's own build where the system has none."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Error, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOW_TO_GET_ONE = (
    "No Chromium was found. On Debian or Ubuntu: apt-get install chromium. Elsewhere: .venv/bin/playwright install "
    "chromium. Or name one in CHROMIUM=/path/to/chromium."
)


def chromium_path() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Raises RuntimeError with the way to mend it; journeys that can't run must never look as if they had passed."""
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        except Error as error:
            raise RuntimeError(HOW_TO_GET_ONE) from error
        yield browser
        browser.close()
