"""Passwords, the sealing of SSNs and mails, and random tokens: all cryptography of the portal in one file."""

import base64
import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from functools import cached_property

import bcrypt
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

UNAMBIGUOUS = "abcdefghjkmnpqrstuvwxyz23456789"
NONCE_BYTES = 12
NAME_BYTES = 4
NAMELESS = ""
SSN = "ssn"
"""Bound to each sealed SSN."""


class Place(StrEnum):
    """Which key something was sealed, indexed or hashed with."""

    PRESENT = "present"
    BEFORE = "before"
    NAMELESS = "nameless"
    """A known one, from when keys had no names."""
    UNKNOWN = "unknown"
    """None that this process was given."""


class Passwords:
    """bcrypt over a keyed pre-hash: bcrypt refuses more than 72 bytes, and the pepper is not in the database.

    A hash begins with its pepper's name, so that older peppers hold beside the present one and each check hashes
    once. Without a name it was made with the oldest, which stands last in `before`.
    """

    def __init__(self, pepper: str, cost: int, before: Sequence[str] = ()) -> None:
        self._name = key_name(pepper)
        self._peppers = {key_name(one): one.encode() for one in (*before, pepper)}
        self._peppers[NAMELESS] = (pepper, *before)[-1].encode()
        self._cost = cost

    def hash(self, password: str) -> str:
        prehash = _prehash(self._peppers[self._name], password)
        return self._name + bcrypt.hashpw(prehash, bcrypt.gensalt(self._cost)).decode()

    def matches(self, password: str, hashed: str | None) -> bool:
        """Takes the same time when there is nothing to compare with."""
        stored = hashed or self._dummy
        pepper = self._peppers.get(pepper_name(stored))
        found = bcrypt.checkpw(
            _prehash(pepper or self._peppers[self._name], password), stored[stored.index("$") :].encode()
        )
        return found and pepper is not None and hashed is not None

    def renewed(self, password: str, hashed: str) -> str | None:
        """The right password's hash with the present pepper; None where `hashed` has it already."""
        return None if pepper_name(hashed) == self._name else self.hash(password)

    def place(self, name: str) -> Place:
        """Of the pepper with this name."""
        if name == self._name:
            return Place.PRESENT
        return Place.NAMELESS if name == NAMELESS else Place.BEFORE if name in self._peppers else Place.UNKNOWN

    @cached_property
    def _dummy(self) -> str:
        return self.hash(secrets.token_urlsafe())


class Sealer:
    """AES-256-GCM. `purpose` is bound to what is sealed, so a sealed mail can't be opened as an SSN.

    What is sealed begins with the name of its key: it is told without being opened. What was sealed before keys
    had names is tried with each.
    """

    def __init__(self, key: str, before: Sequence[str] = ()) -> None:
        self._name = bytes.fromhex(key_name(key))
        self._keys = {bytes.fromhex(key_name(one)): _aead(one) for one in (key, *before)}

    def seal(self, text: str, purpose: str) -> bytes:
        return self.seal_bytes(text.encode(), purpose)

    def open(self, sealed: bytes, purpose: str) -> str:
        """Raises cryptography's InvalidTag for another key, another purpose or a changed byte."""
        return self.open_bytes(sealed, purpose).decode()

    def seal_bytes(self, content: bytes, purpose: str) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return self._name + nonce + self._keys[self._name].encrypt(nonce, content, purpose.encode())

    def open_bytes(self, sealed: bytes, purpose: str) -> bytes:
        """Raises as open."""
        named = self._keys.get(sealed[:NAME_BYTES])
        ways = [(named, sealed[NAME_BYTES:])] if named else []
        for aead, rest in (*ways, *((one, sealed) for one in self._keys.values())):
            with suppress(InvalidTag):
                return aead.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], purpose.encode())
        raise InvalidTag

    def renewed(self, sealed: bytes, purpose: str) -> bytes:
        """The same with the present key. Raises as open."""
        return self.seal_bytes(self.open_bytes(sealed, purpose), purpose)

    def named(self, sealed: bytes) -> Place | None:
        """By its first bytes alone; None where they name no key that is known."""
        name = sealed[:NAME_BYTES]
        if name == self._name:
            return Place.PRESENT
        return Place.BEFORE if name in self._keys else None

    def place(self, sealed: bytes, purpose: str) -> Place:
        """Of its key."""
        if place := self.named(sealed):
            return place
        try:
            self.open_bytes(sealed, purpose)
        except InvalidTag:
            return Place.UNKNOWN
        return Place.NAMELESS


