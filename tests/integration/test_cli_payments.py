"""`payments …`: what the cashier and the finance office type, what they are told, and with which exit code."""

import getpass

import pytest
from typer.testing import CliRunner

from cecs_app import wiring
from cecs_app.cli.main import app
from cecs_app.db.payment_tables import MailedPayment, Refund
from cecs_app.domain.application import Status
from cecs_app.services.deps import Deps
from tests.fakes_cards import FakeCards
from tests.on_record import contents
from tests.payable import Owing, came, dues_now, owing, payments_of, set_status, start, status_of
from tests.payment_commands import by_card, misused, pay

MONEY_ORDER = ("--kind", "money_order", "--number", "77-1")


@pytest.fixture(autouse=True)
def wired(monkeypatch: pytest.MonkeyPatch, desk: Deps) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: desk)
    monkeypatch.delenv("CECS_STAFF", raising=False)


class TestReceive:
    def test_it_says_what_holds_now(self, desk: Deps, ada: Owing) -> None:
        code, answer = pay("receive", " ct-ada ", *MONEY_ORDER, "--amount", "5100")
        reference = answer.pop("reference")
        assert reference.startswith("M-")
        assert (code, answer) == (
            0,
            {
                "application": "CT-ADA",
                "status": "submitted",
                "owed_cents": 14_900,
                "to_file_cents": 0,
                "overpaid_cents": 0,
                "filed_at": "2027-01-15T12:00:00-05:00",
                "educator": "Ada Lovelace",
            },
        )

    def test_the_day_on_which_it_came_is_told(self, desk: Deps, ada: Owing) -> None:
        wait = ("receive", "CT-ADA", *MONEY_ORDER, "--amount", "100", "--received", "2027-01-12")
        assert pay(*wait)[1]["filed_at"] is None
        with desk.database.reading() as db:
            assert db.get_one(MailedPayment, 1).received_on.isoformat() == "2027-01-12"

    @pytest.mark.parametrize(
        ("option", "environment", "name"),
        [
            (("--by", " mia "), {}, "mia"),
            ((), {"CECS_STAFF": "zoe"}, "zoe"),
            (("--by", "mia"), {"CECS_STAFF": "zoe"}, "mia"),
            ((), {}, getpass.getuser()),
        ],
    )
    def test_who_did_it_is_kept(
        self, desk: Deps, ada: Owing, option: tuple[str, ...], environment: dict[str, str], name: str
    ) -> None:
        pay("receive", "CT-ADA", *MONEY_ORDER, "--amount", "100", *option, **environment)
        with desk.database.reading() as db:
            assert db.get_one(MailedPayment, 1).recorded_by == name

    @pytest.mark.parametrize("kind", ["personal_check", "cash"])
    def test_a_refused_kind_is_told_to_be_sent_back(self, desk: Deps, ada: Owing, kind: str) -> None:
        code, answer = pay("receive", "CT-ADA", "--kind", kind, "--number", "1", "--amount", "20000")
        assert (code, list(answer)) == (1, ["error"])
        assert "Send it back" in answer["error"]
        assert dues_now(desk, ada).paid_cents == 0

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"--amount": "0"}, "amount: Enter an amount in cents"),
            ({"--amount": "1000001"}, "amount: Enter an amount in cents"),
            ({"--number": " "}, "number: Fill this in."),
            ({"--received": "2027-01-16"}, "received_on: This day is still to come."),
            ({"--number": "", "--amount": "0"}, "number: Fill this in. amount: Enter"),
        ],
    )
    def test_what_can_not_be_true_is_named(self, desk: Deps, ada: Owing, changes: dict[str, str], words: str) -> None:
        options = {"--kind": "money_order", "--number": "1", "--amount": "5000", **changes}
        before = contents(desk)
        code, answer = pay("receive", "CT-ADA", *(word for pair in options.items() for word in pair))
        assert (code, words in answer["error"]) == (1, True)
        assert contents(desk) == before

    @pytest.mark.parametrize(
        ("command", "words"),
        [
            (("--kind", "iou", "--amount", "100"), "'iou' is not one of"),
            (("--kind", "money_order", "--amount", "50.00"), "'--amount'"),
            (("--kind", "money_order", "--amount", "$50"), "'--amount'"),
            (("--kind", "money_order", "--amount", "-5"), "'--amount'"),
            (("--kind", "money_order", "--amount", "1_000"), "'--amount'"),
            (("--kind", "money_order"), "Missing option '--amount'"),
            (("--amount", "100"), "Missing option '--kind'"),
            (("--kind", "money_order", "--amount", "1", "--received", "1/12/2027"), "'--received'"),
        ],
    )
    def test_what_can_not_be_read_is_a_misuse(self, ada: Owing, command: tuple[str, ...], words: str) -> None:
        assert words in misused("receive", "CT-ADA", *command)

    def test_nothing_is_booked_for_an_amount_in_dollars(self, desk: Deps, ada: Owing) -> None:
        CliRunner().invoke(app, ["payments", "receive", "CT-ADA", *MONEY_ORDER, "--amount", "50.00"])
        assert dues_now(desk, ada).paid_cents in (0, 5_000), "never fifty cents"

    def test_the_same_twice_and_an_unknown_application_are_told(self, ada: Owing) -> None:
        command = (*MONEY_ORDER, "--amount", "100")
        assert pay("receive", "CT-ADA", *command)[0] == 0
        assert pay("receive", "CT-ADA", *command) == (
            1,
            {"error": "This one was recorded for this application before. Nothing was changed."},
        )
        assert pay("receive", "CT-NOBODY", *command)[0] == 1


