"""When and by what card: the instant of paying counts, and what the bank or the policy refuses is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.dues import Part
from cecs_app.domain.payment import PaymentPolicies
from cecs_app.gateways.cards import GatewayUnavailable
from cecs_app.services.applications import receipt
from cecs_app.services.deps import Deps
from cecs_app.services.payments.card import CardPageUnavailable
from cecs_app.services.payments.settle import Outcome, Settled, find_known, sweep_open_payments
from tests.fakes import TestClock, posted
from tests.fakes_cards import FakeCards
from tests.payable import Owing, came, come_back, dues_now, events_of, filed_at, owing, start, status_of


def only_from(desk: Deps, *countries: str, since: date = date.min) -> Deps:
    """The policy changes on that day: from then on a card's bank must be in one of these countries."""
    policy = desk.card_policy
    before = [replace(policy, span=replace(policy.span, last=since - timedelta(days=1)))] if since > date.min else []
    after = replace(policy, countries=frozenset(countries), span=replace(policy.span, first=since))
    return replace(desk, payment_policies=PaymentPolicies((*before, after), desk.payment_policies.mail))


@pytest.mark.parametrize("code", ["insufficient_funds", "do_not_honor", "payment_intent_authentication_failure"])
def test_she_is_told_why_the_bank_declined_and_the_page_stays_hers(
    desk: Deps, cards: FakeCards, ada: Owing, code: str
) -> None:
    page = start(desk, ada)
    cards.decline(page, code)
    assert come_back(desk, ada) == Settled(Outcome.OPEN, code, page, 20_000)
    assert start(desk, ada) == page
    assert status_of(desk, ada) is Status.AWAITING_PAYMENT


