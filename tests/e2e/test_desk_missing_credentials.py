"""Two people at once: a reviewer asks for a transcript, she sends it from her phone, and it is issued."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from cecs_app.domain.certificate import CertificateKind
from cecs_app.practice import papers
from cecs_app.practice.staff import REVIEWER, SECOND_REVIEWER
from tests.e2e import bureau, steps
from tests.e2e.accounts import holder_of
from tests.e2e.bureau import Sit
from tests.e2e.educator import Educator

at_desk = bureau.at_desk


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    path = tmp_path / "my transcript.pdf"
    path.write_bytes(papers.scanned("Somebody", "Transcript"))
    return path


def test_a_transcript_is_asked_for_sent_by_phone_accepted_and_the_certificate_is_issued(
    phone: Educator, at_desk: Sit, transcript: Path
) -> None:
    holder = holder_of(phone.portal, CertificateKind.PROFESSIONAL)
    reference = steps.continues_a_professional_certificate(phone, holder)
    reviewer, colleague = at_desk(REVIEWER), at_desk(SECOND_REVIEWER)
    bureau.claims(reviewer, reference, holder.name)
    reviewer.finds_no_barrier()
    bureau.opens_case(colleague, reference, holder.name)
    colleague.reads("Nadia Brightwater")
    expect(colleague.page.get_by_role("button", name="Claim it")).to_have_count(0)

    _asks_for_a_transcript(reviewer)
    asked = phone.portal.inbox.mail(holder.email, f"Something is missing: {reference}")
    assert "Both pages, please." in asked.text

    phone.opens(f"/applications/{reference}/status")
    phone.reads("Reviewed: Missing Credentials")
    phone.finds_no_barrier()
    phone.opens(f"/applications/{reference}/missing")
    phone.finds_no_barrier()
    phone.page.locator("input[type=file]").set_input_files(transcript)
    phone.presses("Send")
    phone.reads("my transcript.pdf")
    phone.opens(f"/applications/{reference}/status")
    phone.reads("Waiting Review")

    bureau.opens_case(reviewer, reference, holder.name)
    reviewer.reads("my transcript.pdf")
    reviewer.presses("Accept")
    reviewer.reads("Accepted")
    _approves(reviewer, reference)

    issued = phone.portal.inbox.mail(holder.email, f"Issued: your application {reference}")
    phone.opens("/certificates")
    assert issued.fact("Valid").split(" through ")[1] in phone.page.locator("main").inner_text()
    phone.opens(f"/applications/{reference}/status")
    phone.reads("The Bureau issued it")


def _asks_for_a_transcript(reviewer: Educator) -> None:
    reviewer.follows("Ask for what is missing")
    reviewer.sees_heading("Ask for what is missing")
    reviewer.page.get_by_label("Official transcript", exact=True).check()
    reviewer.page.get_by_label("In your words: Official transcript").fill("Both pages, please.")
    reviewer.finds_no_barrier()
    reviewer.presses("Read the letter")
    reviewer.reads("This is the letter")
    reviewer.presses("Send the letter")
    reviewer.reads("Reviewed: Missing Credentials")


def _approves(reviewer: Educator, reference: str) -> None:
    reviewer.opens(f"/desk/applications/{reference}/approve")
    reviewer.sees_heading("Approve this application?")
    reviewer.finds_no_barrier()
    reviewer.presses("Approve and issue")
    reviewer.reads("Issued")
