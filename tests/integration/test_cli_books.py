"""`payments reconcile` and `payments report`: what the finance office types, and what it is told."""

import pytest

from cecs_app import wiring
from cecs_app.domain.application import Status
from cecs_app.gateways.cards import SettlementRow
from cecs_app.services.deps import Deps
from tests.fakes_cards import FakeCards
from tests.payable import Owing, start, status_of
from tests.payment_commands import by_card, misused, pay


@pytest.fixture(autouse=True)
def wired(monkeypatch: pytest.MonkeyPatch, desk: Deps) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: desk)
    monkeypatch.delenv("CECS_STAFF", raising=False)


class TestReconcile:
    DAY = ("--from", "2027-01-15", "--to", "2027-01-15")

    def test_it_settles_and_says_that_all_agrees(self, desk: Deps, cards: FakeCards, ada: Owing) -> None:
        cards.pay(start(desk, ada))
        expected = {
            "first_day": "2027-01-15",
            "last_day": "2027-01-15",
            "rows": 1,
            "differences": [],
            "unbalanced": [],
        }
        assert pay("reconcile", *self.DAY) == (0, expected)
        assert status_of(desk, ada) is Status.SUBMITTED

    def test_a_difference_is_an_exit_code_of_its_own(self, desk: Deps, cards: FakeCards, ada: Owing) -> None:
        cards.settled.append(SettlementRow("pi_unknown", 100, desk.now()))
        code, answer = pay("reconcile", *self.DAY)
        assert (code, answer["differences"]) == (
            1,
            [{"gateway_ref": "pi_unknown", "ledger_cents": 0, "gateway_cents": 100}],
        )

    def test_yesterday_by_default(self, ada: Owing) -> None:
        code, answer = pay("reconcile")
        assert (code, answer["first_day"], answer["last_day"]) == (0, "2027-01-14", "2027-01-14")

    def test_a_silent_gateway_is_told(self, desk: Deps, cards: FakeCards, ada: Owing) -> None:
        cards.down = {"settlement_list"}
        code, answer = pay("reconcile", *self.DAY)
        assert (code, "doesn't answer" in answer["error"]) == (1, True)

    @pytest.mark.parametrize("days", [("2027-01-15", "2027-01-14"), ("0001-01-01", "9999-12-31")])
    def test_days_that_can_not_be_are_told(self, ada: Owing, days: tuple[str, str]) -> None:
        code, answer = pay("reconcile", "--from", days[0], "--to", days[1])
        assert (code, list(answer)) == (1, ["error"])


class TestReport:
    def test_it_says_what_came_in_and_went_out(self, desk: Deps, cards: FakeCards, ada: Owing) -> None:
        by_card(desk, cards, ada)
        code, answer = pay("report", "--from", "2027-01-01", "--to", "2027-01-15")
        assert (code, answer["postings"], answer["accounts"]["card_company"]) == (0, 1, 20_000)
        assert answer["days"] == [
            {"day": "2027-01-15", "by_card_cents": 20_000, "by_mail_cents": 0, "gone_back_cents": 0}
        ]

    def test_days_the_wrong_way_round_are_told(self, ada: Owing) -> None:
        code, answer = pay("report", "--from", "2027-01-15", "--to", "2027-01-14")
        assert (code, answer) == (1, {"error": "to: The last day lies before the first. Exchange them."})

    def test_both_days_are_asked_for(self) -> None:
        assert "Missing option '--to'" in misused("report", "--from", "2027-01-15")
