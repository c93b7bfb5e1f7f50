"""She sees where she is logged in, and ends logins from here: hers only, told by mail, and never the one she is in."""

import pytest

from cecs_app.db.login_tables import SignInSession
from cecs_app.db.tables import Event
from cecs_app.domain.access import Browser
from cecs_app.services import own_logins, sessions, sign_in
from cecs_app.services.deps import Deps
from tests.fakes import TestClock, posted
from tests.people import HERE, PASSWORD, Member, all_of, mails_to, member, visitor

PHONE = Browser(
    "198.51.100.7",
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
)
LAPTOP = Browser("203.0.113.40", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")


@pytest.fixture
def ada(deps: Deps) -> Member:
    return member(deps)


def comes(deps: Deps, who: Member, browser: Browser = PHONE) -> str:
    """The cookie of another login of hers."""
    return sign_in.sign_in(deps, who.username, PASSWORD, browser).token


def number(deps: Deps, token: str) -> int:
    return visitor(deps, token).session_id


def is_open(deps: Deps, token: str) -> bool:
    return sessions.find_visitor(deps, token, is_working=False) is not None


def test_each_is_told_by_device_address_and_times(deps: Deps, clock: TestClock, ada: Member) -> None:
    clock.forward(minutes=2)
    phone = comes(deps, ada)
    clock.forward(minutes=3)
    this, other = own_logins.list_all(deps, visitor(deps, ada.token))
    assert (this.is_this, this.address) == (True, HERE.address)
    assert (other.number, other.is_this) == (number(deps, phone), False)
    assert (other.device, other.address) == ("Chrome on Android", "198.51.100.7")
    assert (this.since, this.seen) == ("Jan 15, 2027, 12:00 PM", "Jan 15, 2027, 12:05 PM")
    assert (other.since, other.seen) == ("Jan 15, 2027, 12:02 PM", "Jan 15, 2027, 12:02 PM")


def test_this_one_stands_first_and_then_the_one_used_last(deps: Deps, clock: TestClock, ada: Member) -> None:
    laptop, phone = comes(deps, ada, LAPTOP), comes(deps, ada)
    clock.forward(minutes=5)
    for token in (phone, laptop):
        clock.forward(minutes=1)
        visitor(deps, token)
    shown = own_logins.list_all(deps, visitor(deps, ada.token))
    assert [one.number for one in shown] == [number(deps, one) for one in (ada.token, laptop, phone)]


def test_what_is_over_is_not_shown(deps: Deps, clock: TestClock, ada: Member) -> None:
    sessions.end(deps, comes(deps, ada, LAPTOP))
    comes(deps, ada)
    for _ in range(2):
        clock.forward(minutes=8)
        visitor(deps, ada.token)
    (this,) = own_logins.list_all(deps, visitor(deps, ada.token))
    assert this.is_this


def test_somebody_who_knows_the_password_only_is_shown_as_that(deps: Deps, ada: Member) -> None:
    comes(deps, ada)
    with deps.database.transaction() as db:
        db.get_one(SignInSession, own_logins.list_all(deps, visitor(deps, ada.token))[1].number).awaits_proof = True
    assert [one.awaits_proof for one in own_logins.list_all(deps, visitor(deps, ada.token))] == [False, True]


def test_one_is_ended_and_the_others_go_on(deps: Deps, ada: Member) -> None:
    phone, laptop = comes(deps, ada), comes(deps, ada, LAPTOP)
    own_logins.end_one(deps, visitor(deps, ada.token), number(deps, phone))
    assert [is_open(deps, one) for one in (ada.token, phone, laptop)] == [True, False, True]
    assert "Chrome on Android" in mails_to(deps, ada.email)[-1].text
    assert "Firefox on Linux" not in mails_to(deps, ada.email)[-1].text
    event = all_of(deps, Event)[-1]
    assert (event.name, event.account_id, event.data) == ("other_logins_ended", ada.id, {"count": 1})


def test_all_others_are_ended_at_once(deps: Deps, ada: Member) -> None:
    others = [comes(deps, ada), comes(deps, ada, LAPTOP)]
    own_logins.end_others(deps, visitor(deps, ada.token))
    assert [is_open(deps, one) for one in (ada.token, *others)] == [True, False, False]
    mail = mails_to(deps, ada.email)[-1]
    for words in ("Chrome on Android", "Firefox on Linux", "http://localhost:3000/forgot-password"):
        assert words in mail.text
        assert words in mail.html


def test_nobody_ends_or_sees_somebody_elses(deps: Deps, ada: Member) -> None:
    bob = member(deps, "bob@example.org", "Bob", "Builder")
    bobs = [bob.token, comes(deps, bob)]
    before = len(posted(deps))
    for token in bobs:
        own_logins.end_one(deps, visitor(deps, ada.token), number(deps, token))
    own_logins.end_others(deps, visitor(deps, ada.token))
    assert all(is_open(deps, one) for one in bobs)
    assert len(own_logins.list_all(deps, visitor(deps, ada.token))) == 1
    assert len(posted(deps)) == before


@pytest.mark.parametrize("which", ["this one", "none there is", "one that is over"])
def test_what_is_no_other_login_of_hers_changes_nothing(deps: Deps, ada: Member, which: str) -> None:
    over = comes(deps, ada)
    numbers = {"this one": number(deps, ada.token), "none there is": 0, "one that is over": number(deps, over)}
    sessions.end(deps, over)
    before = len(all_of(deps, Event))
    own_logins.end_one(deps, visitor(deps, ada.token), numbers[which])
    assert is_open(deps, ada.token)
    assert len(all_of(deps, Event)) == before
