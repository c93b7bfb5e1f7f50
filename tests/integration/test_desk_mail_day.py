"""The list of a day for the deposit slip, and what is taken back from it."""

from dataclasses import replace

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.errors import CecsError, InvalidFields, NotFound
from cecs_app.domain.payment import Instrument
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk.cashier import Typed, record
from cecs_app.services.desk.mail_day import get_mail_day, take_back
from cecs_app.services.payments.voids import void
from tests.applying import at_once
from tests.at_desk import hired, refusal
from tests.fakes import TestClock, posted
from tests.on_record import contents
from tests.payable import Owing, balances_of, came, owing, status_of

ORDER = Typed("money_order", "77-1", "$200.00", "2027-01-15")


@pytest.fixture
def mia(desk: Deps) -> Clerk:
    return hired(desk, Role.CASHIER, name="Mia")


def test_the_list_of_the_day_sums_what_stands_by_kind(desk: Deps, clock: TestClock, mia: Clerk, ada: Owing) -> None:
    bea = owing(desk, "Bea")
    record(desk, mia, ada.reference, ORDER)
    came(desk, bea, 5_000, kind=Instrument.CASHIERS_CHECK)
    wrong = record(desk, mia, bea.reference, replace(ORDER, number="8", amount="9.99"))
    take_back(desk, mia, wrong.receipt, "in_error", "another slip")
    day = get_mail_day(desk)
    assert [(one.kind, one.count, one.amount) for one in day.totals] == [
        ("Cashier's check", 1, "$50.00"),
        ("Money order", 1, "$200.00"),
    ]
    assert (day.count, day.total, day.taken_back) == (2, "$250.00", 1)
    assert [(one.name, one.by, one.taken_back) for one in day.listed] == [
        ("Ada Lovelace", "mia", ""),
        ("Bea Lovelace", "mia", ""),
        ("Bea Lovelace", "mia", "It was recorded in error: another slip"),
    ]


def test_a_day_is_that_of_the_entry_in_connecticut(desk: Deps, clock: TestClock, mia: Clerk, ada: Owing) -> None:
    clock.forward(hours=11)  # 11 pm there, and the 16th in UTC
    record(desk, mia, ada.reference, replace(ORDER, received_on="2027-01-14"))
    clock.forward(hours=2)
    assert (get_mail_day(desk).count, get_mail_day(desk, "2027-01-15").count) == (0, 1)
    today, before = get_mail_day(desk), get_mail_day(desk, "2027-01-15")
    assert (today.earlier, today.later) == ("2027-01-15", "")
    assert (before.earlier, before.later) == ("2027-01-14", "2027-01-16")


@pytest.mark.parametrize("asked", ["2027-01-16", "1999-12-31", "0001-01-01", "9999-12-31", "yesterday", "2027-02-30"])
def test_a_day_that_can_not_be_is_not_found(desk: Deps, asked: str) -> None:
    with pytest.raises(NotFound):
        get_mail_day(desk, asked)


def test_what_bounced_is_taken_back_once_and_leads_to_its_own_day(
    desk: Deps, clock: TestClock, mia: Clerk, ada: Owing
) -> None:
    receipt = record(desk, mia, ada.reference, ORDER).receipt
    clock.forward(days=9)
    told = at_once(3, lambda: take_back(desk, mia, receipt.lower(), "bounced", "account closed"))
    assert [one for one in told if isinstance(one, str)] == ["2027-01-15"]
    assert [one.code for one in told if isinstance(one, CecsError)] == ["taken_back_before"] * 2
    assert (status_of(desk, ada), balances_of(desk, ada)) == (Status.AWAITING_PAYMENT, {})
    assert "The bank returned it unpaid: account closed" in posted(desk)[-1].text
    assert get_mail_day(desk, "2027-01-15").listed[0].taken_back == "The bank returned it unpaid: account closed"


@pytest.mark.parametrize(
    ("reason", "remark", "faults"),
    [
        ("", "", {"reason": "choose_one"}),
        ("spite", "", {"reason": "choose_one"}),
        ("bounced", "x" * 201, {"remark": "too_long"}),
    ],
)
def test_it_is_not_taken_back_without_a_reason(
    desk: Deps, mia: Clerk, ada: Owing, reason: str, remark: str, faults: dict[str, str]
) -> None:
    receipt = record(desk, mia, ada.reference, ORDER).receipt
    before = contents(desk)
    with pytest.raises(InvalidFields) as refused:
        take_back(desk, mia, receipt, reason, remark)
    assert (refused.value.fields, contents(desk)) == (faults, before)


@pytest.mark.parametrize("reference", ["M-0000-0000", "P-0000-0000", "CT-ADA", ""])
def test_only_a_mailed_payment_is_taken_back_here(desk: Deps, mia: Clerk, ada: Owing, reference: str) -> None:
    with pytest.raises(NotFound):
        take_back(desk, mia, reference, "bounced", "")


def test_what_the_command_line_voided_can_not_be_taken_back_again(desk: Deps, mia: Clerk, ada: Owing) -> None:
    receipt = record(desk, mia, ada.reference, ORDER).receipt
    void(desk, receipt, "bounced", "otto")
    assert refusal(lambda: take_back(desk, mia, receipt, "bounced", "")) == "taken_back_before"
