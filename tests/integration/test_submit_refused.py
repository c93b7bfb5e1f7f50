"""What is not signed properly, or not allowed any more, is not submitted; and the draft is never lost by that."""

from datetime import UTC, date, datetime

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.errors import Elsewhere, InvalidFields, NotAllowed
from cecs_app.domain.steps import Step
from cecs_app.services.applications import submit
from cecs_app.services.applications.submit import LONGEST_SIGNATURE, Signature
from cecs_app.services.deps import Deps
from cecs_app.words.errors import error_words
from tests.applying import (
    Applicant,
    answer,
    applicant,
    begun,
    filled,
    held_by,
    published_from,
    sign,
    signature,
    status_of,
    stored,
    with_new_texts,
)
from tests.fakes import TestClock, posted


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return applicant(deps)


def submitted(deps: Deps, who: Applicant, reference: str, signed: Signature) -> str:
    return submit.submit(deps, who.educator_id, who.account_id, reference, signed)


def refused(deps: Deps, who: Applicant, reference: str, signed: Signature | None = None) -> NotAllowed:
    """The refusal, after seeing that nothing is lost by it, and nothing was sent."""
    before = stored(deps, reference).answers
    with pytest.raises(NotAllowed) as caught:
        submitted(deps, who, reference, signed or signature(deps))
    draft = stored(deps, reference)
    assert (draft.status, draft.answers, draft.signed_name, draft.submitted_at) == ("draft", before, "", None)
    assert posted(deps) == []
    return caught.value


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        (Signature("", True, "2026-07"), {"signed_name": "required"}),
        (Signature("   ", True, "2026-07"), {"signed_name": "full_name"}),
        (Signature("Ada", True, "2026-07"), {"signed_name": "full_name"}),
        (Signature("Ada " + "x" * LONGEST_SIGNATURE, True, "2026-07"), {"signed_name": "too_long"}),
        (Signature("Ada Lovelace", False, "2026-07"), {"agrees": "confirm_this"}),
        (Signature("", False, "2026-07"), {"signed_name": "required", "agrees": "confirm_this"}),
    ],
)
def test_a_signature_is_a_full_name_and_an_agreement(
    deps: Deps, ada: Applicant, signed: Signature, expected: dict[str, str]
) -> None:
    reference = filled(deps, ada, "continuation")
    with pytest.raises(InvalidFields) as caught:
        submitted(deps, ada, reference, signed)
    assert caught.value.fields == expected
    assert status_of(deps, reference) is Status.DRAFT
    assert posted(deps) == []


def test_what_is_not_filled_in_can_not_be_signed(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation", until=Step.CONDUCT)
    with pytest.raises(Elsewhere) as caught:
        sign(deps, ada, reference)
    assert caught.value.path == f"/applications/{reference}/conduct"
    assert status_of(deps, reference) is Status.DRAFT


def test_a_declaration_that_has_changed_is_read_before_it_is_signed(
    deps: Deps, ada: Applicant, clock: TestClock
) -> None:
    reference, old = filled(deps, ada, "continuation"), signature(deps)
    changed = with_new_texts(deps, "2027-02", date(2027, 2, 1))
    clock.now = datetime(2027, 2, 1, 17, tzinfo=UTC)
    answer(changed, ada, reference, Step.CONDUCT)
    assert refused(changed, ada, reference, old).code == "statement_changed"
    shown = submit.show(changed, ada.educator_id, reference)
    assert submitted(changed, ada, reference, Signature("Ada Lovelace", True, shown.version)).endswith("/receipt")


def test_a_rule_that_ended_meanwhile_refuses_and_says_why(deps: Deps, clock: TestClock) -> None:
    clock.now = datetime(2025, 6, 30, 17, tzinfo=UTC)
    then = published_from(deps, date(2025, 1, 1))
    who = applicant(then, "provisional", "2017-10-01", "2025-09-30")
    reference = filled(then, who, "renewal")
    clock.forward(days=1)
    refusal = refused(then, who, reference)
    assert refusal.code == "draft_not_offered"
    assert "From July 1, 2025 on" in error_words(refusal.code, refusal.data)


def test_a_certificate_that_ended_meanwhile_refuses(deps: Deps, ada: Applicant, clock: TestClock) -> None:
    reference = filled(deps, ada, "continuation")
    clock.now = datetime(2027, 7, 1, 17, tzinfo=UTC)
    assert "ended on June 30, 2027" in str(refused(deps, ada, reference).data["why"])


@pytest.mark.parametrize(
    ("change", "code"),
    [({"replaced_by": "C-New"}, "certificate_replaced"), ({"endorsements": "029;015"}, "endorsement_held")],
)
def test_a_certificate_that_changed_meanwhile_refuses(
    deps: Deps, ada: Applicant, change: dict[str, str], code: str
) -> None:
    reference = filled(deps, ada, "endorsement")
    (row,) = held_by(deps, ada)
    with deps.database.transaction() as db:
        for name, value in change.items():
            setattr(row, name, value)
        db.add(row)
    assert refused(deps, ada, reference).code == code


def test_a_withdrawn_draft_can_not_be_submitted(deps: Deps, ada: Applicant) -> None:
    reference = begun(deps, ada, "continuation")
    with deps.database.transaction() as db:
        row = stored(deps, reference)
        row.status = Status.WITHDRAWN
        db.add(row)
    with pytest.raises(Elsewhere) as caught:
        sign(deps, ada, reference)
    assert caught.value.path == f"/applications/{reference}/status"
