"""The receipt: an employment document, so it says exactly when an application was signed and when it was filed."""

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.errors import Elsewhere
from cecs_app.domain.steps import Step
from cecs_app.services.applications import receipt
from cecs_app.services.deps import Deps
from tests.applying import Applicant, applicant, filed, filled, moved, paid, sign
from tests.fakes import TestClock


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return applicant(deps)


def test_without_a_fee_it_is_filed_the_instant_it_is_signed(deps: Deps, ada: Applicant) -> None:
    reference = filed(deps, ada, "continuation")
    view = receipt.show(deps, ada.educator_id, reference)
    assert (view.signed_name, view.standing.reference) == ("Ada Lovelace", reference)
    assert view.signed == view.filed == "January 15, 2027 at 12:00 PM EST"


def test_with_a_fee_it_counts_as_filed_only_when_the_fee_has_come(
    deps: Deps, ada: Applicant, clock: TestClock
) -> None:
    reference = filled(deps, ada, "duplicate")
    sign(deps, ada, reference)
    clock.forward(days=2)
    unpaid = receipt.show(deps, ada.educator_id, reference)
    assert (unpaid.signed, unpaid.filed) == ("January 15, 2027 at 12:00 PM EST", "")
    paid(deps, reference)
    clock.forward(days=30)
    moved(deps, reference, Status.IN_REVIEW)
    reviewed = receipt.show(deps, ada.educator_id, reference)
    assert (reviewed.signed, reviewed.filed) == (unpaid.signed, "January 17, 2027 at 12:00 PM EST")


def test_it_speaks_of_the_instant_in_connecticut(deps: Deps, ada: Applicant, clock: TestClock) -> None:
    clock.forward(hours=11, minutes=30)  # January 16 already, by UTC
    reference = filed(deps, ada, "continuation")
    assert receipt.show(deps, ada.educator_id, reference).filed == "January 15, 2027 at 11:30 PM EST"


def test_a_draft_has_no_receipt_and_goes_on_where_it_was_left(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation", until=Step.CONDUCT)
    with pytest.raises(Elsewhere) as caught:
        receipt.show(deps, ada.educator_id, reference)
    assert caught.value.path == f"/applications/{reference}/conduct"


def test_a_draft_that_was_withdrawn_has_none_either(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation")
    moved(deps, reference, Status.WITHDRAWN)
    with pytest.raises(Elsewhere) as caught:
        receipt.show(deps, ada.educator_id, reference)
    assert caught.value.path == f"/applications/{reference}/status"


def test_what_was_filed_keeps_its_receipt_whatever_comes(deps: Deps, ada: Applicant) -> None:
    reference = filed(deps, ada, "continuation")
    before = receipt.show(deps, ada.educator_id, reference)
    moved(deps, reference, Status.WITHDRAWN)
    after = receipt.show(deps, ada.educator_id, reference)
    assert (after.signed, after.filed) == (before.signed, before.filed)
    assert after.standing.status == "Withdrawn"
