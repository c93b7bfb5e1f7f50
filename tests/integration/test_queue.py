"""The desk's queue: first come, first served, whatever happens to an application on its way."""

from datetime import timedelta

import pytest
from sqlmodel import select

from cecs_app.db.desk_tables import RequestedItem
from cecs_app.db.tables import Application
from cecs_app.domain.application import Status
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk.queue import SIZE
from tests.at_desk import hired
from tests.queued import followed, queued, shown, view_of

YES = {"conduct": {"replies": {"dismissed": {"answer": "yes", "explanation": "Once."}}}}


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return hired(deps, Role.REVIEWER)


def test_the_oldest_filing_comes_first_whatever_its_status(deps: Deps, rita: Clerk) -> None:
    youngest = queued(deps, days=1)
    came_back = queued(deps, days=40, status=Status.WAITING_REVIEW)
    oldest = queued(deps, days=50)
    assert shown(deps, rita) == [oldest, came_back, youngest]


def test_within_one_instant_the_number_decides(deps: Deps, rita: Clerk) -> None:
    same = [queued(deps, days=3, status=status) for status in (Status.SUBMITTED, Status.WAITING_REVIEW) * 2]
    assert shown(deps, rita) == same


def test_a_document_that_arrives_does_not_cost_the_place(deps: Deps, rita: Clerk) -> None:
    hers, other = queued(deps, days=9, status=Status.MISSING_CREDENTIALS), queued(deps, days=5)
    set_columns(deps, hers, status=Status.WAITING_REVIEW, saved_at=deps.now())
    assert shown(deps, rita) == [hers, other]


def test_what_was_given_back_in_review_is_to_be_taken_up_again(deps: Deps, rita: Clerk) -> None:
    given_back = queued(deps, days=9, status=Status.IN_REVIEW)
    queued(deps, days=10, status=Status.IN_REVIEW, assigned_to=rita.staff_id)
    assert shown(deps, rita) == [given_back]


def test_drafts_unpaid_and_finished_ones_never_stand_in_the_queue(deps: Deps, rita: Clerk) -> None:
    queued(deps, status=Status.DRAFT, filed_at=None)
    queued(deps, status=Status.AWAITING_PAYMENT, filed_at=None)
    queued(deps, status=Status.WITHDRAWN)
    queued(deps, status=Status.SUBMITTED, filed_at=None)
    assert shown(deps, rita, status="open") == []


def mixed(deps: Deps, rita: Clerk) -> dict[str, str]:
    """By name, the oldest first."""
    other = hired(deps, Role.REVIEWER, name="Otto").staff_id
    today, mine = deps.today(), rita.staff_id
    late = {"status": Status.MISSING_CREDENTIALS, "answer_due_on": today - timedelta(days=1), "assigned_to": mine}
    return {
        "late": queued(deps, days=100, **late),
        "in time": queued(deps, days=80, **{**late, "answer_due_on": today, "assigned_to": other}),
        "held": queued(deps, days=70, status=Status.ON_HOLD, assigned_to=other),
        "appealed": queued(deps, days=50, status=Status.APPEALED, kind="extension"),
        "second": queued(deps, days=45, status=Status.SECOND_LOOK, assigned_to=mine),
        "back": queued(deps, days=40, status=Status.WAITING_REVIEW, assigned_to=mine),
        "read": queued(deps, days=20, status=Status.IN_REVIEW, assigned_to=other),
        "new": queued(deps, days=10, kind="extension"),
        "approved": queued(deps, days=5, status=Status.APPROVED, assigned_to=mine),
        "denied": queued(deps, days=90, status=Status.DENIED, decided_at=deps.now() - timedelta(days=2)),
        "issued": queued(deps, days=95, status=Status.ISSUED, decided_at=deps.now() - timedelta(days=1)),
        "long ago": queued(deps, days=400, status=Status.ISSUED, decided_at=deps.now() - timedelta(days=99)),
    }


OPEN = ["late", "in time", "held", "appealed", "second", "back", "read", "new", "approved"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ({}, ["back", "new"]),
        ({"status": "open"}, OPEN),
        ({"status": "on_hold"}, ["held"]),
        ({"status": "decided"}, ["issued", "denied"]),
        ({"status": "decided", "kind": "extension"}, []),
        ({"kind": "extension"}, ["new"]),
        ({"kind": "extension", "status": "open"}, ["appealed", "new"]),
        ({"waiting": "educator"}, ["late", "in time"]),
        ({"waiting": "bureau"}, ["back", "read", "new", "approved"]),
        ({"waiting": "supervisor"}, ["second"]),
        ({"waiting": "panel"}, ["appealed"]),
        ({"waiting": "others"}, ["held"]),
        ({"age": "30"}, ["back"]),
        ({"age": "60", "status": "open"}, ["late", "in time", "held"]),
        ({"age": "90", "status": "open"}, ["late"]),
        ({"assigned": "me"}, ["late", "second", "back", "approved"]),
        ({"assigned": "nobody"}, ["new"]),
        ({"assigned": "nobody", "status": "open"}, ["appealed", "new"]),
        ({"assigned": "nobody", "status": "open", "kind": "extension", "age": "30"}, ["appealed"]),
        ({"overdue": "yes"}, ["late"]),
        ({"overdue": "yes", "assigned": "nobody"}, []),
    ],
)
def test_the_filters(deps: Deps, rita: Clerk, address: dict[str, str], expected: list[str]) -> None:
    by_name = mixed(deps, rita)
    assert shown(deps, rita, **address) == [by_name[one] for one in expected]


