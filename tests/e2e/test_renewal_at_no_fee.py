"""A Professional certificate is continued at no fee: nothing is asked about paying, and it is filed at once."""

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import holder_of
from tests.e2e.educator import Educator


def test_a_professional_certificate_is_continued_without_a_word_about_paying(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    educator.finds_no_barrier()
    educator.presses("Choose: Continuation,")
    educator.sees_heading("Before you begin")
    educator.reads("No fee")
    educator.finds_no_barrier()
    educator.presses("Begin")
    steps.gives_details(educator)
    steps.answers_no_to_every_question(educator)
    educator.sees_heading("Check your answers")
    educator.finds_no_barrier()
    steps.checks_signs_and_submits(educator, holder.name)
    educator.sees_heading("Your receipt")
    educator.reads("Your application is filed")
    educator.finds_no_barrier()
    assert "There is nothing to pay." in educator.portal.inbox.mail(holder.email, "is filed").text
