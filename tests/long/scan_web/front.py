"""Stands before the portal, and has one page more than it: with every form that its endpoints take.

The portal's own pages are filled over the socket, where no scanner sees a form; it would try the address bar only.
"""

import ssl
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

PAGE = "/every-form.html"
FIELDS = ("username", "password", "code", "language", "reference", "reason", "about", "new_password", "credential")
NOT_PASSED_ON = {
    "connection",
    "transfer-encoding",
    "content-encoding",
    "content-length",
    "keep-alive",
    "server",
    "date",
}


def page(paths: Sequence[str]) -> bytes:
    inputs = "".join(f'<input name="{name}" value="A-1">' for name in FIELDS)
    forms = "".join(
        f'<form method="post" action="{escape(path)}">{inputs}<input type="submit"></form>' for path in paths
    )
    return f"<!doctype html><html><body>{forms}</body></html>".encode()


class Front(ThreadingHTTPServer):
    def __init__(self, port: int, portal: str, every_form: bytes, client: httpx.Client) -> None:
        self.portal, self.every_form, self.client = portal, every_form, client
        super().__init__(("127.0.0.1", port), Asked)


class Asked(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Front

    def handle_one_request(self) -> None:
        """Whatever the method is called: the portal is to answer it."""
        self.raw_requestline = self.rfile.readline(65_537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path.partition("?")[0] == PAGE:
            self._tell(200, self._headers_of_a_page(), self.server.every_form)
        elif "sign-out" in self.path:
            # Whoever logs out scans no further.
            self._tell(404, (), b"")
        else:
            self._pass_on(body)

    def _pass_on(self, body: bytes) -> None:
        sent = [(name, value) for name, value in self.headers.items() if name.lower() != "connection"]
        found = self.server.client.request(self.command, self.server.portal + self.path, headers=sent, content=body)
        self._tell(found.status_code, found.headers.multi_items(), found.content)

    def _headers_of_a_page(self) -> list[tuple[str, str]]:
        """As the portal's own have them: they are what is scanned."""
        found = self.server.client.get(f"{self.server.portal}/login/", headers={"Host": self.headers["Host"]})
        return found.headers.multi_items()

    def _tell(self, status: int, headers: Iterable[tuple[str, str]], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in NOT_PASSED_ON:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_line: object) -> None:
        return None


@contextmanager
def front(port: int, portal: str, paths: Sequence[str], folder: Path) -> Iterator[None]:
    """On `port`, over TLS, until left. `portal` is asked for everything else; the certificate goes into `folder`."""
    spoken = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    spoken.load_cert_chain(_certificate(folder))
    with httpx.Client(timeout=60) as client, Front(port, portal, page(paths), client) as server:
        server.socket = spoken.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()


def _certificate(folder: Path) -> Path:
    """Of localhost, signed by itself, for a day."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = (
        made.serial_number(x509.random_serial_number()).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = folder / "localhost.pem"
    file.write_bytes(private + made.sign(key, SHA256()).public_bytes(Encoding.PEM))
    return file
