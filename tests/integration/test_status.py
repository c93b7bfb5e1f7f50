"""Where an application stands: what happened, what comes next, who acts, and what she can do."""

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.steps import Step
from cecs_app.services import decide
from cecs_app.services.applications import change_kind, service, status
from cecs_app.services.applications.status import Standing
from cecs_app.services.deps import Deps
from cecs_app.services.payments.by_mail import choose_mail
from tests.applying import SERVED, Applicant, applicant, begun, filed, filled, moved, paid, sign
from tests.fakes import TestClock


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return applicant(deps)


def standing(deps: Deps, who: Applicant, reference: str) -> Standing:
    return status.show(deps, who.educator_id, reference).standing


def timeline(deps: Deps, who: Applicant, reference: str) -> list[str]:
    return [one.what for one in status.show(deps, who.educator_id, reference).timeline]


def test_a_draft_leads_on_to_where_it_was_left(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation", until=Step.CONDUCT)
    found = standing(deps, ada, reference)
    assert found.resume == f"/applications/{reference}/conduct"
    assert (found.application, found.certificate) == ("Continuation", "Professional Educator Certificate C-Ada")
    assert (found.status, found.actor, found.fee) == ("Draft: Not Submitted Yet", "You", "No fee")
    assert (found.is_payable, found.can_withdraw) == (False, True)


def test_an_unpaid_one_can_be_paid_and_one_paid_by_mail_says_so(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "duplicate")
    sign(deps, ada, reference)
    found = standing(deps, ada, reference)
    assert (found.fee, found.is_payable, found.resume) == ("$50.00", True, "")
    assert found.next.startswith("Pay the fee: your application is filed when at least $50.00")
    choose_mail(deps, ada.educator_id, reference)
    assert standing(deps, ada, reference).next.startswith("Mail your payment with its slip.")
    assert standing(deps, ada, reference).is_payable


@pytest.mark.parametrize(
    ("path", "name", "actor", "can_withdraw"),
    [
        ([], "Submitted: Waiting First Review", "The Bureau", True),
        ([Status.IN_REVIEW], "In Review", "The Bureau", True),
        ([Status.IN_REVIEW, Status.MISSING_CREDENTIALS], "Reviewed: Missing Credentials", "You", True),
        ([Status.IN_REVIEW, Status.APPROVED], "Approved", "The Bureau", False),
        ([Status.IN_REVIEW, Status.DENIED], "Denied", "Nobody: it is finished", False),
    ],
)
def test_a_filed_one_says_who_acts_and_whether_it_can_be_taken_back(
    deps: Deps, ada: Applicant, path: list[Status], name: str, actor: str, can_withdraw: bool
) -> None:
    reference = filed(deps, ada, "continuation")
    moved(deps, reference, *path)
    found = standing(deps, ada, reference)
    assert (found.status, found.actor, found.can_withdraw) == (name, actor, can_withdraw)
    assert (found.resume, found.is_payable) == ("", False)


def test_the_timeline_tells_what_happened_oldest_first_with_the_instant(
    deps: Deps, ada: Applicant, clock: TestClock
) -> None:
    reference = filled(deps, ada, "duplicate")
    clock.forward(hours=1)
    sign(deps, ada, reference)
    choose_mail(deps, ada.educator_id, reference)
    clock.forward(days=3)
    paid(deps, reference)
    clock.forward(days=60)
    decide.approve(deps, reference)
    found = [(one.what, one.at) for one in status.show(deps, ada.educator_id, reference).timeline]
    assert found == [
        ("You began the application.", "January 15, 2027 at 12:00 PM EST"),
        ("You signed it. It waits for payment.", "January 15, 2027 at 1:00 PM EST"),
        ("Your application was filed.", "January 18, 2027 at 1:00 PM EST"),
        ("The Bureau began its review.", "March 19, 2027 at 2:00 PM EDT"),
        ("The Bureau approved it.", "March 19, 2027 at 2:00 PM EDT"),
        ("The Bureau issued it: valid from July 1, 2022 through June 30, 2027.", "March 19, 2027 at 2:00 PM EDT"),
    ]


def test_a_change_of_kind_stands_in_the_timeline(deps: Deps) -> None:
    who = applicant(deps, "initial", "2017-07-01")
    reference = filled(deps, who, "renewal", until=Step.SERVICE)
    service.save(deps, who.educator_id, reference, SERVED)
    change_kind.change(deps, who.educator_id, who.account_id, reference)
    assert timeline(deps, who, reference)[-1] == "You changed it to another kind of application."
    assert standing(deps, who, reference).application == "Extension"


def test_each_application_has_its_own_timeline(deps: Deps, ada: Applicant) -> None:
    first, second = begun(deps, ada, "continuation"), begun(deps, ada, "duplicate")
    sign(deps, ada, filled(deps, ada, "duplicate"))
    assert len(timeline(deps, ada, first)) == 1
    assert len(timeline(deps, ada, second)) == 2


def test_the_day_it_was_last_touched_is_that_of_saving_signing_and_deciding(
    deps: Deps, ada: Applicant, clock: TestClock
) -> None:
    reference = filled(deps, ada, "continuation")
    seen = [standing(deps, ada, reference).touched]
    clock.forward(days=1)
    sign(deps, ada, reference)
    seen.append(standing(deps, ada, reference).touched)
    clock.forward(days=1)
    decide.approve(deps, reference)
    seen.append(standing(deps, ada, reference).touched)
    assert seen == [f"January {day}, 2027 at 12:00 PM EST" for day in (15, 16, 17)]
