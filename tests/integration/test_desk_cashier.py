"""An envelope at the desk: seen before it is recorded, recorded once, and never for the cashier's own application."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, select

from cecs_app.db.tables import Account, Event
from cecs_app.domain.application import Status
from cecs_app.domain.errors import CecsError, InvalidFields
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk.cashier import Recorded, Typed, find_application, get_envelope, record
from cecs_app.services.desk.mail_day import get_entry, get_mail_day, take_back
from tests.applying import at_once
from tests.at_desk import hired, refusal
from tests.fakes import posted
from tests.on_record import contents
from tests.payable import Owing, balances_of, came, events_of, filed_at, owing, set_status, status_of

ORDER = Typed("money_order", "77-1", "$200.00", "2027-01-15")


@pytest.fixture
def mia(desk: Deps) -> Clerk:
    return hired(desk, Role.CASHIER, name="Mia")


def fields_refused(desk: Deps, clerk: Clerk, owed: Owing, typed: Typed) -> dict[str, str]:
    before = contents(desk)
    with pytest.raises(InvalidFields) as refused:
        record(desk, clerk, owed.reference, typed)
    assert contents(desk) == before
    return refused.value.fields


def test_the_cashier_sees_whose_it_is_before_she_records_it(desk: Deps, mia: Clerk, ada: Owing) -> None:
    came(desk, ada, 3_000)
    seen = get_envelope(desk, mia, find_application(desk, mia, "http://localhost:3000/applications/ct-ada/slip"))
    assert (seen.reference, seen.name, seen.owed, seen.paid) == ("CT-ADA", "Ada Lovelace", "$170.00", "$30.00")
    assert seen.holds == ("Not filed yet: $20.00 more is needed for that.", "$170.00 is still owed.")
    assert [one.amount for one in seen.movements] == ["$30.00"]
    assert [one.value for one in seen.accepted] == ["certified_bank_check", "cashiers_check", "money_order"]
    assert [one.value for one in seen.refused] == ["personal_check", "cash"]


def test_what_she_records_files_it_and_says_what_holds_now(desk: Deps, mia: Clerk, ada: Owing) -> None:
    done = record(desk, mia, ada.reference, replace(ORDER, amount="210", is_meant=True))
    assert done.receipt.startswith("M-")
    assert (done.application, done.name, done.amount, done.kind) == (
        "CT-ADA",
        "Ada Lovelace",
        "$210.00",
        "money order",
    )
    assert done.holds == (
        "Filed on January 15, 2027 at 12:00 PM EST.",
        "Nothing is owed any more.",
        "$10.00 was paid too much: it is the educator's, tell the finance office.",
    )
    assert (status_of(desk, ada), filed_at(desk, ada)) == (Status.SUBMITTED, desk.now())


@pytest.mark.parametrize(("amount", "is_asked"), [("200", False), ("200.01", True), ("9000", True)])
def test_more_than_is_owed_is_asked_about_once(
    desk: Deps, mia: Clerk, ada: Owing, amount: str, is_asked: bool
) -> None:
    if is_asked:
        with pytest.raises(InvalidFields) as caught:
            record(desk, mia, ada.reference, replace(ORDER, amount=amount))
        assert (caught.value.fields, caught.value.data) == ({"is_meant": "more_than_owed"}, {"owed": "$200.00"})
    if amount != "9000":
        assert record(desk, mia, ada.reference, replace(ORDER, amount=amount, is_meant=is_asked)).receipt


def test_every_event_of_it_names_who_of_the_staff(desk: Deps, mia: Clerk, ada: Owing) -> None:
    take_back(desk, mia, record(desk, mia, ada.reference, ORDER).receipt, "bounced", "")
    with desk.database.reading() as db:
        events = db.exec(select(Event).order_by(col(Event.id))).all()
    assert [one.name for one in events] == [
        "mail_payment_received",
        "application_submitted",
        "mail_payment_voided",
        "application_awaiting_payment",
    ]
    assert {(one.actor, one.staff_id) for one in events} == {("staff", mia.staff_id)}
    assert {one.data["by"] for one in events if "by" in one.data} == {"mia"}


@pytest.mark.parametrize("kind", ["personal_check", "cash"])
def test_what_is_not_accepted_is_written_down_and_goes_back(desk: Deps, mia: Clerk, ada: Owing, kind: str) -> None:
    done = record(desk, mia, ada.reference, replace(ORDER, kind=kind, number="" if kind == "cash" else "9"))
    assert (done.receipt, done.amount, balances_of(desk, ada)) == ("", "$200.00", {})
    assert events_of(desk, ada) == ["mail_payment_returned"]
    assert "send yours back" in posted(desk)[0].text


def test_a_check_that_goes_back_is_told_once_whoever_enters_it_again(desk: Deps, mia: Clerk, ada: Owing) -> None:
    check = replace(ORDER, kind="personal_check", number="Ab-9")
    told = at_once(3, lambda: record(desk, mia, ada.reference, check))
    assert sorted(one.code for one in told if isinstance(one, CecsError)) == ["instrument_recorded"] * 2
    assert refusal(lambda: record(desk, mia, ada.reference, replace(check, number=" aB-9"))) == "instrument_recorded"
    assert (len(posted(desk)), events_of(desk, ada)) == (1, ["mail_payment_returned"])


def test_two_cashiers_record_the_same_instrument_once(desk: Deps, mia: Clerk, ada: Owing) -> None:
    told = at_once(4, lambda: record(desk, mia, ada.reference, ORDER))
    assert [one.code for one in told if isinstance(one, CecsError)] == ["instrument_recorded"] * 3
    assert len([one for one in told if isinstance(one, Recorded)]) == 1
    assert get_mail_day(desk).total == "$200.00"


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"kind": ""}, {"kind": "instrument_missing"}),
        ({"kind": "bitcoin"}, {"kind": "instrument_missing"}),
        ({"number": " "}, {"number": "number_missing"}),
        ({"number": "1" * 41}, {"number": "too_long"}),
        ({"amount": ""}, {"amount": "dollars_invalid"}),
        ({"amount": "0"}, {"amount": "dollars_invalid"}),
        ({"amount": "1.200"}, {"amount": "dollars_invalid"}),
        ({"amount": "10,000.01"}, {"amount": "dollars_invalid"}),
        ({"received_on": ""}, {"received_on": "day_unreadable"}),
        ({"received_on": "2027-01-16"}, {"received_on": "day_to_come"}),
        ({"received_on": "2026-01-01"}, {"received_on": "day_too_long_ago"}),
        (
            {"kind": "", "amount": "x", "received_on": "x"},
            {"kind": "instrument_missing", "amount": "dollars_invalid", "received_on": "day_unreadable"},
        ),
    ],
)
def test_whatever_is_doubtful_is_refused_and_changes_nothing(
    desk: Deps, mia: Clerk, ada: Owing, changes: dict[str, str], faults: dict[str, str]
) -> None:
    assert fields_refused(desk, mia, ada, replace(ORDER, **changes)) == faults


@pytest.mark.parametrize(
    ("scanned", "code"),
    [("", "reference_missing"), ("CT-NOBODY", "no_such_application"), ("\x00", "no_such_application")],
)
def test_a_scan_that_leads_nowhere_says_so(desk: Deps, mia: Clerk, scanned: str, code: str) -> None:
    with pytest.raises(InvalidFields) as refused:
        find_application(desk, mia, scanned)
    assert refused.value.fields == {"reference": code}


def test_for_a_draft_nothing_is_taken(desk: Deps, mia: Clerk, ada: Owing) -> None:
    draft = owing(desk, "Draft", status=Status.DRAFT)
    with desk.database.transaction() as db:
        db.connection().exec_driver_sql("UPDATE application SET submitted_at = NULL WHERE reference = 'CT-DRAFT'")
    for act in (find_application, get_envelope, lambda *given: record(*given, ORDER)):
        assert refusal(lambda act=act: act(desk, mia, draft.reference)) == "not_signed"  # type: ignore[misc]


def test_for_what_is_over_she_is_told_before_and_after(desk: Deps, mia: Clerk) -> None:
    over = owing(desk, "Over", status=Status.WITHDRAWN)
    words = "The application is over: Withdrawn. Nothing is owed for it any more."
    assert get_envelope(desk, mia, over.reference).holds == (words,)
    assert record(desk, mia, over.reference, replace(ORDER, is_meant=True)).holds[0] == words


@pytest.mark.parametrize("by", ["her record", "her account"])
def test_nobody_records_or_takes_back_for_her_own_application(desk: Deps, ada: Owing, by: str) -> None:
    entry = came(desk, ada, 5_000).reference
    ada_herself = hired(desk, Role.CASHIER, name="Own", educator_id=ada.educator_id if by == "her record" else None)
    if by == "her account":
        with desk.database.transaction() as db:
            account = db.exec(select(Account).where(Account.educator_id == ada.educator_id)).one()
            account.email = account.email_key = ada_herself.email_key
    before = contents(desk)
    for act in (
        lambda: find_application(desk, ada_herself, ada.reference),
        lambda: get_envelope(desk, ada_herself, ada.reference),
        lambda: record(desk, ada_herself, ada.reference, ORDER),
        lambda: get_entry(desk, ada_herself, entry),
        lambda: take_back(desk, ada_herself, entry, "bounced", ""),
    ):
        assert refusal(act) == "own_application"
    assert contents(desk) == before


def test_an_instrument_that_came_long_ago_but_within_a_year_is_taken(desk: Deps, mia: Clerk, ada: Owing) -> None:
    day = desk.today() - timedelta(days=366)
    set_status(desk, ada, Status.AWAITING_PAYMENT)
    assert record(desk, mia, ada.reference, replace(ORDER, received_on=day.isoformat())).receipt
