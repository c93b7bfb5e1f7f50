"""Empties a state once the login that it was filled under is over, and sets the language of each event.

That nobody else ever comes upon the state is the work of web/socket.py.
"""

from collections.abc import Iterator

from reflex.app import App
from reflex.event import Event
from reflex.istate.manager.token import BaseStateToken
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, State, StateUpdate
from reflex_base.constants import CompileVars
from reflex_base.utils.format import format_event_handler

from cecs_app import language, wiring
from cecs_app.domain.errors import NotNow
from cecs_app.services import logins
from cecs_app.ui.visiting import Portal, call, cookie_token

SENT_AS_A_WHOLE = {format_event_handler(State.event_handlers[name]) for name in ("hydrate", "hydrate_and_load")}
"""The events that answer with all that a state holds. Every other sends what it changed, and asks who is there."""


class BindStateToLogin(Middleware):
    async def preprocess(self, app: App, state: BaseState, event: Event) -> StateUpdate | None:
        root = state._get_root_state()
        language.set_current(language_of(root.router.url.path))
        if event.name in SENT_AS_A_WHOLE:
            await _empty_unless_held(root)
            await _note_whether_back(root, event)
        return None


def language_of(route: str) -> str:
    first = route.strip("/").partition("/")[0]
    return first if first in wiring.deps().settings.languages else language.DEFAULT


async def forget(app: App, key: str) -> None:
    """Empties the state of this key, wherever it is kept. What is left of it runs out; see rxconfig.py."""
    async with app.state_manager.modify_state(BaseStateToken(ident=key, cls=State)) as root:
        await _empty(root)
        root.router_data = {}


async def _empty(root: BaseState) -> None:
    """All that any screen of this tab was told. A state in Redis comes in parts: those not there yet are fetched."""
    for part in _parts(type(root)):
        await root.get_state(part)
    root.reset()


async def _empty_unless_held(root: BaseState) -> None:
    portal = await root.get_state(Portal)
    try:
        is_held = await call(logins.is_live, cookie_token(root))
    except NotNow:  # nobody can say whose it is: what is not known to be hers is not sent
        is_held = False
    if portal._was_held and not is_held:
        await _empty(root)
    portal._was_held = is_held


async def _note_whether_back(root: BaseState, event: Event) -> None:
    """A document tells once what it was compiled with: after that, a line was lost and found again by itself."""
    is_first = CompileVars.PAYLOAD_HASHES in event.payload
    (await root.get_state(Portal))._back_at = "" if is_first else root.router.url.path


def _parts(state: type[BaseState]) -> Iterator[type[BaseState]]:
    yield state
    for part in state.get_substates():
        yield from _parts(part)
