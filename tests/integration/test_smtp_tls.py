"""Mail leaves this machine over TLS, to a server whose certificate is trusted, or not at all."""

import asyncio
import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from socket import create_server

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from cecs_app.gateways.mail import ServerAway, SmtpMailer

ELSEWHERE = "127.0.0.2"
"""Not one of the addresses at which mail may stay plain."""


class Box:
    def __init__(self) -> None:
        self.taken: list[tuple[bool, Envelope]] = []

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.taken.append((session.ssl is not None, envelope))
        return "250 OK"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for ELSEWHERE, with its key, that nobody else has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(ELSEWHERE))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path / "mail.pem"
    path.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def server(box: Box, certificate: Path | None = None) -> Iterator[int]:
    with create_server((ELSEWHERE, 0)) as probe:
        port = int(probe.getsockname()[1])
    context = None
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
    running = Controller(box, hostname=ELSEWHERE, port=port, tls_context=context)
    running.start()
    try:
        yield port
    finally:
        running.stop()


def send(port: int) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "cecs@example.org", "ada@example.org", "Hello"

    async def send_it() -> None:
        async with SmtpMailer(f"smtp://{ELSEWHERE}:{port}").line() as line:
            await line.send(message)

    asyncio.run(send_it())


def test_a_server_that_offers_no_tls_gets_nothing() -> None:
    box = Box()
    with server(box) as port, pytest.raises(ServerAway):
        send(port)
    assert box.taken == []


def test_a_server_whose_certificate_nobody_trusts_gets_nothing(certificate: Path) -> None:
    box = Box()
    with server(box, certificate) as port, pytest.raises(ServerAway):
        send(port)
    assert box.taken == []


def test_a_trusted_server_gets_it_over_tls(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = Box()
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with server(box, certificate) as port:
        send(port)
    assert [was_tls for was_tls, _envelope in box.taken] == [True]
