"""The optional second step of login: what an educator may have for it, within which bounds."""

import re
from datetime import timedelta
from enum import StrEnum

RECOVERY_CODES = 10
FEW_LEFT = 3
"""From here on she is told to make new ones."""
MOST_PASSKEYS = 10
LONGEST_PASSKEY_NAME = 40
CHALLENGE_LASTS = timedelta(minutes=5)
"""How long a browser has to answer what it was asked."""


class Way(StrEnum):
    """What proves, beside the password, that it is she."""

    AUTHENTICATOR = "authenticator"
    PASSKEY = "passkey"
    RECOVERY_CODE = "recovery_code"


def tidy_code(typed: str) -> str:
    """A recovery code as it was made, however she typed its groups."""
    return re.sub("[^a-z0-9]", "", typed.lower())


def passkey_name_fault(name: str) -> str | None:
    """The code of what is wrong with her own word for a passkey."""
    if not name:
        return "required"
    if len(name) > LONGEST_PASSKEY_NAME:
        return "too_long"
    return None if name.isprintable() else "not_text"