def test_a_colleagues_are_found_by_her_number(deps: Deps, rita: Clerk) -> None:
    by_name = mixed(deps, rita)
    otto = next(one.value for one in view_of(deps, rita).choices.people if one.words.startswith("Otto"))
    assert shown(deps, rita, assigned=otto) == [by_name[one] for one in ("in time", "held", "read")]
    assert shown(deps, rita, assigned="999999999") == []


def test_the_tabs_count_what_stands_behind_them(deps: Deps, rita: Clerk) -> None:
    mixed(deps, rita)
    view = view_of(deps, rita)
    assert [one.count for one in view.views] == ["2", "4", "9", ""]
    assert {one.words: one.count for one in view.statuses}["Missing credentials"] == "2"
    assert [one.words for one in view.views if one.is_current] == ["To take up"]
    for tab in (*view.views[:3], *view.statuses):
        assert str(len(followed(deps, rita, tab.address).rows)) == tab.count


def test_a_row_says_what_it_needs(deps: Deps, rita: Clerk) -> None:
    since = deps.today() - timedelta(days=3)
    status = Status.MISSING_CREDENTIALS
    reference = queued(deps, status=status, answers=YES, answer_due_on=since, assigned_to=rita.staff_id)
    arrive(deps, reference, rita)
    (row,) = view_of(deps, rita, status="open").rows
    assert [one.words for one in row.flags] == [
        "Conduct: needs a second look",
        "Something arrived",
        "Overdue since Jan 12, 2027",
    ]
    assert (row.filed, row.age, row.is_mine) == ("Jan 14, 2027", "yesterday", True)


def test_her_own_record_is_marked_for_a_colleague(deps: Deps) -> None:
    reference = queued(deps)
    owner = hired(deps, Role.REVIEWER, name="Own", educator_id=stored(deps, reference).educator_id)
    assert [one.words for one in view_of(deps, owner).rows[0].flags] == ["Your own record: for a colleague"]


def set_columns(deps: Deps, reference: str, **columns: object) -> None:
    with deps.database.transaction() as db:
        row = db.exec(select(Application).where(Application.reference == reference)).one()
        for name, value in columns.items():
            setattr(row, name, value)


def stored(deps: Deps, reference: str) -> Application:
    with deps.database.reading() as db:
        return db.exec(select(Application).where(Application.reference == reference)).one()


def arrive(deps: Deps, reference: str, clerk: Clerk) -> None:
    of = stored(deps, reference).id
    asked = {"kind": "transcript", "status": "received", "asked_by": clerk.staff_id, "asked_at": deps.now()}
    with deps.database.transaction() as db:
        db.add(RequestedItem(reference="I-1", application_id=of, due_on=deps.today(), received_at=deps.now(), **asked))


def test_every_page_follows_the_one_before_without_a_gap(deps: Deps, rita: Clerk) -> None:
    everyone = [queued(deps, days=400 - number, status=odd_or_even(number)) for number in range(2 * SIZE + 10)]
    first = view_of(deps, rita)
    second = followed(deps, rita, first.later)
    third = followed(deps, rita, second.later)
    assert references(first, second, third) == everyone
    assert (first.earlier, third.later) == ("", "")
    assert references(followed(deps, rita, third.earlier)) == references(second)
    assert references(followed(deps, rita, second.earlier)) == references(first)


def test_what_comes_and_goes_between_two_pages_moves_no_row_across(deps: Deps, rita: Clerk) -> None:
    everyone = [queued(deps, days=400 - number) for number in range(SIZE + 5)]
    first = view_of(deps, rita)
    set_columns(deps, everyone[3], status=Status.IN_REVIEW, assigned_to=rita.staff_id)
    earlier, between = queued(deps, days=500), queued(deps, days=400.5 - SIZE - 2)
    second = followed(deps, rita, first.later)
    assert references(second) == [*everyone[SIZE : SIZE + 2], between, *everyone[SIZE + 2 :]]
    back = followed(deps, rita, second.earlier)
    assert references(back)[-1] == everyone[SIZE - 1]
    assert earlier in references(back)


def test_back_from_a_page_whose_forerunners_are_gone_shows_a_whole_first_page(deps: Deps, rita: Clerk) -> None:
    everyone = [queued(deps, days=400 - number) for number in range(SIZE + 5)]
    second = followed(deps, rita, view_of(deps, rita).later)
    for reference in everyone[:10]:
        set_columns(deps, reference, status=Status.WITHDRAWN)
    assert references(followed(deps, rita, second.earlier)) == everyone[10:]


def test_the_decided_are_paged_the_same_way(deps: Deps, rita: Clerk) -> None:
    hours = range(SIZE + 7)
    everyone = [
        queued(deps, status=Status.ISSUED, decided_at=deps.now() - timedelta(hours=number // 2)) for number in hours
    ]
    first = view_of(deps, rita, status="decided")
    second = followed(deps, rita, first.later)
    assert sorted(references(first, second)) == sorted(everyone)
    assert len(set(references(first, second))) == len(everyone)
    assert references(followed(deps, rita, second.earlier)) == references(first)


def test_the_pages_keep_their_filters(deps: Deps, rita: Clerk) -> None:
    for number in range(SIZE + 1):
        queued(deps, days=100 + number, kind="extension" if number else "renewal")
    queued(deps, days=300, kind="extension")
    first = view_of(deps, rita, kind="extension", age="90")
    assert followed(deps, rita, first.later).choices.kind == "extension"
    assert references(followed(deps, rita, first.later)) != []


def odd_or_even(number: int) -> Status:
    return Status.WAITING_REVIEW if number % 3 == 0 else Status.SUBMITTED


def references(*views: object) -> list[str]:
    return [row.reference for view in views for row in view.rows]  # type: ignore[attr-defined]
