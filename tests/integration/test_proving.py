"""Ten minutes after she proved that it is she, what could take the account from her asks for the password again."""

from contextlib import suppress

import pytest

from cecs_app.db.tables import Event
from cecs_app.domain.access import Stage
from cecs_app.domain.errors import InvalidFields, SignedOut, TooManyTries
from cecs_app.services import proving, recovery, sessions
from cecs_app.services.deps import Deps
from cecs_app.services.proving import NeedsProof
from tests.fakes import TestClock
from tests.people import (
    OTHER_PASSWORD,
    PASSWORD,
    Member,
    all_of,
    choose_password,
    log_in,
    mailed_password,
    member,
    visitor,
)
from tests.ui.visitors import cookie_of

PAGE = "/profile/email"


@pytest.fixture
def ada(deps: Deps) -> Member:
    return member(deps)


def is_fresh(deps: Deps, token: str) -> bool:
    try:
        proving.check_fresh(deps, visitor(deps, token), PAGE)
    except NeedsProof as needed:
        assert needed.path == "/prove-again?next=/profile/email"
        return False
    return True


def grow_old(deps: Deps, clock: TestClock, token: str) -> None:
    for _ in range(2):
        clock.forward(minutes=6)
        assert visitor(deps, token)


def test_it_holds_for_ten_minutes_whatever_is_done_meanwhile(deps: Deps, clock: TestClock, ada: Member) -> None:
    clock.forward(minutes=10)
    assert is_fresh(deps, ada.token)
    clock.forward(seconds=1)
    assert not is_fresh(deps, ada.token)


def test_her_password_proves_it_anew_and_makes_a_new_cookie(deps: Deps, clock: TestClock, ada: Member) -> None:
    grow_old(deps, clock, ada.token)
    begun = proving.prove(deps, ada.token, PASSWORD)
    assert is_fresh(deps, begun.token)
    assert sessions.find_visitor(deps, ada.token) is None
    assert all_of(deps, Event)[-1].name == "proved_again"


def test_another_login_is_not_proved_by_it(deps: Deps, clock: TestClock, ada: Member) -> None:
    elsewhere = log_in(deps, ada.username).token
    grow_old(deps, clock, ada.token)
    assert visitor(deps, elsewhere)
    proving.prove(deps, ada.token, PASSWORD)
    assert not is_fresh(deps, elsewhere)


def test_a_wrong_password_proves_nothing_and_is_written_down(deps: Deps, clock: TestClock, ada: Member) -> None:
    grow_old(deps, clock, ada.token)
    with pytest.raises(InvalidFields) as caught:
        proving.prove(deps, ada.token, OTHER_PASSWORD)
    assert caught.value.fields == {"password": "password_wrong"}
    assert not is_fresh(deps, ada.token)
    event = all_of(deps, Event)[-1]
    assert (event.name, event.account_id) == ("proof_refused", ada.id)


def test_the_tries_are_counted_with_those_at_the_old_password(deps: Deps, ada: Member) -> None:
    for _ in range(5):
        for attempt in (proving.prove, choose_password):
            with suppress(InvalidFields, TooManyTries):
                attempt(deps, ada.token, OTHER_PASSWORD)
    with pytest.raises(TooManyTries):
        proving.prove(deps, ada.token, PASSWORD)


def test_a_temporary_password_in_her_mailbox_proves_nothing(deps: Deps, ada: Member) -> None:
    recovery.mail_temporary_password(deps, "a browser", ada.email)
    with pytest.raises(InvalidFields):
        proving.prove(deps, ada.token, mailed_password(deps, ada.email))


@pytest.mark.parametrize("reached", [Stage.ANYONE, Stage.PROVING, Stage.TEMPORARY])
def test_whoever_is_not_wholly_in_proves_nothing(deps: Deps, reached: Stage) -> None:
    with pytest.raises(SignedOut):
        proving.prove(deps, cookie_of(deps, reached), PASSWORD)


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/profile/email", "/profile/email"),
        ("/profile", "/profile"),
        ("", "/profile"),
        ("//evil.example", "/profile"),
        ("https://evil.example/profile", "/profile"),
        ("/profile/../desk", "/profile"),
        ("/profile//evil.example", "/profile"),
        ("/profile\n", "/profile"),
        ("/profilex", "/profile"),
    ],
)
def test_the_way_back_is_one_of_her_own_pages(asked: str, led: str) -> None:
    assert proving.way_back(asked) == led
