"""An educator at her browser: what she reads, fills in and presses, in the words on the screen."""

import re
import time
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from cecs_app.ui.components.fields import DOUBLE_PRESS_MS
from tests.e2e.portal import Portal

# What a developer may decide, not what a screen reader meets: everything else axe knows is checked.
AXE_OPTIONS = {"resultTypes": ["violations"]}

PATIENCE_MS = 60_000
TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  tellViolation(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`), true)
"""


@dataclass
class Educator:
    page: Page
    portal: Portal
    foreign_requests: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    """What the browser refused because our own policy forbids it, and what no script caught."""
    _pressed_at: float = 0

    @classmethod
    def arrive(cls, context: BrowserContext, portal: Portal) -> "Educator":
        educator = cls(context.new_page(), portal)
        educator.page.on("request", lambda request: educator._note(request.url))
        educator.page.on("pageerror", lambda error: educator._complain(str(error)))
        educator.page.expose_function("tellViolation", educator._complain)
        educator.page.add_init_script(TELL_VIOLATIONS)
        return educator

    def _note(self, url: str) -> None:
        own = (self.portal.url, self.portal.url.replace("http", "ws"), self.portal.card_url, "data:", "blob:")
        if not url.startswith((*own, self.portal.inbox.address)):
            self.foreign_requests.append(url)

    def _complain(self, words: str) -> None:
        self.violations.append(f"{self.page.url}: {words}")

    def opens(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.portal.url + path)
        self.settles()

    def settles(self) -> None:
        """Until the server has filled the screen."""
        expect(self.page.locator(".loading")).to_have_count(0)
        expect(self.page.locator("html[data-hydrated], main")).not_to_have_count(0)

    def fills(self, label: str, value: str) -> None:
        self.page.get_by_label(label, exact=True).fill(value)

    def fills_date(self, month: str, day: str, year: str) -> None:
        for label, value in (("Month", month), ("Day", day), ("Year", year)):
            self.fills(label, value)

    def chooses(self, label: str, *, within: str | None = None) -> None:
        scope: Any = self.page.get_by_role("group", name=within) if within else self.page
        scope.get_by_label(label, exact=True).check()

    def presses(self, name: str) -> None:
        """No faster than a person: the browser drops what can only be a second press by mistake."""
        rest = DOUBLE_PRESS_MS + 100 - 1000 * (time.monotonic() - self._pressed_at)
        self.page.wait_for_timeout(max(0, rest))
        self.page.get_by_role("button", name=name).first.click()
        self._pressed_at = time.monotonic()

    def follows(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def reads(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()

    def sees_heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1, name=words)).to_be_visible()
        self.settles()

    def waits_for_heading(self, words: str) -> None:
        """On a screen that looks again by itself, while the card company takes its time."""
        expect(self.page.get_by_role("heading", level=1, name=words)).to_be_visible(timeout=PATIENCE_MS)

    def is_at(self, path: str) -> None:
        expect(self.page).to_have_url(re.compile(f"^{re.escape(self.portal.url + path)}/?$"))

    def finds_no_barrier(self) -> None:
        """axe-core finds nothing on the page as it stands."""
        violations = Axe().run(self.page, options=AXE_OPTIONS).response["violations"]
        found = [(one["id"], one["nodes"][0]["html"][:200]) for one in violations]
        assert not found, found
