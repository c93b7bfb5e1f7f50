"""Whether this installation has the keys that an archive was written with. The keys themselves are never in one.

A key from before serves as well: what comes back with it goes on rotating where it had stood.
"""

import base64
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag

from cecs_app.domain.errors import NotAllowed
from cecs_app.services.deps import Deps

_TEXT = "cecs backup"
_PURPOSE = "backup"


def proofs(deps: Deps) -> dict[str, str]:
    """By setting: what only that key makes."""
    return {
        "CECS_AUDIT_KEY": deps.database.sign(_TEXT.encode()),
        "CECS_SEALING_KEY": base64.b64encode(deps.sealer.seal(_TEXT, _PURPOSE)).decode(),
        "CECS_SSN_INDEX_KEY": deps.ssns.index(_TEXT),
        "CECS_PASSWORD_PEPPER": deps.passwords.hash(_TEXT),
    }


def check(deps: Deps, proofs: Mapping[str, str]) -> None:
    """Raises NotAllowed("backup_wrong_key") that names the settings."""
    fits = {
        "CECS_AUDIT_KEY": proofs.get("CECS_AUDIT_KEY") in [sign(_TEXT.encode()) for sign in deps.database.signs],
        "CECS_SEALING_KEY": _opens(deps, proofs.get("CECS_SEALING_KEY", "")),
        "CECS_SSN_INDEX_KEY": proofs.get("CECS_SSN_INDEX_KEY") in deps.ssns.indices(_TEXT),
        "CECS_PASSWORD_PEPPER": deps.passwords.matches(_TEXT, proofs.get("CECS_PASSWORD_PEPPER")),
    }
    if wrong := [name for name, is_right in fits.items() if not is_right]:
        raise NotAllowed("backup_wrong_key", name=", ".join(wrong))


def _opens(deps: Deps, proof: str) -> bool:
    try:
        return deps.sealer.open(base64.b64decode(proof), _PURPOSE) == _TEXT
    except (InvalidTag, ValueError):
        return False
