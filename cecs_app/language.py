"""Every word a person reads passes through here: `_` looks it up in the language of the moment.

The language is a context variable, set per page at compile time, per event from the route's prefix, and per mail
from the account it goes to. Catalogues are PO files read directly, so no compile step can be forgotten.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

DEFAULT = "en"
PSEUDO = "en-xa"
"""The pseudo-language: English in brackets and accents, so that a test sees any word that escaped `_`."""

CATALOGUES = Path(__file__).parent / "locale"
_current: ContextVar[str] = ContextVar("language", default=DEFAULT)
_ACCENTED = str.maketrans("aeiouynAEIOUYN", "àéîöûýñÀÉÎÖÛÝÑ")
_PLACEHOLDER = re.compile(r"(\{[^}]*\})")


class _PseudoTranslations(NullTranslations):
    def gettext(self, message: str) -> str:
        return _pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _pseudo(msgid1 if n == 1 else msgid2)


def _pseudo(message: str) -> str:
    parts = _PLACEHOLDER.split(message)
    return "⟦" + "".join(p if p.startswith("{") else p.translate(_ACCENTED) for p in parts) + "⟧"


@cache
def _translations(language: str) -> NullTranslations:
    if language == PSEUDO:
        return _PseudoTranslations()
    source = CATALOGUES / language / "LC_MESSAGES" / "cecs.po"
    if not source.exists():
        return NullTranslations()
    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def _(message: str) -> str:
    """The message in the language of the moment; English where no translation exists."""
    return _translations(_current.get()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    return _translations(_current.get()).ngettext(one, many, count)


def mark(message: str) -> str:
    """Marks a literal for extraction without translating it yet (constants, tables)."""
    return message


def current() -> str:
    return _current.get()


def localized(path: str) -> str:
    """The path of the same screen in the language of the moment."""
    return path if current() == DEFAULT else f"/{current()}{path}"


def set_current(language: str) -> None:
    _current.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)
