"""What counts as a Social Security Number: nine digits that could have been issued."""

import re

from stdnum.exceptions import InvalidComponent, ValidationError
from stdnum.us import ssn

_IN_A_TEXT = re.compile(r"(?<!\d)(?:\d{9}|\d{3}[\s.-]+\d{2}[\s.-]*\d{4})(?!\d)")
"""Not five and four: that is a ZIP code, and letters are full of them."""


def checked_ssn(typed: str) -> str | None:
    """The nine digits alone, None when they can't be an SSN. Blanks and hyphens may stand anywhere between them."""
    return None if ssn_fault(typed) else _digits(typed)


def ssn_fault(typed: str) -> str | None:
    """The code of what is wrong: it never repeats what was typed."""
    if not typed.strip():
        return "required"
    try:
        ssn.validate(_digits(typed))
    except InvalidComponent:
        # Areas, groups and serials that the Social Security Administration never gives, and advertised numbers.
        return "ssn_never_issued"
    except ValidationError:
        return "ssn_malformed"
    return None


def holds_ssn(text: str) -> bool:
    """Whether somewhere in it stands what may be one: it must not be kept or mailed."""
    return _IN_A_TEXT.search(text) is not None


def _digits(typed: str) -> str:
    """Without separators; what stdnum's validate() returns for it is the same again, so this is what is stored."""
    return ssn.compact("".join(typed.split()))
