"""The token of a state lies in the browser's session storage. Alone it gives nothing, to nobody, at no time."""

import pytest

from tests.long.workers.seen import ARRIVE, Person, asks_for_all, shows, worker_of
from tests.socket.backend import Backend
from tests.socket.client import BOOT, Gone, Tab

TRIES = 6
"""Enough for the thief to meet both workers."""


@pytest.fixture(params=["no cookie", "another person's cookie", "an invented cookie", "the sealed cookie"])
def thief(request: pytest.FixtureRequest, bob: Person, ana: Person, portal: Backend) -> str:
    """The Cookie header with which her token is brought."""
    sealed = portal.deps.sealer.seal(ana.cookie, "a state's cookie").hex()
    return {
        "no cookie": "",
        "another person's cookie": bob.header,
        "an invented cookie": "cecs_session=invented",
        "the sealed cookie": f"cecs_session={sealed}",  # as Redis holds it
    }[request.param]


def test_while_the_owner_is_connected(portal: Backend, ana: Person, thief: str) -> None:
    with ana.opens(portal) as hers:
        for _try in range(TRIES):
            with Tab.opens(portal.url, "/profile", cookie=thief, token=hers.token) as stolen:
                asks_for_all(stolen)
                assert not shows(stolen, ana)
        heard = len(hers.updates)
        hers.sends(BOOT)
        hers.waits_for(lambda: len(hers.updates) > heard, "her own page to go on")


def test_after_she_left(portal: Backend, ana: Person, thief: str) -> None:
    with ana.opens(portal) as hers:
        pass
    with Tab.opens(portal.url, "/profile", cookie=thief, token=hers.token) as stolen:
        asks_for_all(stolen)
        assert not shows(stolen, ana)
    with ana.opens(portal, token=hers.token) as again:  # and the thief took nothing from her
        assert not again.redirects()


def test_when_the_first_event_is_not_a_page_s(portal: Backend, ana: Person, thief: str) -> None:
    """With Redis only the part of a state that an event needs is there: the rest must not come later."""
    with ana.opens(portal) as hers:
        pass
    with Tab.opens(portal.url, "/", cookie=thief, token=hers.token, boots=False) as stolen:
        stolen.sends(ARRIVE)
        stolen.rests()
        asks_for_all(stolen)
        assert not shows(stolen, ana)


def test_the_key_of_her_state_is_no_token_either(portal: Backend, ana: Person, bob: Person) -> None:
    """Reflex tells it to her page. What it would lead to is shown in tests/ui/test_binding.py."""
    with ana.opens(portal) as hers:
        root = hers.vars["reflex___state____state"]
        key = root["rx_router_session"]["client_token"]
    assert key != hers.token
    for cookie in ("", bob.header, ana.header):
        with pytest.raises(Gone):
            Tab.opens(portal.url, "/", cookie=cookie, token=key)


def test_her_own_second_tab_with_the_same_token_gets_a_state_of_its_own(portal: Backend, ana: Person) -> None:
    with ana.opens(portal) as hers, ana.opens(portal, token=hers.token) as copied:
        assert copied.token != hers.token
        with Tab.opens(portal.url, "/profile", token=copied.token) as stolen:
            asks_for_all(stolen)
            assert not shows(stolen, ana)


def test_both_workers_took_part(portal: Backend, ana: Person) -> None:
    """Or the tests above would say less than they seem to."""
    workers = set()
    for _try in range(20):
        with Tab.opens(portal.url, "/", cookie=ana.header) as tab:
            workers.add(worker_of(tab, portal))
    assert len(workers) == portal.workers
