"""Ties each Reflex state to the cookie it was made under, and sets the language of each event.

Reflex keys state by a token in the browser's session storage, and gives the whole state to whoever presents the
token. So the state remembers the hash of its cookie, and is emptied as soon as another cookie comes with it.
"""

from reflex.app import App
from reflex.event import Event
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate

from cecs_app import language, wiring
from cecs_app.services.sessions import fingerprint
from cecs_app.ui.visiting import Portal, cookie_token


class BindStateToCookie(Middleware):
    async def preprocess(self, app: App, state: BaseState, event: Event) -> StateUpdate | None:
        root = state._get_root_state()
        language.set_current(language_of(root.router.url.path))
        portal = await root.get_state(Portal)
        owner = fingerprint(cookie_token(root))
        if portal._owner != owner:
            root.reset()
            portal._owner = owner
        return None


def language_of(route: str) -> str:
    first = route.strip("/").partition("/")[0]
    return first if first in wiring.deps().settings.languages else language.DEFAULT
