"""Passkeys: what a browser is asked, and whether its answer proves that she holds the key.

Source: Web Authentication, https://www.w3.org/TR/webauthn-3/. Nothing here is secret but what stays in her device.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, options_to_json, parse_authentication_credential_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

CHALLENGE_BYTES = 32
ASKED_MS = 180_000
"""How long a browser waits for her finger, face or PIN."""


class PasskeyRefused(Exception):
    """What came is no proof. Why is for a log, never for whoever sent it."""


@dataclass(frozen=True)
class Site:
    """Whom a passkey is made for. A browser signs the origin that it is at: a look-alike gets nothing that counts."""

    host: str
    origin: str


@dataclass(frozen=True)
class NewPasskey:
    credential_id: bytes
    public_key: bytes
    sign_count: int


def site_of(public_url: str) -> Site:
    parts = urlsplit(public_url)
    return Site(parts.hostname or "", f"{parts.scheme}://{parts.netloc.lower()}")


def new_challenge() -> bytes:
    return secrets.token_bytes(CHALLENGE_BYTES)


def offer(site: Site, challenge: bytes, account_id: int, username: str, held: Sequence[bytes]) -> str:
    """The options, as JSON, with which a browser makes a passkey; `held` are those it must not make again."""
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name="CECS",
        # Tells accounts apart on one device, and says nothing about them.
        user_id=hashlib.sha256(f"cecs account {account_id}".encode()).digest(),
        user_name=username,
        challenge=challenge,
        timeout=ASKED_MS,
        # Preferred, so that phones keep it with her other passkeys and bring it back after a loss.
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=_described(held),
    )
    return options_to_json(options)


def question(site: Site, challenge: bytes, held: Sequence[bytes]) -> str:
    """The options, as JSON, with which a browser signs; any of `held` will do."""
    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=challenge,
        timeout=ASKED_MS,
        allow_credentials=_described(held),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def check_new(site: Site, challenge: bytes, answer: str) -> NewPasskey:
    """Raises PasskeyRefused."""
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except Exception as error:
        # Whatever a forged answer breaks in the parsers of JSON, CBOR and keys: it is no proof.
        raise PasskeyRefused(str(error)) from error
    return NewPasskey(made.credential_id, made.credential_public_key, made.sign_count)


def credential_of(answer: str) -> bytes:
    """Which passkey it says it comes from; not checked yet. Raises PasskeyRefused."""
    try:
        return base64url_to_bytes(parse_authentication_credential_json(answer).id)
    except Exception as error:
        raise PasskeyRefused(str(error)) from error


def check(site: Site, challenge: bytes, answer: str, public_key: bytes) -> int:
    """How often this passkey has signed, as it says itself. Raises PasskeyRefused.

    The caller compares that with what it said before: by conditional update, so that two copies at once show, too.
    """
    try:
        signed = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except Exception as error:
        raise PasskeyRefused(str(error)) from error
    return signed.new_sign_count


def _described(credentials: Sequence[bytes]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=one) for one in credentials]
