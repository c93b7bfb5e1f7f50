"""Setting up a second step, changing and ending it: by her alone, a moment after she proved it, and told by mail."""

from collections.abc import Callable

import pytest

from cecs_app.db.login_tables import Passkey, RecoveryCode
from cecs_app.db.tables import Account, Event
from cecs_app.domain.access import Stage
from cecs_app.domain.errors import Elsewhere, InvalidFields, NotAllowed, NotFound, SignedOut, TooManyTries
from cecs_app.domain.second_step import Way
from cecs_app.services import recovery, sessions
from cecs_app.services.deps import Deps
from cecs_app.services.limits import SECOND_FACTOR_SETUP
from cecs_app.services.proving import FRESH_FOR
from cecs_app.services.second_step import authenticator, codes, factors, passkeys, reset
from cecs_app.services.second_step.authenticator import NothingToScan
from cecs_app.services.second_step.prove import WrongSecondStep
from tests.fakes import TestClock
from tests.passkey_device import Device
from tests.people import Member, account_of, all_of, log_in, mailed_password, mails_to, member, visitor
from tests.second_step import (
    code_of,
    codes_left,
    is_in,
    proves,
    secret_of,
    waiting,
    with_authenticator,
    with_passkey,
)

EVERY_CHANGE: dict[str, Callable[[Deps, str], object]] = {
    "begin an authenticator": authenticator.begin,
    "see its secret": authenticator.get_authenticator,
    "confirm it": lambda deps, token: authenticator.confirm(deps, token, "123456"),
    "remove it": authenticator.remove,
    "be offered a passkey": passkeys.offer,
    "add one": lambda deps, token: passkeys.add(deps, token, "Mine", "{}"),
    "remove one": lambda deps, token: passkeys.remove(deps, token, 1),
    "make codes": codes.make,
}


@pytest.fixture
def ada(deps: Deps) -> Member:
    return member(deps)


def told(deps: Deps) -> list[tuple[str, object]]:
    return [(event.name, event.actor) for event in all_of(deps, Event)]


def subjects(deps: Deps, ada: Member) -> list[str]:
    return [mail.subject for mail in mails_to(deps, ada.email)]


class TestWhoMay:
    @pytest.mark.parametrize("change", EVERY_CHANGE)
    def test_her_password_was_typed_too_long_ago(self, deps: Deps, clock: TestClock, ada: Member, change: str) -> None:
        with_passkey(deps, ada, Device())
        clock.forward(seconds=FRESH_FOR.total_seconds() + 1)
        with pytest.raises(Elsewhere) as raised:
            EVERY_CHANGE[change](deps, ada.token)
        assert raised.value.path.startswith("/prove-again?next=/profile/security")

    @pytest.mark.parametrize("change", EVERY_CHANGE)
    def test_a_login_that_waits_for_its_second_step_may_change_nothing(
        self, deps: Deps, ada: Member, change: str
    ) -> None:
        with_passkey(deps, ada, Device())
        with pytest.raises(SignedOut):
            EVERY_CHANGE[change](deps, waiting(deps, ada))

    @pytest.mark.parametrize("change", EVERY_CHANGE)
    def test_nor_one_with_a_temporary_password_nor_nobody(self, deps: Deps, ada: Member, change: str) -> None:
        recovery.mail_temporary_password(deps, "a visitor", ada.email)
        begun = log_in(deps, ada.username, mailed_password(deps, ada.email))
        assert begun.stage == Stage.TEMPORARY
        for token in (begun.token, "", "invented"):
            with pytest.raises(SignedOut):
                EVERY_CHANGE[change](deps, token)

    def test_nobody_removes_a_passkey_of_another(self, deps: Deps, ada: Member) -> None:
        with_passkey(deps, ada, Device())
        (kept,) = all_of(deps, Passkey)
        eve = member(deps, "eve@example.org", "Eve")
        with pytest.raises(NotFound):
            passkeys.remove(deps, eve.token, kept.id)
        with pytest.raises(NotFound):
            passkeys.get_name(deps, eve.id, kept.id)
        assert len(all_of(deps, Passkey)) == 1


