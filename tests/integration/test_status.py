"""Where an application stands: what happened, what comes next, who acts, and what she can do."""

from datetime import date

import pytest

from cecs_app.db import applications
from cecs_app.db.desk_tables import Appeal
from cecs_app.domain.application import Status
from cecs_app.domain.steps import Step
from cecs_app.services import decide
from cecs_app.services.applications import change_kind, service, status
from cecs_app.services.applications.list_all import list_all
from cecs_app.services.applications.status import Standing
from cecs_app.services.deps import Deps
from cecs_app.services.payments.by_mail import choose_mail
from tests.applying import SERVED, Applicant, applicant, begun, filed, filled, moved, paid, sign
from tests.fakes import TestClock
from tests.payable import Owing, came, owing


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


def test_the_timeline_tells_what_happened_newest_first_with_the_instant(
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
        ("The Bureau issued it: valid from July 1, 2022 through June 30, 2027.", "March 19, 2027 at 2:00 PM EDT"),
        ("The Bureau approved it.", "March 19, 2027 at 2:00 PM EDT"),
        ("A reviewer took it up.", "March 19, 2027 at 2:00 PM EDT"),
        ("Your application was filed.", "January 18, 2027 at 1:00 PM EST"),
        ("You signed it. It waits for payment.", "January 15, 2027 at 1:00 PM EST"),
        ("You began the application.", "January 15, 2027 at 12:00 PM EST"),
    ]


DUE = date(2027, 2, 20)


@pytest.mark.parametrize(
    ("path", "actor", "by"),
    [
        ([], "The Bureau", ""),
        ([Status.IN_REVIEW, Status.MISSING_CREDENTIALS], "You", "by February 20, 2027"),
        ([Status.IN_REVIEW, Status.ON_HOLD], "Somebody else: see our letter", "until February 20, 2027"),
        ([Status.IN_REVIEW, Status.DENIED], "You, if you want to appeal", "by February 4, 2027"),
        ([Status.IN_REVIEW, Status.DENIED, Status.APPEALED], "The appeal panel", "by February 20, 2027"),
    ],
)
def test_who_acts_next_has_a_day(deps: Deps, ada: Applicant, path: list[Status], actor: str, by: str) -> None:
    reference = filed(deps, ada, "continuation")
    moved(deps, reference, *path)
    with deps.database.transaction() as db:
        application = applications.get_any(db, reference)
        application.answer_due_on = application.held_until = DUE
        application.decided_at = deps.now()
        if Status.APPEALED in path:
            db.add(Appeal(application_id=application.id or 0, statement="Why", asked_at=deps.now(), due_on=DUE))
    found = standing(deps, ada, reference)
    assert (found.actor, found.by) == (actor, by)


def test_a_denial_waits_for_nobody_once_the_last_day_to_appeal_is_over(
    deps: Deps, ada: Applicant, clock: TestClock
) -> None:
    reference = filed(deps, ada, "continuation")
    moved(deps, reference, Status.IN_REVIEW, Status.DENIED)
    with deps.database.transaction() as db:
        applications.get_any(db, reference).decided_at = deps.now()
    clock.forward(days=20)
    found = standing(deps, ada, reference)
    assert (found.by, found.can_appeal) == ("by February 4, 2027", True)
    clock.forward(days=1)
    found = standing(deps, ada, reference)
    assert (found.actor, found.by, found.can_appeal) == ("Nobody: it is finished", "", False)


@pytest.mark.parametrize(
    ("kind", "days", "by"),
    [
        ("initial", 0, "by June 30, 2027"),
        ("initial", 167, ""),  # July 1: it is too late, and waiting costs no more
        ("professional", 0, ""),  # a copy prolongs nothing
    ],
)
def test_the_fee_is_due_by_the_certificates_last_day_where_that_decides_something(
    deps: Deps, clock: TestClock, kind: str, days: int, by: str
) -> None:
    who = applicant(deps, kind, "2017-07-01")
    reference = filled(deps, who, "renewal" if kind == "initial" else "duplicate")
    sign(deps, who, reference)
    clock.forward(days=days)
    assert standing(deps, who, reference).by == by


def test_what_was_paid_too_much_is_named_until_it_went_back(deps: Deps) -> None:
    owed = owing(deps, "Mia")
    assert standing(deps, _of(owed), owed.reference).overpaid == ""
    came(deps, owed, 21_000)
    (listed,) = list_all(deps, owed.educator_id)
    assert listed.overpaid == "You paid $10.00 too much. It is yours: the Bureau sends it back."


def _of(owed: Owing) -> Applicant:
    return Applicant(owed.educator_id, 0, "")


def test_a_change_of_kind_stands_in_the_timeline(deps: Deps) -> None:
    who = applicant(deps, "initial", "2017-07-01")
    reference = filled(deps, who, "renewal", until=Step.SERVICE)
    service.save(deps, who.educator_id, reference, SERVED)
    change_kind.change(deps, who.educator_id, who.account_id, reference)
    assert timeline(deps, who, reference)[0] == "You changed it to another kind of application."
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
