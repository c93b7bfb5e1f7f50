"""Mail leaves by the outbox: written in the transaction that caused it, sent afterwards until it is taken."""

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from sqlmodel import Session

from cecs_app.db import accounts, outbox
from cecs_app.db.tables import Account, OutgoingMail
from cecs_app.gateways.mail import Mailer, MailNotTaken, MailRefused
from cecs_app.language import speaking
from cecs_app.services.deps import Deps
from cecs_app.words.letter import Letter, as_html, as_text

GIVE_UP_AFTER = timedelta(days=3)
Compose = Callable[[Account], Letter]
LONGEST_PAUSE_SECONDS = 60
BATCH = 20


def post(db: Session, deps: Deps, recipient: str, letter: Letter) -> None:
    """Composed now, in the language of the moment; sent when the transaction has committed."""
    content = {"subject": letter.subject, "text": as_text(letter), "html": as_html(letter)}
    sealed = deps.sealer.seal(json.dumps(content), "mail")
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
    """Sends what is due; how many were taken."""
    mails = await asyncio.to_thread(_claim, deps)
    taken = await asyncio.gather(*(_deliver(deps, mailer, mail) for mail in mails))
    return sum(taken)


def _claim(deps: Deps) -> list[OutgoingMail]:
    with deps.database.transaction() as db:
        return outbox.claim_due(db, deps.now(), BATCH)


async def _deliver(deps: Deps, mailer: Mailer, mail: OutgoingMail) -> bool:
    try:
        await mailer.send(_message(deps, mail))
    except (MailNotTaken, MailRefused) as error:
        await asyncio.to_thread(_failed, deps, mail, error)
        return False
    await asyncio.to_thread(_sent, deps, mail)
    return True


def _message(deps: Deps, mail: OutgoingMail) -> EmailMessage:
    content = json.loads(deps.sealer.open(mail.sealed or b"", "mail"))
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


def _failed(deps: Deps, mail: OutgoingMail, error: Exception) -> None:
    is_final = isinstance(error, MailRefused) or deps.now() - mail.created_at > GIVE_UP_AFTER
    pause = timedelta(seconds=min(LONGEST_PAUSE_SECONDS, 2**mail.tries))
    with deps.database.transaction() as db:
        outbox.mark_failed(
            db,
            mail.id or 0,
            status="refused" if is_final else "waiting",
            due_at=deps.now() + pause,
            error=str(error),
        )
