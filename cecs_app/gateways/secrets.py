"""Passwords, the sealing of SSNs and mails, and random tokens: all cryptography of the portal in one file."""

import base64
import hashlib
import hmac
import secrets
import unicodedata
from functools import cached_property

import bcrypt
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

UNAMBIGUOUS = "abcdefghjkmnpqrstuvwxyz23456789"
NONCE_BYTES = 12


class Passwords:
    """bcrypt over a keyed pre-hash: bcrypt refuses more than 72 bytes, and the pepper is not in the database."""

    def __init__(self, pepper: str, cost: int) -> None:
        self._pepper = pepper.encode()
        self._cost = cost

    def hash(self, password: str) -> str:
        return bcrypt.hashpw(self._prehash(password), bcrypt.gensalt(self._cost)).decode()

    def matches(self, password: str, hashed: str | None) -> bool:
        """Takes the same time when there is nothing to compare with."""
        found = bcrypt.checkpw(self._prehash(password), (hashed or self._dummy).encode())
        return found and hashed is not None

    @cached_property
    def _dummy(self) -> str:
        return self.hash(secrets.token_urlsafe())

    def _prehash(self, password: str) -> bytes:
        normal = unicodedata.normalize("NFKC", password).encode()
        return base64.b64encode(hmac.digest(self._pepper, normal, "sha384"))


class Sealer:
    """AES-256-GCM. `purpose` is bound to what is sealed, so a sealed mail can't be opened as an SSN."""

    def __init__(self, key: str) -> None:
        self._aead = AESGCM(hashlib.sha256(b"cecs sealing" + key.encode()).digest())

    def seal(self, text: str, purpose: str) -> bytes:
        return self.seal_bytes(text.encode(), purpose)

    def open(self, sealed: bytes, purpose: str) -> str:
        """Raises cryptography's InvalidTag for another key, another purpose or a changed byte."""
        return self.open_bytes(sealed, purpose).decode()

    def seal_bytes(self, content: bytes, purpose: str) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, content, purpose.encode())

    def open_bytes(self, sealed: bytes, purpose: str) -> bytes:
        """Raises as open."""
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        return self._aead.decrypt(nonce, rest, purpose.encode())


class SsnVault:
    """Seals SSNs and gives their blind index: keyed, since all 10^9 unkeyed hashes take minutes to try."""

    def __init__(self, sealer: Sealer, index_key: str) -> None:
        self._sealer = sealer
        self._index_key = index_key.encode()

    def seal(self, ssn: str) -> bytes:
        return self._sealer.seal(ssn, "ssn")

    def open(self, sealed: bytes) -> str:
        """Nine digits. Only services/desk/ssn.py may ask: it writes down who looked, and why."""
        return self._sealer.open(sealed, "ssn")

    def index(self, ssn: str) -> str:
        return hmac.digest(self._index_key, ssn.encode(), "sha256").hex()


class AuditSeal:
    """The keyed hash of the audit's chain: who has the database without the key can't make a link that fits."""

    def __init__(self, key: str) -> None:
        self._key = hashlib.sha256(b"cecs audit" + key.encode()).digest()

    def sign(self, message: bytes) -> str:
        return hmac.digest(self._key, message, "sha256").hex()


def new_token() -> str:
    """256 bits, for cookies and links."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Tokens are random enough that a plain hash hides them."""
    # Forged requests hold halves of surrogate pairs, which are no text.
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def new_temporary_password() -> str:
    """Four groups of four letters and digits that can't be mistaken for one another: 79 bits."""
    return "-".join("".join(secrets.choice(UNAMBIGUOUS) for _ in range(4)) for _ in range(4))


def random_digits(count: int) -> str:
    return "".join(secrets.choice("0123456789") for _ in range(count))


def new_reference(prefix: str) -> str:
    """A reference that can be read out on the phone: no letters or digits that look alike."""
    body = "".join(secrets.choice(UNAMBIGUOUS.upper()) for _ in range(8))
    return f"{prefix}-{body[:4]}-{body[4:]}"
