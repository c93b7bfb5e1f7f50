"""Envelopes that should not have come: of a refused kind, or for what is not owed any more."""

from dataclasses import replace

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.errors import NotAllowed
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.domain.payment import Instrument, PaymentPolicies
from cecs_app.services.applications import status
from cecs_app.services.deps import Deps
from tests.applying import applicant, filled
from tests.fakes import posted
from tests.fakes_cards import FakeCards
from tests.on_record import contents
from tests.payable import Owing, balances_of, came, dues_now, events_of, filed_at, owing, set_status, start, status_of

REFUSED = (Instrument.PERSONAL_CHECK, Instrument.CASH)


@pytest.mark.parametrize("kind", REFUSED)
def test_a_refused_kind_pays_nothing_is_written_down_and_she_is_told(desk: Deps, ada: Owing, kind: Instrument) -> None:
    with pytest.raises(NotAllowed) as refused:
        came(desk, ada, 20_000, kind=kind)
    assert refused.value.code == "instrument_refused"
    assert (balances_of(desk, ada), filed_at(desk, ada)) == ({}, None)
    assert (status_of(desk, ada), contents(desk)["mailed_payment"]) == (Status.AWAITING_PAYMENT, [])
    assert events_of(desk, ada) == ["mail_payment_returned"]
    (mail,) = posted(desk)
    assert mail.to == "ada@example.org"
    for words in ("send yours back", "Nothing was paid", "http://localhost:3000/applications/CT-ADA/pay"):
        assert words in mail.text
    (happening,) = status.show(desk, ada.educator_id, ada.reference).timeline
    assert happening.what.startswith("The Bureau sent your payment of $200.00 back")


def test_cash_has_no_number(desk: Deps, ada: Owing) -> None:
    for _ in range(2):
        with pytest.raises(NotAllowed) as refused:
            came(desk, ada, 20_000, kind=Instrument.CASH, number=" ")
        assert refused.value.code == "instrument_refused"


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.SUBMITTED])
def test_what_is_sent_back_for_what_waits_for_no_fee_does_not_say_that_it_does(desk: Deps, status: Status) -> None:
    over = owing(desk, "Over", total_cents=5_000)
    came(desk, over, 5_000)
    set_status(desk, over, status)
    with pytest.raises(NotAllowed):
        came(desk, over, 5_000, kind=Instrument.CASH)
    assert "still waits for the fee" not in posted(desk)[-1].text


def test_the_policy_of_the_day_decides_what_is_taken(desk: Deps, ada: Owing) -> None:
    policies = desk.payment_policies
    cash_too = replace(policies.mail[0], accepted=(*policies.mail[0].accepted, Instrument.PERSONAL_CHECK))
    desk = replace(desk, payment_policies=PaymentPolicies(policies.cards, (cash_too,)))
    assert came(desk, ada, 5_000, kind=Instrument.PERSONAL_CHECK).status is Status.SUBMITTED


@pytest.mark.parametrize("ended", [Status.WITHDRAWN, Status.DENIED])
def test_for_what_is_over_all_of_it_is_hers_and_files_nothing(desk: Deps, ended: Status) -> None:
    over = owing(desk, "Over", status=ended)
    taken = came(desk, over, 20_000)
    assert (taken.status, taken.overpaid_cents, taken.filed_at) == (ended, 20_000, None)
    assert balances_of(desk, over) == {LedgerAccount.MAIL_DEPOSITS: 20_000, LedgerAccount.OVERPAYMENTS: -20_000}
    assert "You paid $200.00 too much. It is yours" in posted(desk)[0].text


@pytest.mark.parametrize("ended", [Status.WITHDRAWN, Status.DENIED])
def test_for_what_is_over_nobody_is_asked_for_more(desk: Deps, ended: Status) -> None:
    over = owing(desk, "Over", status=ended)
    taken = came(desk, over, 300)
    assert (taken.owed_cents, taken.to_file_cents) == (0, 0)
    for demand in ("It is filed when", "still to be paid"):
        assert demand not in posted(desk)[0].text


def test_after_a_denial_the_balance_is_asked_for_no_more(desk: Deps, ada: Owing) -> None:
    came(desk, ada, 5_000)
    set_status(desk, ada, Status.DENIED)
    came(desk, ada, 300)
    assert dues_now(desk, ada).overpaid_cents == 300
    assert "still to be paid" not in posted(desk)[-1].text


def test_what_was_paid_already_and_comes_again_is_hers(desk: Deps, ada: Owing) -> None:
    came(desk, ada, 20_000)
    set_status(desk, ada, Status.ISSUED)
    assert came(desk, ada, 20_000).overpaid_cents == 20_000
    assert status_of(desk, ada) is Status.ISSUED


def test_a_check_for_what_is_free_is_hers(desk: Deps) -> None:
    free = owing(desk, "Free", total_cents=0, status=Status.SUBMITTED)
    assert came(desk, free, 5_000).overpaid_cents == 5_000


def test_a_real_draft_takes_no_money(desk: Deps) -> None:
    reference = filled(desk, applicant(desk), "duplicate")
    with pytest.raises(NotAllowed) as refused:
        came(desk, Owing(0, reference), 5_000)
    assert refused.value.code == "not_signed"


def test_money_for_what_waits_for_credentials_moves_no_review(desk: Deps) -> None:
    waiting = owing(desk, "Waiting", status=Status.MISSING_CREDENTIALS)
    assert came(desk, waiting, 20_000).status is Status.MISSING_CREDENTIALS


def test_while_a_card_page_is_open_a_check_is_taken_all_the_same(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    start(desk, ada)
    assert came(desk, ada, 20_000).owed_cents == 0
    assert status_of(desk, ada) is Status.SUBMITTED
