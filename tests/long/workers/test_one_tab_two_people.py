"""A browser in a staff room: what one person saw in a tab, nobody finds there after her."""

import time
from collections.abc import Callable
from dataclasses import replace

import httpx
import pytest
from redis import Redis

from cecs_app.services import sessions
from cecs_app.ui.pay.result import PayResultState
from tests.fakes_cards import FakeCards
from tests.long.workers.seen import Person, asks_for_all, shows
from tests.payable import login_of, owing, start
from tests.socket.backend import Backend
from tests.socket.client import Tab

SOON = 5.0
LOOKS_LONG = 20.0
"""The screen that waits for the card company changes its words after its third look, some five seconds in."""


def becomes(what: Callable[[], bool], seconds: float = SOON) -> bool:
    deadline = time.monotonic() + seconds
    while not what() and time.monotonic() < deadline:
        time.sleep(0.2)
    return what()


def logs_out(portal: Backend, person: Person) -> None:
    headers = {"Cookie": person.header, "Origin": portal.url}
    answer = httpx.post(f"{portal.url}/session/sign-out", headers=headers)
    assert answer.status_code == httpx.codes.SEE_OTHER
    assert sessions.find_visitor(portal.deps, person.cookie) is None


def test_the_second_person_to_log_in_sees_nothing_of_the_first(portal: Backend, ana: Person, bob: Person) -> None:
    """The session storage, and the token in it, outlives her login; the cookie does not."""
    with ana.opens(portal) as hers:
        logs_out(portal, ana)
    with Tab.opens(portal.url, "/login?signed-out=1", token=hers.token) as between:
        asks_for_all(between)
    with bob.opens(portal, token=hers.token) as his:
        asks_for_all(his)
        assert shows(his, bob)
        assert not shows(his, ana)
        assert not shows(between, ana)


def test_so_when_she_never_logged_out(portal: Backend, ana: Person, bob: Person) -> None:
    with ana.opens(portal) as hers, bob.opens(portal, token=hers.token) as his:
        asks_for_all(his)
        asks_for_all(hers)
        assert shows(his, bob)
        assert not shows(his, ana)
        assert not shows(hers, bob)


def test_after_the_log_out_even_cookie_and_token_together_find_nothing(portal: Backend, ana: Person) -> None:
    with ana.opens(portal) as hers:
        logs_out(portal, ana)
    with Tab.opens(portal.url, "/profile", cookie=ana.header, token=hers.token) as late:
        asks_for_all(late)
        assert not shows(late, ana)
        assert "/login" in late.redirects()


def test_nor_when_the_tab_was_closed_before_the_login_ended(portal: Backend, ana: Person) -> None:
    """The state is still there then, and is emptied before it is told."""
    with ana.opens(portal) as hers:
        pass
    time.sleep(0.5)
    logs_out(portal, ana)
    with Tab.opens(portal.url, "/profile", cookie=ana.header, token=hers.token) as late:
        asks_for_all(late)
        assert not shows(late, ana)


def test_nor_on_a_socket_that_was_open_all_the_while(portal: Backend, ana: Person) -> None:
    with ana.opens(portal) as hers:
        logs_out(portal, ana)
        before = len(hers.texts)
        asks_for_all(hers)
        assert ana.name not in "".join(hers.texts[before:])


def test_a_log_out_empties_what_redis_holds(portal: Backend, ana: Person, redis_holds: Callable[[str], bool]) -> None:
    with ana.opens(portal) as hers, ana.opens(portal, token=hers.token):
        assert redis_holds(ana.name)
        logs_out(portal, ana)
    assert becomes(lambda: not redis_holds(ana.name))


@pytest.fixture
def redis_holds(portal: Backend, request: pytest.FixtureRequest) -> Callable[[str], bool]:
    if "CECS_REDIS_URL" not in portal.environment:
        pytest.skip("its states are in memory: tests/ui/test_binding.py shows that they are forgotten")
    redis: Redis = request.getfixturevalue("redis")
    return lambda word: any(word.encode() in one for one in every_byte(redis))


def every_byte(redis: Redis) -> list[bytes]:
    return [key + (redis.get(key) or b"") for key in redis.scan_iter("*") if redis.type(key) == b"string"]


def test_a_screen_that_looks_again_by_itself_tells_only_her(portal: Backend, bob: Person) -> None:
    """It goes on looking after she left; whoever comes to the tab meanwhile hears nothing of it."""
    deps = replace(portal.deps, cards=FakeCards())
    name = "Ada" + bob.name[3:]
    owed = owing(deps, name)
    start(deps, owed)
    screen, cookie = f"/applications/{owed.reference}/pay/result", f"cecs_session={login_of(deps, owed)}"
    params = {"reference": owed.reference}
    with Tab.opens(portal.url, screen, cookie=cookie, params=params) as hers:
        hers.waits_for(lambda: hers.var(PayResultState, "words"), "the first look")
    with (
        Tab.opens(portal.url, screen, cookie=bob.header, token=hers.token, params=params) as his,
        Tab.opens(portal.url, screen, token=hers.token, params=params) as nobodys,
        Tab.opens(portal.url, screen, cookie=cookie, params=params) as control,
    ):
        control.waits_for(lambda: control.var(PayResultState, "words"), "a first look")
        first = control.var(PayResultState, "words")
        control.waits_for(lambda: control.var(PayResultState, "words") != first, "a later look", LOOKS_LONG)
        for other in (his, nobodys):
            assert not other.var(PayResultState, "words")["title"]
            assert name not in "".join(other.texts)
