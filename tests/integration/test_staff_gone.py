"""What somebody leaves behind who reviews no more: nothing waits on a desk at which nobody sits."""

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.errors import InvalidFields
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import assign, staff
from cecs_app.services.desk.staff import Hiring
from tests.applying import applicant, events_of, filed, status_of, stored
from tests.at_desk import hired, taken_up

BY = "the installer"


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return hired(deps, Role.REVIEWER)


@pytest.fixture
def on_desk(deps: Deps, rita: Clerk) -> str:
    return taken_up(deps, filed(deps, applicant(deps), "continuation"), rita)


@pytest.mark.parametrize("way", ["disabled", "cashier now"])
def test_what_she_works_on_goes_back_to_the_queue_in_its_place(
    deps: Deps, rita: Clerk, on_desk: str, way: str
) -> None:
    filed_at = stored(deps, on_desk).filed_at
    if way == "disabled":
        staff.disable(deps, rita.username, BY)
    else:
        staff.set_roles(deps, rita.username, frozenset({Role.CASHIER}), BY)
    assert (stored(deps, on_desk).assigned_to, stored(deps, on_desk).filed_at) == (None, filed_at)
    assert [(one.name, one.data) for one in events_of(deps, on_desk)][-1] == (
        "application_released",
        {"held_by": rita.staff_id},
    )
    assert assign.take_next(deps, hired(deps, Role.REVIEWER, name="Tom")) == on_desk
    assert status_of(deps, on_desk) is Status.IN_REVIEW


def test_who_reviews_as_before_keeps_it(deps: Deps, rita: Clerk, on_desk: str) -> None:
    staff.set_roles(deps, rita.username, frozenset({Role.REVIEWER, Role.SUPERVISOR}), BY)
    assert stored(deps, on_desk).assigned_to == rita.staff_id


def test_one_person_has_one_login_so_that_two_looks_are_two_peoples(deps: Deps, rita: Clerk) -> None:
    again = Hiring("rita.second", "Rita Desk", "RITA@bureau.example", frozenset({Role.SUPERVISOR}), "")
    with pytest.raises(InvalidFields) as refused:
        staff.add(deps, again, BY)
    assert refused.value.fields == {"email": "staff_email_taken"}