class TestAuthenticator:
    def test_it_is_hers_once_she_has_shown_a_code(self, deps: Deps, ada: Member) -> None:
        secret_of(deps, ada.token)
        assert log_in(deps, ada.username).stage == Stage.SIGNED_IN
        secret, made = with_authenticator(deps, ada)
        assert len(made) == 10
        assert log_in(deps, ada.username).stage == Stage.PROVING
        assert ("authenticator_added", "educator") in told(deps)
        assert subjects(deps, ada)[-1] == "Your CECS login has a new second step"
        assert secret.encode() not in (account_of(deps, ada.email).sealed_authenticator or b"")

    def test_a_wrong_code_changes_nothing_and_keeps_what_she_scanned(self, deps: Deps, ada: Member) -> None:
        secret = secret_of(deps, ada.token)
        with pytest.raises(InvalidFields):
            authenticator.confirm(deps, ada.token, code_of(deps, secret, steps=5))
        assert not factors.get_factors(deps, ada.id).is_on
        assert secret_of(deps, ada.token) == secret

    def test_codes_are_tried_ten_times(self, deps: Deps, ada: Member) -> None:
        secret = secret_of(deps, ada.token)
        for _ in range(SECOND_FACTOR_SETUP.most):
            with pytest.raises(InvalidFields):
                authenticator.confirm(deps, ada.token, code_of(deps, secret, steps=5))
        with pytest.raises(TooManyTries):
            authenticator.confirm(deps, ada.token, code_of(deps, secret))

    def test_the_code_that_set_it_up_does_not_log_in(self, deps: Deps, ada: Member) -> None:
        secret = secret_of(deps, ada.token)
        code = code_of(deps, secret)
        authenticator.confirm(deps, ada.token, code)
        with pytest.raises(WrongSecondStep):
            proves(deps, waiting(deps, ada), Way.AUTHENTICATOR, code)

    def test_its_secret_is_shown_no_more_afterwards(self, deps: Deps, ada: Member) -> None:
        with_authenticator(deps, ada)
        with pytest.raises(NothingToScan):
            authenticator.get_authenticator(deps, ada.token)

    def test_another_login_of_hers_does_not_see_what_this_one_sets_up(self, deps: Deps, ada: Member) -> None:
        other = log_in(deps, ada.username).token
        assert secret_of(deps, ada.token) != secret_of(deps, other)

    def test_another_phone_takes_the_place_of_the_first(self, deps: Deps, clock: TestClock, ada: Member) -> None:
        old, made = with_authenticator(deps, ada)
        new, none = with_authenticator(deps, ada)
        assert (len(made), none) == (10, [])
        token = waiting(deps, ada)
        clock.forward(minutes=2)
        with pytest.raises(WrongSecondStep):
            proves(deps, token, Way.AUTHENTICATOR, code_of(deps, old))
        assert is_in(deps, proves(deps, token, Way.AUTHENTICATOR, code_of(deps, new)))

    def test_logins_begun_without_it_end(self, deps: Deps, ada: Member) -> None:
        other = log_in(deps, ada.username).token
        with_authenticator(deps, ada)
        assert sessions.find_visitor(deps, other) is None
        assert visitor(deps, ada.token).stage == Stage.SIGNED_IN


