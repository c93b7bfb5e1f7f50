"""Watches, in each tab of the desk, when the login ends by itself: warns before, and empties the screen at the end.

It looks without keeping the login alive. Only going on does that, or the button.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import reflex as rx

from cecs_app import wiring
from cecs_app.domain.access import Stage
from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import sessions
from cecs_app.ui.guards import act
from cecs_app.ui.visiting import Screen, call, cookie_token, go
from cecs_app.words.formats import time_words

WARN_BEFORE = timedelta(minutes=2)
LOOK_EVERY = timedelta(seconds=30)
LOOK_CLOSELY_EVERY = timedelta(seconds=5)
"""Once the warning shows: it goes away soon after she went on in another tab."""


class DeskIdle(Screen, rx.State):
    ends: str = ""
    """The time of day, while the warning shows."""

    @rx.event(background=True)
    async def watch(self) -> AsyncIterator[Any]:
        """One loop a tab: it stops when a page opens that begins another, or that is not the desk's."""
        async with self:
            self._watching += 1
            turn = self._watching
        while True:
            async with self:
                if self._watching != turn or not self.router.url.path.startswith("/desk"):
                    return
                end = await call(sessions.find_end, cookie_token(self))
                if end is None:
                    # All that any screen of this tab was told: the browser forgets it, too.
                    self._get_root_state().reset()
                    yield go("/desk/login?idle=1", replace=True)
                    return
                left = end - wiring.deps().now()
                self.ends = time_words(end) if left <= WARN_BEFORE else ""
            await asyncio.sleep(_until_next_look(left).total_seconds())

    watch.needed = Stage.ANYONE  # it asks by itself whose login it is, and only tells when that ends

    @act(Duty.ENTER)
    async def stay(self, _clerk: Clerk) -> None:
        """The guard has renewed the login by asking who is there."""
        self.ends = ""


def idle_warning() -> rx.Component:
    words = _("You will be logged out at {time} unless you go on.").format(time=DeskIdle.ends)
    is_near = DeskIdle.ends != ""
    stay = rx.el.button(_("Stay logged in"), type="button", on_click=DeskIdle.stay, class_name="button")
    return rx.el.div(
        # The region is there from the start, so that screen readers hear it being filled.
        rx.el.div(rx.cond(is_near, rx.el.p(words)), role="status", aria_live="polite"),
        rx.cond(is_near, stay),
        class_name=rx.cond(is_near, "idle-warning", ""),
    )


def _until_next_look(left: timedelta) -> timedelta:
    if left > WARN_BEFORE:
        return min(LOOK_EVERY, left - WARN_BEFORE)
    return min(LOOK_CLOSELY_EVERY, left)
