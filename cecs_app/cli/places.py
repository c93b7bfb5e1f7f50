"""Where the portal and its sandbox are: from PORT, INBOX_PORT and CARD_PORT, checked before anything starts."""

import json
import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cecs_app.practice import staff

ROOT = Path(__file__).parents[2]
QUIET_REFLEX = {
    "REFLEX_TELEMETRY_ENABLED": "false",
    "REFLEX_CHECK_LATEST_VERSION": "false",
    # Bun comes as a wheel: no Node is needed, and nothing is downloaded past pip.
    "REFLEX_USE_SYSTEM_BUN": "true",
}


class PortTaken(Exception):
    """The words say which port, and what to set instead."""


@dataclass(frozen=True)
class Places:
    portal: int
    inbox: int
    cards: int
    smtp: int
    backend: int
    """The portal's own port, or with hot reload the one on which Python answers."""

    @property
    def portal_url(self) -> str:
        return f"http://localhost:{self.portal}"

    @property
    def backend_url(self) -> str:
        return f"http://localhost:{self.backend}"

    @property
    def inbox_url(self) -> str:
        return f"http://localhost:{self.inbox}"


def choose_places(*, dev: bool) -> Places:
    """Raises PortTaken. The ports nobody needs to know are whichever are free."""
    portal = _wanted("PORT", 3000)
    return Places(
        portal=portal,
        inbox=_wanted("INBOX_PORT", 8025),
        cards=_wanted("CARD_PORT", 8026),
        smtp=_wanted("SMTP_PORT", 0),
        backend=_wanted("BACKEND_PORT", 0) if dev else portal,
    )


def environment(places: Places) -> dict[str, str]:
    """What both programs are told. What the caller set by name, such as CECS_PUBLIC_URL, wins."""
    ours = {
        "INBOX_PORT": str(places.inbox),
        "SMTP_PORT": str(places.smtp),
        "CARD_PORT": str(places.cards),
        "SANDBOX_AUTHENTICATORS": json.dumps(dict(staff.authenticators())),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        **QUIET_REFLEX,
    }
    return {**_addresses(places), **os.environ, **ours}


def _addresses(places: Places) -> Mapping[str, str]:
    addresses = {
        "CECS_PUBLIC_URL": places.portal_url,
        "CECS_SMTP_URL": f"smtp://127.0.0.1:{places.smtp}",
        "CECS_CARD_API_URL": f"http://127.0.0.1:{places.cards}",
        "SANDBOX_WEBHOOK_URL": f"{places.backend_url}/webhooks/cards",
    }
    if places.backend == places.portal:
        return addresses
    return {**addresses, "CECS_ENDPOINT_URL": places.backend_url}


def _wanted(name: str, otherwise: int) -> int:
    wanted = os.environ.get(name) or str(otherwise)
    if not wanted.isdecimal() or int(wanted) > 65535:
        raise PortTaken(f"{name}={wanted} is not a port.")
    try:
        with socket.create_server(("", int(wanted))) as probe:
            return int(probe.getsockname()[1])
    except OSError as error:
        raise PortTaken(
            f"Port {wanted} can't be used ({error.strerror}). Choose another: {name}=… make run"
        ) from error
