"""Reflex's own settings. Ports and addresses come from the environment; see cecs_app/settings.py for ours."""

import reflex as rx
from reflex.plugins.sitemap import SitemapPlugin

from cecs_app.settings import get_settings

config = rx.Config(
    app_name="cecs_app",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    disable_plugins=[SitemapPlugin],
    cors_allowed_origins=[get_settings().public_url],
    # In memory: the default writes every state to disk. One worker, until Redis comes.
    state_manager_mode="memory",
)
