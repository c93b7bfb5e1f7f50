"""Sends one message by SMTP and says what kind of failure it met."""

from email.message import EmailMessage
from typing import Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib

TIMEOUT_SECONDS = 15


class MailRefused(Exception):
    """The server will never take this message, or for this mailbox (5xx): trying again is useless."""


class MailNotTaken(Exception):
    """Not now: the server is away, slow, said 4xx, or refuses us rather than the message. Try again later."""


class Mailer(Protocol):
    async def send(self, message: EmailMessage) -> None:
        """Raises MailRefused or MailNotTaken."""


class SmtpMailer:
    """smtp://[user:password@]host[:port], or smtps:// for TLS from the first byte."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or "localhost"
        self._tls = parts.scheme == "smtps"
        self._port = parts.port or (465 if self._tls else 25)
        self._username = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None

    async def send(self, message: EmailMessage) -> None:
        try:
            await aiosmtplib.send(
                message,
                hostname=self._host,
                port=self._port,
                use_tls=self._tls,
                username=self._username,
                password=self._password,
                timeout=TIMEOUT_SECONDS,
            )
        except aiosmtplib.SMTPDataError as error:
            raise _by_code(error.code, str(error)) from error
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _by_code(max(one.code for one in error.recipients), str(error)) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise MailNotTaken(str(error)) from error


def _by_code(code: int, words: str) -> Exception:
    return MailRefused(words) if code >= 500 else MailNotTaken(words)