class SsnVault:
    """Seals SSNs and gives their blind index: keyed, since all 10^9 unkeyed hashes take minutes to try.

    While keys rotate a number has several indices: a record may be found under any of them.
    """

    def __init__(self, sealer: Sealer, index_key: str, before: Sequence[str] = ()) -> None:
        self._sealer = sealer
        self._index_keys = [one.encode() for one in (index_key, *before)]

    def seal(self, ssn: str) -> bytes:
        return self._sealer.seal(ssn, SSN)

    def open(self, sealed: bytes) -> str:
        """Nine digits. Only services/desk/ssn.py may ask: it writes down who looked, and why."""
        return self._sealer.open(sealed, SSN)

    def index(self, ssn: str) -> str:
        """With the present key: what is stored."""
        return self.indices(ssn)[0]

    def indices(self, ssn: str) -> tuple[str, ...]:
        """What to look for: the present key's first."""
        return tuple(hmac.digest(key, ssn.encode(), "sha256").hex() for key in self._index_keys)

    def fits(self, sealed: bytes) -> bool:
        """Whether it opens, whole and with a key of this vault."""
        try:
            self.open(sealed)
        except (InvalidTag, ValueError):
            return False
        return True

    def indices_of(self, sealed: bytes) -> tuple[str, ...]:
        """Of a sealed SSN, which nobody sees; of an erased one, one that none has. Raises as Sealer.open."""
        return self.indices(self.open(sealed)) if sealed else ("",)

    def renewed(self, sealed: bytes) -> tuple[bytes, str]:
        """Sealed and indexed with the present keys. Raises as Sealer.open."""
        return self._sealer.renewed(sealed, SSN), self.indices_of(sealed)[0]


class AuditSeal:
    """The keyed hash of the audit's chain: who has the database without the key can't make a link that fits."""

    def __init__(self, key: str) -> None:
        self._key = hashlib.sha256(b"cecs audit" + key.encode()).digest()

    def sign(self, message: bytes) -> str:
        return hmac.digest(self._key, message, "sha256").hex()


def key_name(key: str) -> str:
    """Eight hexadecimal digits that tell keys apart and give nothing of them away."""
    return hashlib.sha256(b"cecs key name" + key.encode()).hexdigest()[: 2 * NAME_BYTES]


def pepper_name(hashed: str) -> str:
    return hashed.partition("$")[0]


def _prehash(pepper: bytes, password: str) -> bytes:
    normal = unicodedata.normalize("NFKC", password).encode()
    return base64.b64encode(hmac.digest(pepper, normal, "sha384"))


def _aead(key: str) -> AESGCM:
    return AESGCM(hashlib.sha256(b"cecs sealing" + key.encode()).digest())


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


def new_recovery_code() -> str:
    """Four groups of six letters and digits that can't be mistaken for one another: 118 bits.

    From 112 bits on a plain hash hides them (OWASP ASVS 5.0, 6.5.2).
    """
    return "-".join("".join(secrets.choice(UNAMBIGUOUS) for _ in range(6)) for _ in range(4))


def random_digits(count: int) -> str:
    return "".join(secrets.choice("0123456789") for _ in range(count))


def new_reference(prefix: str) -> str:
    """A reference that can be read out on the phone: no letters or digits that look alike."""
    body = "".join(secrets.choice(UNAMBIGUOUS.upper()) for _ in range(8))
    return f"{prefix}-{body[:4]}-{body[4:]}"
