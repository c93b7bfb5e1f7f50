"""Reflex's own settings. Ports and addresses come from the environment; see cecs_app/settings.py for ours."""

import os
import sys

import reflex as rx
from reflex.plugins.sitemap import SitemapPlugin

from cecs_app.settings import UnsafeSettings, get_settings

try:
    settings = get_settings()
except UnsafeSettings as error:
    sys.exit(str(error))

# Left to itself, Reflex starts two workers a core.
os.environ["GRANIAN_WORKERS"] = str(settings.worker_count)

config = rx.Config(
    app_name="cecs_app",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    disable_plugins=[SitemapPlugin],
    cors_allowed_origins=[settings.public_url],
    # In memory: the default writes every state to disk.
    state_manager_mode="redis" if settings.redis_url else "memory",
    redis_url=settings.redis_url or None,
    redis_token_expiration=settings.state_seconds,
)