class TestRemoving:
    def test_with_the_last_one_the_codes_go_and_the_password_is_enough(self, deps: Deps, ada: Member) -> None:
        with_authenticator(deps, ada)
        with_passkey(deps, ada, Device())
        authenticator.remove(deps, ada.token)
        assert "you have another one" in mails_to(deps, ada.email)[-1].text
        assert codes_left(deps, ada) == 10
        assert log_in(deps, ada.username).stage == Stage.PROVING
        (kept,) = all_of(deps, Passkey)
        passkeys.remove(deps, ada.token, kept.id)
        assert "Your password alone logs you in now" in mails_to(deps, ada.email)[-1].text
        assert all_of(deps, RecoveryCode) == []
        assert log_in(deps, ada.username).stage == Stage.SIGNED_IN
        assert subjects(deps, ada).count("A second step of your CECS login was removed") == 2
        assert [name for name, _ in told(deps) if name.endswith("_removed")] == [
            "authenticator_removed",
            "passkey_removed",
        ]

    def test_what_is_not_there_can_not_be_removed(self, deps: Deps, ada: Member) -> None:
        with pytest.raises(NotFound):
            authenticator.remove(deps, ada.token)
        with pytest.raises(NotFound):
            passkeys.remove(deps, ada.token, 1)


class TestNewCodes:
    def test_they_end_the_old_ones_and_she_is_told(self, deps: Deps, ada: Member) -> None:
        _secret, old = with_authenticator(deps, ada)
        new = codes.make(deps, ada.token)
        assert not set(new) & set(old)
        assert subjects(deps, ada)[-1] == "New recovery codes for your CECS login"
        token = waiting(deps, ada)
        with pytest.raises(WrongSecondStep):
            proves(deps, token, Way.RECOVERY_CODE, old[0])
        assert is_in(deps, proves(deps, token, Way.RECOVERY_CODE, new[0]))

    def test_without_a_second_step_there_are_none(self, deps: Deps, ada: Member) -> None:
        with pytest.raises(NotAllowed):
            codes.make(deps, ada.token)

    def test_whoever_has_used_them_all_gets_ten_with_her_next_factor(self, deps: Deps, ada: Member) -> None:
        _secret, made = with_authenticator(deps, ada)
        for code in made:
            token = proves(deps, waiting(deps, ada), Way.RECOVERY_CODE, code).token
        assert codes_left(deps, ada) == 0
        assert len(passkeys.add(deps, token, "New", Device().makes(passkeys.offer(deps, token)))) == 10


class TestTheBureauEndsIt:
    def test_all_of_it_ends_and_she_is_told_why(self, deps: Deps, ada: Member) -> None:
        with_authenticator(deps, ada)
        with_passkey(deps, ada, Device())
        before = waiting(deps, ada)
        answer = reset.reset(deps, f" {ada.username.upper()} ", "She came with her passport", "mreyes")
        assert (answer.username, answer.email) == (ada.username, ada.email)
        assert not factors.get_factors(deps, ada.id).is_on
        assert codes_left(deps, ada) == 0
        assert (sessions.find_visitor(deps, ada.token), sessions.find_visitor(deps, before)) == (None, None)
        assert log_in(deps, ada.username).stage == Stage.SIGNED_IN
        event = next(one for one in all_of(deps, Event) if one.name == "second_step_reset")
        assert (event.data, event.account_id) == ({"by": "mreyes", "reason": "She came with her passport"}, ada.id)
        assert "The second step of your CECS login was ended" in subjects(deps, ada)

    def test_only_with_a_reason_and_only_what_is_there(self, deps: Deps, ada: Member) -> None:
        with pytest.raises(NotAllowed):
            reset.reset(deps, ada.username, "She asked", "mreyes")
        with pytest.raises(NotFound):
            reset.reset(deps, "nobody1234", "She asked", "mreyes")
        with_authenticator(deps, ada)
        with pytest.raises(InvalidFields):
            reset.reset(deps, ada.username, "  ", "mreyes")
        assert factors.get_factors(deps, ada.id).is_on


def test_mails_are_in_her_language(deps: Deps, ada: Member) -> None:
    with deps.database.transaction() as db:
        db.get_one(Account, ada.id).language = "es"
    with_authenticator(deps, ada)
    assert f"{deps.settings.public_url}/es/forgot-password" in mails_to(deps, ada.email)[-1].text
