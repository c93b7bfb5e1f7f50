"""A mail server at the end of a long line: at any moment some mail is said half, or taken and not yet noted."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.e2e.gateway_line import CHUNK, GatewayLine

SECONDS = 0.1
"""For each word, there and back again."""


class SlowLine(GatewayLine):
    def _join(self, caller: socket.socket) -> None:
        with suppress(OSError):  # nobody is there just now: the caller hears that her line has ended
            super()._join(caller)

    def _copy(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while chunk := source.recv(CHUNK):
                time.sleep(SECONDS)
                target.sendall(chunk)
            target.shutdown(socket.SHUT_WR)


@contextmanager
def slow_line(port: int) -> Iterator[str]:
    """Its address."""
    line = SlowLine(port)
    threading.Thread(target=line.forward, daemon=True).start()
    yield line.url.removeprefix("http://")
    line.close()
