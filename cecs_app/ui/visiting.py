"""Who is at the screen: read from the socket's cookie, never from anything an event sent."""

import asyncio
import re
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

import reflex as rx
from reflex.state import BaseState

from cecs_app import wiring
from cecs_app.domain.access import Visitor
from cecs_app.domain.errors import CecsError, InvalidFields
from cecs_app.domain.staff import Clerk
from cecs_app.language import localized
from cecs_app.services import sessions
from cecs_app.services.deps import Deps
from cecs_app.services.desk import sessions as desk_sessions
from cecs_app.web import cookies
from cecs_app.web.state_cookies import open_cookie
from cecs_app.words.errors import error_words, field_error_words

P = ParamSpec("P")
T = TypeVar("T")

SUMMARY_ID = "error-summary"
WHOLE_FORM = ""
"""The key of an error that belongs to no single field."""
_OWN_PATH = re.compile(r"/(?![\t\r\n]*[/\\])")
"""Browsers leave blanks of these kinds out, and take a backslash for a slash."""


async def call(service: Callable[Concatenate[Deps, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """A service on its own thread: a handler must never hold up everybody else's."""
    return await asyncio.to_thread(service, wiring.deps(), *args, **kwargs)


def cookie_token(state: BaseState) -> str:
    """Whatever the browser holds, whether anybody is logged in under it or not."""
    return open_cookie(state.router.headers.cookie, wiring.deps())


async def flash(state: BaseState, form: str) -> dict[str, str]:
    """What the endpoint of the native form at this path left behind when it sent the visitor back. Read once."""
    note = cookies.read_flash(state.router.headers.cookie, wiring.deps().settings)
    portal = await state.get_state(Portal)
    if note.get("form") != form or note.get("id") == portal._read_note:
        return {}
    portal._read_note = note.get("id", "")
    return note


async def clerk_of(state: BaseState, *, is_working: bool = True) -> Clerk | None:
    """Who of the staff is at the screen, by the same cookie."""
    return await call(desk_sessions.find_clerk, cookie_token(state), is_working=is_working)


async def visitor_of(state: BaseState, *, is_working: bool = True) -> Visitor | None:
    return await call(sessions.find_visitor, cookie_token(state), is_working=is_working)


def path(to: str) -> str:
    """The same screen in the visitor's language."""
    return localized(to)


def route_text(state: BaseState, name: str) -> str:
    """A part of the address that varies, such as the reference; empty when the address has none."""
    value = getattr(state, name, "")
    return value if isinstance(value, str) else ""


def go(to: str, *, replace: bool = False) -> Any:
    """`replace` keeps the page that sends her on out of the browser's history, so that Back doesn't lead into it.

    Raises ValueError for what is no path of a screen of ours: a browser would follow //host to another site.
    """
    if not _OWN_PATH.match(to):
        raise ValueError("a screen leads to screens only")
    return rx.redirect(path(to), replace=replace)


class Screen(rx.State, mixin=True):
    """What every screen with a form has: errors by field id, and whether a submit is under way."""

    errors: dict[str, str] = {}
    busy: bool = False
    _watching: int = 0
    """How often a screen began to look again by itself: only the last goes on; see guards.watch."""

    def _fail(self, error: CecsError) -> Any:
        """Shows the error's words and moves the focus to them. What was typed stays where it is."""
        if isinstance(error, InvalidFields):
            self.errors = {name: field_error_words(name, code, error.data) for name, code in error.fields.items()}
        else:
            self.errors = {WHOLE_FORM: error_words(error.code, error.data)}
        return rx.set_focus(SUMMARY_ID)

    def _show_note(self, note: dict[str, str]) -> Any:
        """What the endpoint of a native form refused, shown as if a handler had; see flash."""
        if "code" not in note:
            return None
        faults = {key.removeprefix("field:"): code for key, code in note.items() if key.startswith("field:")}
        self.errors = {name: field_error_words(name, code, note) for name, code in faults.items()}
        if not faults:
            self.errors = {WHOLE_FORM: error_words(note["code"], note)}
        return rx.set_focus(SUMMARY_ID)


class Portal(rx.State):
    """What the frame of every page shows: who is signed in, if anyone."""

    signed_in: bool = False
    first_name: str = ""
    is_acknowledged: bool = False
    has_personal_password: bool = False
    filled: str = ""
    """The path of the screen that was filled last; see components/filled.py."""
    is_out_of_service: bool = False
    """The page could not be read from our records; what was typed on it is still there."""
    _read_note: str = ""
    _back_at: str = ""
    """The path at which the line to the portal was lost and found again; empty once she went elsewhere."""
    _was_held: bool = False
    """Somebody was logged in when this state was last sent as a whole; see binding.py."""
