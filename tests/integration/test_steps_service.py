"""What she says of her work: asked by the rule, kept as said, and led to the application that fits."""

from collections.abc import Callable

import pytest

from cecs_app.db.tables import Application
from cecs_app.domain.errors import Elsewhere, InvalidFields, NotAllowed
from cecs_app.domain.steps import Step
from cecs_app.services.applications import change_kind, check, service, start
from cecs_app.services.applications.service import Stated
from cecs_app.services.deps import Deps
from cecs_app.words.errors import error_words, known_codes
from tests.applying import (
    QUALIFIED,
    SERVED,
    Applicant,
    answers_of,
    applicant,
    at_once,
    events_of,
    filled,
    held_by,
    stored,
)


@pytest.fixture
def initial(deps: Deps) -> Applicant:
    return applicant(deps, "initial", "2017-07-01")


def at_service(deps: Deps, who: Applicant, kind: str) -> str:
    return filled(deps, who, kind, until=Step.SERVICE)


def save(deps: Deps, who: Applicant, reference: str, stated: Stated) -> str:
    return service.save(deps, who.educator_id, reference, stated)


def change(deps: Deps, who: Applicant, reference: str) -> str:
    return change_kind.change(deps, who.educator_id, who.account_id, reference)


def faults(act: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(InvalidFields) as caught:
        act()
    assert set(caught.value.fields.values()) <= known_codes()
    return caught.value.fields


def earlier(deps: Deps, who: Applicant, kind: str, status: str, count: int = 1) -> None:
    """So many applications of hers that stand at that status."""
    (held,) = held_by(deps, who)
    for number in range(count):
        row = Application(
            reference=f"A-EARLIER-{number}",
            educator_id=who.educator_id,
            certificate_id=held.id or 0,
            kind=kind,
            status=status,
            step="sign",
            open_key=None if status == "issued" else f"{held.id}:{kind}",
            created_at=deps.now(),
            saved_at=deps.now(),
        )
        with deps.database.transaction() as db:
            db.add(row)


@pytest.mark.parametrize(
    ("held", "kind", "asked"),
    [
        ("initial", "renewal", (True, 0, False)),
        ("initial", "extension", (True, 0, False)),
        ("coaching_permit", "renewal", (False, 15, False)),
        ("initial", "advancement", (False, 0, True)),
    ],
)
def test_only_what_the_rule_depends_on_is_asked(
    deps: Deps, held: str, kind: str, asked: tuple[bool, int, bool]
) -> None:
    who = applicant(deps, held, "2017-07-01")
    view = service.show(deps, who.educator_id, at_service(deps, who, kind))
    assert (view.asks_served, view.clock_hours, view.asks_experience) == asked


@pytest.mark.parametrize(
    ("held", "kind", "stated", "kept"),
    [
        ("initial", "renewal", QUALIFIED, {"served": "none"}),
        ("initial", "extension", SERVED, {"served": "some"}),
        ("coaching_permit", "renewal", QUALIFIED, {"clock_hours": 15}),
        ("initial", "advancement", QUALIFIED, {"school_months": 50}),
    ],
)
def test_only_what_was_asked_is_kept_and_stands_there_again(
    deps: Deps, held: str, kind: str, stated: Stated, kept: dict[str, object]
) -> None:
    who = applicant(deps, held, "2017-07-01")
    reference = at_service(deps, who, kind)
    assert save(deps, who, reference, stated) == f"/applications/{reference}/conduct"
    assert answers_of(deps, reference, Step.SERVICE) == kept
    view = service.show(deps, who.educator_id, reference)
    again = {"served": view.served, "clock_hours": view.has_hours, "school_months": view.school_months}
    assert again == {
        "served": kept.get("served", ""),
        "clock_hours": "clock_hours" in kept,
        "school_months": str(kept.get("school_months", "")),
    }


@pytest.mark.parametrize("served", ["", "yes", "SOME"])
def test_served_or_not_is_chosen_from_the_two_answers(deps: Deps, initial: Applicant, served: str) -> None:
    reference = at_service(deps, initial, "renewal")
    assert faults(lambda: save(deps, initial, reference, Stated(served))) == {"served": "choose_one"}


def test_without_the_clock_hours_a_coaching_permit_is_not_renewed(deps: Deps) -> None:
    who = applicant(deps, "coaching_permit")
    reference = at_service(deps, who, "renewal")
    assert faults(lambda: save(deps, who, reference, Stated())) == {"has_hours": "confirm_this"}


@pytest.mark.parametrize("typed", ["50", "51", "600"])
def test_school_months_are_a_plain_number(deps: Deps, initial: Applicant, typed: str) -> None:
    reference = at_service(deps, initial, "advancement")
    save(deps, initial, reference, Stated(school_months=typed, has_team=True, has_studies=True))
    assert answers_of(deps, reference, Step.SERVICE) == {"school_months": int(typed)}


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "required"),
        ("0", "months_too_few"),
        ("49", "months_too_few"),
        *((typed, "months_invalid") for typed in ("-1", "1.5", "601", "9" * 5000, "fifty", "٥٠", "²", " 50")),
    ],
)
def test_what_is_no_number_of_months_is_said_at_the_field(
    deps: Deps, initial: Applicant, typed: str, fault: str
) -> None:
    reference = at_service(deps, initial, "advancement")
    stated = Stated(school_months=typed, has_team=True, has_studies=True)
    assert faults(lambda: save(deps, initial, reference, stated)) == {"school_months": fault}


