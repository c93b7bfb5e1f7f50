"""What an educator does on the screens of one application, over the portal's socket, and what the portal answers."""

from types import TracebackType
from typing import Any, Self

import httpx

from cecs_app.ui.applications.sign import SignState
from cecs_app.ui.pay.choose import PayState
from tests.socket.client import Tab, event_name

ANSWER_SECONDS = 6
"""For one try."""
CARD = {"number": "4242 4242 4242 4242", "expiry": "08/40", "code": "123", "name": "Practice", "zip_code": "06511"}


class NotYet(AssertionError):
    """The portal said that it can't just now, or led her elsewhere: she tries again."""


class Visit:
    """One tab, opened anew whenever it failed her. Every act raises Gone, NotYet, or AssertionError for no answer."""

    def __init__(self, url: str, reference: str, cookie: str) -> None:
        self._url, self._path, self._cookie = url, f"/applications/{reference}", cookie
        self._params = {"reference": reference}
        self._tab: Tab | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        if self._tab:
            self._tab.closes()

    def submits(self, name: str) -> None:
        """Also where it turns out that she had: then she is led on as soon as the screen opens."""
        tab = self._opens("/sign")
        if not _led(tab):
            form = {"form": {"signed_name": name, "agrees": True}}
            self._presses(tab, SignState, "submit", form)
        self._checks_led_to(tab, f"{self._path}/pay", f"{self._path}/receipt")

    def opens_card_page(self) -> str:
        """Its address; empty where an earlier page turned out to be paid."""
        tab = self._opens("/pay")
        if not _led(tab):
            self._presses(tab, PayState, "pay_all", {})
        found = _led(tab)[-1]
        if found == f"{self._path}/receipt":
            return ""
        if not found.startswith("http"):
            raise NotYet(f"led to {found}")
        return found

    def reaches_the_receipt(self) -> None:
        tab = self._opens("/pay/result")
        if not _led(tab):
            tab.waits_for(lambda: _led(tab), "the receipt", ANSWER_SECONDS)
        self._checks_led_to(tab, f"{self._path}/receipt")

    def _opens(self, screen: str) -> Tab:
        if self._tab:
            self._tab.closes()
        self._tab = Tab.opens(self._url, self._path + screen, cookie=self._cookie, params=self._params)
        self._tab.fills()
        return self._tab

    def _presses(self, tab: Tab, state: Any, handler: str, payload: dict[str, Any]) -> None:
        tab.sends(event_name(state, handler), payload)
        tab.waits_for(lambda: _led(tab) or tab.var(state, "errors"), handler, ANSWER_SECONDS)
        if not _led(tab):
            raise NotYet(f"{handler}: {tab.var(state, 'errors')}")

    def _checks_led_to(self, tab: Tab, *wanted: str) -> None:
        if not {*_led(tab)} & {*wanted}:
            raise NotYet(f"led to {_led(tab)}")


def _led(tab: Tab) -> list[str]:
    """Where this tab was sent."""
    return [one.rstrip("/") for one in tab.redirects()]


def pays(page: str) -> None:
    """On the card company's page. A page that was paid before, its answer lost, says so: that counts as paid."""
    answer = httpx.post(page, data=CARD, follow_redirects=False, timeout=ANSWER_SECONDS)
    if answer.status_code not in (httpx.codes.SEE_OTHER, httpx.codes.CONFLICT):
        raise NotYet(f"the card page answered {answer.status_code}")
