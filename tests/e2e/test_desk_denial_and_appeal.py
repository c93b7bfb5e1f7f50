"""Two people at once: a denial says why and how to appeal; the panel grants it, and the Bureau reviews again."""

from cecs_app.domain.certificate import CertificateKind
from cecs_app.practice.staff import REVIEWER, SUPERVISOR
from tests.e2e import bureau, steps
from tests.e2e.accounts import holder_of
from tests.e2e.bureau import Sit
from tests.e2e.educator import Educator

at_desk = bureau.at_desk
WHY = "The statement of experience covers two years only. Send one that covers three, and apply again."
STATEMENT = "The third year is on the back of the page that I sent. Please look at it again."


def test_denied_appealed_granted_and_reviewed_again(educator: Educator, at_desk: Sit) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    reference = steps.continues_a_professional_certificate(educator, holder)
    reviewer, supervisor = at_desk(REVIEWER), at_desk(SUPERVISOR)
    bureau.claims(reviewer, reference, holder.name)
    reviewer.opens(f"/desk/applications/{reference}/deny")
    reviewer.sees_heading("Deny this application?")
    reviewer.fills("Why is it denied?", WHY)
    reviewer.presses("Preview the letter")
    reviewer.reads("You may appeal through")
    reviewer.finds_no_barrier()
    reviewer.presses("Deny it and send this letter")
    reviewer.reads("Denied")

    letter = educator.portal.inbox.mail(holder.email, f"Denied: your application {reference}")
    assert WHY in letter.text
    educator.opens(f"/applications/{reference}/status")
    educator.reads("Denied")
    educator.follows("Appeal the denial")
    educator.sees_heading("Appeal the denial")
    educator.finds_no_barrier()
    educator.page.locator("textarea").fill(STATEMENT)
    educator.presses("Appeal")
    educator.sees_heading("Status of your application")
    educator.reads("Denied: Appeal Under Way")

    supervisor.opens(f"/desk/applications/{reference}/appeal")
    supervisor.sees_heading("What the panel decided")
    supervisor.reads(STATEMENT)
    supervisor.page.get_by_label("Granted: the Bureau reviews the application again").check()
    supervisor.page.locator("textarea").fill("The third year is documented on the back of the page.")
    supervisor.finds_no_barrier()
    supervisor.presses("Enter the outcome and send the letter")
    supervisor.reads("In Review")

    decided = educator.portal.inbox.mail(holder.email, f"Your appeal is decided: application {reference}")
    assert "granted your appeal" in decided.text
    educator.opens(f"/applications/{reference}/status")
    educator.reads("In Review")


def test_a_yes_to_a_conduct_question_takes_a_reviewer_and_a_supervisor(educator: Educator, at_desk: Sit) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    steps.begins(educator, "Continuation")
    steps.gives_details(educator)
    _says_yes_once(educator)
    steps.checks_signs_and_submits(educator, holder.name)
    educator.sees_heading("Your receipt")
    reference = educator.page.url.split("/")[-2]

    reviewer, supervisor = at_desk(REVIEWER), at_desk(SUPERVISOR)
    bureau.claims(reviewer, reference, holder.name)
    reviewer.reads("A fine in 1999.")
    reviewer.opens(f"/desk/applications/{reference}/approve")
    reviewer.presses("Approve: goes to a supervisor")
    reviewer.reads("In Review: Second Look")
    educator.opens(f"/applications/{reference}/status")
    educator.reads("A supervisor looks at it too")

    bureau.opens_case(supervisor, reference, holder.name)
    supervisor.finds_no_barrier()
    supervisor.opens(f"/desk/applications/{reference}/second-look")
    supervisor.finds_no_barrier()
    supervisor.presses("Confirm: approve and issue")
    supervisor.reads("Issued")
    educator.portal.inbox.mail(holder.email, f"Issued: your application {reference}")


def _says_yes_once(educator: Educator) -> None:
    educator.sees_heading("Conduct questions")
    for answer in educator.page.get_by_label("No", exact=True).all()[1:]:
        answer.check()
    educator.page.get_by_label("Yes", exact=True).first.check()
    educator.page.locator("textarea:visible").first.fill("A fine in 1999.")
    educator.presses("Save and continue")
