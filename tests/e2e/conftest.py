"""One portal for all journeys, and a new browser for each."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.e2e import evidence
from tests.e2e.browser import chromium
from tests.e2e.educator import Educator
from tests.e2e.portal import Portal, browser_lock, running_portal

LANGUAGES = '["en", "es", "en-xa"]'
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("portal")


@pytest.fixture(scope="session")
def lock_before() -> dict[str, bytes]:
    return browser_lock()


@pytest.fixture(scope="session")
def portal(run_folder: Path, lock_before: dict[str, bytes]) -> Iterator[Portal]:
    """Once it has stopped, all that the journeys left behind is looked through."""
    with running_portal(run_folder, LANGUAGES, evidence.environment(run_folder)) as portal:
        yield portal
        evidence.keep_while_it_runs(run_folder)
    evidence.assert_it_holds_no_secret(run_folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def new_context(browser: Browser, folder: Path, **how: Any) -> BrowserContext:
    context = browser.new_context(**how)
    evidence.record_frames(context, folder)
    return context


@pytest.fixture
def context(browser: Browser, run_folder: Path) -> Iterator[BrowserContext]:
    context = new_context(browser, run_folder, viewport=DESK)
    yield context
    context.close()


@pytest.fixture
def educator(context: BrowserContext, portal: Portal) -> Iterator[Educator]:
    """At a desk. Whatever she does, her browser asks no third party for anything, and has nothing to refuse."""
    educator = Educator.arrive(context, portal)
    yield educator
    assert (educator.foreign_requests, educator.violations) == ([], [])


@pytest.fixture
def phone(browser: Browser, run_folder: Path, portal: Portal) -> Iterator[Educator]:
    context = new_context(browser, run_folder, viewport=PHONE, has_touch=True, is_mobile=True)
    educator = Educator.arrive(context, portal)
    yield educator
    assert (educator.foreign_requests, educator.violations) == ([], [])
    context.close()
