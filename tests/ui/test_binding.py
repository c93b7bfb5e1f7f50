"""A state belongs to the cookie it was made under, and holds nothing once the login under that cookie is over.

How that looks from outside, over the socket and with several workers, is shown in tests/long/workers.
"""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from reflex.event import Event

from cecs_app.domain.access import Stage
from cecs_app.services import sessions
from cecs_app.services.deps import Deps
from cecs_app.ui.binding import SENT_AS_A_WHOLE, BindStateToLogin, language_of
from cecs_app.ui.components.frame import FrameState
from cecs_app.ui.visiting import Portal, cookie_token
from cecs_app.web.socket import bind_socket, state_key
from cecs_app.web.state_cookies import sealed_cookies
from tests.ui import states
from tests.ui.visitors import cookie_of

TOKEN = "2d1f1c4e-6c86-4c6c-9d67-000000000001"


def opens_a_socket(
    deps: Deps, cookie: str, meanwhile: Callable[[], object] = lambda: None, gets: str = ""
) -> tuple[Any, list[str]]:
    """What Reflex was told of it, and the states that were forgotten when it closed."""
    told: list[Any] = []
    forgotten: list[str] = []

    async def reflex(scope: Any, _receive: Any, send: Any) -> None:
        told.append(scope)
        await send({"type": "websocket.send", "text": gets})
        meanwhile()

    async def forget(key: str) -> None:
        forgotten.append(key)

    async def nothing(*_message: object) -> None:
        return

    headers = [(b"cookie", cookie.encode()), (b"origin", b"http://localhost:3000")]
    query = f"token={TOKEN}&EIO=4&transport=websocket".encode()
    scope = {"type": "websocket", "headers": headers, "query_string": query}
    asyncio.run(bind_socket(reflex, deps, forget)(scope, nothing, nothing))  # type: ignore[arg-type]
    return told[0], forgotten


def key_in(scope: Any) -> str:
    return parse_qs(scope["query_string"].decode())["token"][0]


def test_a_token_leads_to_another_state_under_each_cookie_and_to_the_same_under_the_same(deps: Deps) -> None:
    cookies = ["", "cecs_session=hers", "cecs_session=his", "cecs_session=hers"]
    nobody, hers, his, again = (key_in(opens_a_socket(deps, cookie)[0]) for cookie in cookies)
    assert len({nobody, hers, his, TOKEN}) == 4
    assert again == hers


def test_whoever_knows_the_state_s_key_does_not_reach_it_with_the_key(deps: Deps) -> None:
    key = state_key(TOKEN, "hers")
    assert key not in {state_key(key, cookie) for cookie in ("", "hers", "his")}


def test_reflex_is_told_no_cookie_but_sealed_and_the_portal_reads_it_again(deps: Deps) -> None:
    told, _ = opens_a_socket(deps, "cecs_session=hers; cecs_flash=note; device=lasting")
    header = dict(told["headers"])[b"cookie"].decode()
    assert "hers" not in header
    assert "lasting" not in header
    assert "cecs_flash=note" in header
    state = states.fresh(FrameState, token="hers")
    assert cookie_token(state) == "hers"


def test_a_cookie_that_the_portal_did_not_seal_is_nobody_s(deps: Deps) -> None:
    state = states.fresh(FrameState, token="hers")
    for forged in ("cecs_session=hers", "cecs_session=00ff", sealed_cookies("cecs_session=hers", deps)[:-40]):
        state.rx_router_headers = state.router.headers.__class__(cookie=forged)
        assert cookie_token(state) == ""


def test_a_state_is_forgotten_when_its_socket_closes_after_the_login_was_ended(deps: Deps) -> None:
    ana = cookie_of(deps, Stage.ACKNOWLEDGED, "ana")
    cookie, key = f"cecs_session={ana}", state_key(TOKEN, ana)
    assert opens_a_socket(deps, cookie)[1] == []  # she has only gone to another page
    assert opens_a_socket(deps, cookie, lambda: sessions.end(deps, ana))[1] == [key]
    assert opens_a_socket(deps, "cecs_session=nobody")[1] == []


def test_so_is_the_one_that_a_second_tab_with_the_same_token_was_given(deps: Deps) -> None:
    ana = cookie_of(deps, Stage.ACKNOWLEDGED, "ana")
    given = '42/_event,["new_token","of-the-second-tab"]'
    _, forgotten = opens_a_socket(deps, f"cecs_session={ana}", lambda: sessions.end(deps, ana), given)
    assert forgotten == ["of-the-second-tab"]


def filled(deps: Deps, cookie: str) -> Any:
    state = states.fresh(FrameState, token=cookie)
    sends_the_whole(state)
    asyncio.run(states.run(state, "arrive"))
    return state


def sends_the_whole(state: Any) -> None:
    for name in sorted(SENT_AS_A_WHOLE):
        asyncio.run(BindStateToLogin().preprocess(None, state, Event(name=name)))  # type: ignore[arg-type]


def first_name(state: Any) -> str:
    return str(asyncio.run(state.get_state(Portal)).first_name)


def test_a_state_is_empty_once_the_login_it_was_filled_under_has_ended(deps: Deps) -> None:
    ana = cookie_of(deps, Stage.ACKNOWLEDGED, "ana")
    state = filled(deps, ana)
    sends_the_whole(state)
    assert first_name(state) == "Ana"
    sessions.end(deps, ana)
    sends_the_whole(state)
    assert first_name(state) == ""


def test_who_never_logged_in_keeps_hers(deps: Deps) -> None:
    state = filled(deps, "a-visitor")
    asyncio.run(state.get_state(Portal)).filled = "/sign-up"
    sends_the_whole(state)
    assert asyncio.run(state.get_state(Portal)).filled == "/sign-up"


def test_the_route_names_the_language() -> None:
    assert language_of("/es/login") == "es"
    assert language_of("/login") == "en"
    assert language_of("/xx/login") == "en"
