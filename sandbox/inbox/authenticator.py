"""Stands in for the authenticator apps of the practice staff: their codes of the moment."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

import pyotp
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.web import page

STEP_SECONDS = 30
LOOK_AGAIN_SECONDS = 5


@dataclass(frozen=True)
class Entry:
    name: str
    code: str
    seconds_left: int


class Authenticators:
    def __init__(self, secrets: Mapping[str, str], clock: Callable[[], float]) -> None:
        self._secrets = secrets
        self._clock = clock

    def entries(self) -> list[Entry]:
        now = int(self._clock())
        left = STEP_SECONDS - now % STEP_SECONDS
        return [Entry(name, pyotp.TOTP(secret).at(now), left) for name, secret in self._secrets.items()]


def authenticator_routes() -> list[Route]:
    return [Route("/authenticator", show_codes), Route("/authenticator.json", list_codes)]


def show_codes(request: Request) -> Response:
    entries = request.app.state.authenticators.entries()
    left = entries[0].seconds_left if entries else LOOK_AGAIN_SECONDS
    return page("authenticator.html", entries=entries, look_again=min(LOOK_AGAIN_SECONDS, left))


def list_codes(request: Request) -> Response:
    entries = request.app.state.authenticators.entries()
    return JSONResponse([asdict(entry) for entry in entries], headers={"Cache-Control": "no-store"})
