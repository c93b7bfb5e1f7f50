"""The page that stands in for the practice staff's phones shows the codes of the moment."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pyotp
import pytest
from portal_side import Clock, settings_in

from sandbox.server import running

NADIA, TOBIAS = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def phone(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    monkeypatch.setenv("SANDBOX_AUTHENTICATORS", f'{{"Nadia <b>": "{NADIA}", "Tobias": "{TOBIAS}"}}')
    with running(settings_in(tmp_path), clock) as settings, httpx.Client(base_url=settings.inbox_url) as client:
        yield client


def test_each_has_the_code_that_the_portal_will_take(phone: httpx.Client, clock: Clock) -> None:
    found = phone.get("/authenticator.json").json()
    assert [one["name"] for one in found] == ["Nadia <b>", "Tobias"]
    assert [one["code"] for one in found] == [pyotp.TOTP(one).at(int(clock())) for one in (NADIA, TOBIAS)]


def test_it_says_how_long_they_hold(phone: httpx.Client, clock: Clock) -> None:
    left = phone.get("/authenticator.json").json()[0]["seconds_left"]
    assert 1 <= left <= 30
    assert (int(clock()) + left) % 30 == 0


def test_the_page_shows_them_and_looks_again_by_itself(phone: httpx.Client) -> None:
    page = phone.get("/authenticator")
    code = phone.get("/authenticator.json").json()[1]["code"]
    assert f"{code[:3]} {code[3:]}" in page.text
    assert "Nadia &lt;b&gt;" in page.text
    assert 'http-equiv="refresh"' in page.text
    assert page.headers["cache-control"] == "no-store"


def test_neither_tells_a_secret(phone: httpx.Client) -> None:
    said = phone.get("/authenticator").text + phone.get("/authenticator.json").text
    assert NADIA not in said
    assert TOBIAS not in said


def test_where_nobody_is_known_it_says_so(inbox: httpx.Client) -> None:
    assert inbox.get("/authenticator.json").json() == []
    assert "No practice staff are known here" in inbox.get("/authenticator").text
