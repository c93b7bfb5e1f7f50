"""Check Status lists every application of hers, and nobody else's."""

from cecs_app.domain.application import Status
from cecs_app.services.applications.list_all import list_all
from cecs_app.services.applications.status import show
from cecs_app.services.deps import Deps
from tests.applying import applicant, begun, filed, moved


def test_the_newest_comes_first_and_what_has_ended_stays(deps: Deps) -> None:
    ada = applicant(deps)
    withdrawn = begun(deps, ada, "continuation")
    moved(deps, withdrawn, Status.WITHDRAWN)
    duplicate, again = filed(deps, ada, "duplicate"), begun(deps, ada, "continuation")
    found = list_all(deps, ada.educator_id)
    assert [one.reference for one in found] == [again, duplicate, withdrawn]
    assert [one.status for one in found] == [
        "Draft: Not Submitted Yet",
        "Submitted: Waiting First Review",
        "Withdrawn",
    ]


def test_a_line_says_the_same_as_the_applications_own_page(deps: Deps) -> None:
    ada = applicant(deps)
    reference = begun(deps, ada, "continuation")
    assert list_all(deps, ada.educator_id) == (show(deps, ada.educator_id, reference).standing,)


def test_each_sees_her_own_and_a_visitor_without_a_record_sees_none(deps: Deps) -> None:
    ada, grace = applicant(deps), applicant(deps, name="Grace")
    hers = begun(deps, ada, "continuation")
    assert [one.reference for one in list_all(deps, ada.educator_id)] == [hers]
    assert list_all(deps, grace.educator_id) == ()
    assert list_all(deps, None) == ()
