"""A change that nobody writes a letter about is mailed all the same: short, once, and only if it is news."""

import pytest

from cecs_app.db import applications
from cecs_app.domain.application import Status
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services import decide
from cecs_app.services.applications.move import move
from cecs_app.services.deps import Deps
from tests.applying import applicant, filed
from tests.at_desk import hired
from tests.fakes import PostedMail, posted
from tests.payable import Owing, owing

REVIEW = "In review: your application CT-ADA"


@pytest.fixture
def ada(deps: Deps) -> Owing:
    return owing(deps, status=Status.SUBMITTED)


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return hired(deps, Role.REVIEWER)


def moves(deps: Deps, owed: Owing, wanted: Status, clerk: Clerk | None = None) -> list[PostedMail]:
    """The mails of this one move."""
    before = len(posted(deps))
    with deps.database.transaction() as db:
        application = applications.get_any(db, owed.reference)
        staff_id = clerk.staff_id if clerk else None
        move(db, deps, application, wanted, actor="staff" if clerk else "educator", staff_id=staff_id)
    return posted(deps)[before:]


def subjects(mails: list[PostedMail]) -> list[str]:
    return [mail.subject for mail in mails]


def test_she_hears_once_that_a_reviewer_took_it_up(deps: Deps, ada: Owing, rita: Clerk) -> None:
    (mail,) = moves(deps, ada, Status.IN_REVIEW, rita)
    assert (mail.to, mail.subject) == ("ada@example.org", REVIEW)
    assert "/applications/CT-ADA/status" in mail.text
    assert rita.name not in mail.text
    assert moves(deps, ada, Status.MISSING_CREDENTIALS, rita) == []
    assert moves(deps, ada, Status.WAITING_REVIEW) == []
    assert moves(deps, ada, Status.IN_REVIEW, rita) == [], "the second time is no news"


@pytest.mark.parametrize("wanted", [Status.ON_HOLD, Status.SECOND_LOOK, Status.DENIED, Status.WITHDRAWN])
def test_what_has_a_letter_of_its_own_or_is_no_news_is_not_mailed_here(
    deps: Deps, ada: Owing, rita: Clerk, wanted: Status
) -> None:
    moves(deps, ada, Status.IN_REVIEW, rita)
    assert moves(deps, ada, wanted, rita) == []


def test_what_is_decided_in_one_breath_is_told_in_one_mail(deps: Deps) -> None:
    reference = filed(deps, applicant(deps), "continuation")
    before = len(posted(deps))
    decide.approve(deps, reference)
    assert subjects(posted(deps)[before:]) == [f"Issued: your application {reference}"]
