"""A program in which everybody who may log something lets slip an SSN. What it prints is read by test_logs.py."""

import asyncio
import contextlib
import logging
import sys
import threading
import warnings

import structlog
from granian.log import LogLevels, configure_logging
from reflex_base.config import get_config, reload_config
from reflex_base.utils import log

from cecs_app import logs
from cecs_app.settings import Settings

SSN = "734-01-1001"
LIBRARIES = (
    "reflex.app",
    "reflex_base.event.processor.event_processor",
    "_granian",
    "granian.access",
    "uvicorn.error",
    "uvicorn.access",
    "socketio.server",
    "engineio.server",
    "sqlalchemy.engine",
    "stripe",
)


def fail() -> None:
    raise ValueError(f"can't handle {SSN}")


async def lose_a_task() -> None:
    async def failing() -> None:
        fail()

    task = asyncio.create_task(failing())
    await asyncio.wait([task])
    del task  # nobody asks what became of it: the loop tells


def begin() -> None:
    """As `reflex run` and Granian do, and as the portal does after them."""
    log.enable_managed_logging()
    settings = Settings.model_validate({"environment": sys.argv[1]})
    logs.configure(settings)
    reload_config()
    configure_logging(LogLevels.info)
    logs.configure(settings)


def speak() -> None:
    for name in LIBRARIES:
        with contextlib.suppress(ValueError):
            try:
                fail()
            except ValueError:
                logging.getLogger(name).exception("Error in %s", SSN)
                raise
    structlog.get_logger().error("ours", typed=[SSN], password="a lantern", nested={"deep": {"ssn": 1}})
    get_config()
    warnings.warn(f"a warning {SSN}", stacklevel=1)
    asyncio.run(lose_a_task())
    structlog.get_logger().info("one\nline", typed='{"event": 1}\n{}')
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    for number in range(1000):
        structlog.get_logger().warning("flood", number=number)


if __name__ == "__main__":
    begin()
    speak()
    fail()
