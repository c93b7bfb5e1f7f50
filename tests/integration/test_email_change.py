"""A new email address counts once its owner has proved that she reads it, and never belongs to two people."""

import pytest

from cecs_app.db.tables import Account
from cecs_app.domain.errors import InvalidFields, TooManyTries
from cecs_app.services import profile, recovery
from cecs_app.services.deps import Deps
from cecs_app.services.profile import LinkEnded
from cecs_app.services.sign_in import WrongCredentials
from tests.fakes import TestClock, posted
from tests.people import (
    Member,
    account_of,
    all_of,
    ask_account,
    log_in,
    mailed_link,
    mailed_password,
    mailed_username,
    mails_to,
    member,
    visitor,
)

NEW = "ada.king@example.org"


@pytest.fixture
def ada(deps: Deps) -> Member:
    return member(deps)


def ask(deps: Deps, who: Member, email: str = NEW) -> str:
    """The token in the link that is mailed."""
    profile.ask_email_change(deps, who.id, email)
    return mailed_link(deps, email)


def email_of(deps: Deps, who: Member) -> str:
    return profile.get_profile(deps, who.id).email


def test_asking_changes_nothing_yet_and_tells_both_addresses(deps: Deps, ada: Member) -> None:
    before = len(posted(deps))
    ask(deps, ada)
    assert profile.get_profile(deps, ada.id).waiting_email == NEW
    assert email_of(deps, ada) == ada.email
    to_new, to_old = posted(deps)[before:]
    assert (to_new.to, to_old.to) == (NEW, ada.email)
    assert "http://localhost:3000/confirm-email#" in to_new.text
    assert "http://localhost:3000/confirm-email#" in to_new.html
    for words in (NEW, "http://localhost:3000/forgot-password"):
        assert words in to_old.text
        assert words in to_old.html
    assert "confirm-email" not in to_old.text + to_old.html, "only the new mailbox can prove itself"


def test_the_link_makes_the_new_address_the_one_in_use(deps: Deps, ada: Member) -> None:
    token = ask(deps, ada)
    assert profile.find_waiting_email(deps, token) == NEW
    assert email_of(deps, ada) == ada.email, "opening the link alone does nothing: mail scanners open links"
    profile.confirm_email(deps, token)
    shown = profile.get_profile(deps, ada.id)
    assert (shown.email, shown.waiting_email) == (NEW, "")
    notice = posted(deps)[-1]
    assert (notice.to, NEW in notice.text) == (ada.email, True)


def test_mail_goes_to_the_new_address_from_then_on(deps: Deps, ada: Member) -> None:
    profile.confirm_email(deps, ask(deps, ada))
    before = len(posted(deps))
    for email in (ada.email, NEW):
        recovery.mail_username(deps, "a browser", email)
    assert [mail.to for mail in posted(deps)[before:]] == [NEW]


def test_a_link_works_once(deps: Deps, ada: Member) -> None:
    token = ask(deps, ada)
    profile.confirm_email(deps, token)
    assert profile.find_waiting_email(deps, token) is None
    with pytest.raises(LinkEnded):
        profile.confirm_email(deps, token)


def test_a_link_lasts_24_hours(deps: Deps, clock: TestClock, ada: Member) -> None:
    token = ask(deps, ada)
    clock.forward(hours=23, minutes=59)
    assert profile.find_waiting_email(deps, token) == NEW
    clock.forward(minutes=1)
    assert profile.find_waiting_email(deps, token) is None
    with pytest.raises(LinkEnded):
        profile.confirm_email(deps, token)
    assert (email_of(deps, ada), profile.get_profile(deps, ada.id).waiting_email) == (ada.email, "")


def test_a_newer_link_ends_the_one_before(deps: Deps, ada: Member) -> None:
    first = ask(deps, ada, "slip@example.org")
    second = ask(deps, ada)
    with pytest.raises(LinkEnded):
        profile.confirm_email(deps, first)
    profile.confirm_email(deps, second)
    assert email_of(deps, ada) == NEW


