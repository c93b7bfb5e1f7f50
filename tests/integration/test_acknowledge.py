"""The statement is acknowledged at every login, and what is kept says which version, when and in which login."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date

import pytest

from cecs_app.db import accounts
from cecs_app.db.login_tables import Acknowledgement, SignInSession
from cecs_app.db.tables import Educator, Event
from cecs_app.domain.access import Stage
from cecs_app.domain.errors import Elsewhere, NotAllowed, SignedOut
from cecs_app.domain.statements import Statement, Statements
from cecs_app.language import speaking
from cecs_app.services import sessions
from cecs_app.services.acknowledge import acknowledge, show
from cecs_app.services.deps import Deps
from tests.fakes import TestClock
from tests.people import HERE, all_of, visitor
from tests.ui.visitors import cookie_of

NEXT = Statement("2027-02", date(2027, 2, 1), ("Something new.",))


@pytest.fixture
def token(deps: Deps) -> str:
    return cookie_of(deps, Stage.REGISTERED)


def agree(deps: Deps, token: str) -> str:
    """The cookie under which the login goes on."""
    return acknowledge(deps, token, show(deps).version).token


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
    token = agree(deps, token)
    assert stage(deps, token) is Stage.ACKNOWLEDGED
    who = visitor(deps, token)
    (kept,) = all_of(deps, Acknowledgement)
    assert (kept.account_id, kept.session_id) == (who.account_id, who.session_id)
    assert (kept.version, kept.acknowledged_at) == (show(deps).version, deps.now())
    event = all_of(deps, Event)[-1]
    assert (event.name, event.account_id, event.data) == ("acknowledged", who.account_id, {"version": kept.version})


def test_the_next_login_needs_it_again(deps: Deps, token: str) -> None:
    token = agree(deps, token)
    who = visitor(deps, token)
    with deps.database.transaction() as db:
        account = accounts.get(db, who.account_id)
        second = sessions.begin(db, deps, account, HERE, is_temporary=False)
    assert second.stage is Stage.REGISTERED
    assert stage(deps, second.token) is Stage.REGISTERED
    latest = visitor(deps, agree(deps, second.token))
    assert [kept.session_id for kept in all_of(deps, Acknowledgement)] == [who.session_id, latest.session_id]


def test_one_persons_acknowledgement_opens_nothing_for_another(deps: Deps, token: str) -> None:
    other = cookie_of(deps, Stage.REGISTERED, "bob")
    agree(deps, token)
    assert stage(deps, other) is Stage.REGISTERED


def test_no_cookie_that_was_seen_before_reaches_further_now(deps: Deps, token: str) -> None:
    new = agree(deps, token)
    assert sessions.find_visitor(deps, token) is None, "the one that could only read the statement"
    assert stage(deps, new) is Stage.ACKNOWLEDGED
    assert len({one.id for one in all_of(deps, SignInSession)}) == 1, "it is the same login all the same"


def test_the_cookie_she_registered_with_never_reaches_the_certificates(deps: Deps) -> None:
    """Registering makes no new cookie: it opens the statement only, and acknowledging that makes one."""
    token = cookie_of(deps, Stage.SIGNED_IN)
    with deps.database.transaction() as db:
        educator = Educator(
            ein="ein-ana", first_name="Ana", last_name="Example", date_of_birth=date(1985, 5, 5), created_at=deps.now()
        )
        db.add(educator)
        db.flush()
        accounts.get(db, visitor(deps, token).account_id).educator_id = educator.id
    assert stage(deps, token) is Stage.REGISTERED
    assert stage(deps, agree(deps, token)) is Stage.ACKNOWLEDGED
    assert sessions.find_visitor(deps, token) is None


def test_acknowledging_twice_keeps_the_first(deps: Deps, clock: TestClock, token: str) -> None:
    new, first = agree(deps, token), deps.now()
    clock.forward(minutes=1)
    with pytest.raises(SignedOut):
        agree(deps, token)
    with pytest.raises(Elsewhere):
        agree(deps, new)
    (kept,) = all_of(deps, Acknowledgement)
    assert kept.acknowledged_at == first
    assert stage(deps, new) is Stage.ACKNOWLEDGED


def test_tabs_in_the_same_instant_get_one_cookie(deps: Deps, token: str) -> None:
    def one_tab(_: int) -> str:
        with suppress(SignedOut):
            return agree(deps, token)
        return ""

    with ThreadPoolExecutor(4) as pool:
        (given,) = filter(None, pool.map(one_tab, range(4)))
    assert stage(deps, given) is Stage.ACKNOWLEDGED
    assert len(all_of(deps, Acknowledgement)) == 1


@pytest.mark.parametrize("version", ["2025-01", "2027-02", ""])
def test_another_version_than_the_one_in_force_is_refused(deps: Deps, token: str, version: str) -> None:
    with pytest.raises(NotAllowed) as caught:
        acknowledge(deps, token, version)
    assert caught.value.code == "statement_changed"
    assert all_of(deps, Acknowledgement) == []
    assert stage(deps, token) is Stage.REGISTERED


def test_a_new_version_is_asked_for_even_within_a_login(deps: Deps, clock: TestClock) -> None:
    deps = with_next_version(deps)
    # Connecticut's January ends at five in the morning, UTC.
    clock.now = clock.now.replace(month=2, day=1, hour=4, minute=59)
    token = agree(deps, cookie_of(deps, Stage.REGISTERED))
    assert stage(deps, token) is Stage.ACKNOWLEDGED
    clock.forward(minutes=1)
    assert show(deps).version == "2027-02"
    assert stage(deps, token) is Stage.REGISTERED


def test_a_new_version_can_be_acknowledged_in_the_login_that_has_the_old_one(deps: Deps, clock: TestClock) -> None:
    deps = with_next_version(deps)
    clock.now = clock.now.replace(month=2, day=1, hour=4, minute=59)
    token = agree(deps, cookie_of(deps, Stage.REGISTERED))
    clock.forward(minutes=1)
    assert stage(deps, agree(deps, token)) is Stage.ACKNOWLEDGED
    assert [kept.version for kept in all_of(deps, Acknowledgement)] == ["2026-07", "2027-02"]


@pytest.mark.parametrize("reached", [Stage.PROVING, Stage.TEMPORARY, Stage.SIGNED_IN])
def test_whoever_has_not_come_so_far_acknowledges_nothing(deps: Deps, reached: Stage) -> None:
    token = cookie_of(deps, reached)
    with pytest.raises(Elsewhere):
        agree(deps, token)
    assert (stage(deps, token), all_of(deps, Acknowledgement)) == (reached, [])


def test_a_login_that_is_over_acknowledges_nothing(deps: Deps, clock: TestClock, token: str) -> None:
    clock.forward(minutes=15)
    with pytest.raises(SignedOut):
        agree(deps, token)
