"""Authenticator apps, the staff's second factor and an educator's if she likes: codes of six digits, by RFC 6238.

A code holds for a step of 30 seconds; one step either side is taken too, for clocks that are off.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime

import pyotp

STEP_SECONDS = 30
DRIFT_STEPS = 1
NOBODYS = pyotp.random_base32()
"""Compared with where there is no authenticator, so that the answer takes as long."""


def new_secret() -> str:
    """160 bits, in the letters that authenticator apps take."""
    return pyotp.random_base32()


@dataclass(frozen=True)
class Authenticator:
    """Two forms of one secret: for the QR code, and to be typed by hand. Never in an address, a log or a var."""

    address: str
    key: str


def shown(secret: str, username: str, issuer: str) -> Authenticator:
    """`issuer` is what the app calls this login."""
    key = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return Authenticator(pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=issuer), key)


def step_of(at: datetime) -> int:
    return int(at.timestamp()) // STEP_SECONDS


def find_step(secret: str | None, code: str, at: datetime) -> int | None:
    """The step whose code this is; None for a wrong one. The caller sees to it that no step is used twice."""
    now, typed = step_of(at), code.replace(" ", "").encode(errors="replace")
    codes = pyotp.TOTP(secret or NOBODYS)
    steps = range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1)
    found = [step for step in steps if hmac.compare_digest(codes.generate_otp(step).encode(), typed)]
    return found[-1] if found and secret else None
