"""The endpoints of documents as a browser meets them, and what it is answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from httpx import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cecs_app.services.deps import Deps
from cecs_app.web import cookies, documents
from cecs_app.web.guard import add_headers, refuse_foreign_origin
from tests.asked import Case, items_of
from tests.papers import PDF

HOME = "http://localhost:3000"
MISSING = "/applications/CT-ADA/missing"


@contextmanager
def browser(deps: Deps) -> Iterator[TestClient]:
    app: Any = refuse_foreign_origin(Starlette(routes=documents.ROUTES), deps.settings)  # type: ignore[arg-type]
    app = add_headers(app, deps.settings)
    with TestClient(app, base_url=HOME, follow_redirects=False, headers={"Origin": HOME}) as client:
        yield client


def address(deps: Deps, case: Case) -> str:
    return f"/documents/{case.reference}/{items_of(deps, case)[0].reference}"


def post(
    client: TestClient, cookie: str, path: str, content: bytes = PDF, name: str = "a.pdf", **more: Any
) -> Response:
    headers = {"Cookie": f"cecs_session={cookie}"} | more
    return client.post(path, files={"file": (name, content, "text/html")}, headers=headers)  # type: ignore[return-value]


def get(client: TestClient, cookie: str, reference: str) -> Response:
    return client.get(f"/documents/{reference}", headers={"Cookie": f"cecs_session={cookie}"})  # type: ignore[return-value]


def to(response: Response) -> str:
    assert response.status_code == 303, response.text
    return response.headers["location"].removeprefix(HOME)


def note(deps: Deps, response: Response) -> dict[str, str]:
    """What the page will say."""
    return cookies.read_flash(response.headers.get("set-cookie", "").partition(";")[0], deps.settings)


def streamed(client: TestClient, path: str, headers: dict[str, str], pieces: Iterator[bytes]) -> int:
    """As a server hands it over: piece by piece, only when asked for the next."""
    sent = {"Host": HOME.removeprefix("http://"), "Origin": HOME, **headers}
    raw = [(name.lower().encode(), value.encode()) for name, value in sent.items()]
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": raw,
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 3000),
        "scheme": "http",
        "root_path": "",
        "http_version": "1.1",
    }
    answers: list[int] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": next(pieces), "more_body": True}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answers.append(message["status"])

    assert client.portal is not None
    client.portal.call(client.app, scope, receive, send)  # type: ignore[arg-type]
    return answers[0]
