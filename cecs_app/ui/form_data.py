"""Reads what came over the socket. Anybody can send anything there, so every type is checked."""

from collections.abc import Mapping

LONGEST = 2_000


def text(form: object, name: str, longest: int = LONGEST) -> str:
    """The field's text, trimmed; empty when it is missing, of another type, or longer than any form of ours sends."""
    value = form.get(name) if isinstance(form, Mapping) else None
    return value.strip() if isinstance(value, str) and len(value) <= longest else ""


def checked_names(form: object, prefix: str) -> list[str]:
    """What follows `prefix` in the names of the ticked boxes."""
    names = [name for name in form if isinstance(name, str)] if isinstance(form, Mapping) else []
    return [name.removeprefix(prefix) for name in names if name.startswith(prefix) and is_checked(form, name)]


def is_checked(form: object, name: str) -> bool:
    value = form.get(name) if isinstance(form, Mapping) else None
    return value in ("yes", "on", True)
