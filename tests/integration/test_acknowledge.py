"""The statement is acknowledged at every login, and what is kept says which version, when and in which login."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from cecs_app.db import accounts
from cecs_app.db.login_tables import Acknowledgement
from cecs_app.db.tables import Event
from cecs_app.domain.access import Stage
from cecs_app.domain.errors import NotAllowed
from cecs_app.domain.statements import Statement, Statements
from cecs_app.language import speaking
from cecs_app.services import sessions
from cecs_app.services.acknowledge import acknowledge, show
from cecs_app.services.deps import Deps
from tests.fakes import TestClock
from tests.people import all_of, visitor
from tests.ui.visitors import cookie_of

NEXT = Statement("2027-02", date(2027, 2, 1), ("Something new.",))


@pytest.fixture
def token(deps: Deps) -> str:
    return cookie_of(deps, Stage.REGISTERED)


def agree(deps: Deps, token: str) -> None:
    acknowledge(deps, visitor(deps, token), show(deps).version)


def stage(deps: Deps, token: str) -> Stage:
    return visitor(deps, token).stage


def with_next_version(deps: Deps) -> Deps:
    current = deps.statements
    statements = Statements((*current.acknowledgements, NEXT), current.declarations, current.conduct)
    return dataclasses.replace(deps, statements=statements)


def test_the_statement_of_today_is_shown_in_the_language_of_the_moment(deps: Deps) -> None:
    shown = show(deps)
    statement = deps.statements.acknowledgement(deps.today())
    assert (shown.version, shown.paragraphs) == (statement.version, statement.paragraphs)
    with speaking("en-xa"):
        assert all(paragraph.startswith("⟦") for paragraph in show(deps).paragraphs)


def test_acknowledging_opens_the_portal_and_is_kept_with_its_version(deps: Deps, token: str) -> None:
    assert stage(deps, token) is Stage.REGISTERED
    agree(deps, token)
    assert stage(deps, token) is Stage.ACKNOWLEDGED
    who = visitor(deps, token)
    (kept,) = all_of(deps, Acknowledgement)
    assert (kept.account_id, kept.session_id) == (who.account_id, who.session_id)
    assert (kept.version, kept.acknowledged_at) == (show(deps).version, deps.now())
    event = all_of(deps, Event)[-1]
    assert (event.name, event.account_id, event.data) == ("acknowledged", who.account_id, {"version": kept.version})


def test_the_next_login_needs_it_again(deps: Deps, token: str) -> None:
    agree(deps, token)
    who = visitor(deps, token)
    with deps.database.transaction() as db:
        account = accounts.get(db, who.account_id)
        second = sessions.begin(db, deps, account, is_temporary=False)
    assert second.stage is Stage.REGISTERED
    assert stage(deps, second.token) is Stage.REGISTERED
    agree(deps, second.token)
    assert [kept.session_id for kept in all_of(deps, Acknowledgement)] == [
        who.session_id,
        visitor(deps, second.token).session_id,
    ]


def test_one_persons_acknowledgement_opens_nothing_for_another(deps: Deps, token: str) -> None:
    other = cookie_of(deps, Stage.REGISTERED, "bob")
    agree(deps, token)
    assert stage(deps, other) is Stage.REGISTERED


def test_acknowledging_twice_keeps_the_first(deps: Deps, clock: TestClock, token: str) -> None:
    agree(deps, token)
    first = deps.now()
    clock.forward(minutes=1)
    agree(deps, token)
    (kept,) = all_of(deps, Acknowledgement)
    assert kept.acknowledged_at == first


def test_tabs_in_the_same_instant_keep_one(deps: Deps, token: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: agree(deps, token), range(4)))
    assert len(all_of(deps, Acknowledgement)) == 1


@pytest.mark.parametrize("version", ["2025-01", "2027-02", ""])
def test_another_version_than_the_one_in_force_is_refused(deps: Deps, token: str, version: str) -> None:
    with pytest.raises(NotAllowed) as caught:
        acknowledge(deps, visitor(deps, token), version)
    assert caught.value.code == "statement_changed"
    assert all_of(deps, Acknowledgement) == []
    assert stage(deps, token) is Stage.REGISTERED


def test_a_new_version_is_asked_for_even_within_a_login(deps: Deps, clock: TestClock) -> None:
    deps = with_next_version(deps)
    # Connecticut's January ends at five in the morning, UTC.
    clock.now = clock.now.replace(month=2, day=1, hour=4, minute=59)
    token = cookie_of(deps, Stage.REGISTERED)
    agree(deps, token)
    assert stage(deps, token) is Stage.ACKNOWLEDGED
    clock.forward(minutes=1)
    assert show(deps).version == "2027-02"
    assert stage(deps, token) is Stage.REGISTERED


def test_a_new_version_can_be_acknowledged_in_the_login_that_has_the_old_one(deps: Deps, clock: TestClock) -> None:
    deps = with_next_version(deps)
    clock.now = clock.now.replace(month=2, day=1, hour=4, minute=59)
    token = cookie_of(deps, Stage.REGISTERED)
    agree(deps, token)
    clock.forward(minutes=1)
    agree(deps, token)
    assert stage(deps, token) is Stage.ACKNOWLEDGED
    assert [kept.version for kept in all_of(deps, Acknowledgement)] == ["2026-07", "2027-02"]


def test_a_temporary_login_never_counts_as_acknowledged(deps: Deps) -> None:
    token = cookie_of(deps, Stage.TEMPORARY)
    assert stage(deps, token) is Stage.TEMPORARY
    agree(deps, token)
    assert stage(deps, token) is Stage.TEMPORARY
