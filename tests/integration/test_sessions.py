"""Logins: found again by their cookie, and ended by the door, by idleness, by age."""

from datetime import timedelta

import pytest
from sqlmodel import select

from cecs_app.db.login_tables import SignInSession
from cecs_app.db.tables import Event
from cecs_app.services import sessions
from cecs_app.services.deps import Deps
from tests.fakes import TestClock
from tests.people import Member, all_of, log_in, member, visitor


@pytest.fixture
def ada(deps: Deps) -> Member:
    return member(deps)


def is_open(deps: Deps, token: str) -> bool:
    return sessions.find_visitor(deps, token) is not None


def test_a_cookie_finds_its_owner(deps: Deps, ada: Member) -> None:
    bob = member(deps, "bob@example.org", "Bob", "Builder")
    assert visitor(deps, ada.token).username == ada.username
    assert (visitor(deps, bob.token).username, visitor(deps, bob.token).first_name) == (bob.username, "Bob")


@pytest.mark.parametrize("token", ["", "made up", "' OR 1=1 --"])
def test_a_made_up_cookie_finds_nobody(deps: Deps, ada: Member, token: str) -> None:
    assert not is_open(deps, token)


def test_the_stored_form_of_a_cookie_is_no_cookie(deps: Deps, ada: Member) -> None:
    with deps.database.reading() as db:
        stored = [one.token_hash for one in db.exec(select(SignInSession)).all()]
    assert ada.token not in stored
    assert not any(is_open(deps, one) for one in stored)


def test_an_idle_login_ends_after_fifteen_minutes_to_the_second(deps: Deps, clock: TestClock, ada: Member) -> None:
    clock.forward(minutes=15, seconds=-1)
    assert sessions.find_end(deps, ada.token) == deps.now() + timedelta(seconds=1)
    clock.forward(seconds=1)
    assert not is_open(deps, ada.token)
    assert sessions.find_end(deps, ada.token) is None


def test_a_screen_that_looks_by_itself_does_not_keep_it_alive(deps: Deps, clock: TestClock, ada: Member) -> None:
    for _ in range(14):
        clock.forward(minutes=1)
        assert sessions.find_visitor(deps, ada.token, is_working=False)
        assert sessions.find_end(deps, ada.token)
    clock.forward(minutes=1)
    assert not is_open(deps, ada.token)


def test_an_idle_login_stays_ended(deps: Deps, clock: TestClock, ada: Member) -> None:
    clock.forward(minutes=16)
    for _ in range(2):
        assert not is_open(deps, ada.token), "looking must not bring it back"


def test_a_login_in_use_lasts(deps: Deps, clock: TestClock, ada: Member) -> None:
    for _ in range(6):
        clock.forward(minutes=14)
        assert is_open(deps, ada.token)


def test_even_a_login_in_use_ends_after_twelve_hours(deps: Deps, clock: TestClock, ada: Member) -> None:
    for _ in range(71):
        clock.forward(minutes=10)
        assert is_open(deps, ada.token)
    clock.forward(minutes=10)
    assert not is_open(deps, ada.token)


def test_logging_out_ends_this_login_and_no_other(deps: Deps, ada: Member) -> None:
    elsewhere = log_in(deps, ada.username).token
    sessions.end(deps, ada.token)
    assert (is_open(deps, ada.token), is_open(deps, elsewhere)) == (False, True)


def test_a_login_that_ran_out_is_not_told_as_her_logging_out(deps: Deps, clock: TestClock, ada: Member) -> None:
    clock.forward(minutes=15)
    sessions.end(deps, ada.token)
    event = all_of(deps, Event)[-1]
    assert (event.name, event.actor, event.account_id) == ("login_ran_out", "system", ada.id)


def test_logging_out_twice_or_without_a_login_is_no_error(deps: Deps, ada: Member) -> None:
    for token in (ada.token, ada.token, "", "made up"):
        sessions.end(deps, token)
    assert not is_open(deps, ada.token)


def test_a_login_that_is_looked_at_again_within_a_minute_writes_nothing(
    deps: Deps, clock: TestClock, ada: Member
) -> None:
    def seen_at() -> object:
        with deps.database.reading() as db:
            session = db.exec(select(SignInSession).where(SignInSession.id == who.session_id)).one()
            return session.seen_at

    who = visitor(deps, ada.token)
    before = seen_at()
    clock.forward(seconds=60)
    visitor(deps, ada.token)
    assert seen_at() == before
    clock.forward(seconds=1)
    visitor(deps, ada.token)
    assert seen_at() == deps.now()


def test_every_login_has_a_cookie_of_its_own(deps: Deps, ada: Member) -> None:
    tokens = {log_in(deps, ada.username).token for _ in range(5)}
    assert len(tokens | {ada.token}) == 6
    assert all(len(token) >= 43 for token in tokens), "256 bits"
