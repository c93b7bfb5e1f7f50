"""The personal password: what it takes to set one, and what setting it ends."""

import unicodedata

import pytest

from cecs_app.domain.access import Stage
from cecs_app.domain.errors import InvalidFields, SignedOut, TooManyTries
from cecs_app.services import passwords, profile, recovery, sessions
from cecs_app.services.deps import Deps
from cecs_app.services.profile import LinkEnded
from cecs_app.services.sign_in import WrongCredentials
from tests.fakes import TestClock, posted
from tests.people import (
    HERE,
    OTHER_PASSWORD,
    PASSWORD,
    Member,
    account_of,
    ask_account,
    choose_password,
    log_in,
    mailed_link,
    mailed_password,
    mailed_username,
    member,
)

ADA = "ada@example.org"


@pytest.fixture
def ada(deps: Deps) -> Member:
    return member(deps)


def faults(
    deps: Deps, token: str, *, old: str = PASSWORD, new: str = OTHER_PASSWORD, confirmation: str | None = None
) -> dict[str, str]:
    with pytest.raises(InvalidFields) as caught:
        passwords.set_personal(
            deps, token, HERE, old=old, new=new, confirmation=new if confirmation is None else confirmation
        )
    return caught.value.fields


def test_the_first_login_sets_the_password_that_every_later_one_uses(deps: Deps) -> None:
    ask_account(deps)
    username, temporary = mailed_username(deps, ADA), mailed_password(deps, ADA)
    begun = choose_password(deps, log_in(deps, username, temporary).token, temporary)
    assert begun.stage is Stage.SIGNED_IN
    assert log_in(deps, username).stage is Stage.SIGNED_IN


def test_a_new_password_ends_every_other_login(deps: Deps, ada: Member) -> None:
    others = [log_in(deps, ada.username).token for _ in range(2)]
    bob = member(deps, "bob@example.org", "Bob", "Builder")
    new = choose_password(deps, ada.token, PASSWORD, OTHER_PASSWORD).token
    assert [sessions.find_visitor(deps, token) for token in (ada.token, *others)] == [None] * 3
    assert sessions.find_visitor(deps, new) is not None
    assert sessions.find_visitor(deps, bob.token) is not None


def test_a_new_password_ends_the_old_one(deps: Deps, ada: Member) -> None:
    choose_password(deps, ada.token, PASSWORD, OTHER_PASSWORD)
    with pytest.raises(WrongCredentials):
        log_in(deps, ada.username, PASSWORD)
    log_in(deps, ada.username, OTHER_PASSWORD)


def test_a_new_password_stops_a_change_of_email_that_somebody_else_asked_for(deps: Deps, ada: Member) -> None:
    profile.ask_email_change(deps, ada.id, "eve@example.org")
    link = mailed_link(deps, "eve@example.org")
    choose_password(deps, ada.token, PASSWORD, OTHER_PASSWORD)
    with pytest.raises(LinkEnded):
        profile.confirm_email(deps, link)
    assert account_of(deps, ADA).id == ada.id


def test_the_owner_is_told_of_every_new_password(deps: Deps, ada: Member) -> None:
    choose_password(deps, ada.token, PASSWORD, OTHER_PASSWORD)
    mail = posted(deps)[-1]
    assert (mail.to, mail.subject) == (ADA, "Your CECS password was changed")
    assert OTHER_PASSWORD not in mail.text + mail.html


def test_the_old_password_is_needed_even_when_logged_in(deps: Deps, ada: Member) -> None:
    for old in (OTHER_PASSWORD, "", "abcd-efgh-jkmn-pqrs"):
        assert faults(deps, ada.token, old=old) == {"old_password": "old_password_wrong"}
    log_in(deps, ada.username)


def test_nobody_sets_a_password_without_a_login(deps: Deps, ada: Member) -> None:
    sessions.end(deps, ada.token)
    for token in (ada.token, "", "made up"):
        with pytest.raises(SignedOut):
            choose_password(deps, token, PASSWORD, OTHER_PASSWORD)


def test_an_expired_temporary_password_sets_nothing(deps: Deps, clock: TestClock) -> None:
    ask_account(deps)
    clock.forward(hours=23, minutes=50)
    temporary = mailed_password(deps, ADA)
    token = log_in(deps, mailed_username(deps, ADA), temporary).token
    clock.forward(minutes=10)
    assert faults(deps, token, old=temporary) == {"old_password": "old_password_wrong"}


