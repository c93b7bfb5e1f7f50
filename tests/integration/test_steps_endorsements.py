"""Endorsements to add: known ones that the certificate doesn't bear, priced each."""

import pytest

from cecs_app.domain.errors import InvalidFields
from cecs_app.domain.steps import Step
from cecs_app.services.applications import check, endorsements, start
from cecs_app.services.deps import Deps
from cecs_app.words.errors import error_words
from tests.applying import Applicant, answers_of, applicant, filled, stored

MANY = [f"0{number}" for number in (10, 13, 15, 18, 19, 20, 21, 22, 23, 24, 26, 30, 31, 32, 33, 34, 35, 40, 41, 42)]


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return applicant(deps)


@pytest.fixture
def reference(deps: Deps, ada: Applicant) -> str:
    return filled(deps, ada, "endorsement", until=Step.ENDORSEMENTS)


def save(deps: Deps, who: Applicant, reference: str, codes: list[str]) -> str:
    return endorsements.save(deps, who.educator_id, reference, codes)


@pytest.mark.parametrize(("codes", "total_cents"), [(["015"], 10_000), (["030", "015"], 20_000), (MANY, 200_000)])
def test_each_endorsement_costs_its_hundred_dollars(
    deps: Deps, ada: Applicant, reference: str, codes: list[str], total_cents: int
) -> None:
    assert save(deps, ada, reference, codes) == f"/applications/{reference}/conduct"
    draft = stored(deps, reference)
    assert (draft.total_cents, draft.review_cents) == (total_cents, 5000)
    assert answers_of(deps, reference, Step.ENDORSEMENTS) == {"codes": sorted(codes)}


def test_an_endorsement_ticked_twice_is_one(deps: Deps, ada: Applicant, reference: str) -> None:
    save(deps, ada, reference, ["015", "015"])
    assert stored(deps, reference).total_cents == 10_000


def test_choosing_fewer_lowers_the_price(deps: Deps, ada: Applicant, reference: str) -> None:
    save(deps, ada, reference, ["015", "030"])
    save(deps, ada, reference, ["030"])
    assert stored(deps, reference).total_cents == 10_000


def test_before_anything_is_chosen_the_price_is_said_for_each(deps: Deps, ada: Applicant, reference: str) -> None:
    assert start.show(deps, ada.educator_id, reference).fee == "$100.00 for each endorsement"
    assert endorsements.show(deps, ada.educator_id, reference).fee == "$100.00 for each endorsement"


def test_the_check_shows_what_was_chosen_and_what_it_costs_together(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "endorsement")
    save(deps, ada, reference, ["015", "030"])
    view = check.show(deps, ada.educator_id, ada.account_id, reference)
    lines = [line.value for section in view.sections for line in section.lines]
    assert view.fee == "$200.00"
    assert "015 English 7-12; 030 Biology 7-12" in lines


def test_what_the_certificate_bears_already_can_not_be_chosen(deps: Deps, ada: Applicant, reference: str) -> None:
    save(deps, ada, reference, ["015"])
    choices = [
        one for family in endorsements.show(deps, ada.educator_id, reference).families for one in family.choices
    ]
    assert "029" not in {one.code for one in choices}
    assert [one.code for one in choices if one.is_chosen] == ["015"]
    assert len(choices) == len(deps.endorsements) - 1


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([], "no_endorsement"),
        (["029"], "endorsement_held"),
        (["015", "029"], "endorsement_held"),
        (["999"], "endorsement_held"),
        ([""], "endorsement_held"),
        ([*MANY, "043"], "too_many_endorsements"),
    ],
)
def test_a_choice_that_can_not_be_is_refused_at_its_field(
    deps: Deps, ada: Applicant, reference: str, codes: list[str], code: str
) -> None:
    with pytest.raises(InvalidFields) as caught:
        save(deps, ada, reference, codes)
    assert caught.value.fields == {endorsements.FIELD: code}
    assert error_words(code, caught.value.data)
    assert answers_of(deps, reference, Step.ENDORSEMENTS) is None
