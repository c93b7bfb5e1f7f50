"""The line between the portal and the card company, which a journey can cut and mend: a forwarder on loopback."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

CHUNK = 65536


class GatewayLine:
    def __init__(self, card_port: int) -> None:
        self._card_port = card_port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._is_up = True
        self._carries = threading.Event()
        self._carries.set()
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    @contextmanager
    def cut(self) -> Iterator[None]:
        """While it lasts, the card company answers nothing: each call is closed at once."""
        self._is_up = False
        try:
            yield
        finally:
            self._is_up = True

    @contextmanager
    def silent(self) -> Iterator[None]:
        """While it lasts, calls are heard and not answered; afterwards they are."""
        self._carries.clear()
        try:
            yield
        finally:
            self._carries.set()

    def forward(self) -> None:
        """Until the line is closed."""
        while True:
            try:
                caller, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=[caller], daemon=True).start()

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _join(self, caller: socket.socket) -> None:
        if not self._is_up:
            caller.close()
            return
        with caller, socket.create_connection(("127.0.0.1", self._card_port)) as company:
            back = threading.Thread(target=self._copy, args=[company, caller], daemon=True)
            back.start()
            self._copy(caller, company)
            back.join()

    def _copy(self, source: socket.socket, target: socket.socket) -> None:
        try:
            # Looked at again for each chunk: the library keeps its connections open.
            while (chunk := source.recv(CHUNK)) and self._is_up:
                self._carries.wait()
                target.sendall(chunk)
            target.shutdown(socket.SHUT_WR)
            if not self._is_up:
                source.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # either side has hung up: so it goes on a line


@contextmanager
def gateway_line(card_port: int) -> Iterator[GatewayLine]:
    line = GatewayLine(card_port)
    threading.Thread(target=line.forward, daemon=True).start()
    yield line
    line.close()
