"""Every door of the app as it is put together: ours, known one by one, and Reflex's own, of which one is open."""

from reflex_base.constants import Endpoint
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cecs_app.cecs_app import app
from cecs_app.web import shut
from tests.integration.test_every_endpoint import ALL


def our_routes() -> Starlette:
    (ours,) = [one for one in app.api_transformer if isinstance(one, Starlette)]  # type: ignore[union-attr]
    return ours


def test_the_app_has_no_endpoint_that_the_table_of_endpoints_does_not_know() -> None:
    known = {route.path for route in ALL} | {route.path for route in shut.ROUTES}
    assert {route.path for route in our_routes().routes} <= known  # type: ignore[attr-defined]


def test_whatever_reflex_opens_by_itself_is_shut_but_for_its_socket() -> None:
    opened = {route.path for route in app._api.routes}  # type: ignore[union-attr]
    assert opened <= {*shut.SHUT, str(Endpoint.EVENT)}


def test_whatever_reflex_could_open_is_shut() -> None:
    assert set(shut.SHUT) == {str(one) for one in Endpoint if one is not Endpoint.EVENT}


def test_a_shut_door_says_the_same_to_everybody() -> None:
    behind = Starlette(routes=shut.ROUTES)
    with TestClient(behind) as anybody:
        answers = {
            (answer.status_code, answer.text)
            for path in (*shut.SHUT, *(f"{one}/a/b" for one in shut.SHUT))
            for method in (*shut.METHODS, "HEAD", "BREW")
            if (answer := anybody.request(method, path)).status_code != 405
        }
    assert answers == {(404, "Not Found"), (404, "")}


def test_the_gate_stands_before_the_socket_and_the_origins_before_the_gate() -> None:
    """In this order: whom we refuse is not counted, and what is not counted is not read."""
    made = [one(_nothing) for one in app.api_transformer if not isinstance(one, Starlette)]  # type: ignore[union-attr]
    names = [getattr(one, "__qualname__", type(one).__name__).partition(".")[0] for one in made]
    assert names == ["bind_socket", "SocketGate", "refuse_foreign_origin", "add_headers"]


async def _nothing(*_asgi: object) -> None:
    return None
