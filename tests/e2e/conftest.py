"""One portal for all journeys, and a new browser for each."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.e2e.browser import chromium
from tests.e2e.educator import Educator
from tests.e2e.portal import Portal, running_portal

LANGUAGES = '["en", "es", "en-xa"]'
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with running_portal(tmp_path_factory.mktemp("portal"), LANGUAGES) as portal:
        yield portal


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=DESK)
    yield context
    context.close()


@pytest.fixture
def educator(context: BrowserContext, portal: Portal) -> Iterator[Educator]:
    """At a desk. Whatever she does, her browser asks no third party for anything."""
    educator = Educator.arrive(context, portal)
    yield educator
    assert educator.foreign_requests == []


@pytest.fixture
def phone(browser: Browser, portal: Portal) -> Iterator[Educator]:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    educator = Educator.arrive(context, portal)
    yield educator
    assert educator.foreign_requests == []
    context.close()
