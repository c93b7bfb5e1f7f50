"""The card company answers nothing for two hours: nobody loses anything, everybody can pay by mail or come later.

Judged by a card company that counts for itself what it took; see tests/properties/company.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.payment import PaymentStatus
from cecs_app.services.deps import Deps
from cecs_app.services.payments.by_mail import choose_mail
from cecs_app.services.payments.card import CardPageUnavailable, PaymentUnknown
from cecs_app.services.payments.settle import Outcome, sweep_open_payments
from tests.fakes import TestClock
from tests.payable import Owing, come_back, owing, payments_of, start, status_of
from tests.properties.company import CardCompany
from tests.properties.line import CALLS

AWAY = timedelta(hours=2)
A_ROUND = timedelta(seconds=20)
"""As often as the portal settles; see background.py."""
FEE = 20_000
MANY = 12
"""More than a sweep takes at once."""


@pytest.fixture
def company(clock: TestClock) -> CardCompany:
    return CardCompany(clock=clock)


@pytest.fixture
def deps(deps: Deps, company: CardCompany) -> Deps:
    return replace(deps, cards=company)


@contextmanager
def two_hours_away(deps: Deps, clock: TestClock, company: CardCompany) -> Iterator[None]:
    """The block runs in their middle; the portal asks again and again, about each payment once a minute at most."""
    company.down.update(CALLS)
    sweeps_for(deps, clock, AWAY / 2, every=timedelta(minutes=1))
    yield
    sweeps_for(deps, clock, AWAY / 2, every=timedelta(minutes=1))
    company.down.clear()


def sweeps_for(deps: Deps, clock: TestClock, time: timedelta, every: timedelta = A_ROUND) -> None:
    for _ in range(time // every):
        clock.now += every
        sweep_open_payments(deps)


def paid(deps: Deps, company: CardCompany, count: int) -> list[Owing]:
    """They paid on the card page, and the answer never reached the portal."""
    found = [owing(deps, "Ad" + "a" * number) for number in range(count)]
    for one in found:
        company.pay(start(deps, one))
    return found


def test_who_paid_before_is_settled_within_two_minutes_of_the_return_and_charged_once(
    deps: Deps, clock: TestClock, company: CardCompany
) -> None:
    everybody = paid(deps, company, MANY)
    with two_hours_away(deps, clock, company):
        assert come_back(deps, everybody[0]).outcome is Outcome.CHECKING
    assert {status_of(deps, one) for one in everybody} == {Status.AWAITING_PAYMENT}
    sweeps_for(deps, clock, timedelta(minutes=2))
    assert {status_of(deps, one) for one in everybody} == {Status.SUBMITTED}
    assert [company.taken(one.reference).total() for one in everybody] == [FEE] * MANY


def test_who_was_there_meanwhile_gets_no_card_page_and_can_pay_by_mail(
    deps: Deps, clock: TestClock, company: CardCompany
) -> None:
    bea = owing(deps, "Bea")
    with two_hours_away(deps, clock, company):
        with pytest.raises(CardPageUnavailable):
            start(deps, bea)
        choose_mail(deps, bea.educator_id, bea.reference)
    assert status_of(deps, bea) is Status.AWAITING_PAYMENT
    assert company.taken(bea.reference).total() == 0


def test_who_tried_in_vain_pays_by_card_when_it_is_back(deps: Deps, clock: TestClock, company: CardCompany) -> None:
    bea = owing(deps, "Bea")
    with two_hours_away(deps, clock, company):
        for _ in range(3):
            with pytest.raises(CardPageUnavailable):
                start(deps, bea)
    company.pay(start(deps, bea))
    assert come_back(deps, bea).outcome is Outcome.PAID
    assert company.taken(bea.reference).total() == FEE
    assert [one.status for one in payments_of(deps, bea)] == [PaymentStatus.ENDED, PaymentStatus.PAID]


def test_nobody_who_may_have_paid_is_let_onto_a_second_card_page(
    deps: Deps, clock: TestClock, company: CardCompany
) -> None:
    (ada,) = paid(deps, company, 1)
    with two_hours_away(deps, clock, company), pytest.raises(PaymentUnknown):
        start(deps, ada)
    assert start(deps, ada) == "", "it was paid"
    assert company.taken(ada.reference).total() == FEE
