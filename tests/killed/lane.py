"""One portal that gets killed, its sandbox, and the lines between them that a test can hold or cut."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

from cecs_app.cli.places import QUIET_REFLEX
from cecs_app.services.deps import Deps
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.e2e.inbox import Inbox
from tests.e2e.portal import ROOT, Portal, free_port
from tests.killed.gate import Gate, gate
from tests.killed.mail_line import MailLine, mail_line
from tests.killed.mortal import Mortal, build, program, run

WEB = ROOT / ".web-killed"


@dataclass
class Lane:
    portal: Portal
    process: Mortal
    to_cards: Gate
    webhooks: Gate
    to_mail: MailLine
    sandbox_file: Path

    @cached_property
    def deps(self) -> Deps:
        """To look into the portal's database; what changes there, the portal changes."""
        return build_deps(Settings(database_url=self.portal.database_url))

    @contextmanager
    def nobody_writes(self) -> Iterator[None]:
        """Whoever wants to store something in the portal's database stands and waits."""
        held = sqlite3.connect(self.portal.database_url.removeprefix("sqlite:///"), timeout=10, isolation_level=None)
        held.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            held.close()


@contextmanager
def open_lane(folder: Path, name: str) -> Iterator[Lane]:
    """`name` tells lanes apart that run at the same time."""
    ports = {one: str(free_port()) for one in ("PORT", "INBOX_PORT", "CARD_PORT", "SMTP_PORT")}
    url, card_url = (f"http://localhost:{ports[one]}" for one in ("PORT", "CARD_PORT"))
    with ExitStack() as stack:
        to_cards, webhooks = (stack.enter_context(gate(one)) for one in (card_url, url))
        to_mail = stack.enter_context(mail_line(int(ports["SMTP_PORT"])))
        lines = {
            "CECS_CARD_API_URL": to_cards.url,
            "CECS_SMTP_URL": to_mail.url.replace("http://", "smtp://"),
            "SANDBOX_WEBHOOK_URL": f"{webhooks.url}/webhooks/cards",
        }
        environment = {**_environment(folder, name, url), **ports, **lines}
        output = stack.enter_context((folder / "portal.log").open("ab"))
        process = stack.enter_context(_running(folder, url, environment, output))
        inbox, database_url = Inbox(f"http://localhost:{ports['INBOX_PORT']}"), environment["CECS_DATABASE_URL"]
        # Its line to the card company is ours: what journeys cut, these tests hold.
        portal = Portal(url, inbox, card_url, database_url, folder / "portal.log", environment, to_cards)  # type: ignore[arg-type]
        yield Lane(portal, process, to_cards, webhooks, to_mail, folder / "sandbox" / "sandbox.sqlite3")


@contextmanager
def _running(folder: Path, url: str, environment: dict[str, str], output: IO[bytes]) -> Iterator[Mortal]:
    build(environment)
    run(environment, "-m", "cecs_app", "db", "upgrade")
    process = Mortal(url, environment, output)
    with program(["-m", "sandbox"], environment, output):
        try:
            process.starts()
            yield process
        finally:
            process.ends()


def _environment(folder: Path, name: str, url: str) -> dict[str, str]:
    return {
        **os.environ,
        **QUIET_REFLEX,
        "CECS_DATABASE_URL": f"sqlite:///{folder / 'cecs.db'}",
        "CECS_LANGUAGES": '["en"]',
        "CECS_PUBLIC_URL": url,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "REFLEX_API_URL": url,
        "REFLEX_DEPLOY_URL": url,
        "REFLEX_WEB_WORKDIR": str(WEB.with_name(f"{WEB.name}-{name}")),
        "SANDBOX_DATA": str(folder / "sandbox"),
    }
