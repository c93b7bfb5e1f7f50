"""Each step saves, a draft goes on where it was left, and what is wrong is said at its field."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from cecs_app.domain.account import LONGEST_LINE, Contact
from cecs_app.domain.errors import Elsewhere, InvalidFields, NotAllowed
from cecs_app.domain.steps import Step
from cecs_app.services.applications import check, conduct, details, endorsements, service, start, submit
from cecs_app.services.applications.conduct import LONGEST_EXPLANATION, Reply
from cecs_app.services.deps import Deps
from cecs_app.words.errors import known_codes
from tests.applying import (
    ADDRESS,
    Applicant,
    all_no,
    answer,
    answers_of,
    applicant,
    begun,
    filled,
    published_from,
    stored,
    with_new_texts,
)
from tests.fakes import TestClock


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return applicant(deps)


def faults(act: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(InvalidFields) as caught:
        act()
    assert set(caught.value.fields.values()) <= known_codes()
    return caught.value.fields


def elsewhere(act: Callable[[], object]) -> str:
    with pytest.raises(Elsewhere) as caught:
        act()
    return caught.value.path


def screens(deps: Deps, who: Applicant, reference: str) -> dict[Step, Callable[[], object]]:
    own, account = (deps, who.educator_id), who.account_id
    return {
        Step.START: lambda: start.show(*own, reference),
        Step.DETAILS: lambda: details.show(*own, account, reference),
        Step.ENDORSEMENTS: lambda: endorsements.show(*own, reference),
        Step.SERVICE: lambda: service.show(*own, reference),
        Step.CONDUCT: lambda: conduct.show(*own, reference),
        Step.CHECK: lambda: check.show(*own, account, reference),
        Step.SIGN: lambda: submit.show(*own, reference),
    }


@pytest.mark.parametrize(
    ("held", "kind", "steps"),
    [
        ("professional", "continuation", ["start", "details", "conduct", "check"]),
        ("professional", "duplicate", ["start", "details", "conduct", "check"]),
        ("professional", "endorsement", ["start", "details", "endorsements", "conduct", "check"]),
        ("coaching_permit", "renewal", ["start", "details", "service", "conduct", "check"]),
        ("provisional", "advancement", ["start", "details", "service", "conduct", "check"]),
    ],
)
def test_each_step_saves_and_leads_to_the_next_where_the_draft_resumes(
    deps: Deps, clock: TestClock, held: str, kind: str, steps: list[str]
) -> None:
    who = applicant(deps, held)
    reference = begun(deps, who, kind)
    for step, following in pairwise(steps):
        clock.forward(minutes=5)
        assert answer(deps, who, reference, Step(step)) == f"/applications/{reference}/{following}"
        draft = stored(deps, reference)
        assert (draft.step, draft.status, draft.saved_at) == (following, "draft", deps.now())
    assert set(stored(deps, reference).answers) == {*steps} - {"check"}


@pytest.mark.parametrize("left_at", [Step.START, Step.DETAILS, Step.ENDORSEMENTS, Step.CONDUCT])
def test_whoever_jumps_ahead_is_led_to_the_first_unanswered_step(deps: Deps, ada: Applicant, left_at: Step) -> None:
    reference = filled(deps, ada, "endorsement", until=left_at)
    order = list(Step)
    for step, show in screens(deps, ada, reference).items():
        if step is Step.SERVICE or order.index(step) > order.index(left_at):
            assert elsewhere(show) == f"/applications/{reference}/{left_at}"
        else:
            assert show()


def test_a_step_that_this_application_does_not_have_leads_back_to_where_it_was_left(
    deps: Deps, ada: Applicant
) -> None:
    reference = filled(deps, ada, "continuation")
    for step in (Step.ENDORSEMENTS, Step.SERVICE):
        assert elsewhere(screens(deps, ada, reference)[step]) == f"/applications/{reference}/check"


def test_saving_ahead_of_what_is_unanswered_saves_nothing(deps: Deps, ada: Applicant) -> None:
    reference = begun(deps, ada, "endorsement")
    for step in (Step.DETAILS, Step.ENDORSEMENTS, Step.CONDUCT):
        with pytest.raises(Elsewhere):
            if step is Step.CONDUCT:
                conduct.save(deps, ada.educator_id, reference, "2026-07", all_no(deps))
            else:
                answer(deps, ada, reference, step)
    assert stored(deps, reference).answers == {}


def test_a_change_from_the_check_returns_to_the_check(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation")
    moved = replace(ADDRESS, address_line="9 Oak Street")
    assert details.save(deps, ada.educator_id, reference, moved) == f"/applications/{reference}/check"
    (section, _) = check.show(deps, ada.educator_id, ada.account_id, reference).sections
    assert "9 Oak Street, Hartford, CT 06106" in [line.value for line in section.lines]
    assert section.change == f"/applications/{reference}/details"


def test_what_was_answered_stands_there_again(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation")
    assert details.show(deps, ada.educator_id, ada.account_id, reference).contact == ADDRESS
    assert {one.answer for one in conduct.show(deps, ada.educator_id, reference).questions} == {"no"}


def test_the_steps_are_counted_and_lead_back(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation")
    head = conduct.show(deps, ada.educator_id, reference).head
    assert (head.position, head.count, head.back) == (3, 5, f"/applications/{reference}/details")
    assert start.show(deps, ada.educator_id, reference).head.back == "/certificates"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (Contact(), dict.fromkeys(("address_line", "city", "state", "zip_code"), "required")),
        (Contact(phone="860-555-0123"), dict.fromkeys(("address_line", "city", "state", "zip_code"), "required")),
        (replace(ADDRESS, city=""), {"city": "required"}),
        (replace(ADDRESS, phone="123"), {"phone": "phone_invalid"}),
        (replace(ADDRESS, state="XX", zip_code="6106"), {"state": "state_invalid", "zip_code": "zip_code_invalid"}),
        (replace(ADDRESS, address_line="x" * (LONGEST_LINE + 1)), {"address_line": "too_long"}),
        (replace(ADDRESS, city="Hart\x00ford"), {"city": "not_text"}),
    ],
)
def test_the_address_must_be_one_that_mail_reaches(
    deps: Deps, ada: Applicant, typed: Contact, expected: dict[str, str]
) -> None:
    reference = filled(deps, ada, "continuation", until=Step.DETAILS)
    assert faults(lambda: details.save(deps, ada.educator_id, reference, typed)) == expected
    assert answers_of(deps, reference, Step.DETAILS) is None


def test_a_phone_is_optional_and_the_state_may_be_typed_small(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation", until=Step.DETAILS)
    details.save(deps, ada.educator_id, reference, replace(ADDRESS, phone="", state="ct"))
    shown = details.show(deps, ada.educator_id, ada.account_id, reference)
    assert (shown.contact.phone, shown.contact.state) == ("", "CT")


def reply(deps: Deps, **changed: Reply) -> dict[str, Reply]:
    return {**all_no(deps), **changed}


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"conviction": Reply("", "")}, {"conviction": "choose_one"}),
        ({"conviction": Reply("maybe", "x")}, {"conviction": "choose_one"}),
        ({"conviction": Reply("yes", "")}, {"conviction_explanation": "explain_yes"}),
        ({"conviction": Reply("yes", "Mine is 900-00-0000")}, {"conviction_explanation": "reason_has_number"}),
        (
            {"conviction": Reply("yes", "x" * (LONGEST_EXPLANATION + 1)), "dismissal": Reply("yes", "")},
            {"conviction_explanation": "too_long", "dismissal_explanation": "explain_yes"},
        ),
    ],
)
def test_each_question_is_answered_and_a_yes_explained(
    deps: Deps, ada: Applicant, wrong: dict[str, Reply], expected: dict[str, str]
) -> None:
    reference = filled(deps, ada, "continuation", until=Step.CONDUCT)
    save = conduct.save
    assert faults(lambda: save(deps, ada.educator_id, reference, "2026-07", reply(deps, **wrong))) == expected
    assert answers_of(deps, reference, Step.CONDUCT) is None


def test_a_question_left_out_is_not_answered(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation", until=Step.CONDUCT)
    assert set(faults(lambda: conduct.save(deps, ada.educator_id, reference, "2026-07", {}))) == set(all_no(deps))


def test_what_was_explained_before_a_yes_became_a_no_is_forgotten(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation")
    for said in (Reply("yes", "In 2009"), Reply("no", "In 2009")):
        conduct.save(deps, ada.educator_id, reference, "2026-07", reply(deps, conviction=said, invented=said))
        kept = stored(deps, reference).answers["conduct"]["replies"]
        assert kept["conviction"] == {"answer": said.answer, "explanation": "In 2009" if said.answer == "yes" else ""}
        assert set(kept) == set(all_no(deps)), "what was never asked is not kept"


def test_changed_questions_are_asked_again_before_the_check(deps: Deps, ada: Applicant, clock: TestClock) -> None:
    reference = filled(deps, ada, "continuation")
    changed = with_new_texts(deps, "2027-02", date(2027, 2, 1))
    clock.now = datetime(2027, 2, 1, 17, tzinfo=UTC)
    shown = screens(changed, ada, reference)
    assert elsewhere(shown[Step.CHECK]) == elsewhere(shown[Step.SIGN]) == f"/applications/{reference}/conduct"
    with pytest.raises(NotAllowed) as caught:
        conduct.save(changed, ada.educator_id, reference, "2026-07", all_no(changed))
    assert caught.value.code == "questions_changed"
    assert answer(changed, ada, reference, Step.CONDUCT).endswith("/check")
    assert stored(deps, reference).answers["conduct"]["version"] == "2027-02"


def test_a_draft_whose_rule_has_ended_is_still_asked_what_it_was_asked_at_its_price(
    deps: Deps, clock: TestClock
) -> None:
    clock.now = datetime(2025, 7, 1, 3, 59, tzinfo=UTC)  # one minute before midnight of June 30 in Connecticut
    then = published_from(deps, date(2025, 1, 1))
    who = applicant(then, "provisional", "2017-10-01", "2025-09-30")
    reference = begun(then, who, "renewal")
    clock.forward(days=2)
    assert answer(then, who, reference, Step.START) == f"/applications/{reference}/details"
    assert start.show(then, who.educator_id, reference).fee == "$250.00"
    assert stored(deps, reference).total_cents == 25_000
