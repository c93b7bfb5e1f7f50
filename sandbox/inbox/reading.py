"""Reads a stored mail. Made for anything that arrives: a malformed header becomes an empty one."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage


@dataclass(frozen=True)
class Correspondent:
    name: str
    address: str


@dataclass(frozen=True)
class Attachment:
    filename: str
    content_type: str
    size: int


@dataclass(frozen=True)
class Letter:
    sender: Correspondent
    to: list[Correspondent]
    cc: list[Correspondent]
    reply_to: list[Correspondent]
    message_id: str
    subject: str
    text: str
    html: str
    attachments: list[Attachment]
    headers: list[tuple[str, str]]

    @property
    def snippet(self) -> str:
        return " ".join((self.text or re.sub(r"<[^>]+>", " ", self.html)).split())[:250]


def read_letter(raw: bytes) -> Letter:
    message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    senders = _correspondents(message, "From")
    return Letter(
        sender=senders[0] if senders else Correspondent("", ""),
        to=_correspondents(message, "To"),
        cc=_correspondents(message, "Cc"),
        reply_to=_correspondents(message, "Reply-To"),
        message_id=_header(message, "Message-ID").strip("<>"),
        subject=_header(message, "Subject"),
        text=_body(message, "plain"),
        html=_body(message, "html"),
        attachments=[_attachment(part) for part in message.iter_attachments()],
        headers=[(name, _header(message, name)) for name in dict.fromkeys(message.keys())],
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return ", ".join(str(value) for value in message.get_all(name, []))
    except Exception:  # the standard library's parser stumbles over some malformed headers
        return ""


def _correspondents(message: EmailMessage, name: str) -> list[Correspondent]:
    try:
        found: list[Address] = [each for value in message.get_all(name, []) for each in value.addresses]
    except Exception:  # as above
        return []
    return [Correspondent(each.display_name, each.addr_spec) for each in found]


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    try:
        return str(part.get_content()) if part else ""
    except (LookupError, UnicodeError, ValueError):  # an unknown charset or encoding
        return ""


def _attachment(part: EmailMessage) -> Attachment:
    payload = part.get_payload(decode=True)
    size = len(payload) if isinstance(payload, bytes) else 0
    return Attachment(part.get_filename() or "", part.get_content_type(), size)
