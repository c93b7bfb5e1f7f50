"""A phone that holds one passkey, without a phone: makes it and signs with it as a browser would hand it on."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

SITE, ORIGIN = "localhost", "http://localhost:3000"
PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


@dataclass
class Device:
    """`host` and `origin` are the page's that asks; `flags` say whether she was there and showed her finger or PIN."""

    host: str = SITE
    origin: str = ORIGIN
    flags: int = PRESENT | VERIFIED
    count: int = 0
    """How often it has signed. One that does not count says 0 for ever."""
    counts: bool = True
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def makes(self, offer: str) -> str:
        told = self._told("webauthn.create", offer)
        body = cbor2.dumps(
            {"fmt": "none", "attStmt": {}, "authData": self._data(self.flags | HAS_KEY) + self._public()}
        )
        return self._answer(clientDataJSON=told, attestationObject=body)

    def signs(self, question: str) -> str:
        self.count += self.counts
        told, data = self._told("webauthn.get", question), self._data(self.flags)
        signature = self.key.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=told, authenticatorData=data, signature=signature)

    def _told(self, kind: str, options: str) -> bytes:
        asked = json.loads(options)
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": self.origin}).encode()

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _public(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        return bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + cbor2.dumps(cose)

    def _answer(self, **parts: bytes) -> str:
        name = _text(self.credential)
        response = {part: _text(content) for part, content in parts.items()}
        answer: dict[str, Any] = {"id": name, "rawId": name, "type": "public-key", "response": response}
        return json.dumps(answer)


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