class TestRefund:
    def test_it_says_how_much_goes_back_and_how_far_it_is(self, desk: Deps, cards: FakeCards, ada: Owing) -> None:
        payment = by_card(desk, cards, ada)
        set_status(desk, ada, Status.DENIED)
        code, answer = pay("refund", f" {payment.lower()} ", "--amount", "15000", "--reason", "denied", "--by", "mia")
        reference = answer.pop("reference")
        assert (code, answer) == (0, {"application": "CT-ADA", "amount_cents": 15_000, "status": "done", "to_do": ""})
        with desk.database.reading() as db:
            made = db.get_one(Refund, 1)
        assert (made.reference, made.reason, made.ordered_by) == (reference, "denied", "mia")

    def test_more_than_may_go_back_is_refused_with_the_most_that_may(
        self, desk: Deps, cards: FakeCards, ada: Owing
    ) -> None:
        payment = by_card(desk, cards, ada)
        set_status(desk, ada, Status.DENIED)
        asked = ("refund", payment, "--amount", "20000", "--reason", "denied")
        code, answer = pay(*asked)
        assert (code, "At most $150.00" in answer["error"]) == (1, True)
        assert pay(*asked, "--override", "the director agrees")[0] == 0

    def test_without_an_answer_it_is_claimed(self, desk: Deps, cards: FakeCards, ada: Owing) -> None:
        payment = by_card(desk, cards, ada)
        set_status(desk, ada, Status.DENIED)
        cards.down = {"refund"}
        code, answer = pay("refund", payment, "--amount", "100", "--reason", "denied")
        assert (code, answer["status"]) == (0, "claimed")

    def test_what_the_gateway_refuses_is_an_error(self, desk: Deps, cards: FakeCards, ada: Owing) -> None:
        payment = by_card(desk, cards, ada)
        set_status(desk, ada, Status.DENIED)
        cards.refunds["R-BY-HAND"] = (cards.captured[0], 20_000)
        code, answer = pay("refund", payment, "--amount", "100", "--reason", "denied")
        assert (code, list(answer)) == (1, ["error"])

    def test_a_reason_is_asked_for(self, desk: Deps, ada: Owing) -> None:
        taken = came(desk, ada, 20_100)
        assert pay("refund", taken.reference, "--amount", "100", "--reason", " ")[1]["error"].startswith("reason:")
        assert "Missing option '--reason'" in misused("refund", taken.reference, "--amount", "100")


class TestVoid:
    def test_a_mailed_payment_is_taken_back(self, desk: Deps, ada: Owing) -> None:
        taken = came(desk, ada, 20_000)
        assert pay("void", f"{taken.reference.lower()} ", "--reason", "bounced") == (0, {"voided": taken.reference})
        assert status_of(desk, ada) is Status.AWAITING_PAYMENT

    def test_an_open_card_page_is_stopped(self, desk: Deps, cards: FakeCards, ada: Owing) -> None:
        start(desk, ada)
        assert pay("void", payments_of(desk, ada)[0].reference, "--reason", "asked for")[0] == 0
        assert len(cards.expired) == 1

    @pytest.mark.parametrize("reference", ["P-NONE", "M-NONE", " ", "\ud800"])
    def test_an_unknown_payment_is_said_to_be_unknown(self, ada: Owing, reference: str) -> None:
        code, answer = pay("void", reference, "--reason", "bounced")
        assert (code, list(answer)) == (1, ["error"])

    def test_what_was_captured_and_what_nobody_answers_for_is_told(
        self, desk: Deps, cards: FakeCards, ada: Owing
    ) -> None:
        payment = by_card(desk, cards, ada)
        assert "Refund it instead" in pay("void", payment, "--reason", "error")[1]["error"]
        start(desk, owing(desk, "Bea"))
        bea = contents(desk)["payment"][-1][1]
        cards.down = {"find_result"}
        code, answer = pay("void", bea, "--reason", "error")
        assert (code, "doesn't answer" in answer["error"]) == (1, True)
