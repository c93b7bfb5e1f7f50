"""Two people at once: she pays by mail, the cashier takes the money order in, a reviewer takes the application up."""

from playwright.sync_api import expect

from cecs_app.domain.certificate import CertificateKind
from cecs_app.practice.staff import CASHIER, REVIEWER
from tests.e2e import bureau, steps
from tests.e2e.accounts import holder_of
from tests.e2e.bureau import Sit
from tests.e2e.educator import Educator

at_desk = bureau.at_desk


def test_a_money_order_files_the_application_and_it_is_issued(educator: Educator, at_desk: Sit) -> None:
    holder = holder_of(educator.portal, CertificateKind.INITIAL)
    reference = steps.renews_an_initial_certificate(educator, holder)
    educator.presses("Pay later by mail")
    educator.sees_heading("Pay by mail")

    cashier = at_desk(CASHIER)
    cashier.opens("/desk/cashier")
    cashier.finds_no_barrier()
    cashier.fills("Application number", reference.lower())
    cashier.presses("Show whose it is")
    cashier.reads(holder.name)
    cashier.reads("$200.00")
    cashier.page.get_by_label("Money order").check()
    cashier.fills("Number printed on it", "MO-20261125")
    cashier.fills("Amount in dollars", "200")
    cashier.finds_no_barrier()
    cashier.presses("The name agrees: record it")
    cashier.reads("Recorded:")
    cashier.reads("MO-20261125")

    assert educator.portal.inbox.mail(holder.email, "Received:").fact("Received") == "$200.00"
    educator.opens(f"/applications/{reference}/receipt")
    educator.reads("Your application is filed")

    reviewer = at_desk(REVIEWER)
    bureau.claims(reviewer, reference, holder.name)
    reviewer.opens(f"/desk/applications/{reference}/approve")
    reviewer.presses("Approve and issue")
    reviewer.reads("Issued")
    educator.portal.inbox.mail(holder.email, f"Issued: your application {reference}")
    educator.opens(f"/applications/{reference}/status")
    educator.reads("The Bureau issued it")


def test_a_cashier_sees_no_case_and_a_reviewer_no_envelope(educator: Educator, at_desk: Sit) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    reference = steps.continues_a_professional_certificate(educator, holder)
    cashier, reviewer = at_desk(CASHIER), at_desk(REVIEWER)
    for person, path in ((cashier, f"/desk/applications/{reference}"), (reviewer, "/desk/cashier")):
        person.opens(path)
        person.sees_heading("This is not part of your role")
        expect(person.page.get_by_text(holder.name)).to_have_count(0)
