"""The screens of what is missing: the reviewer's question, her panel of items, and the educator's answers."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from cecs_app.domain.application import Status
from cecs_app.services.deps import Deps
from cecs_app.ui.applications.missing import MissingState
from cecs_app.ui.desk.ask import AskState
from cecs_app.ui.desk.items import ItemsState
from cecs_app.ui.desk.review.screen import ReviewState
from cecs_app.ui.proof import ProofState
from tests.asked import COURT, TRANSCRIPT, Case, asked, documents_in, due, in_review, items_of, sent, states
from tests.fakes import posted
from tests.on_record import contents
from tests.papers import png
from tests.payable import login_of, owing, set_status, status_of
from tests.ui.desk_screens import At
from tests.ui.test_access import HOSTILE


@pytest.fixture
def case(deps: Deps) -> Case:
    return in_review(deps)


def form(deps: Deps, **more: str) -> dict[str, str]:
    return {"item_transcript": "yes", "detail_transcript": "Of 2019", "due_on": due(deps).isoformat(), **more}


def test_the_letter_is_read_before_it_is_sent_and_is_sent_as_it_was_read(deps: Deps, case: Case) -> None:
    screen = At(deps, case.rita, AskState, case.reference).open()
    screen.press("preview", form(deps))
    assert ("Official transcript", "Of 2019") in screen.state.draft.facts
    assert posted(deps) == []
    assert screen.press("send", {"item_court_papers": "yes"}) == [f"/desk/applications/{case.reference}"]
    assert [one.kind for one in items_of(deps, case)] == ["transcript"]
    assert status_of(deps, case.owed) is Status.MISSING_CREDENTIALS


def test_to_change_it_leads_back_to_the_form(deps: Deps, case: Case) -> None:
    screen = At(deps, case.rita, AskState, case.reference).open()
    screen.press("preview", form(deps))
    screen.press("change")
    assert screen.state.draft.subject == ""


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"item_transcript": ""}, "wanted"),
        ({"due_on": ""}, "due_on"),
        ({"due_on": "tomorrow"}, "due_on"),
        ({"due_on": "2020-01-01"}, "due_on"),
        ({"detail_transcript": "x" * 501}, "detail_transcript"),
        ({"item_other": "yes"}, "detail_other"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_no_letter_is_shown(
    deps: Deps, case: Case, more: dict[str, str], field: str
) -> None:
    screen = At(deps, case.rita, AskState, case.reference).open()
    screen.press("preview", form(deps, **more))
    assert list(screen.state.errors) == [field]
    assert screen.state.draft.subject == ""


def test_sent_without_having_been_read_nothing_goes(deps: Deps, case: Case) -> None:
    screen = At(deps, case.rita, AskState, case.reference)
    screen.press("send", form(deps))
    assert screen.state.errors
    assert (posted(deps), items_of(deps, case)) == ([], [])


def test_the_panel_works_on_the_items_of_the_screen_it_stands_on(deps: Deps) -> None:
    case = asked(deps, TRANSCRIPT, COURT)
    sent(deps, case, 0)
    screen = At(deps, case.rita, ReviewState, case.reference).open()
    panel = asyncio.run(screen.state.get_state(ItemsState))
    first, second = (one.reference for one in panel.view.asked)
    panel_at = At(deps, case.rita, ItemsState, case.reference)
    panel_at.press("refuse", {"item": first, "reason": ""})
    assert list(panel_at.state.errors) == ["reason"]
    panel_at.press("refuse", {"item": first, "reason": "Too dark"})
    panel_at.press("receive", second)
    panel_at.press("accept", second)
    assert [one.status for one in panel_at.state.view.asked] == ["refused", "accepted"] == states(deps, case)
    assert status_of(deps, case.owed) is Status.WAITING_REVIEW


def test_she_answers_by_post_and_takes_a_wrong_file_away(deps: Deps) -> None:
    case = asked(deps, TRANSCRIPT, COURT)
    sent(deps, case, 0, png(1))
    sent(deps, case, 0, png(2))
    screen = At(deps, login_of(deps, case.owed), MissingState, case.reference).open()
    screen.press("remove", documents_in(deps)[0].reference)
    screen.press("by_post", items_of(deps, case)[1].reference)
    assert [len(one.files) for one in screen.state.view.answered] == [1, 0]
    assert screen.state.view.to_send == ()


def test_another_educator_is_told_that_there_is_no_such_thing(deps: Deps) -> None:
    case = asked(deps)
    charlie = login_of(deps, owing(deps, "Charlie"))
    before = contents(deps)
    item = items_of(deps, case)[0].reference
    assert At(deps, charlie, MissingState, case.reference).press("load") == ["/not-found"]
    assert At(deps, charlie, MissingState, case.reference).press("by_post", item) == ["/not-found"]
    assert At(deps, charlie, ProofState, "").press("by_post", item) == ["/not-found"]
    assert contents(deps)["requested_item"] == before["requested_item"]


@pytest.mark.parametrize("argument", HOSTILE, ids=lambda value: f"{type(value).__name__}-{str(value)[:12]}")
@pytest.mark.parametrize(
    ("state", "handler", "wrap"),
    [
        (AskState, "preview", lambda one: one),
        (AskState, "preview", lambda one: {"item_transcript": "yes", "due_on": one, "detail_transcript": one}),
        (AskState, "send", lambda one: one),
        (ItemsState, "accept", lambda one: one),
        (ItemsState, "receive", lambda one: one),
        (ItemsState, "refuse", lambda one: {"item": one, "reason": "because"}),
        (ItemsState, "waive", lambda one: {"item": one, "reason": one}),
        (MissingState, "by_post", lambda one: one),
        (MissingState, "remove", lambda one: one),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_whatever_arrives_is_answered_and_changes_nothing(
    deps: Deps, state: Any, handler: str, wrap: Callable[[Any], Any], argument: Any
) -> None:
    case = asked(deps)
    if state is AskState:
        set_status(deps, case.owed, Status.IN_REVIEW)
    who: Any = login_of(deps, case.owed) if state is MissingState else case.rita
    screen = At(deps, who, state, case.reference)
    before = contents(deps)
    screen.press(handler, wrap(argument))
    assert contents(deps)["requested_item"] == before["requested_item"]
    assert contents(deps)["event"] == before["event"]
