"""An Initial certificate is renewed for a fee, paid by credit card on the card company's own page."""

import pytest

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import holder_of
from tests.e2e.educator import Educator


@pytest.mark.parametrize(
    ("number", "shown"),
    [("4242 4242 4242 4242", "Visa ending in 4242"), ("5555 5555 5555 4444", "Mastercard ending in 4444")],
)
def test_a_credit_card_pays_and_the_receipt_says_so(educator: Educator, number: str, shown: str) -> None:
    holder = holder_of(educator.portal, CertificateKind.INITIAL)
    reference = steps.renews_an_initial_certificate(educator, holder)
    educator.reads("$200.00")
    educator.finds_no_barrier()
    educator.presses("Pay $200.00 by card now")
    steps.pays_on_the_card_page(educator, number)
    educator.sees_heading("Your receipt")
    educator.reads("Your application is filed")
    educator.reads(shown)
    educator.reads(reference)
    educator.finds_no_barrier()
    assert "$200.00" in educator.portal.inbox.mail(holder.email, "Receipt").text


def test_an_open_card_page_does_not_pay_twice(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.INITIAL)
    reference = steps.renews_an_initial_certificate(educator, holder)
    educator.presses("Pay $200.00 by card now")
    steps.pays_on_the_card_page(educator, "4242 4242 4242 4242")
    educator.sees_heading("Your receipt")
    educator.opens(f"/applications/{reference}/pay")
    educator.sees_heading("Your receipt")
