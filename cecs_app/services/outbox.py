"""Mail leaves by the outbox: written in the transaction that caused it, sent afterwards until it is taken."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from sqlmodel import Session

from cecs_app.db import accounts, outbox
from cecs_app.db.tables import Account, OutgoingMail
from cecs_app.gateways.mail import TIMEOUT_SECONDS, Line, Mailer, MailNotTaken, MailRefused, ServerAway
from cecs_app.language import speaking
from cecs_app.services.deps import Deps
from cecs_app.words.letter import Letter, as_html, as_text

PURPOSE = "mail"
"""Bound to each sealed mail."""
GIVE_UP_AFTER = timedelta(days=3)
Compose = Callable[[Account], Letter]
LONGEST_PAUSE_SECONDS = 30
LONGEST_SENDING = timedelta(seconds=TIMEOUT_SECONDS)
BATCH = 20
LINES = 4


def post(db: Session, deps: Deps, recipient: str, letter: Letter) -> None:
    """Composed now, in the language of the moment; sent when the transaction has committed."""
    content = {"subject": letter.subject, "text": as_text(letter), "html": as_html(letter)}
    sealed = deps.sealer.seal(json.dumps(content), PURPOSE)
    db.add(OutgoingMail(recipient=recipient, sealed=sealed, created_at=deps.now(), due_at=deps.now()))


def post_to_educator(db: Session, deps: Deps, educator_id: int, compose: Compose) -> Letter | None:
    """What was posted; nothing where she has no account."""
    account = accounts.find_by_educator(db, educator_id)
    return post_to_account(db, deps, account, compose) if account else None


def post_to_account(db: Session, deps: Deps, account: Account, compose: Compose) -> Letter:
    """To its address, in its language; what was posted."""
    with speaking(account.language):
        letter = compose(account)
        post(db, deps, account.email, letter)
    return letter


async def deliver_due(deps: Deps, mailer: Mailer) -> int:
    """Sends all that is due, the oldest first, over a few lines at once; how many were taken.

    Raises ServerAway when what is left has no chance now: it keeps its place and is due at once.
    """
    taken = 0
    while mails := await asyncio.to_thread(_claim, deps):
        waiting = iter(mails)
        lines = (_over_a_line(deps, mailer, waiting) for _ in range(min(LINES, len(mails))))
        taken += sum(await asyncio.gather(*lines))
        if untried := list(waiting):
            await asyncio.to_thread(_put_back, deps, untried)
            raise ServerAway
    return taken


def _claim(deps: Deps) -> list[OutgoingMail]:
    with deps.database.transaction() as db:
        return outbox.claim_due(db, deps.now(), BATCH)


async def _over_a_line(deps: Deps, mailer: Mailer, waiting: Iterator[OutgoingMail]) -> int:
    """Takes the next that waits, until none does or the line is dead; how many were taken."""
    taken = 0
    with suppress(ServerAway):
        async with mailer.line() as line:
            for mail in waiting:
                taken += await _deliver(deps, line, mail)
    return taken


async def _deliver(deps: Deps, line: Line, mail: OutgoingMail) -> bool:
    if deps.now() > mail.due_at - LONGEST_SENDING:
        # The lease would end while it is under way, and another worker would send it too. It is due soon.
        return False
    try:
        await line.send(_message(deps, mail))
    except ServerAway:
        await asyncio.to_thread(_put_back, deps, [mail])
        raise
    except (MailNotTaken, MailRefused) as error:
        await asyncio.to_thread(_failed, deps, mail, error)
        return False
    await asyncio.to_thread(_sent, deps, mail)
    return True


def _message(deps: Deps, mail: OutgoingMail) -> EmailMessage:
    """Raises MailRefused for a line end or a second address where one is meant: it could reach somebody else."""
    try:
        return _composed(deps, mail)
    except (ValueError, IndexError, MessageError) as error:
        raise MailRefused("no mail to one person can be made of it") from error


def _composed(deps: Deps, mail: OutgoingMail) -> EmailMessage:
    content = json.loads(deps.sealer.open(mail.sealed or b"", PURPOSE))
    name, address = parseaddr(deps.settings.mail_from)
    message = EmailMessage()
    message["Subject"] = content["subject"]
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(addr_spec=mail.recipient)
    message["Date"] = format_datetime(mail.created_at)
    # The same mail always bears the same id, so a receiver can drop one sent twice after a crash.
    message["Message-ID"] = f"<cecs-{mail.id}-{mail.created_at:%Y%m%d%H%M%S}@{address.partition('@')[2]}>"
    message.set_content(content["text"])
    message.add_alternative(content["html"], subtype="html")
    return message


def _sent(deps: Deps, mail: OutgoingMail) -> None:
    with deps.database.transaction() as db:
        outbox.mark_sent(db, mail.id or 0, deps.now())


def _put_back(deps: Deps, mails: list[OutgoingMail]) -> None:
    """Nobody asked for them: they are due as they were before they were claimed, unless they are too old."""
    with deps.database.transaction() as db:
        for mail in mails:
            if _is_given_up(deps, mail):
                outbox.refuse(db, mail.id or 0, "the server was away for too long")
            else:
                outbox.put_back(db, mail.id or 0, due_at=min(mail.created_at, deps.now()))


def _failed(deps: Deps, mail: OutgoingMail, error: Exception) -> None:
    pause = timedelta(seconds=min(LONGEST_PAUSE_SECONDS, 2**mail.tries))
    with deps.database.transaction() as db:
        if isinstance(error, MailRefused) or _is_given_up(deps, mail):
            outbox.refuse(db, mail.id or 0, str(error))
        else:
            outbox.postpone(db, mail.id or 0, due_at=deps.now() + pause, error=str(error))


def _is_given_up(deps: Deps, mail: OutgoingMail) -> bool:
    return deps.now() - mail.created_at > GIVE_UP_AFTER
