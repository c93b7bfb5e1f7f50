"""Runs the three servers of the sandbox in one event loop: SMTP, inbox, card company."""

import asyncio
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from sandbox.cards import postman
from sandbox.cards.app import card_app
from sandbox.cards.desk import Desk
from sandbox.inbox.app import inbox_app
from sandbox.inbox.authenticator import Authenticators
from sandbox.inbox.smtp import smtp_server
from sandbox.settings import Settings
from sandbox.store import Store

Clock = Callable[[], float]


class WebServer(uvicorn.Server):
    """Leaves Ctrl-C alone: the signal belongs to the whole sandbox, not to one of its servers."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Sandbox:
    """Holds its three ports from the moment it is made, so that a taken port fails at once."""

    def __init__(self, settings: Settings, clock: Clock = time.time) -> None:
        self._store = Store(settings.sandbox_data)
        self._clock = clock
        wanted = {name: getattr(settings, name) for name in ("inbox_port", "smtp_port", "card_port")}
        self._sockets = {name: _bind(settings.sandbox_host, port) for name, port in wanted.items()}
        self.settings = settings.model_copy(
            update={name: bound.getsockname()[1] for name, bound in self._sockets.items()}
        )

    def _authenticators(self) -> Authenticators:
        return Authenticators(self.settings.sandbox_authenticators, self._clock)

    async def serve(self, stop: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        smtp = await loop.create_server(lambda: smtp_server(self._store, self._clock), sock=self._sockets["smtp_port"])
        desk = Desk(self._store, self.settings, self._clock)
        carrying = asyncio.create_task(postman.work(desk))
        apps = {"inbox_port": inbox_app(self._store, self._authenticators()), "card_port": card_app(desk)}
        webs = {name: _web_server(app) for name, app in apps.items()}
        tasks = [asyncio.create_task(web.serve([self._sockets[name]])) for name, web in webs.items()]
        await stop.wait()
        smtp.close()
        for web in webs.values():
            web.should_exit = True
        carrying.cancel()
        await asyncio.gather(*tasks)
        await asyncio.wait([carrying])


def _bind(host: str, port: int) -> socket.socket:
    try:
        bound = socket.create_server((host, port))
    except OSError as error:
        raise SystemExit(f"The sandbox cannot use port {port} of {host}: {error.strerror}") from error
    # asyncio sets this only on sockets it made itself; without it every answer waits 40 ms for an ACK.
    bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return bound


def _is_no_broken_off_answer(record: logging.LogRecord) -> bool:
    """An answer that a practice card broke off was meant to end there: nothing for the console."""
    return "without completing response" not in record.getMessage()


def _web_server(app: Starlette) -> WebServer:
    logging.getLogger("uvicorn.error").addFilter(_is_no_broken_off_answer)
    return WebServer(
        uvicorn.Config(
            app, log_level="warning", access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=2
        )
    )


@contextmanager
def running(settings: Settings, clock: Clock = time.time) -> Iterator[Settings]:
    """For tests: the sandbox in a thread of its own. Yields the settings with the ports it really has."""
    sandbox = Sandbox(settings, clock)
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=[sandbox.serve(stop)])
    thread.start()
    try:
        yield sandbox.settings
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
