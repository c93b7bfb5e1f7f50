"""The line between the portal and its mail server, which a test can cut, or hold while a mail is on its way."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.e2e.gateway_line import GatewayLine

LONGEST_SECONDS = 14
"""A little less than the portal's own patience with a mail server."""


class MailLine(GatewayLine):
    def __init__(self, port: int) -> None:
        super().__init__(port)
        self._free, self._called = threading.Event(), threading.Event()
        self._free.set()

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Whoever calls waits: a mail has been claimed, and no word of it said."""
        self._called.clear()
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()

    def waits_for_a_call(self) -> None:
        assert self._called.wait(60), "nobody wanted to send a mail"

    def let_go(self) -> None:
        self._free.set()

    def _join(self, caller: socket.socket) -> None:
        self._called.set()
        self._free.wait(LONGEST_SECONDS)
        super()._join(caller)


@contextmanager
def mail_line(port: int) -> Iterator[MailLine]:
    line = MailLine(port)
    threading.Thread(target=line.forward, daemon=True).start()
    yield line
    line.close()
