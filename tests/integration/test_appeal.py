"""Claims: a denial can be appealed once within 20 days; the panel's word is final, or brings it back to review."""

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.errors import Elsewhere, InvalidFields, NotFound
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.applications import appeal
from cecs_app.services.deps import Deps
from cecs_app.services.desk import appeals, decide, undo
from tests.applying import Applicant, applicant, filed, status_of, stored
from tests.at_desk import hired, refusal, taken_up
from tests.fakes import TestClock, posted

REASON = "The transcript shows 24 credits; the rule asks for 30."
STATEMENT = "The missing six credits are on the second page of the transcript."


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return applicant(deps)


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return hired(deps, Role.REVIEWER)


@pytest.fixture
def sue(deps: Deps) -> Clerk:
    return hired(deps, Role.SUPERVISOR, name="Sue")


@pytest.fixture
def denied(deps: Deps, ada: Applicant, rita: Clerk) -> str:
    reference = taken_up(deps, filed(deps, ada, "continuation"), rita)
    decide.deny(deps, rita, reference, REASON)
    return reference


def ask(deps: Deps, who: Applicant, reference: str) -> str:
    return appeal.ask(deps, who.educator_id, who.account_id, reference, STATEMENT)


def test_she_reads_why_and_until_when(deps: Deps, ada: Applicant, denied: str) -> None:
    form = appeal.show(deps, ada.educator_id, denied)
    assert (form.reason, form.until.isoformat(), form.panel_days) == (REASON, "2027-02-04", 60)


@pytest.mark.parametrize(("days", "is_open"), [(0, True), (20, True), (21, False)])
def test_twenty_days_and_no_more(
    deps: Deps, ada: Applicant, denied: str, clock: TestClock, days: int, is_open: bool
) -> None:
    clock.forward(days=days)
    if is_open:
        ask(deps, ada, denied)
        assert status_of(deps, denied) is Status.APPEALED
    else:
        assert refusal(lambda: ask(deps, ada, denied)) == "appeal_closed"


def test_the_panel_grants_it_and_the_bureau_reviews_again(
    deps: Deps, ada: Applicant, denied: str, sue: Clerk, rita: Clerk
) -> None:
    ask(deps, ada, denied)
    assert "March 16, 2027" in posted(deps)[-1].text
    assert appeals.show(deps, sue, denied).statement == STATEMENT
    appeals.settle(deps, sue, denied, "granted", "The second page shows the credits.")
    assert (status_of(deps, denied), stored(deps, denied).decided_at) == (Status.IN_REVIEW, None)
    assert "granted" in posted(deps)[-1].text


def test_upheld_is_final(deps: Deps, ada: Applicant, denied: str, sue: Clerk) -> None:
    ask(deps, ada, denied)
    appeals.settle(deps, sue, denied, "upheld", "The second page is of another person.")
    assert status_of(deps, denied) is Status.DENIED
    assert refusal(lambda: ask(deps, ada, denied)) == "appeal_closed"
    assert (
        refusal(lambda: appeals.settle(deps, sue, denied, "granted", "The second page is of another person."))
        == "nothing_waits"
    )


def test_no_supervisor_takes_back_what_the_panel_upheld(deps: Deps, ada: Applicant, denied: str, sue: Clerk) -> None:
    ask(deps, ada, denied)
    appeals.settle(deps, sue, denied, "upheld", "The second page is of another person.")
    assert refusal(lambda: undo.undo(deps, sue, denied, REASON)) == "panel_has_decided"
    assert status_of(deps, denied) is Status.DENIED


def test_a_new_application_stands_in_the_way_of_an_appeal(deps: Deps, ada: Applicant, denied: str) -> None:
    filed(deps, ada, "continuation")
    assert refusal(lambda: ask(deps, ada, denied)) == "another_open"


def test_only_what_is_denied_and_only_her_own(deps: Deps, ada: Applicant, denied: str) -> None:
    cora = applicant(deps, name="Cora")
    with pytest.raises(NotFound):
        ask(deps, cora, denied)
    with pytest.raises(Elsewhere):
        ask(deps, cora, filed(deps, cora, "continuation"))


def test_a_permits_denial_is_final(deps: Deps, rita: Clerk) -> None:
    cora = applicant(deps, "coaching_permit", name="Cora")
    reference = taken_up(deps, filed(deps, cora, "renewal"), rita)
    decide.deny(deps, rita, reference, REASON)
    assert refusal(lambda: ask(deps, cora, reference)) == "appeal_closed"


@pytest.mark.parametrize(
    ("outcome", "reason", "faults"),
    [
        ("maybe", REASON, {"outcome": "choose_one"}),
        ("upheld", "", {"reason": "required"}),
        ("", "No.", {"outcome": "choose_one", "reason": "reason_too_short"}),
    ],
)
def test_the_panels_word_is_whole(
    deps: Deps, ada: Applicant, denied: str, sue: Clerk, outcome: str, reason: str, faults: dict[str, str]
) -> None:
    ask(deps, ada, denied)
    with pytest.raises(InvalidFields) as caught:
        appeals.settle(deps, sue, denied, outcome, reason)
    assert caught.value.fields == faults
