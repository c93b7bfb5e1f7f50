"""A gate on the line to the card company, or from it, that stops a request exactly where a test wants it to stand.

It forwards over HTTP on loopback. A held request stands before it was forwarded, or with its answer already given
but not yet passed on. When the caller has been killed meanwhile, the test drops what it held.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

LONGEST_SECONDS = 60
ASKED_FOR, ANSWERED_WITH = ("Host", "Connection", "Content-Length"), ("content-type", "request-id")


class Request(Enum):
    """What the portal asks the card company, and the one thing that the card company tells the portal."""

    OPEN = r"POST /v1/checkout/sessions"
    RESULT = r"GET /v1/checkout/sessions/[^/?]+"
    EXPIRE = r"POST /v1/checkout/sessions/[^/]+/expire"
    CAPTURE = r"POST /v1/payment_intents/[^/]+/capture"
    CANCEL = r"POST /v1/payment_intents/[^/]+/cancel"
    REFUND = r"POST /v1/refunds"
    WEBHOOK = r"POST /webhooks/cards"

    def is_asked_by(self, line: str) -> bool:
        return re.fullmatch(self.value + r"(\?.*)?", line) is not None


class Moment(Enum):
    ASKED = "asked, not yet done"
    ANSWERED = "done and answered, the answer not yet there"


@dataclass
class Hold:
    """Every request of its kind stands here, from the moment the hold is made until it is let go or dropped."""

    request: Request
    moment: Moment
    is_dropped: bool = False
    _standing: threading.Event = field(default_factory=threading.Event)
    _ended: threading.Event = field(default_factory=threading.Event)
    _passed: threading.Event = field(default_factory=threading.Event)

    def waits_for_it(self) -> None:
        assert self._standing.wait(LONGEST_SECONDS), f"nobody asked {self.request.name}"

    def stand(self) -> bool:
        """Whether to go on."""
        self._standing.set()
        self._ended.wait(LONGEST_SECONDS)
        return not self.is_dropped

    def let_go(self) -> None:
        """Until it has passed: an answer is then with the portal, a question with whom it is for."""
        self._ended.set()
        assert self._passed.wait(LONGEST_SECONDS), f"{self.request.name} could not go on"

    def drop(self) -> None:
        self.is_dropped = True
        self._ended.set()

    def passed(self) -> None:
        self._passed.set()


class Gate:
    def __init__(self, target: str) -> None:
        self._target = target
        self._hold: Hold | None = None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._client = httpx.Client(trust_env=False, timeout=40)
        self.is_open = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=[0.05], daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._client.close()

    @contextmanager
    def holding(self, request: Request, moment: Moment) -> Iterator[Hold]:
        self._hold = hold = Hold(request, moment)
        try:
            yield hold
        finally:
            self._hold = None
            hold.drop()

    def pass_on(self, method: str, path: str, headers: dict[str, str], body: bytes) -> httpx.Response | None:
        """The answer; None for a request that was dropped, or when nobody answers there."""
        hold = self._hold if self._hold and self._hold.request.is_asked_by(f"{method} {path}") else None
        if not self.is_open or (hold and hold.moment is Moment.ASKED and not hold.stand()):
            return None
        if hold and hold.moment is Moment.ASKED:
            hold.passed()
        try:
            answer = self._client.request(method, self._target + path, headers=headers, content=body)
        except httpx.TransportError:
            return None
        return None if hold and hold.moment is Moment.ANSWERED and not hold.stand() else answer

    def passed(self, method: str, path: str) -> None:
        if self._hold and self._hold.moment is Moment.ANSWERED and self._hold.request.is_asked_by(f"{method} {path}"):
            self._hold.passed()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        return type("GateHandler", (_Handler,), {"gate": self})


@contextmanager
def gate(target: str) -> Iterator[Gate]:
    opened = Gate(target.replace("localhost", "127.0.0.1"))
    yield opened
    opened.close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    gate: Gate

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name: value for name, value in self.headers.items() if name not in ASKED_FOR}
        answer = self.gate.pass_on(self.command, self.path, headers, body)
        if answer is None:
            self.close_connection = True
            return
        try:
            self._answer(answer)
        except OSError:
            return  # who asked is dead
        self.gate.passed(self.command, self.path)

    do_GET = do_POST  # noqa: N815

    def _answer(self, answer: httpx.Response) -> None:
        self.send_response(answer.status_code)
        for name in ANSWERED_WITH:
            if name in answer.headers:
                self.send_header(name, answer.headers[name])
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the test says what it saw."""
