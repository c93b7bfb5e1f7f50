"""A setup code lets its owner in once, to make a password and an authenticator, and for nothing else."""

import pytest
from sqlmodel import select

from cecs_app.db.desk_tables import StaffMember
from cecs_app.domain.errors import CecsError, InvalidFields, TooManyTries
from cecs_app.domain.staff import Duty, Role
from cecs_app.services import limits
from cecs_app.services.deps import Deps
from cecs_app.services.desk import sessions, setup, staff
from cecs_app.services.desk.setup import SetupEnded, WrongSetupCode
from cecs_app.services.desk.staff import SetUp
from tests.employees import BY, OFFICE, STAFF_PASSWORD, code_of, employed, hire, is_in, log_in, secret_of, set_up
from tests.fakes import TestClock
from tests.on_record import contents


@pytest.fixture
def hired(deps: Deps) -> SetUp:
    return hire(deps, Role.REVIEWER)


def begin(deps: Deps, hired: SetUp) -> str:
    return setup.begin(deps, hired.username, hired.setup_code, OFFICE).token


def finish(deps: Deps, token: str, new: str = STAFF_PASSWORD, again: str | None = None, code: str = "") -> str:
    typed = code or code_of(deps, secret_of(deps, token))
    return setup.finish(deps, token, new=new, confirmation=new if again is None else again, code=typed).token


def faults(deps: Deps, token: str, **typed: str) -> dict[str, str]:
    with pytest.raises(InvalidFields) as caught:
        finish(deps, token, **typed)
    return caught.value.fields


def refused(deps: Deps, username: str, code: str) -> type[CecsError]:
    with pytest.raises(CecsError) as caught:
        setup.begin(deps, username, code, OFFICE)
    return type(caught.value)


def test_from_the_code_to_the_first_login(deps: Deps, hired: SetUp) -> None:
    token = finish(deps, begin(deps, hired))
    clerk = sessions.find_clerk(deps, token)
    assert clerk is not None
    assert (clerk.username, clerk.is_new, clerk.may(Duty.REVIEW)) == ("rita", False, True)


def test_a_login_by_setup_code_may_do_nothing_else(deps: Deps, hired: SetUp) -> None:
    clerk = sessions.find_clerk(deps, begin(deps, hired))
    assert clerk is not None
    assert clerk.is_new
    assert not any(clerk.may(duty) for duty in Duty)


def test_the_setup_code_is_spent_by_the_setup_and_not_before(deps: Deps, hired: SetUp) -> None:
    first, second = begin(deps, hired), begin(deps, hired)
    finish(deps, second)
    assert refused(deps, "rita", hired.setup_code) is WrongSetupCode
    assert not is_in(deps, first), "nor does what it began go on"


def test_whoever_begins_twice_keeps_what_she_scanned(deps: Deps, hired: SetUp) -> None:
    assert secret_of(deps, begin(deps, hired)) == secret_of(deps, begin(deps, hired))


def test_the_code_may_be_typed_in_capitals_with_blanks_around(deps: Deps, hired: SetUp) -> None:
    assert setup.begin(deps, " Rita ", f" {hired.setup_code.upper()} ", OFFICE)


def test_it_holds_for_a_day(deps: Deps, clock: TestClock, hired: SetUp) -> None:
    clock.forward(hours=24, seconds=-1)
    token = begin(deps, hired)
    code = code_of(deps, secret_of(deps, token))
    clock.forward(seconds=1)
    assert refused(deps, "rita", hired.setup_code) is WrongSetupCode
    with pytest.raises(SetupEnded):
        finish(deps, token, code=code)


def test_wrong_codes_and_unknown_names_get_one_answer(deps: Deps, hired: SetUp) -> None:
    employed(deps, name="Carla")
    for username, code in (("rita", "abcd-efgh-jkmn-pqrs"), ("nobody", hired.setup_code), ("carla", ""), ("", "")):
        assert refused(deps, username, code) is WrongSetupCode


def test_guessing_is_stopped(deps: Deps, hired: SetUp) -> None:
    for _ in range(limits.STAFF_SETUP.most):
        refused(deps, "rita", "abcd-efgh-jkmn-pqrs")
    assert refused(deps, "rita", hired.setup_code) is TooManyTries


class TestWhatIsTyped:
    @pytest.mark.parametrize(
        ("password", "code"),
        [
            ("short but fine", "password_too_short"),
            ("rita has a long password", "password_has_own_word"),
            ("aaaaaaaaaaaaaaaaaaaa", "password_common"),
            ("x" * 201, "password_too_long"),
        ],
    )
    def test_a_password_is_as_good_as_an_educators(self, deps: Deps, hired: SetUp, password: str, code: str) -> None:
        assert faults(deps, begin(deps, hired), new=password) == {"new_password": code}

    def test_every_fault_is_named_at_once(self, deps: Deps, hired: SetUp) -> None:
        assert faults(deps, begin(deps, hired), new="short", again="other", code="123") == {
            "new_password": "password_too_short",
            "confirm_password": "password_mismatch",
            "code": "authenticator_code_wrong",
        }

    def test_after_a_slip_she_can_go_on(self, deps: Deps, hired: SetUp) -> None:
        token = begin(deps, hired)
        faults(deps, token, code="000000")
        assert finish(deps, token)

    def test_guessing_the_code_is_stopped(self, deps: Deps, hired: SetUp) -> None:
        token = begin(deps, hired)
        for _ in range(limits.STAFF_SETUP.most):
            faults(deps, token, code="000000")
        with pytest.raises(TooManyTries):
            finish(deps, token)


def test_the_code_that_proved_the_authenticator_opens_no_login(deps: Deps, hired: SetUp) -> None:
    rita = set_up(deps, hired)
    with pytest.raises(CecsError):
        log_in(deps, rita, code=code_of(deps, rita.secret, minutes=-0.5))


@pytest.mark.parametrize("when", ["before", "whole login", "ended"])
def test_the_authenticator_is_shown_only_while_she_sets_up(deps: Deps, hired: SetUp, when: str) -> None:
    token = {"before": lambda: "invented", "whole login": lambda: set_up(deps, hired).token}.get(
        when, lambda: begin(deps, hired)
    )()
    if when == "ended":
        staff.reset(deps, "rita", BY)
    with pytest.raises(SetupEnded):
        setup.get_authenticator(deps, token)


def test_the_code_stands_nowhere_in_clear(deps: Deps, hired: SetUp) -> None:
    assert hired.setup_code not in repr(contents(deps))
    with deps.database.reading() as db:
        (member,) = db.exec(select(StaffMember)).all()
    assert deps.passwords.matches(hired.setup_code, member.setup_hash)


def test_setting_up_is_written_down(deps: Deps, hired: SetUp) -> None:
    rita = set_up(deps, hired)
    names = [row[2] for row in contents(deps)["event"]]
    assert names == ["staff_added", "staff_setup_begun", "staff_set_up"]
    assert rita.secret not in repr(contents(deps)["event"])
