"""Where everything goes that is logged: ours, and what Reflex, Granian, Uvicorn, sockets and Python itself say.

One line of JSON each in production, readable ones in development, on standard error; masked, whoever wrote it, and
never so many alike that they fill a disk.
"""

import logging
import os
import sys
import threading
import time
from types import TracebackType
from typing import TextIO

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from cecs_app.masking import mask
from cecs_app.settings import Settings

FLOOD_SECONDS = 10.0
MOST_ALIKE = 100
SAME_IN_CHARACTERS = 40
QUIET = ("httpx", "httpcore", "stripe", "asyncio.selector_events", "python_multipart")
"""They tell of each request; only what goes wrong is of interest."""
REFLEX_IN_CHARGE = "REFLEX_MANAGED_LOGGING"
_NAMES = frozenset({"event", "level", "logger", "timestamp"})


class StandardError(logging.StreamHandler[TextIO]):
    """Whatever standard error is at the moment: a command may have put another in its place."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]  # the handler's own is fixed when it is made
        return sys.stderr


class FloodGate(logging.Filter):
    """Lets so many pass that begin alike; the first that passes after a while tells how many were held back."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[str, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        kind, now = f"{record.name}:{_event(record)}"[:SAME_IN_CHARACTERS], time.monotonic()
        since, count = self._seen.get(kind, (now, 0))
        if now - since >= FLOOD_SECONDS:
            record.held_back = max(0, count - MOST_ALIKE)
            since, count = now, 0
            # However many kinds anybody invents.
            self._seen = {one: seen for one, seen in self._seen.items() if now - seen[0] < FLOOD_SECONDS}
        self._seen[kind] = (since, count + 1)
        return count < MOST_ALIKE


def _event(record: logging.LogRecord) -> object:
    return record.msg.get("event") if isinstance(record.msg, dict) else record.msg


def add_held_back(_logger: WrappedLogger, _method: str, told: EventDict) -> EventDict:
    held = getattr(told["_record"], "held_back", 0)
    return {**told, "held_back": held} if held else told


def mask_all(_logger: WrappedLogger, _method: str, told: EventDict) -> EventDict:
    """The last before it is written: tracebacks are text by then."""
    return {
        name: value if name == "level" else mask(value, "" if name in _NAMES else name) for name, value in told.items()
    }


def configure(settings: Settings) -> None:
    """To be repeated where a server has configured its own logging since."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = StandardError()
    handler.addFilter(FloodGate())
    handler.setFormatter(_formatter(shared, is_production=settings.environment == "production"))
    _take_over(handler)
    logging.captureWarnings(True)
    sys.excepthook = _note_uncaught
    threading.excepthook = _note_uncaught_in_thread


def _formatter(shared: list[Processor], *, is_production: bool) -> logging.Formatter:
    renderer: Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    if not is_production:
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=0)
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            add_held_back,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            mask_all,
            renderer,
        ],
    )


def _take_over(handler: logging.Handler) -> None:
    """Nobody else writes to the terminal: each logger hands on to the root, which has this one."""
    # Reflex's command puts its own back whenever it reads its settings, unless it is told that it isn't in charge.
    os.environ.pop(REFLEX_IN_CHARGE, None)
    root = logging.getLogger()
    for one in [one for one in logging.Logger.manager.loggerDict.values() if isinstance(one, logging.Logger)]:
        one.handlers.clear()
        one.propagate = True
    for other in [other for other in root.handlers if _is_on_terminal(other)]:
        root.removeHandler(other)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _is_on_terminal(handler: logging.Handler) -> bool:
    return isinstance(handler, logging.StreamHandler) and handler.stream in (sys.stdout, sys.stderr)


def _note_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logging.getLogger(__name__).critical("uncaught", exc_info=(kind, error, trace))


def _note_uncaught_in_thread(raised: threading.ExceptHookArgs) -> None:
    if raised.exc_value is not None:
        _note_uncaught(raised.exc_type, raised.exc_value, raised.exc_traceback)
