"""What she types in a step is kept while she types: it is on the screen again, and counts for nothing until saved."""

from typing import Any

import pytest

from cecs_app.domain.account import Contact
from cecs_app.domain.errors import Elsewhere, NotFound
from cecs_app.services.applications import check, conduct, details, endorsements, service, typed
from cecs_app.services.deps import Deps
from tests.applying import Applicant, applicant, begun, filled, sign, stored

CONTACT = {"phone": "860-555-0123", "address_line": "1 Elm", "city": "", "state": "", "zip_code": ""}
HOME = Contact("860-555-0123", "1 Elm St", "Hartford", "CT", "06103")


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return applicant(deps)


@pytest.fixture
def reference(deps: Deps, ada: Applicant) -> str:
    """All steps but the last are answered."""
    return filled(deps, ada, "continuation")


def keep(deps: Deps, who: Applicant, reference: str, step: str, fields: dict[str, str]) -> None:
    typed.keep(deps, who.educator_id, reference, step, fields)


def kept(deps: Deps, reference: str) -> dict[str, Any]:
    return dict(stored(deps, reference).typed)


def shown_contact(deps: Deps, who: Applicant, reference: str) -> Contact:
    return details.show(deps, who.educator_id, who.account_id, reference).contact


def test_a_half_filled_address_is_there_again_as_it_was_typed(deps: Deps, ada: Applicant, reference: str) -> None:
    keep(deps, ada, reference, "details", CONTACT)
    assert shown_contact(deps, ada, reference) == Contact(**CONTACT)


def test_it_is_no_answer_yet(deps: Deps, ada: Applicant, reference: str) -> None:
    before = check.show(deps, ada.educator_id, ada.account_id, reference)
    keep(deps, ada, reference, "details", CONTACT)
    assert check.show(deps, ada.educator_id, ada.account_id, reference) == before


def test_saving_the_step_ends_what_was_typed_there_and_nothing_else(
    deps: Deps, ada: Applicant, reference: str
) -> None:
    keep(deps, ada, reference, "details", CONTACT)
    keep(deps, ada, reference, "conduct", {"arrest": "no"})
    details.save(deps, ada.educator_id, reference, HOME)
    assert set(kept(deps, reference)) == {"conduct"}
    assert shown_contact(deps, ada, reference) == HOME


def test_a_half_answered_questionnaire_is_there_again(deps: Deps, ada: Applicant, reference: str) -> None:
    first, second, *_ = conduct.show(deps, ada.educator_id, reference).questions
    keep(deps, ada, reference, "conduct", {first.id: "yes", f"{first.id}_explanation": "In 2019 in Danb"})
    shown = conduct.show(deps, ada.educator_id, reference).questions
    assert (shown[0].answer, shown[0].explanation) == ("yes", "In 2019 in Danb")
    assert (shown[1].id, shown[1].answer) == (second.id, "")


def test_endorsements_ticked_and_taken_back_are_there_again(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "endorsement")
    for ticked in ({"endorsement_015": "yes", "endorsement_030": "yes"}, {}):
        keep(deps, ada, reference, "endorsements", ticked)
        families = endorsements.show(deps, ada.educator_id, reference).families
        chosen = {f"endorsement_{one.code}" for family in families for one in family.choices if one.is_chosen}
        assert chosen == set(ticked)


def test_a_half_told_service_is_there_again(deps: Deps) -> None:
    bea = applicant(deps, "initial", name="Bea")
    reference = filled(deps, bea, "advancement")
    keep(deps, bea, reference, "service", {"school_months": "2", "has_team": "yes"})
    shown = service.show(deps, bea.educator_id, reference)
    assert (shown.school_months, shown.has_team, shown.has_studies) == ("2", True, False)


def test_what_may_be_an_ssn_is_not_kept(deps: Deps, ada: Applicant, reference: str) -> None:
    keep(deps, ada, reference, "details", CONTACT | {"address_line": "1 Elm, my number is 734-01-1001"})
    assert "address_line" not in kept(deps, reference)["details"]


@pytest.mark.parametrize("step", ["start", "check", "sign", "nonsense", ""])
def test_a_step_without_fields_keeps_nothing(deps: Deps, ada: Applicant, reference: str, step: str) -> None:
    with pytest.raises(NotFound):
        keep(deps, ada, reference, step, {"a": "b"})
    assert kept(deps, reference) == {}


def test_more_than_a_form_can_hold_is_not_kept(deps: Deps, ada: Applicant, reference: str) -> None:
    for fields in ({"phone": "x" * 30_000}, {f"field{number}": "x" for number in range(5_000)}):
        with pytest.raises(NotFound):
            keep(deps, ada, reference, "details", fields)
    assert kept(deps, reference) == {}


def test_nobody_types_in_somebody_elses(deps: Deps, ada: Applicant, reference: str) -> None:
    charlie = applicant(deps, name="Charlie")
    with pytest.raises(NotFound):
        keep(deps, charlie, reference, "details", CONTACT)
    assert kept(deps, reference) == {}


def test_a_step_that_is_not_open_yet_takes_nothing(deps: Deps, ada: Applicant) -> None:
    reference = begun(deps, ada, "continuation")
    with pytest.raises(Elsewhere):
        keep(deps, ada, reference, "conduct", {"arrest": "no"})


def test_once_submitted_nothing_typed_is_left_and_none_is_taken(deps: Deps, ada: Applicant, reference: str) -> None:
    keep(deps, ada, reference, "details", CONTACT)
    sign(deps, ada, reference)
    assert kept(deps, reference) == {}
    with pytest.raises(Elsewhere):
        keep(deps, ada, reference, "details", CONTACT)
