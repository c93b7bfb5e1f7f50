"""Choose: an application begins as a draft, once, whatever two tabs do; or it is refused with the reason."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from cecs_app.db.tables import Application
from cecs_app.domain.application import Status
from cecs_app.domain.certificate import ApplicationKind
from cecs_app.domain.errors import NotAllowed, NotFound
from cecs_app.domain.steps import Step
from cecs_app.services.applications.begin import begin
from cecs_app.services.deps import Deps
from cecs_app.words.errors import error_words
from tests.applying import (
    Applicant,
    applicant,
    at_once,
    begun,
    events_of,
    filed,
    filled,
    held_by,
    moved,
    sign,
    status_of,
    stored,
)
from tests.fakes import TestClock


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return applicant(deps)


@pytest.fixture
def initial(deps: Deps) -> Applicant:
    return applicant(deps, "initial", "2017-07-01")


def choose(deps: Deps, who: Applicant, kind: str) -> str:
    return begin(deps, who.educator_id, who.account_id, who.number, kind)


def refused(deps: Deps, who: Applicant, kind: str) -> str:
    """The words that the educator reads."""
    with pytest.raises(NotAllowed) as caught:
        choose(deps, who, kind)
    assert caught.value.code == "not_offered_today"
    assert applications(deps) == []
    return error_words(caught.value.code, caught.value.data)


def applications(deps: Deps) -> list[Application]:
    with deps.database.reading() as db:
        return list(db.exec(select(Application)).all())


def test_choose_begins_a_draft_at_its_first_step(deps: Deps, ada: Applicant) -> None:
    path = choose(deps, ada, "continuation")
    (draft,) = applications(deps)
    assert path == f"/applications/{draft.reference}/start"
    assert (draft.kind, draft.status, draft.step) == ("continuation", "draft", "start")
    assert (draft.educator_id, draft.answers, draft.submitted_at) == (ada.educator_id, {}, None)
    assert draft.created_at == draft.saved_at == deps.now()


def test_what_was_begun_by_whom_is_written_down(deps: Deps, ada: Applicant) -> None:
    (event,) = events_of(deps, begun(deps, ada, "continuation"))
    assert (event.name, event.actor, event.account_id) == ("application_begun", "educator", ada.account_id)
    assert event.data == {"kind": "continuation", "certificate": "C-Ada"}


@pytest.mark.parametrize(
    ("kind", "review_cents", "total_cents"),
    [("continuation", 0, 0), ("duplicate", 5000, 5000), ("endorsement", 5000, 10_000)],
)
def test_a_draft_knows_its_price_from_the_beginning(
    deps: Deps, ada: Applicant, kind: str, review_cents: int, total_cents: int
) -> None:
    draft = stored(deps, begun(deps, ada, kind))
    assert (draft.review_cents, draft.total_cents) == (review_cents, total_cents)


def test_choosing_again_goes_on_where_it_was_left(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation", until=Step.CONDUCT)
    assert choose(deps, ada, "continuation") == f"/applications/{reference}/conduct"
    assert len(applications(deps)) == 1


def test_tabs_in_the_same_instant_begin_one_draft(deps: Deps, ada: Applicant) -> None:
    paths = at_once(6, lambda: choose(deps, ada, "continuation"))
    (draft,) = applications(deps)
    assert set(paths) == {f"/applications/{draft.reference}/start"}
    assert [one.name for one in events_of(deps, draft.reference)] == ["application_begun"]


def test_choosing_what_is_submitted_already_shows_where_it_stands(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation")
    sign(deps, ada, reference)
    assert choose(deps, ada, "continuation") == f"/applications/{reference}/status"
    assert len(applications(deps)) == 1


@pytest.mark.parametrize("first", ["renewal", "extension"])
@pytest.mark.parametrize("second", ["renewal", "extension"])
def test_what_carries_a_certificate_on_stands_for_the_other_way_too(
    deps: Deps, initial: Applicant, first: str, second: str
) -> None:
    assert choose(deps, initial, first) == choose(deps, initial, second)
    assert [one.kind for one in applications(deps)] == [first]


def test_an_endorsement_does_not_stand_in_the_way_of_a_continuation(deps: Deps, ada: Applicant) -> None:
    kinds = ["endorsement", "duplicate", "continuation"]
    assert len({choose(deps, ada, kind) for kind in kinds}) == 3
    assert [one.kind for one in applications(deps)] == kinds


def test_two_certificates_are_carried_on_apart(deps: Deps, ada: Applicant) -> None:
    grace = applicant(deps, name="Grace")
    assert choose(deps, ada, "continuation") != choose(deps, grace, "continuation")


@pytest.mark.parametrize("end", [Status.WITHDRAWN, Status.EXPIRED_DRAFT])
def test_after_one_has_ended_another_can_begin(deps: Deps, ada: Applicant, end: Status) -> None:
    first = begun(deps, ada, "continuation")
    moved(deps, first, end)
    second = begun(deps, ada, "continuation")
    assert second != first
    assert status_of(deps, second) is Status.DRAFT


def test_after_a_denial_she_may_apply_again(deps: Deps, ada: Applicant) -> None:
    first = filed(deps, ada, "continuation")
    moved(deps, first, Status.IN_REVIEW, Status.DENIED)
    assert begun(deps, ada, "continuation") != first


def test_before_the_window_she_is_told_from_when(deps: Deps, ada: Applicant, clock: TestClock) -> None:
    clock.now = datetime(2026, 12, 29, 17, tzinfo=UTC)
    assert "December 30, 2026 through June 30, 2027" in refused(deps, ada, "continuation")


def test_the_window_opens_at_midnight_in_connecticut_not_at_utcs(deps: Deps, ada: Applicant, clock: TestClock) -> None:
    clock.now = datetime(2026, 12, 30, 4, 59, tzinfo=UTC)
    refused(deps, ada, "continuation")
    clock.forward(minutes=1)
    assert choose(deps, ada, "continuation").endswith("/start")


def test_the_last_day_ends_at_midnight_in_connecticut(deps: Deps, ada: Applicant, clock: TestClock) -> None:
    clock.now = datetime(2027, 7, 1, 4, 0, tzinfo=UTC)
    assert "ended on June 30, 2027" in refused(deps, ada, "continuation")
    clock.forward(minutes=-1)
    assert choose(deps, ada, "continuation").endswith("/start")


@pytest.mark.parametrize(
    ("held", "kind", "said"),
    [
        ("professional", "renewal", "Choose “Continuation” instead"),
        ("professional", "advancement", "What you can ask for with yours"),
        ("provisional", "renewal", "From July 1, 2025 on"),
        ("durational_shortage_area_permit", "renewal", "your school district applies, not you"),
        ("charter_school_permit", "renewal", "Ask that school"),
        ("nonrenewable_interim", "renewal", "never renewed"),
    ],
)
def test_what_the_rules_refuse_is_refused_with_what_to_do_instead(deps: Deps, held: str, kind: str, said: str) -> None:
    assert said in refused(deps, applicant(deps, held), kind)


@pytest.mark.parametrize("kind", ApplicationKind)
def test_somebody_elses_certificate_answers_like_an_invented_one(
    deps: Deps, ada: Applicant, kind: ApplicationKind
) -> None:
    grace = applicant(deps, name="Grace")
    begun(deps, grace, "duplicate")
    told = []
    for number in (grace.number, "C-Invented", ""):
        for owner in (ada.educator_id, None):
            with pytest.raises(NotFound) as caught:
                begin(deps, owner, ada.account_id, number, kind)
            told.append((caught.value.code, caught.value.data))
    assert told == [("not_found", {})] * 6
    assert len(applications(deps)) == 1


@pytest.mark.parametrize("wanted", ["", "promotion", "RENEWAL", "renewal "])
def test_an_invented_kind_is_not_found(deps: Deps, ada: Applicant, wanted: str) -> None:
    with pytest.raises(NotFound):
        choose(deps, ada, wanted)


def test_a_certificate_that_was_replaced_leads_to_the_one_in_its_place(deps: Deps, ada: Applicant) -> None:
    (row,) = held_by(deps, ada)
    with deps.database.transaction() as db:
        row.replaced_by = "C-New"
        db.add(row)
    with pytest.raises(NotAllowed) as caught:
        choose(deps, ada, "endorsement")
    assert (caught.value.code, caught.value.data) == ("certificate_replaced", {"number": "C-New"})