def test_a_temporary_password_sets_one_password_only(deps: Deps, ada: Member) -> None:
    recovery.mail_temporary_password(deps, "a browser", ADA)
    temporary = mailed_password(deps, ADA)
    begun = choose_password(deps, log_in(deps, ada.username, temporary).token, temporary, OTHER_PASSWORD)
    assert faults(deps, begun.token, old=temporary, new=PASSWORD) == {"old_password": "old_password_wrong"}


def test_two_tabs_with_one_temporary_password_set_one_password(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_account(deps)
    username, temporary = mailed_username(deps, ADA), mailed_password(deps, ADA)
    first, second = (log_in(deps, username, temporary).token for _ in range(2))
    real = deps.passwords.hash

    def slow(password: str) -> str:
        monkeypatch.setattr(deps.passwords, "hash", real)
        choose_password(deps, first, temporary, PASSWORD)
        return real(password)

    monkeypatch.setattr(deps.passwords, "hash", slow)
    assert faults(deps, second, old=temporary) == {"old_password": "old_password_wrong"}
    log_in(deps, username, PASSWORD)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("fourteen signs", "password_too_short"),
        ("", "password_too_short"),
        ("x" * 201, "password_too_long"),
        ("passwordpassword", "password_common"),
        ("aaaaaaaaaaaaaaaa", "password_common"),
        ("qwertyuiopasdfgh", "password_common"),
        ("harbor ADA copper lantern", "password_has_own_word"),
        ("harbor lovelacé copper", "password_has_own_word"),
        ("harbor copper connecticut", "password_has_own_word"),
        ("abcd-efgh-jkmn-pqrs", "password_looks_temporary"),
    ],
)
def test_a_weak_password_is_named_and_not_set(deps: Deps, ada: Member, new: str, code: str) -> None:
    assert faults(deps, ada.token, new=new) == {"new_password": code}
    log_in(deps, ada.username, PASSWORD)


def test_the_username_is_refused_inside_a_password(deps: Deps, ada: Member) -> None:
    assert faults(deps, ada.token, new=f"harbor {ada.username} copper") == {"new_password": "password_has_own_word"}


def test_every_slip_is_named_at_once(deps: Deps, ada: Member) -> None:
    assert faults(deps, ada.token, old="wrong", new="short", confirmation="shorter") == {
        "old_password": "old_password_wrong",
        "new_password": "password_too_short",
        "confirm_password": "password_mismatch",
    }


def test_passwords_that_differ_only_after_72_bytes_are_two_passwords(deps: Deps, ada: Member) -> None:
    long = "gentle copper lantern drifts north over eleven quiet harbors, slow snowfall"
    assert len(long.encode()) > 72
    choose_password(deps, ada.token, PASSWORD, f"{long} one")
    log_in(deps, ada.username, f"{long} one")
    for other in (f"{long} two", long, long.encode()[:72].decode()):
        with pytest.raises(WrongCredentials):
            log_in(deps, ada.username, other)


@pytest.mark.parametrize(
    "new", ["gentle copper lantern " * 9, "Ω ψ λ ж ю ы 漢字 仮名 한글 ñ ø ß", "blanks  kept \t inside 7"]
)
def test_any_sign_and_any_length_up_to_200_works(deps: Deps, ada: Member, new: str) -> None:
    choose_password(deps, ada.token, PASSWORD, new)
    log_in(deps, ada.username, new)


def test_an_accent_typed_on_another_keyboard_is_the_same_accent(deps: Deps, ada: Member) -> None:
    new = "señal cobriza del faro lejano"
    choose_password(deps, ada.token, PASSWORD, unicodedata.normalize("NFC", new))
    log_in(deps, ada.username, unicodedata.normalize("NFD", new))


def test_ten_tries_at_the_old_password_are_the_most(deps: Deps, clock: TestClock, ada: Member) -> None:
    # Each wait keeps the tries within the limit's ten minutes; member() spent the first.
    for _ in range(9):
        faults(deps, ada.token, old="wrong")
    with pytest.raises(TooManyTries):
        choose_password(deps, ada.token, PASSWORD, OTHER_PASSWORD)
    clock.forward(minutes=10)
    choose_password(deps, ada.token, PASSWORD, OTHER_PASSWORD)


def test_the_meter_knows_the_persons_own_words(deps: Deps, ada: Member) -> None:
    assert passwords.measure(deps, ada.id, "lovelace") < passwords.measure(deps, ada.id, "harborkite")
    assert passwords.measure(deps, ada.id, PASSWORD) == 4
