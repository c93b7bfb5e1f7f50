"""A service fails with an SSN in its message, called from an endpoint and from a handler of the real portal."""

import time
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from cecs_app.db import migrate
from cecs_app.ui.sign_up import SignUpState
from tests.socket.backend import Backend, a_backend
from tests.socket.client import Tab, event_name

SSN = "734-01-1001"
FORMS = (SSN, SSN.replace("-", ""))


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    made = replace(a_backend(tmp_path_factory.mktemp("failing")), app="tests.logged.failing_app:app")
    migrate.upgrade(made.deps.database)
    try:
        made.starts()
        yield made
    finally:
        made.ends()


def said(portal: Backend, words: str) -> str:
    """All that the portal printed, once the words are in it."""
    deadline = time.monotonic() + 10
    while words not in (text := portal.log.read_text()):
        assert time.monotonic() < deadline, text[-2000:]
        time.sleep(0.1)
    return text


def test_from_an_endpoint_the_servers_traceback_is_there_without_the_number(portal: Backend) -> None:
    form = {"username": SSN, "password": "x"}
    answer = httpx.post(f"{portal.url}/session/sign-in", data=form, headers={"Origin": portal.url})
    assert answer.status_code == httpx.codes.INTERNAL_SERVER_ERROR
    assert not any(one in answer.text for one in FORMS)
    text = said(portal, "ValueError: can't handle ('***', 'x'")
    assert not any(one in text for one in FORMS)


def test_from_a_screen_type_and_place_alone(portal: Backend) -> None:
    with Tab.opens(portal.url, "/create-account") as tab:
        form = {"last_name": SSN, "first_name": "A", "email": "a@example.org", "email_again": "a@example.org"}
        tab.sends(event_name(SignUpState, "submit"), {"form": form})
        tab.waits_for(lambda: "/something-went-wrong" in tab.redirects(), "the apology")
        assert not any(one in "".join(tab.texts) for one in FORMS)
    text = said(portal, "handler_failed")
    assert "failing_app.py:" in text
    assert not any(one in text for one in FORMS)