def test_after_a_declined_card_another_one_pays_on_the_same_page(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    page = start(desk, ada)
    cards.decline(page, "insufficient_funds")
    come_back(desk, ada)
    cards.pay(page)
    assert come_back(desk, ada) == Settled(Outcome.PAID)


@pytest.mark.parametrize(("country", "outcome"), [("US", Outcome.PAID), ("CA", Outcome.ENDED), ("", Outcome.ENDED)])
def test_a_policy_of_one_country_releases_the_cards_of_others(
    desk: Deps, cards: FakeCards, ada: Owing, country: str, outcome: Outcome
) -> None:
    desk = only_from(desk, "US")
    cards.pay(start(desk, ada), country=country)
    settled = come_back(desk, ada)
    assert settled == Settled(outcome, "" if outcome is Outcome.PAID else "country_refused")
    assert (len(cards.captured), len(cards.cancelled)) == ((1, 0) if outcome is Outcome.PAID else (0, 1))


def test_the_policy_under_which_the_page_opened_holds_for_it(
    desk: Deps, cards: FakeCards, clock: TestClock, ada: Owing
) -> None:
    desk = only_from(desk, "US", since=date(2027, 1, 16))
    clock.now = datetime(2027, 1, 16, 4, 50, tzinfo=UTC)  # 11:50 PM of January 15 in Connecticut
    page = start(desk, ada)
    clock.forward(minutes=20)
    cards.pay(page, country="CA")
    assert come_back(desk, ada).outcome is Outcome.PAID
    bea = owing(desk, "Bea")
    cards.pay(start(desk, bea), country="CA")
    assert come_back(desk, bea) == Settled(Outcome.ENDED, "country_refused")


def test_what_is_known_is_told_without_asking_the_gateway(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    own = (desk, ada.educator_id, ada.reference)
    assert find_known(*own) == Settled(Outcome.NONE)
    cards.pay(start(desk, ada), funding="debit")
    assert find_known(*own) is None
    come_back(desk, ada)
    asked = len(cards.calls)
    assert find_known(*own) == Settled(Outcome.ENDED, "funding_refused")
    cards.down = {"open_session"}
    with pytest.raises(CardPageUnavailable):
        start(desk, ada)
    assert find_known(*own) == Settled(Outcome.UNREACHED)
    assert cards.calls[asked:] == ["open_session"]


def cannot_open(desk: Deps, owed: Owing, part: Part = Part.ALL) -> None:
    with pytest.raises(CardPageUnavailable):
        start(desk, owed, part)


def test_a_link_to_come_back_is_mailed_once_a_day_however_often_she_tries(
    desk: Deps, cards: FakeCards, clock: TestClock, ada: Owing
) -> None:
    cards.down = {"open_session"}
    mails = []
    for hours in (0, 1, 22, 2, 1, 24):
        clock.forward(hours=hours)
        cannot_open(desk, ada)
        mails.append(len(posted(desk)))
    assert mails == [1, 1, 1, 2, 2, 3]
    mail = posted(desk)[0]
    assert mail.to == "ada@example.org"
    for words in ("No money was taken", "$200.00", "CT-ADA", "http://localhost:3000/applications/CT-ADA/pay"):
        assert words in mail.text


def test_the_link_speaks_of_the_part_she_wanted_to_pay(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.down = {"open_session"}
    cannot_open(desk, ada, Part.REVIEW)
    assert "$50.00" in posted(desk)[0].subject


def test_each_educator_gets_her_own_link(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.down = {"open_session"}
    for owed in (ada, owing(desk, "Bea"), ada):
        cannot_open(desk, owed)
    assert [mail.to for mail in posted(desk)] == ["ada@example.org", "bea@example.org"]


def test_no_link_is_mailed_when_the_page_opens(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    start(desk, ada)
    assert posted(desk) == []
    assert "card_page_unavailable" not in events_of(desk, ada)


def test_paid_late_at_night_it_is_filed_then_and_not_when_we_hear_of_it(
    desk: Deps, cards: FakeCards, clock: TestClock, ada: Owing
) -> None:
    clock.now = datetime(2027, 7, 1, 3, 58, tzinfo=UTC)  # June 30, 11:58 PM in Connecticut, the last day
    cards.pay(start(desk, ada, Part.REVIEW))
    cards.down = {"find_result"}
    clock.forward(hours=9)
    assert come_back(desk, ada).outcome is Outcome.CHECKING
    cards.down = set()
    clock.forward(hours=1)
    sweep_open_payments(desk)
    assert filed_at(desk, ada) == datetime(2027, 7, 1, 3, 58, tzinfo=UTC)
    view = receipt.show(desk, ada.educator_id, ada.reference)
    assert (view.filed, view.movements[0].when) == ("June 30, 2027 at 11:58 PM EDT",) * 2
    assert view.timely.startswith("Filed in time")
    assert "June 30, 2027 at 11:58 PM EDT" in posted(desk)[0].text


@pytest.mark.parametrize(("ahead", "filed"), [({"hours": 2}, 0), ({"hours": -2}, 0)])
def test_a_gateway_whose_clock_is_wrong_files_nothing_before_signing_or_in_the_future(
    desk: Deps, cards: FakeCards, clock: TestClock, ada: Owing, ahead: dict[str, float], filed: int
) -> None:
    page, signed = start(desk, ada), clock.now
    clock.forward(**ahead)
    wrong, clock.now = clock.now, signed
    cards.pay(page, paid_at=wrong)
    come_back(desk, ada)
    assert filed_at(desk, ada) == signed


def test_without_a_time_of_the_bank_it_is_filed_when_we_heard_of_it(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.pay(start(desk, ada), paid_at=None)
    come_back(desk, ada)
    assert filed_at(desk, ada) == desk.now()


def test_the_gateway_is_never_asked_inside_a_transaction(desk: Deps, ada: Owing) -> None:
    """A silent gateway must hold nobody's row: another one writes while it is asked."""

    class Watching(FakeCards):
        def find_result(self, session_ref: str):  # type: ignore[no-untyped-def]
            came(desk, ada, 100)
            raise GatewayUnavailable

    watched = replace(desk, cards=Watching())
    start(watched, ada)
    assert come_back(watched, ada).outcome is Outcome.CHECKING
    assert dues_now(desk, ada).paid_cents == 100
