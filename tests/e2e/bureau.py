"""Somebody of the Bureau's staff at her own browser, beside an educator at hers."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from cecs_app.db import staff
from cecs_app.db.desk_tables import StaffMember
from cecs_app.practice.staff import Colleague
from cecs_app.services.deps import Deps
from cecs_app.services.desk import sessions
from cecs_app.services.desk.sessions import Begun
from tests.e2e import conftest
from tests.e2e.desk import deps_of
from tests.e2e.educator import Educator
from tests.e2e.portal import Portal

COOKIE = "cecs_session"
Sit = Callable[[Colleague], Educator]


@pytest.fixture
def at_desk(browser: Browser, run_folder: Path, portal: Portal) -> Iterator[Sit]:
    """Gives a clerk who is logged in already: test_desk_login.py walks the login itself."""
    seated: list[Educator] = []
    with ExitStack() as open_contexts:

        def sit(colleague: Colleague) -> Educator:
            context = conftest.new_context(browser, run_folder, viewport=conftest.DESK)
            open_contexts.callback(context.close)
            clerk = Educator.arrive(context, portal)
            seated.append(clerk)
            sits_down(clerk, colleague.username)
            return clerk

        yield sit
        assert [(one.foreign_requests, one.violations) for one in seated] == [([], [])] * len(seated)


def sits_down(who: Educator, username: str) -> None:
    """Her browser takes up a login that has begun; she stands nowhere yet."""
    with deps_of(who.portal) as deps:
        token = begin(deps, username).token
    host = urlsplit(who.portal.url).hostname or ""
    who.page.context.add_cookies([{"name": COOKIE, "value": token, "domain": host, "path": "/"}])


def begin(deps: Deps, username: str) -> Begun:
    with deps.database.transaction() as db:
        member: StaffMember | None = staff.find_by_username(db, username)
        assert member is not None
        return sessions.begin(db, deps, member)


def opens_case(clerk: Educator, reference: str, name: str) -> None:
    clerk.opens(f"/desk/applications/{reference}")
    clerk.sees_heading(name)


def claims(clerk: Educator, reference: str, name: str) -> None:
    opens_case(clerk, reference, name)
    clerk.presses("Claim it")
    clerk.reads("Release it")
