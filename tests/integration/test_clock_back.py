"""The clock is put back, by minutes or hours: nothing waits for the time that was, and nothing is done twice."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from cecs_app.clock import connecticut_day
from cecs_app.db.tables import OutgoingMail
from cecs_app.domain.application import Status
from cecs_app.domain.errors import TooManyTries
from cecs_app.gateways.cards import GatewayUnavailable
from cecs_app.services import leases, limits
from cecs_app.services.audit import verify
from cecs_app.services.deps import Deps
from cecs_app.services.desk.proof import WrongProof
from cecs_app.services.leases import Work
from cecs_app.services.payments.settle import sweep_open_payments
from cecs_app.services.sessions import find_visitor
from tests.employees import code_of, employed, log_in
from tests.fakes import TestClock
from tests.fakes_mail import FakeMailer
from tests.payable import login_of, owing, start, status_of
from tests.people import all_of, ask_account
from tests.properties.company import CardCompany

BACK = pytest.mark.parametrize("back", [timedelta(minutes=5), timedelta(hours=1), timedelta(hours=30)], ids=str)


@BACK
def test_mail_that_waits_goes_out(deps: Deps, clock: TestClock, back: timedelta) -> None:
    mailer = FakeMailer(is_busy=True)
    ask_account(deps)
    mailer.deliver(deps)
    clock.now -= back
    ask_account(deps, "bob@example.org", browser="another")
    mailer.is_busy = False
    assert mailer.deliver(deps) == 4
    assert {mail.status for mail in all_of(deps, OutgoingMail)} == {"sent"}


@BACK
def test_a_payment_is_settled_and_taken_once(deps: Deps, clock: TestClock, back: timedelta) -> None:
    company = CardCompany(clock=clock)
    ours = replace(deps, cards=company)
    ada = owing(ours)
    page = start(ours, ada)
    sweep_open_payments(ours)
    company.pay(page)
    clock.now -= back
    for _ in range(62):
        sweep_open_payments(ours)
        clock.forward(minutes=1)
    assert status_of(ours, ada) is Status.SUBMITTED
    assert company.taken(ada.reference).total() == 20_000


def test_the_minute_that_comes_again_takes_no_money_twice(deps: Deps, clock: TestClock) -> None:
    """It is part of the key under which the card company is asked, and a key is answered the same all day."""

    @dataclass
    class FailsAtFirst(CardCompany):
        failed: bool = False

        def _capture(self, intent_ref: str, key: str) -> str:
            if not self.failed:
                self.failed = True
                raise GatewayUnavailable("api_error")
            return super()._capture(intent_ref, key)

    company = FailsAtFirst(clock=clock)
    ours = replace(deps, cards=company)
    ada = owing(ours)
    company.pay(start(ours, ada))
    sweep_open_payments(ours)
    clock.now -= timedelta(minutes=3)
    for _ in range(8):
        sweep_open_payments(ours)
        clock.forward(minutes=1)
    assert status_of(ours, ada) is Status.SUBMITTED
    assert company.taken(ada.reference).total() == 20_000


@BACK
def test_what_is_done_by_one_of_several_goes_on(deps: Deps, clock: TestClock, back: timedelta) -> None:
    hourly = Work("hourly", timedelta(hours=1))
    assert leases.take(deps, hourly, "one that is killed")
    clock.now -= back
    clock.forward(hours=1, minutes=1)
    assert leases.take(deps, hourly, "another"), "no later than if it had just been done"


@BACK
def test_a_login_lasts_no_longer_for_it(deps: Deps, clock: TestClock, back: timedelta) -> None:
    token = login_of(deps, owing(deps))
    clock.now -= back
    assert find_visitor(deps, token)
    clock.forward(minutes=deps.settings.session_idle_minutes + 1)
    assert find_visitor(deps, token) is None


def test_who_tried_too_often_is_told_how_long_and_is_heard_then(deps: Deps, clock: TestClock) -> None:
    for _ in range(limits.NEW_PASSWORD.most):
        limits.spend(deps, limits.NEW_PASSWORD, "ada")
    clock.now -= timedelta(hours=1)
    with pytest.raises(TooManyTries) as refused:
        limits.spend(deps, limits.NEW_PASSWORD, "ada")
    clock.forward(minutes=int(str(refused.value.data["minutes"])))
    limits.spend(deps, limits.NEW_PASSWORD, "ada")


def test_a_code_of_an_authenticator_counts_once_though_its_time_comes_again(deps: Deps, clock: TestClock) -> None:
    rita = employed(deps)
    log_in(deps, rita)
    used, then = code_of(deps, rita.secret), clock.now
    clock.now -= timedelta(minutes=5)
    for _ in range(5):
        clock.forward(seconds=61)
        with pytest.raises(WrongProof):
            log_in(deps, rita, code=used)
    clock.now = then + timedelta(minutes=1)
    assert log_in(deps, rita)


@BACK
def test_the_chain_is_in_the_order_of_what_happened(deps: Deps, clock: TestClock, back: timedelta) -> None:
    ask_account(deps)
    clock.now -= back
    ask_account(deps, "bob@example.org", browser="another")
    assert verify(deps).fault is None


def test_the_hour_that_comes_twice_in_autumn_is_two_hours(deps: Deps, clock: TestClock) -> None:
    """Instants are kept in UTC: half past one comes twice in Connecticut, and nobody is logged in for an hour more."""
    clock.now = datetime(2027, 11, 7, 5, 30, tzinfo=UTC)
    token, day = login_of(deps, owing(deps)), connecticut_day(clock.now)
    clock.forward(minutes=deps.settings.session_idle_minutes - 1)
    assert find_visitor(deps, token)
    clock.now = datetime(2027, 11, 7, 6, 30, tzinfo=UTC)
    assert connecticut_day(clock.now) == day
    assert find_visitor(deps, token) is None
