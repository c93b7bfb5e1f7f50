"""The search of the desk's queue: over all that was filed, finished or not."""

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.errors import Elsewhere, InvalidFields
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import queue
from tests.at_desk import hired
from tests.queued import queued, shown, view_of


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return hired(deps, Role.REVIEWER)


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.ISSUED, Status.AWAITING_PAYMENT])
def test_a_whole_reference_leads_straight_to_its_application(deps: Deps, rita: Clerk, status: Status) -> None:
    reference = queued(deps, status=status)
    with pytest.raises(Elsewhere) as found:
        shown(deps, rita, find=reference.lower().replace("-", ""))
    assert found.value.path == f"/desk/applications/{reference}"


def test_a_draft_is_found_by_nobody(deps: Deps, rita: Clerk) -> None:
    reference = queued(deps, status=Status.DRAFT, filed_at=None, name="Joan Smith")
    assert shown(deps, rita, find=reference) == []
    assert shown(deps, rita, find="smith") == []


def test_an_ein_finds_the_finished_ones_too(deps: Deps, rita: Clerk) -> None:
    done = queued(deps, status=Status.ISSUED, name="Joan Smith")
    queued(deps, name="Joan Smithe")
    (row, _other) = view_of(deps, rita, find="smith").rows
    assert shown(deps, rita, find=f"{row.ein[:4]} {row.ein[4:]}") == [done]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("smith jo", ["Joan Smith", "Josef Smith"]),
        ("SMITH, JO", ["Joan Smith", "Josef Smith"]),
        ("joan smith", ["Joan Smith"]),
        ("smith", ["Joan Smith", "Josef Smith", "Zoe Smithers Jr.", "Ann Smith-Lane"]),
        ("smithlane a", ["Ann Smith-Lane"]),
        ("smithers z", ["Zoe Smithers Jr."]),
        ("de la cruz m", ["Mary de la Cruz"]),
        ("obri", ["Pat O’Brien"]),
        ("zz", []),
    ],
)
def test_a_name_is_found_by_its_beginning(deps: Deps, rita: Clerk, typed: str, expected: list[str]) -> None:
    people = "Josef Smith", "Joan Smith", "Zoe Smithers Jr.", "Ann Smith-Lane", "Pat O’Brien", "Mary de la Cruz"
    by_name = {name: queued(deps, name=name) for name in people}
    assert shown(deps, rita, find=typed) == [by_name[name] for name in expected]


@pytest.mark.parametrize("typed", ["\0", "\ud800", "\U0010ffff\U0010ffff", "%%", "__", "'; drop", "ab " * 200])
def test_nothing_that_is_typed_does_harm(deps: Deps, rita: Clerk, typed: str) -> None:
    queued(deps)
    assert shown(deps, rita, find=typed) == []


def test_more_than_a_page_says_so(deps: Deps, rita: Clerk) -> None:
    for _number in range(queue.SIZE + 1):
        queued(deps, name="Joan Smith")
    view = view_of(deps, rita, find="smith")
    assert len(view.rows) == queue.SIZE
    assert view.has_more_found


@pytest.mark.parametrize("typed", ["123-45-6788", "123456788", "123 45 6788"])
def test_an_ssn_never_comes_into_an_address(typed: str) -> None:
    with pytest.raises(InvalidFields) as refused:
        queue.search_address(typed)
    assert refused.value.fields == {"find": "ssn_in_search"}


def test_an_ein_is_no_ssn() -> None:
    assert queue.search_address("2000000001") == "/desk?find=2000000001"
