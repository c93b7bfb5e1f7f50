"""What the cashier takes in: the day it came decides, no instrument counts twice, the ledger holds all of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cecs_app.db import applications
from cecs_app.domain.application import Status
from cecs_app.domain.errors import CecsError, InvalidFields, NotAllowed, NotFound
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.domain.payment import Instrument
from cecs_app.services.applications import receipt
from cecs_app.services.deps import Deps
from cecs_app.services.payments.cashier import LARGEST_CENTS, Received, Taken, receive
from tests.applying import at_once
from tests.fakes import TestClock, posted
from tests.on_record import contents
from tests.payable import (
    Owing,
    balances_of,
    came,
    dues_now,
    events_of,
    filed_at,
    owing,
    status_of,
)

ACCEPTED = (Instrument.CERTIFIED_CHECK, Instrument.CASHIERS_CHECK, Instrument.MONEY_ORDER)


def order(desk: Deps, **changes: object) -> Received:
    held = {"kind": Instrument.MONEY_ORDER, "number": "77-1", "amount_cents": 5_000, "received_on": desk.today()}
    return Received(**{**held, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ACCEPTED)
def test_each_accepted_kind_pays_files_and_is_told(desk: Deps, ada: Owing, kind: Instrument) -> None:
    taken = came(desk, ada, 20_000, kind=kind, number="0042")
    assert (taken.application, taken.status, taken.owed_cents, taken.overpaid_cents) == ("CT-ADA", "submitted", 0, 0)
    assert taken.reference.startswith("M-")
    assert taken.filed_at == filed_at(desk, ada) == desk.now()
    assert balances_of(desk, ada) == {
        LedgerAccount.MAIL_DEPOSITS: 20_000,
        LedgerAccount.REVIEW_FEES: -5_000,
        LedgerAccount.CERTIFICATE_FEES: -15_000,
    }
    assert events_of(desk, ada) == ["mail_payment_received", "application_submitted"]
    (mail,) = posted(desk)
    for words in ("$200.00", "CT-ADA", "January 15, 2027", "Your application is filed."):
        assert words in mail.text


def test_the_receipt_names_the_instrument_its_number_and_the_day(desk: Deps, ada: Owing) -> None:
    came(desk, ada, 5_000, kind=Instrument.CASHIERS_CHECK, number="0042", on=date(2027, 1, 14))
    (paid,) = receipt.show(desk, ada.educator_id, ada.reference).movements
    assert (paid.what, paid.amount, paid.how) == ("Paid by mail", "$50.00", "Cashier's check number 0042")
    assert paid.when == "received January 14, 2027"


@pytest.mark.parametrize(
    ("cents", "status", "owed", "to_file", "over"),
    [
        (1, Status.AWAITING_PAYMENT, 19_999, 4_999, 0),
        (4_999, Status.AWAITING_PAYMENT, 15_001, 1, 0),
        (5_000, Status.SUBMITTED, 15_000, 0, 0),
        (5_001, Status.SUBMITTED, 14_999, 0, 0),
        (20_000, Status.SUBMITTED, 0, 0, 0),
        (20_001, Status.SUBMITTED, 0, 0, 1),
        (LARGEST_CENTS, Status.SUBMITTED, 0, 0, LARGEST_CENTS - 20_000),
    ],
)
def test_what_came_is_what_counts_be_it_too_little_or_too_much(
    desk: Deps, ada: Owing, cents: int, status: Status, owed: int, to_file: int, over: int
) -> None:
    taken = came(desk, ada, cents)
    assert (taken.status, taken.owed_cents, taken.to_file_cents, taken.overpaid_cents) == (status, owed, to_file, over)
    assert status_of(desk, ada) is status
    assert sum(balances_of(desk, ada).values()) == 0
    assert (taken.filed_at is None) == (status is Status.AWAITING_PAYMENT)


def test_partial_checks_file_it_when_together_they_are_the_review_fee(
    desk: Deps, clock: TestClock, ada: Owing
) -> None:
    assert came(desk, ada, 3_000).filed_at is None
    assert "Your application is filed when $20.00 more has been paid." in posted(desk)[0].text
    clock.forward(days=3)
    assert came(desk, ada, 2_000).filed_at == clock.now


def test_what_came_earlier_counts_from_the_end_of_its_day(desk: Deps, clock: TestClock, ada: Owing) -> None:
    clock.forward(days=4)
    assert came(desk, ada, 5_000, on=date(2027, 1, 18)).filed_at == datetime(2027, 1, 19, 4, 59, tzinfo=UTC)


def test_what_came_on_the_last_day_and_was_entered_the_day_after_is_in_time(
    desk: Deps, clock: TestClock, ada: Owing
) -> None:
    clock.now = datetime(2027, 7, 1, 14, 0, tzinfo=UTC)
    came(desk, ada, 5_000, on=date(2027, 6, 30))
    view = receipt.show(desk, ada.educator_id, ada.reference)
    assert view.filed == "June 30, 2027 at 11:59 PM EDT"
    assert view.timely.startswith("Filed in time")


def test_what_came_the_day_after_the_last_is_late(desk: Deps, clock: TestClock, ada: Owing) -> None:
    clock.now = datetime(2027, 7, 2, 14, 0, tzinfo=UTC)
    came(desk, ada, 5_000, on=date(2027, 7, 1))
    view = receipt.show(desk, ada.educator_id, ada.reference)
    assert view.timely == "Filed after your certificate had ended on June 30, 2027."


def test_nothing_is_filed_before_it_was_signed(desk: Deps, ada: Owing) -> None:
    assert came(desk, ada, 5_000, on=date(2027, 1, 1)).filed_at == desk.now()


def test_it_is_not_filed_on_a_day_on_which_the_review_fee_had_not_all_come(
    desk: Deps, clock: TestClock, ada: Owing
) -> None:
    """The cashier enters today's envelope first, then one that had lain in a drawer."""
    clock.forward(days=10)
    came(desk, ada, 3_000)
    found = came(desk, ada, 2_000, on=desk.today() - timedelta(days=5))
    assert found.filed_at == clock.now


