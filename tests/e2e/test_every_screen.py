"""Every screen in every state: no barrier by day or by night, and no scrolling sideways on a small phone."""

from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle

import pytest
from playwright.sync_api import ConsoleMessage

from cecs_app.practice import names
from tests import hostile
from tests.e2e import meanwhile
from tests.e2e.educator import Educator
from tests.e2e.every_desk_screen import walk_the_desk
from tests.e2e.every_screen import walk
from tests.e2e.security_screens import walk_the_logins

PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 800}

NO_FAULT = ("Failed to load resource: the server responded with a status of", "_set_focus")
"""In the console: an answer that the walk asks for, such as a page that is not there; a focus that came too early."""


@dataclass
class Inspector:
    educator: Educator
    found: list[str] = field(default_factory=list)
    seen: int = 0
    read: Counter[str] = field(default_factory=Counter)
    """How often each hostile name stood on a screen, letter by letter."""

    def __post_init__(self) -> None:
        self.educator.page.on("console", self._hears)

    def _hears(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(one in message.text for one in NO_FAULT):
            self.found.append(f"{self.educator.page.url}: {message.text}")

    def takes(self, name: str) -> None:
        self.educator.settles()
        self.seen += 1
        page = self.educator.page
        page.set_viewport_size(PHONE)
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            self.found.append(f"{name}: scrolls sideways")
        if page.locator("h1").count() != 1:
            self.found.append(f"{name}: {page.locator('h1').count()} h1")
        self._looks_for_names(name)
        self._asks_axe(name)
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="dark")
        self._asks_axe(f"{name}, dark")
        page.emulate_media(color_scheme="light")

    def _looks_for_names(self, name: str) -> None:
        page = self.educator.page
        if page.locator(f"[{hostile.MARK}]").count():
            self.found.append(f"{name}: a name became a part of the page")
        shown = hostile.as_shown(page.locator("body").inner_text())
        self.read.update(text for text in hostile.ALL if hostile.as_shown(text) in shown)

    def _asks_axe(self, name: str) -> None:
        try:
            self.educator.finds_no_barrier()
        except AssertionError as error:
            self.found.append(f"{name}: {error}")


@pytest.fixture(autouse=True)
def everybody_has_a_hostile_name(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = cycle(hostile.PAIRS)
    monkeypatch.setattr(names, "pair", lambda _number: next(pairs))


@pytest.fixture(autouse=True)
def everybody_types_hostile_words(monkeypatch: pytest.MonkeyPatch) -> None:
    fill = Educator.fills
    monkeypatch.setattr(Educator, "fills", lambda who, label, value: fill(who, label, hostile.TYPED.get(label, value)))
    monkeypatch.setattr(meanwhile, "denies", partial(meanwhile.denies, reason=hostile.TYPED["Why is it denied?"]))


def test_every_screen_and_state_is_free_of_barriers(educator: Educator) -> None:
    inspector = Inspector(educator)
    walk(inspector)
    assert inspector.found == []
    assert inspector.seen > 55
    assert all(inspector.read[text] > 5 for text in (hostile.FORMULA, hostile.IMAGE, hostile.SCRIPT))


def test_every_screen_about_logins_is_free_of_barriers(educator: Educator) -> None:
    inspector = Inspector(educator)
    walk_the_logins(inspector)
    assert inspector.found == []
    assert inspector.seen == 7


def test_every_screen_of_the_desk_is_free_of_barriers(educator: Educator) -> None:
    inspector = Inspector(educator)
    walk_the_desk(inspector)
    assert inspector.found == []
    assert inspector.seen > 50
    assert all(inspector.read[text] > 5 for text in hostile.ALL)
