"""Sends messages by SMTP and says what kind of failure it met."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib

TIMEOUT_SECONDS = 15
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
AWAY = (aiosmtplib.SMTPException, OSError)


class MailRefused(Exception):
    """The server will never take this message, or for this mailbox (5xx): trying again is useless."""


class MailNotTaken(Exception):
    """Not now: the server is slow, said 4xx, or refuses us rather than the message. Try again later."""


class ServerAway(MailNotTaken):
    """Nobody answers there, or nobody who lets us in: no other message has a chance either."""


class Line(Protocol):
    async def send(self, message: EmailMessage) -> None:
        """Raises MailRefused, MailNotTaken or ServerAway."""


class Mailer(Protocol):
    def line(self) -> AbstractAsyncContextManager[Line]:
        """One connection for many messages, one after the other. Opening it raises ServerAway."""


class SmtpMailer:
    """smtp://[user:password@]host[:port], or smtps:// for TLS from the first byte.

    By smtp:// the line turns to TLS before anything is said, or nothing is sent; on this machine it may stay plain.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or "localhost"
        self._tls = parts.scheme == "smtps"
        self._must_turn = not self._tls and self._host not in LOOPBACK
        self._port = parts.port or (465 if self._tls else 25)
        self._username = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None

    @asynccontextmanager
    async def line(self) -> AsyncIterator[Line]:
        line = SmtpLine(
            aiosmtplib.SMTP(
                hostname=self._host,
                port=self._port,
                use_tls=self._tls,
                start_tls=self._must_turn or None,
                username=self._username,
                password=self._password,
                timeout=TIMEOUT_SECONDS,
            )
        )
        await line.open()
        try:
            yield line
        finally:
            await line.close()


class SmtpLine:
    def __init__(self, client: aiosmtplib.SMTP) -> None:
        self._client = client

    async def open(self) -> None:
        """Says hello and logs in. Raises ServerAway."""
        try:
            await self._client.connect()
        except AWAY as error:
            self._client.close()
            raise ServerAway(str(error)) from error

    async def close(self) -> None:
        try:
            await self._client.quit()
        except AWAY:
            self._client.close()

    async def send(self, message: EmailMessage) -> None:
        recipient = _only_recipient(message)
        if not self._client.is_connected:
            # Some servers end a line after so many messages, or when they are put to rest.
            await self.open()
        try:
            await self._client.send_message(message, recipients=[recipient])
        except aiosmtplib.SMTPDataError as error:
            raise _by_code(error.code, str(error)) from error
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _by_code(max(one.code for one in error.recipients), str(error)) from error
        except AWAY as error:
            raise MailNotTaken(str(error)) from error


def _only_recipient(message: EmailMessage) -> str:
    """Each mail of ours is for one person. Raises MailRefused for what would reach more, or nobody."""
    named = [one for field in ("To", "Cc", "Bcc") for value in message.get_all(field, ()) for one in value.addresses]
    if len(named) != 1:
        raise MailRefused("a mail is for one person")
    return str(named[0].addr_spec)


def _by_code(code: int, words: str) -> Exception:
    return MailRefused(words) if code >= 500 else MailNotTaken(words)
