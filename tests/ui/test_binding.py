"""A state belongs to the cookie it was made under: whoever brings its token with another cookie finds it empty."""

import asyncio
from typing import Any

from cecs_app.domain.access import Stage
from cecs_app.services.deps import Deps
from cecs_app.ui.binding import BindStateToCookie, language_of
from cecs_app.ui.components.frame import FrameState
from cecs_app.ui.visiting import Portal
from tests.ui import states
from tests.ui.visitors import cookie_of


def portal_of(state: Any) -> Any:
    return asyncio.run(state.get_state(Portal))


def bring(state: Any, token: str) -> None:
    """An event arrives on a socket that was opened with this cookie."""
    root = state._get_root_state()
    router_data = root.router_data | {"headers": {"cookie": f"cecs_session={token}"}}
    root._update_router_vars(router_data, root.router_data)
    root.router_data = router_data
    asyncio.run(BindStateToCookie().preprocess(None, root, None))  # type: ignore[arg-type]


def test_another_cookie_finds_nothing_of_the_first_person(deps: Deps) -> None:
    ana = cookie_of(deps, Stage.ACKNOWLEDGED, "ana")
    state = states.fresh(FrameState, token=ana)
    bring(state, ana)
    asyncio.run(states.run(state, "arrive"))
    assert portal_of(state).first_name == "Ana"
    bring(state, "stolen-state-token-but-no-cookie")
    assert portal_of(state).first_name == ""
    assert not portal_of(state).is_acknowledged


def test_the_same_cookie_keeps_its_state(deps: Deps) -> None:
    ana = cookie_of(deps, Stage.ACKNOWLEDGED, "ana")
    state = states.fresh(FrameState, token=ana)
    bring(state, ana)
    asyncio.run(states.run(state, "arrive"))
    bring(state, ana)
    assert portal_of(state).first_name == "Ana"


def test_the_route_names_the_language() -> None:
    assert language_of("/es/login") == "es"
    assert language_of("/login") == "en"
    assert language_of("/xx/login") == "en"