def test_an_advancement_needs_the_program_and_the_studies(deps: Deps, initial: Applicant) -> None:
    reference = at_service(deps, initial, "advancement")
    found = faults(lambda: save(deps, initial, reference, Stated(school_months="50")))
    assert found == {"has_team": "confirm_this", "has_studies": "confirm_this"}


@pytest.mark.parametrize(
    ("kind", "said", "other", "fee"),
    [("renewal", "some", "extension", "No fee"), ("extension", "none", "renewal", "$200.00")],
)
def test_an_answer_that_does_not_fit_leads_to_the_application_that_does(
    deps: Deps, initial: Applicant, kind: str, said: str, other: str, fee: str
) -> None:
    reference = at_service(deps, initial, kind)
    assert save(deps, initial, reference, Stated(said)) == f"/applications/{reference}/change"
    view = change_kind.show(deps, initial.educator_id, reference)
    assert (view.other.lower(), view.fee, view.why_not, view.is_for_served) == (other, fee, "", said == "some")
    assert change(deps, initial, reference) == f"/applications/{reference}/conduct"
    draft = stored(deps, reference)
    assert (draft.kind, draft.answers["service"]) == (other, {"served": said})
    assert draft.open_key == f"{draft.certificate_id}:{other}"
    assert start.show(deps, initial.educator_id, reference).fee == fee
    (event,) = (one for one in events_of(deps, reference) if one.name == "application_kind_changed")
    assert event.data == {"before": kind, "now": other}


def test_a_changed_application_shows_the_answer_at_the_check(deps: Deps, initial: Applicant) -> None:
    reference = filled(deps, initial, "renewal")
    save(deps, initial, reference, SERVED)
    assert change(deps, initial, reference) == f"/applications/{reference}/check"
    sections = check.show(deps, initial.educator_id, initial.account_id, reference).sections
    lines = {line.label: line.value for section in sections for line in section.lines}
    assert lines["Served under this certificate"] == "Yes"


def test_an_answer_taken_back_can_not_be_signed(deps: Deps, initial: Applicant) -> None:
    reference = filled(deps, initial, "renewal")
    save(deps, initial, reference, SERVED)
    assert (stored(deps, reference).kind, stored(deps, reference).step) == ("renewal", "service")
    assert answers_of(deps, reference, Step.SERVICE) is None
    with pytest.raises(Elsewhere):
        check.show(deps, initial.educator_id, initial.account_id, reference)


def test_changing_twice_does_not_turn_what_she_said_into_its_opposite(deps: Deps, initial: Applicant) -> None:
    reference = at_service(deps, initial, "renewal")
    save(deps, initial, reference, SERVED)
    told = at_once(4, lambda: change(deps, initial, reference))
    assert {one.path if isinstance(one, Elsewhere) else one for one in told} == {f"/applications/{reference}/conduct"}
    draft = stored(deps, reference)
    assert (draft.kind, draft.answers["service"]) == ("extension", {"served": "some"})


def test_an_extension_that_she_has_used_up_is_not_offered_instead(deps: Deps, initial: Applicant) -> None:
    earlier(deps, initial, "extension", "issued", count=3)
    reference = at_service(deps, initial, "renewal")
    save(deps, initial, reference, SERVED)
    assert "The most extensions allowed is 3" in change_kind.show(deps, initial.educator_id, reference).why_not
    with pytest.raises(NotAllowed) as caught:
        change(deps, initial, reference)
    assert "extensions" in error_words(caught.value.code, caught.value.data)
    assert stored(deps, reference).kind == "renewal"


def test_a_second_application_of_the_other_kind_never_comes_of_a_change(deps: Deps, initial: Applicant) -> None:
    reference = at_service(deps, initial, "renewal")
    earlier(deps, initial, "extension", "submitted")
    save(deps, initial, reference, SERVED)
    with pytest.raises(NotAllowed) as caught:
        change(deps, initial, reference)
    assert caught.value.code == "already_open"


@pytest.mark.parametrize(("held", "kind"), [("coaching_permit", "renewal"), ("professional", "continuation")])
def test_where_no_other_kind_fits_there_is_nothing_to_change(deps: Deps, held: str, kind: str) -> None:
    who = applicant(deps, held)
    reference = filled(deps, who, kind)
    for act in (change_kind.show, lambda *own: change(deps, who, reference)):
        with pytest.raises(Elsewhere):
            act(deps, who.educator_id, reference)
