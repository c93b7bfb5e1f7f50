"""The review fee now and the balance later; too little, too much and the wrong kind by mail; money back."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import Holder, holder_of
from tests.e2e.educator import Educator
from tests.e2e.gateway import money_taken
from tests.e2e.portal import ROOT, Portal

VISA = "4242 4242 4242 4242"


@pytest.fixture
def holder(educator: Educator) -> Holder:
    return holder_of(educator.portal, CertificateKind.INITIAL)


@pytest.fixture
def reference(educator: Educator, holder: Holder) -> str:
    return steps.goes_to_pay(educator, holder)


def staff(portal: Portal, *command: str) -> dict[str, Any]:
    """A command of the Bureau's, on the running portal's database."""
    done = subprocess.run(
        [sys.executable, "-m", "cecs_app", *command], cwd=ROOT, env=portal.environment, capture_output=True, text=True
    )
    return dict(json.loads(done.stdout))


def takes_in(portal: Portal, reference: str, kind: str, cents: int, number: str = "1001") -> dict[str, Any]:
    named = ["--kind", kind, "--amount", str(cents), "--number", number]
    return staff(portal, "payments", "receive", reference, *named)


def test_the_review_fee_files_it_and_the_balance_follows_by_card(educator: Educator, reference: str) -> None:
    educator.presses("Pay only $50.00 now")
    steps.pays_on_the_card_page(educator, VISA)
    educator.sees_heading("Your receipt")
    educator.reads("Your application is filed")
    educator.reads("Still to pay: $150.00")
    educator.finds_no_barrier()
    educator.follows("Pay the balance")
    educator.sees_heading("Pay the fee")
    educator.reads("You have paid $50.00 of $200.00.")
    educator.presses("Pay $150.00 by card now")
    steps.pays_on_the_card_page(educator, VISA)
    educator.sees_heading("Your receipt")
    assert educator.page.get_by_text("Still to pay").count() == 0
    assert sorted(money_taken(educator.portal, reference)) == [5_000, 15_000]


def test_two_tabs_with_two_amounts_leave_one_card_page_that_can_be_paid(educator: Educator, reference: str) -> None:
    other = Educator.arrive(educator.page.context, educator.portal)
    other.opens(f"/applications/{reference}/pay")
    educator.presses("Pay $200.00 by card now")
    educator.page.get_by_label("Card number").wait_for()
    other.presses("Pay only $50.00 now")
    steps.pays_on_the_card_page(other, VISA)
    other.sees_heading("Your receipt")
    educator.page.reload()
    educator.reads("This payment page has expired")
    assert money_taken(educator.portal, reference) == [5_000]


def test_a_mailed_check_shows_on_her_receipt_and_files_the_application(
    educator: Educator, holder: Holder, reference: str
) -> None:
    educator.presses("Pay later by mail")
    educator.sees_heading("Pay by mail")
    assert takes_in(educator.portal, reference, "money_order", 3_000)["to_file_cents"] == 2_000
    educator.opens(f"/applications/{reference}/receipt")
    educator.sees_heading("What you signed")
    educator.reads("Still to pay: $170.00")
    assert "Your application is filed when $20.00 more" in educator.portal.inbox.mail(holder.email, "Received").text
    takes_in(educator.portal, reference, "cashiers_check", 20_000, "1002")
    educator.opens(f"/applications/{reference}/receipt")
    educator.sees_heading("Your receipt")
    educator.reads("Cashier's check number 1002")
    educator.reads("You paid $30.00 too much.")
    educator.finds_no_barrier()


def test_a_personal_check_comes_back_and_she_is_told(educator: Educator, holder: Holder, reference: str) -> None:
    assert "Send it back" in takes_in(educator.portal, reference, "personal_check", 20_000)["error"]
    assert "Nothing was paid" in educator.portal.inbox.mail(holder.email, "can't be taken").text
    educator.opens(f"/applications/{reference}/status")
    educator.reads("The Bureau sent your payment of $200.00 back")
    educator.reads("Signed: Awaiting Payment")


def test_what_was_paid_too_much_goes_back_to_the_card(educator: Educator, holder: Holder, reference: str) -> None:
    educator.presses("Pay $200.00 by card now")
    steps.pays_on_the_card_page(educator, VISA)
    educator.sees_heading("Your receipt")
    payment = educator.page.get_by_text(re.compile(r"^P-[A-Z0-9]{4}-[A-Z0-9]{4}$")).inner_text()
    takes_in(educator.portal, reference, "money_order", 20_000)
    back = staff(educator.portal, "payments", "refund", payment, "--amount", "20000", "--reason", "paid twice")
    assert back["status"] == "done"
    educator.opens(f"/applications/{reference}/receipt")
    educator.reads("Refunded")
    assert "$200.00 back to you" in educator.portal.inbox.mail(holder.email, "Refund").text
    assert (
        "At most $0.00"
        in staff(educator.portal, "payments", "refund", payment, "--amount", "1", "--reason", "asks again")["error"]
    )


def test_the_receipt_and_the_slip_are_kept_as_pdfs(educator: Educator, reference: str) -> None:
    educator.opens(f"/applications/{reference}/slip")
    with educator.page.expect_download() as slip:
        educator.follows("Download the slip (PDF)")
    assert slip.value.suggested_filename == "CECS-slip.pdf"
    educator.opens(f"/applications/{reference}/receipt")
    with educator.page.expect_download() as receipt:
        educator.follows("Download it (PDF)")
    assert receipt.value.path().read_bytes().startswith(b"%PDF-")
