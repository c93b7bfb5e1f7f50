"""Pay later: the slip for the envelope, and an application that waits for the mail."""

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import holder_of
from tests.e2e.educator import Educator


def test_the_slip_says_what_to_send_and_where(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.INITIAL)
    reference = steps.renews_an_initial_certificate(educator, holder)
    educator.presses("Pay later by mail")
    educator.sees_heading("Pay by mail")
    for words in (
        reference,
        holder.ein,
        "$200.00",
        "Treasurer, State of Connecticut",
        "PO Box 150471",
        "Hartford, CT 06115-0471",
        "Personal checks are NOT accepted.",
    ):
        educator.reads(words)
    educator.finds_no_barrier()
    assert "Treasurer, State of Connecticut" in educator.portal.inbox.mail(holder.email, "mail").text


def test_one_who_chose_the_mail_can_still_pay_by_card(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.INITIAL)
    steps.renews_an_initial_certificate(educator, holder)
    educator.presses("Pay later by mail")
    educator.sees_heading("Pay by mail")
    educator.opens("/applications")
    educator.finds_no_barrier()
    educator.follows("Check Status/Pay Now")
    educator.sees_heading("Status of your application")
    educator.reads("Signed: Awaiting Payment")
    educator.finds_no_barrier()
    educator.follows("Pay the fee")
    educator.reads("You chose this before. You can still pay by card instead.")
    educator.presses("Pay $200.00 by card now")
    steps.pays_on_the_card_page(educator, "4242 4242 4242 4242")
    educator.sees_heading("Your receipt")
