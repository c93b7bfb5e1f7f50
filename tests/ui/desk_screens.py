"""A screen of one of the staff, or of an educator by her cookie: opened and pressed as a browser would."""

import asyncio
from typing import Any

from cecs_app.domain.staff import Clerk
from cecs_app.services.deps import Deps
from tests.at_desk import cookie_of_clerk
from tests.ui import states


class At:
    """One screen of a clerk, or of an educator by her cookie."""

    def __init__(self, deps: Deps, who: Clerk | str, state: Any, reference: str) -> None:
        token = who if isinstance(who, str) else cookie_of_clerk(deps, who)
        self.state = states.fresh(state, token=token, reference=reference)

    def press(self, handler: str, *form: Any) -> list[str]:
        """Where it leads."""
        return states.redirects(asyncio.run(states.run(self.state, handler, *form)))

    def open(self) -> "At":
        assert self.press("load") == []
        assert self.state.errors == {}
        return self
