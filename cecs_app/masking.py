"""Takes out of what is about to be logged whatever must stand in no log: by its shape, and by the name it goes under.

Numbers are told by their form alone, so one that only looks like an SSN is masked too: a log can spare it.
"""

import re
from collections.abc import Mapping
from typing import Any

MASKED = "***"
LONGEST_TEXT = 16_000
MOST_ITEMS = 100
DEEPEST = 6
TOKEN_CHARACTERS = 43

_SHORT_WORDS = "pwd|ssn|otp|totp|pin|cvc|cvv|csrf"
_LONG_WORDS = (
    "passw(?:or)?d|passphrase|passcode|secret|token|cookie|authorization|credential|social_security|pepper"
    "|api_?key|sealing_key|index_key|audit_key|card_?number|recovery_code|setup_code"
)
_SECRET_NAME = re.compile(rf"(?:^|[_\W])(?:{_SHORT_WORDS}|{_LONG_WORDS})s?(?:[_\W]|$)", re.IGNORECASE)
_CODE_NAME = re.compile(r"(?:^|[_\W])code(?:[_\W]|$)", re.IGNORECASE)
_CODE = re.compile(r"\d{6}|\d{3} \d{3}")

# Letters on either side: then it is a part of a hash or a name. But "\n" in a repr is no letter.
_BEGINS = r"(?:(?<![0-9A-Za-z_])|(?<=\\[nrtfv]))"
_ENDS = r"(?![0-9A-Za-z_])"
_GAP = r"[\s.\-\u2010-\u2015\u2212]"
_SSN = re.compile(
    rf"{_BEGINS}\d{{9}}{_ENDS}"  # plain
    rf"|(?<!\d)(?<!\d[-.])\d{{3}}{_GAP}{{1,3}}\d{{2}}{_GAP}{{1,3}}\d{{4}}(?!\d)(?![-.]\d)"  # divided as on the card
)
_CARD = re.compile(rf"{_BEGINS}[2-6](?:[ -]?\d){{12,18}}{_ENDS}")
_FOUR_DIGITS = re.compile(r"\d{4}|\d[ -]\d[ -]\d")
"""Neither number is without, however it is divided."""

_VALUE = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s&;,'"<>)\]}]+)"""
_NAMED = re.compile(
    rf"""(?P<kept>(?:(?<![a-z])(?:{_SHORT_WORDS})|{_LONG_WORDS})s?(?:[_-]\w{{1,30}})?["']?(?:\s?[=:]\s?|%3D)(?!\s|//))"""
    rf"""(?:(?:Bearer|Basic)\s+)?{_VALUE}""",
    re.IGNORECASE,
)
_HINTS = f"pass|secret|token|cookie|auth|credential|social|pepper|key|code|number|{_SHORT_WORDS}".split("|")
_GROUPS_OF_FOUR = "[a-z2-9]{4}(?:-[a-z2-9]{4}){3}"
_GROUPS_OF_SIX = "[a-z2-9]{6}(?:-[a-z2-9]{6}){2,3}"
# What a text must hold, in small letters, for the pattern to be worth a try.
_SHAPES = [
    ("cookie", re.compile(r"(?P<kept>(?:set-)?cookie['\"]?\s?[:,]\s?b?['\"]?)[^\r\n'\"]+", re.IGNORECASE)),
    ("bearer", re.compile(r"(?P<kept>\bBearer\s+)[\w.~+/=-]{8,}", re.IGNORECASE)),
    ("basic", re.compile(r"(?P<kept>\bBasic\s+)[\w.~+/=-]{8,}", re.IGNORECASE)),
    ("://", re.compile(r"(?P<kept>://[^\s:/@]{0,60}:)[^\s/@]+(?=@)")),
    ("/confirm-email", re.compile(r"(?P<kept>/confirm-email[/\w-]{0,40}[#?])[\w=%.~-]{8,}")),
    ("_live_", re.compile(r"(?P<kept>\b[srp]k_live_)\w+")),
    ("_test_", re.compile(r"(?P<kept>\b[srp]k_test_)\w+")),
    ("whsec_", re.compile(r"(?P<kept>\bwhsec_)\w+")),
    ("$2", re.compile(r"(?P<kept>)(?:\b[0-9a-f]{8})?\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}")),
    # Temporary passwords and setup codes, then recovery codes.
    ("-", re.compile(rf"(?P<kept>)(?<![\w-])(?:{_GROUPS_OF_FOUR}|{_GROUPS_OF_SIX})(?![\w-])", re.IGNORECASE)),
]
_TOKEN = re.compile(r"(?<![\w-])[A-Za-z0-9_-]{43}(?![\w-])")
"""Of a cookie or a link: 256 bits."""


def mask(value: Any, name: str = "", depth: int = 0) -> Any:
    """The same without secrets, in plain types: what is none of them is told by its repr. Raises nothing."""
    if name and _is_secret(name, value):
        return MASKED
    match value:
        case None | bool() | float():
            return value
        case int():
            return mask_text(str(value)) if abs(value) >= 10**8 and mask_text(str(value)) != str(value) else value
        case str():
            return mask_text(value)
        case bytes() | bytearray():
            return f"{len(value)} bytes"
        case _ if depth >= DEEPEST:
            return "…"
        case Mapping():
            pairs = list(value.items())[:MOST_ITEMS]
            return {mask_text(str(key)): mask(one, str(key), depth + 1) for key, one in pairs}
        case list() | tuple() | set() | frozenset():
            return [mask(one, "", depth + 1) for one in list(value)[:MOST_ITEMS]]
        case _:
            return mask_text(_told(value))


def mask_text(text: str) -> str:
    """Text of any kind: a sentence, an address, a header, JSON, a traceback."""
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT] + "…"
    small = text.lower()
    for hint, shape in _SHAPES:
        if hint in small:
            text = shape.sub(_keep, text)
    if len(text) >= TOKEN_CHARACTERS:
        text = _TOKEN.sub(_mask_token, text)
    if any(word in small for word in _HINTS):
        text = _NAMED.sub(_keep, text)
    if _FOUR_DIGITS.search(text):
        text = _CARD.sub(_mask_card, text)
        text = _SSN.sub(MASKED, text)
    return text


def _is_secret(name: str, value: object) -> bool:
    if value is None or isinstance(value, bool):
        return False
    if _SECRET_NAME.search(name):
        return True
    return _CODE_NAME.search(name) is not None and _CODE.fullmatch(str(value).strip()) is not None


def _told(value: object) -> str:
    try:
        return repr(value)
    except Exception as error:  # what can't even be told must not take the log down
        return f"<{type(value).__name__}, whose repr raises {type(error).__name__}>"


def _keep(found: re.Match[str]) -> str:
    return found["kept"] + MASKED


def _mask_token(found: re.Match[str]) -> str:
    """A hash or a path of that length has not both."""
    has_both = found[0].lower() != found[0] != found[0].upper()
    return MASKED if has_both else found[0]


def _mask_card(found: re.Match[str]) -> str:
    digits = [int(one) for one in found[0] if one.isdigit()]
    doubled = [sum(divmod(2 * one, 10)) for one in digits[-2::-2]]
    return MASKED if (sum(doubled) + sum(digits[-1::-2])) % 10 == 0 else found[0]
