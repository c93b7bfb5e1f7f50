"""The portal's end of a webhook: takes what the card company sends, or refuses it, and checks every signature."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import stripe

SECRET = "whsec_cecs_practice"


class Receiver:
    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/webhook"
        self.answers: list[int] = []
        """The statuses of the next answers; 200 when none is left."""
        self.oldest_seconds = 0
        """How old a signature may be; 0 for any age, as tests move the sandbox's clock by hand."""
        self.tries = 0
        self.taken: list[Any] = []

    @property
    def types(self) -> list[str]:
        return sorted(event.type for event in self.taken)

    def receive(self, payload: bytes, signature: str) -> int:
        event = stripe.Webhook.construct_event(payload, signature, SECRET, self.oldest_seconds)
        self.tries += 1
        status = self.answers.pop(0) if self.answers else 200
        if status == 200:
            self.taken.append(event)
        return status

    def waits_for(self, count: int) -> list[str]:
        until(lambda: len(self.taken) >= count)
        return self.types


def until(is_so: Callable[[], bool], seconds: float = 5) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def rounds_pass() -> None:
    """Long enough for the card company to have sent whatever it was going to send."""
    time.sleep(0.4)


@contextmanager
def receiving(port: int = 0) -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            payload = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(receiver.receive(payload, self.headers["Stripe-Signature"]))
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    receiver = Receiver(server.server_port)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