@pytest.mark.parametrize("again", ["77-1", " 77-1 ", "ab-9", "AB-9"])
def test_the_same_instrument_is_recorded_once(desk: Deps, ada: Owing, again: str) -> None:
    number = "Ab-9" if again.lower() == "ab-9" else "77-1"
    receive(desk, ada.reference, order(desk, number=number), "mia")
    before = contents(desk)
    with pytest.raises(NotAllowed) as refused:
        receive(desk, ada.reference, order(desk, number=again, amount_cents=1), "mia")
    assert refused.value.code == "instrument_recorded"
    assert contents(desk) == before


def test_another_kind_with_the_same_number_is_another_instrument(desk: Deps, ada: Owing) -> None:
    for kind in ACCEPTED:
        receive(desk, ada.reference, order(desk, kind=kind), "mia")
    assert dues_now(desk, ada).paid_cents == 15_000


def test_entered_by_two_cashiers_in_the_same_instant_it_counts_once(desk: Deps, ada: Owing) -> None:
    told = at_once(4, lambda: receive(desk, ada.reference, order(desk), "mia"))
    assert [one.code for one in told if isinstance(one, CecsError)] == ["instrument_recorded"] * 3
    assert len([one for one in told if isinstance(one, Taken)]) == 1
    assert balances_of(desk, ada)[LedgerAccount.MAIL_DEPOSITS] == 5_000
    assert events_of(desk, ada).count("application_submitted") == 1


def test_two_instruments_in_the_same_instant_both_count_and_file_it_once(desk: Deps, ada: Owing) -> None:
    at_once(4, lambda: came(desk, ada, 5_000))
    assert (dues_now(desk, ada).paid_cents, events_of(desk, ada).count("application_submitted")) == (20_000, 1)


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"amount_cents": 0}, {"amount": "amount_invalid"}),
        ({"amount_cents": -1}, {"amount": "amount_invalid"}),
        ({"amount_cents": LARGEST_CENTS + 1}, {"amount": "amount_invalid"}),
        ({"number": ""}, {"number": "required"}),
        ({"number": " \t"}, {"number": "required"}),
        ({"number": "1" * 41}, {"number": "too_long"}),
        ({"received_on": date(2027, 1, 16)}, {"received_on": "day_to_come"}),
        ({"received_on": date.max}, {"received_on": "day_to_come"}),
        (
            {"amount_cents": 0, "number": "", "received_on": date(2030, 1, 1)},
            {"number": "required", "amount": "amount_invalid", "received_on": "day_to_come"},
        ),
    ],
)
def test_what_can_not_be_true_is_refused_and_changes_nothing(
    desk: Deps, ada: Owing, changes: dict[str, object], faults: dict[str, str]
) -> None:
    before = contents(desk)
    with pytest.raises(InvalidFields) as refused:
        receive(desk, ada.reference, order(desk, **changes), "mia")
    assert refused.value.fields == faults
    assert contents(desk) == before


def test_today_is_connecticuts_day(desk: Deps, clock: TestClock, ada: Owing) -> None:
    clock.now = datetime(2027, 1, 16, 4, 30, tzinfo=UTC)  # still January 15 there
    with pytest.raises(InvalidFields):
        came(desk, ada, 5_000, on=date(2027, 1, 16))
    assert came(desk, ada, 5_000, on=date(2027, 1, 15)).filed_at == clock.now


@pytest.mark.parametrize("reference", ["CT-NOBODY", "", "CT-ADA'--", "\x00", "\ud800"])
def test_an_unknown_reference_is_not_found(desk: Deps, ada: Owing, reference: str) -> None:
    with pytest.raises(NotFound):
        receive(desk, reference, order(desk), "mia")


def test_the_reference_may_be_typed_in_small_letters(desk: Deps, ada: Owing) -> None:
    assert receive(desk, "ct-ada", order(desk), "mia").application == "CT-ADA"


@pytest.mark.parametrize("kind", Instrument)
def test_for_a_draft_nothing_is_taken_of_any_kind(desk: Deps, kind: Instrument) -> None:
    draft = owing(desk, "Draft", status=Status.DRAFT)
    _unsign(desk, draft)
    before = contents(desk)
    with pytest.raises(NotAllowed) as refused:
        came(desk, draft, 5_000, kind=kind)
    assert refused.value.code == "not_signed"
    assert contents(desk) == before


def _unsign(desk: Deps, owed: Owing) -> None:
    with desk.database.transaction() as db:
        applications.get_any(db, owed.reference).submitted_at = None
