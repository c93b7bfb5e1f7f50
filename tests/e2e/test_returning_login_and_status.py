"""She comes back: logs in, acknowledges, and reads where her application stands, until it is issued."""

import subprocess
import sys

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import holder_of
from tests.e2e.educator import Educator
from tests.e2e.portal import ROOT, Portal


def approves(portal: Portal, reference: str) -> None:
    """The Bureau's side, from the command line."""
    subprocess.run(
        [sys.executable, "-m", "cecs_app", "application", "approve", reference],
        cwd=ROOT,
        env=portal.environment,
        check=True,
        capture_output=True,
    )


def test_the_status_follows_the_application_until_the_certificate_has_new_dates(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    reference = steps.continues_a_professional_certificate(educator, holder)
    educator.presses("Log out")
    steps.logs_in(educator, holder)
    educator.follows("Check Status: Continuation")
    educator.sees_heading("Status of your application")
    educator.reads("Submitted: Waiting First Review")
    educator.reads("The Bureau")
    approves(educator.portal, reference)
    educator.opens("/applications")
    educator.reads("Issued")
    educator.follows("Check Status")
    educator.reads("The Bureau issued it: valid from")
    educator.finds_no_barrier()
    educator.opens("/certificates")
    educator.reads("Renewed. Your present term runs through")
    assert educator.portal.inbox.mail(holder.email, "Issued").link


def test_back_after_submitting_leads_to_the_receipt_not_into_the_form(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.continues_a_professional_certificate(educator, holder)
    educator.page.go_back()
    educator.sees_heading("Your receipt")
    educator.reads("Your application is filed")


def test_an_application_can_be_withdrawn_and_begun_anew(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    steps.begins(educator, "Continuation")
    educator.sees_heading("Your details")
    educator.follows("Withdraw this application")
    educator.sees_heading("Withdraw this application?")
    educator.finds_no_barrier()
    educator.presses("Withdraw it")
    educator.sees_heading("Status of your application")
    educator.reads("Withdrawn")
    educator.opens("/certificates")
    steps.begins(educator, "Continuation")
    educator.sees_heading("Your details")


def test_the_application_of_another_educator_is_not_there(educator: Educator, phone: Educator) -> None:
    owner, other = (holder_of(educator.portal, CertificateKind.PROFESSIONAL) for _ in range(2))
    steps.logs_in(educator, owner)
    steps.begins(educator, "Continuation")
    educator.sees_heading("Your details")
    reference = educator.page.url.split("/")[-2]
    steps.logs_in(phone, other)
    for screen in ("start", "details", "conduct", "check", "sign", "receipt", "status", "withdraw", "pay", "slip"):
        phone.opens(f"/applications/{reference}/{screen}")
        phone.sees_heading("We can't find this page")
