"""A desk with several people at it: one application, one person; and what a supervisor may put right."""

from datetime import timedelta

from playwright.sync_api import expect

from cecs_app.domain.certificate import CertificateKind
from cecs_app.practice.staff import REVIEWER, SECOND_REVIEWER, SUPERVISOR
from tests.e2e import bureau, meanwhile, steps
from tests.e2e.accounts import filed_continuation, holder_of
from tests.e2e.bureau import Sit
from tests.e2e.desk import deps_of
from tests.e2e.educator import Educator

at_desk = bureau.at_desk
WHY_UNDONE = "The transcript belongs to somebody else of the same name."


def test_two_reviewers_press_for_the_same_one_and_the_second_reads_who_has_it(
    educator: Educator, at_desk: Sit
) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    reference = filed_continuation(educator.portal, holder)
    nadia, tobias = at_desk(REVIEWER), at_desk(SECOND_REVIEWER)
    bureau.opens_case(tobias, reference, holder.name)
    bureau.claims(nadia, reference, holder.name)
    tobias.presses("Claim it")
    tobias.reads(f"{REVIEWER.name} works on this application.")
    tobias.reads(f"{REVIEWER.name} has worked on it since")
    tobias.finds_no_barrier()
    expect(tobias.page.get_by_role("button", name="Claim it")).to_have_count(0)
    expect(tobias.page.get_by_role("link", name="Approve …")).to_have_count(0)

    nadia.presses("Release it")
    nadia.reads("Claim it")
    bureau.claims(tobias, reference, holder.name)
    _gives(at_desk(SUPERVISOR), reference, holder.name, REVIEWER.name)
    bureau.opens_case(nadia, reference, holder.name)
    nadia.reads("Release it")
    bureau.opens_case(tobias, reference, holder.name)
    tobias.reads(f"{REVIEWER.name} has worked on it since")


def _gives(supervisor: Educator, reference: str, name: str, colleague: str) -> None:
    bureau.opens_case(supervisor, reference, name)
    supervisor.page.get_by_label("Who works on it").select_option(label=colleague)
    supervisor.presses("Give it")
    supervisor.reads(f"{colleague} has worked on it since")


def test_held_until_a_day_and_taken_up_again_in_its_old_place(educator: Educator, at_desk: Sit) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    reference = filed_continuation(educator.portal, holder)
    steps.logs_in(educator, holder)
    nadia = at_desk(REVIEWER)
    bureau.claims(nadia, reference, holder.name)
    with deps_of(educator.portal) as deps:
        until = deps.today() + timedelta(days=10)
    nadia.follows("Put on hold …")
    nadia.sees_heading("Put this application on hold?")
    nadia.fills("What is waited for?", "The certification office of Rhode Island has to answer us.")
    nadia.fills("On hold until", until.isoformat())
    nadia.presses("Put on hold")
    nadia.reads("It is on hold until")

    assert "Rhode Island" in educator.portal.inbox.mail(holder.email, f"On hold: your application {reference}").text
    educator.opens(f"/applications/{reference}/status")
    educator.reads("On Hold")
    educator.finds_no_barrier()

    nadia.follows("Take it up again")
    nadia.sees_heading("Take this application up again?")
    nadia.presses("Take it up again")
    nadia.reads("All conditions hold: approve it.")
    educator.opens(f"/applications/{reference}/status")
    educator.reads("In Review")


def test_a_supervisor_undoes_what_was_issued_and_everybody_can_see_that(educator: Educator, at_desk: Sit) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    reference = filed_continuation(educator.portal, holder)
    steps.logs_in(educator, holder)
    before = _certificates(educator)
    meanwhile.approves(educator.portal, reference)
    assert _certificates(educator) != before

    supervisor = at_desk(SUPERVISOR)
    bureau.opens_case(supervisor, reference, holder.name)
    supervisor.follows("Undo the decision …")
    supervisor.sees_heading("Undo the decision?")
    supervisor.reads("What is put back")
    supervisor.fills("Why is it taken back?", WHY_UNDONE)
    supervisor.presses("Undo the decision")
    supervisor.reads("In Review")
    expect(supervisor.page.locator("#timeline")).to_contain_text(SUPERVISOR.name)

    letter = educator.portal.inbox.mail(holder.email, f"Decision taken back: your application {reference}")
    assert WHY_UNDONE in letter.text
    educator.opens(f"/applications/{reference}/status")
    educator.reads("In Review")
    bureau.opens_case(at_desk(REVIEWER), reference, holder.name)


def _certificates(educator: Educator) -> str:
    """What stands on the screen about her certificates."""
    educator.opens("/certificates")
    return educator.page.get_by_role("main").inner_text()
