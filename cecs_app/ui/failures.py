"""What happens when a handler fails in a way nobody foresaw: logged for us, said plainly to her, nothing leaked."""

import structlog
from reflex.event import EventSpec

from cecs_app.ui.visiting import go

log = structlog.get_logger()


def show_failure(exception: Exception) -> EventSpec | None:
    # The type and the place, not the message: a message may quote what was typed.
    trace = exception.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown"
    log.error("handler_failed", error=type(exception).__name__, place=place)
    return go("/something-went-wrong")
