"""What a reviewer makes of what came: accepted, refused, not needed, or come by post."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.credentials import open_kinds
from cecs_app.domain.errors import InvalidFields, NotAllowed, NotFound
from cecs_app.domain.staff import Role
from cecs_app.services.answering import say_by_post
from cecs_app.services.applications import status
from cecs_app.services.deps import Deps
from cecs_app.services.desk import items
from cecs_app.services.desk.items import ItemView
from tests.applying import at_once
from tests.asked import COURT, TRANSCRIPT, Case, application_of, asked, items_of, sent, slot, states
from tests.at_desk import assign, hired
from tests.fakes import posted
from tests.on_record import contents
from tests.payable import events_of, set_status, status_of

Act = Callable[[Deps, Case, str], None]
ACTS: dict[str, Act] = {
    "accepted": lambda deps, case, item: items.accept(deps, case.rita, case.reference, item),
    "refused": lambda deps, case, item: items.refuse(deps, case.rita, case.reference, item, "Too dark to read"),
    "waived": lambda deps, case, item: items.waive(deps, case.rita, case.reference, item, "It came with another"),
    "received": lambda deps, case, item: items.received_by_post(deps, case.rita, case.reference, item),
}


@pytest.fixture
def case(deps: Deps) -> Case:
    return asked(deps, TRANSCRIPT, COURT)


def item(deps: Deps, case: Case, which: int = 0) -> str:
    return items_of(deps, case)[which].reference


def seen(deps: Deps, case: Case) -> tuple[ItemView, ...]:
    return items.show(deps, case.rita, case.reference).asked


def unsettled(deps: Deps, case: Case) -> int:
    return len(open_kinds((one.kind, one.status) for one in items_of(deps, case)))


@pytest.mark.parametrize("wanted", ["accepted", "refused", "waived"])
def test_what_came_is_judged_with_an_event_and_no_mail(deps: Deps, case: Case, wanted: str) -> None:
    sent(deps, case)
    mails = len(posted(deps))
    ACTS[wanted](deps, case, item(deps, case))
    assert states(deps, case) == [wanted, "asked"]
    assert events_of(deps, case.owed)[-1] == f"item_{wanted}"
    assert len(posted(deps)) == mails
    assert unsettled(deps, case) == (2 if wanted == "refused" else 1), "what was refused has to be asked for again"


def test_a_judgement_may_be_changed_but_what_is_not_needed_stays_so(deps: Deps, case: Case) -> None:
    sent(deps, case)
    for wanted in ("accepted", "refused", "accepted"):
        ACTS[wanted](deps, case, item(deps, case))
    assert (states(deps, case)[0], seen(deps, case)[0].reason) == ("accepted", "")
    ACTS["waived"](deps, case, item(deps, case, 1))
    with pytest.raises(NotAllowed) as refusal:
        ACTS["received"](deps, case, item(deps, case, 1))
    assert refusal.value.code == "item_moved"


@pytest.mark.parametrize("last", ["received", "waived"])
def test_the_last_envelope_or_waiver_sends_it_back_to_review(deps: Deps, case: Case, last: str) -> None:
    before = application_of(deps, case).filed_at
    ACTS["received"](deps, case, item(deps, case, 0))
    assert status_of(deps, case.owed) is Status.MISSING_CREDENTIALS
    ACTS[last](deps, case, item(deps, case, 1))
    assert status_of(deps, case.owed) is Status.WAITING_REVIEW
    assert application_of(deps, case).filed_at == before
    assert "Official transcript" in posted(deps)[-1].text


def test_she_is_not_thanked_for_what_was_not_needed_after_all(deps: Deps, case: Case) -> None:
    for which in (0, 1):
        ACTS["waived"](deps, case, item(deps, case, which))
    mail = posted(deps)[-1]
    assert "Nothing is missing any more" in mail.subject
    assert "You answered" not in mail.text
    assert "You answered" not in status.show(deps, case.owed.educator_id, case.reference).timeline[0].what


@pytest.mark.parametrize("status", [Status.WAITING_REVIEW, Status.IN_REVIEW])
def test_an_envelope_that_was_announced_moves_nothing_more(deps: Deps, case: Case, status: Status) -> None:
    for which in (0, 1):
        say_by_post(deps, slot(deps, case, which))
    set_status(deps, case.owed, status)
    mails = len(posted(deps))
    ACTS["received"](deps, case, item(deps, case))
    assert (status_of(deps, case.owed), states(deps, case)) == (status, ["received", "by_post"])
    assert len(posted(deps)) == mails


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
@pytest.mark.parametrize("act", [items.refuse, items.waive])
def test_a_reason_is_asked_for(deps: Deps, case: Case, act: Callable[..., None], reason: str) -> None:
    sent(deps, case)
    with pytest.raises(InvalidFields) as refusal:
        act(deps, case.rita, case.reference, item(deps, case), reason)
    assert list(refusal.value.fields) == ["reason"]
    assert states(deps, case)[0] == "received"


@pytest.mark.parametrize("wanted", ACTS)
def test_only_who_holds_it_and_never_on_her_own(deps: Deps, case: Case, wanted: str) -> None:
    if wanted in ("accepted", "refused"):
        sent(deps, case)
    before, act, target = contents(deps), ACTS[wanted], item(deps, case)
    own = replace(case, rita=replace(case.rita, educator_id=case.owed.educator_id))
    other = replace(case, rita=hired(deps, Role.REVIEWER, name="Olga"))
    for somebody, code in ((own, "own_application"), (other, "not_claimed")):
        with pytest.raises(NotAllowed) as refusal:
            act(deps, somebody, target)
        assert refusal.value.code == code
    assign(deps, case.reference, None)
    with pytest.raises(NotAllowed):
        act(deps, case, target)
    assert contents(deps)["requested_item"] == before["requested_item"]
    assert contents(deps)["event"] == before["event"]


@pytest.mark.parametrize("wanted", ACTS)
def test_an_item_of_another_application_is_not_there(deps: Deps, case: Case, wanted: str) -> None:
    other = asked(deps, name="Beth", clerk=case.rita)
    sent(deps, other)
    for target in (item(deps, other), "N-NONE-NONE", "\x00", ""):
        with pytest.raises(NotFound):
            ACTS[wanted](deps, case, target)


def test_two_tabs_at_once_accept_once(deps: Deps, case: Case) -> None:
    sent(deps, case)
    target = item(deps, case)
    told = at_once(4, lambda: ACTS["accepted"](deps, case, target))
    assert told.count(None) == 1
    assert events_of(deps, case.owed).count("item_accepted") == 1


def test_the_panel_offers_what_can_be_done_with_each(deps: Deps, case: Case) -> None:
    sent(deps, case)
    here, waiting = seen(deps, case)
    assert (here.can_accept, here.can_refuse, here.can_waive, here.can_receive) == (True, True, True, False)
    assert (waiting.can_accept, waiting.can_refuse, waiting.can_waive, waiting.can_receive) == (
        False,
        False,
        True,
        True,
    )
    assert [one.name for one in here.documents] == ["transcript.pdf"]
    assert (here.name, here.detail, here.due) == ("Official transcript", "Of your master's degree", "March 16, 2027")