@pytest.mark.parametrize("token", ["", "made up"])
def test_a_made_up_link_is_refused(deps: Deps, ada: Member, token: str) -> None:
    ask(deps, ada)
    assert profile.find_waiting_email(deps, token) is None
    with pytest.raises(LinkEnded):
        profile.confirm_email(deps, token)


@pytest.mark.parametrize(
    ("typed", "code"), [("", "required"), ("ada", "email_invalid"), ("ADA@example.org", "email_same")]
)
def test_a_slip_is_named_and_mails_nobody(deps: Deps, ada: Member, typed: str, code: str) -> None:
    before = len(posted(deps))
    with pytest.raises(InvalidFields) as caught:
        profile.ask_email_change(deps, ada.id, typed)
    assert (caught.value.fields, len(posted(deps))) == ({"email": code}, before)


def test_an_address_in_use_looks_the_same_and_its_owner_is_told(deps: Deps, ada: Member) -> None:
    bob = member(deps, "bob@example.org", "Bob", "Builder")
    profile.ask_email_change(deps, ada.id, "BOB@example.org")
    assert profile.get_profile(deps, ada.id).waiting_email == "BOB@example.org"
    assert mails_to(deps, ada.email)[-1].subject == "A new email address was asked for on your CECS account"
    told = mails_to(deps, bob.email)[-1]
    assert told.subject == "You already have a CECS account"
    assert "confirm-email" not in told.text + told.html


def test_two_who_wait_for_one_address_do_not_both_get_it(deps: Deps, ada: Member) -> None:
    bob = member(deps, "bob@example.org", "Bob", "Builder")
    adas, bobs = ask(deps, ada, "school@example.org"), ask(deps, bob, "school@example.org")
    profile.confirm_email(deps, bobs)
    with pytest.raises(LinkEnded):
        profile.confirm_email(deps, adas)
    assert (email_of(deps, ada), email_of(deps, bob)) == (ada.email, "school@example.org")


def test_an_address_that_came_into_use_meanwhile_stays_with_its_owner(deps: Deps, ada: Member) -> None:
    token = ask(deps, ada)
    owner = member(deps, NEW, "Augusta", "King")
    with pytest.raises(LinkEnded):
        profile.confirm_email(deps, token)
    assert (account_of(deps, NEW).id, email_of(deps, ada)) == (owner.id, ada.email)


def test_an_account_nobody_used_gives_way_to_whoever_proves_the_address(deps: Deps, ada: Member) -> None:
    ask_account(deps, NEW, "Eve", "Dropper", browser="eve")
    username, temporary = mailed_username(deps, NEW), mailed_password(deps, NEW)
    profile.confirm_email(deps, ask(deps, ada))
    assert email_of(deps, ada) == NEW
    with pytest.raises(WrongCredentials):
        log_in(deps, username, temporary)


def test_no_two_accounts_ever_share_an_address(deps: Deps, ada: Member) -> None:
    profile.confirm_email(deps, ask(deps, ada))
    ask_account(deps, ada.email, "Bob", "Builder", browser="bob")
    ask_account(deps, NEW.upper(), "Eve", "Dropper", browser="eve")
    keys = [account.email_key for account in all_of(deps, Account)]
    assert sorted(keys) == sorted({NEW, ada.email})


def test_a_temporary_password_in_the_old_mailbox_ends_with_the_change(deps: Deps, ada: Member) -> None:
    token = ask(deps, ada)
    recovery.mail_temporary_password(deps, "a browser", ada.email)
    temporary = mailed_password(deps, ada.email)
    profile.confirm_email(deps, token)
    with pytest.raises(WrongCredentials):
        log_in(deps, ada.username, temporary)
    log_in(deps, ada.username)


def test_a_few_changes_an_hour_are_the_most(deps: Deps, clock: TestClock, ada: Member) -> None:
    for n in range(6):
        ask(deps, ada, f"ada{n}@example.org")
    with pytest.raises(TooManyTries):
        ask(deps, ada)
    clock.forward(hours=1)
    profile.confirm_email(deps, ask(deps, ada))


def test_the_login_goes_on_after_the_change(deps: Deps, ada: Member) -> None:
    profile.confirm_email(deps, ask(deps, ada))
    assert visitor(deps, ada.token).account_id == ada.id
