"""What happens when a handler or a page fails in a way nobody foresaw: logged for us, said plainly, nothing leaked.

Anybody can make a page fail, or say that one did. So what a browser tells is written down once in a while only.
"""

import logging
import time

import structlog
from redis.exceptions import RedisError
from reflex.event import EventSpec
from reflex_base.event.context import EventContext

from cecs_app.ui.visiting import go
from cecs_app.web.socket import hang_up

log = structlog.get_logger()
ONCE_IN_SECONDS = 10.0
LONGEST_REPORT = 300
SAME_IN_CHARACTERS = 30


def show_failure(exception: Exception) -> EventSpec | None:
    if isinstance(exception, RedisError):
        # It holds the states of the screens, which are filled anew; what she types is on her page alone, and stays.
        log.error("states_out_of_reach", error=type(exception).__name__)
        hang_up(EventContext.get().token)
        return None
    # The type and the place, not the message: a message may quote what was typed.
    trace = exception.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown"
    log.error("handler_failed", error=type(exception).__name__, place=place)
    return go("/something-went-wrong")


class OnceInAWhile(logging.Filter):
    """Lets one of those pass that begin alike; the rest says nothing new."""

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        return self.is_due(record.getMessage()[:SAME_IN_CHARACTERS])

    def is_due(self, kind: str) -> bool:
        now = time.monotonic()
        if now - self._last.get(kind, float("-inf")) < ONCE_IN_SECONDS:
            return False
        # However many kinds anybody invents.
        self._last = {one: at for one, at in self._last.items() if now - at < ONCE_IN_SECONDS} | {kind: now}
        return True


_reports = OnceInAWhile()


def note_page_failure(exception: Exception) -> None:
    """A browser says that a page of ours broke."""
    if _reports.is_due(""):
        said = "".join(one if one.isprintable() else " " for one in str(exception)[:LONGEST_REPORT])
        log.error("page_failed", said=said)


def quieten_reflex() -> None:
    """It warns of each answer whose tab was closed meanwhile, and of each page that is older than we are."""
    logging.getLogger("reflex.app").addFilter(OnceInAWhile())
