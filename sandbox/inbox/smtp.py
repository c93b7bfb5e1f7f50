import asyncio
from collections.abc import Callable

from aiosmtpd.smtp import SMTP, Envelope, Session

from sandbox.inbox import mails
from sandbox.store import Store


class Postbox:
    """Takes every mail for anyone and keeps it as it came."""

    def __init__(self, store: Store, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        raw = envelope.original_content or b""
        sender, recipients = envelope.mail_from or "", envelope.rcpt_tos
        await asyncio.to_thread(mails.keep, self._store, raw, sender, recipients, self._clock())
        return "250 OK: kept in the sandbox's inbox"


def smtp_server(store: Store, clock: Callable[[], float]) -> SMTP:
    return SMTP(Postbox(store, clock), hostname="sandbox.localhost", enable_SMTPUTF8=True)
