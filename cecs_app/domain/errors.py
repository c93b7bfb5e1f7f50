"""Errors as types with a stable code. The words a person reads live in words/errors.py, one place for all."""

from collections.abc import Mapping


class CecsError(Exception):
    """Something the person can mend or must know. `code` finds the words; `data` fills them in."""

    code: str = "error"

    def __init__(self, **data: object) -> None:
        super().__init__(self.code)
        self.data = data


class NotFound(CecsError):
    """No such thing, or not yours: the two are never told apart."""

    code = "not_found"


class NotAllowed(CecsError):
    """The record is yours but this act is not open now. `reason` says why."""

    code = "not_allowed"

    def __init__(self, reason: str = "not_allowed", **data: object) -> None:
        super().__init__(**data)
        self.code = reason


class Elsewhere(CecsError):
    """This is done on another screen by now; `path` leads there. Never shown: the guard goes there."""

    code = "elsewhere"

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


class SignedOut(CecsError):
    """No login is behind the cookie, or it has not come far enough for this."""

    code = "signed_out"


class TooManyTries(CecsError):
    """`minutes` until the next try is heard. `reason` is the code of the limit that was reached."""

    code = "too_many_tries"

    def __init__(self, reason: str = "too_many_tries", **data: object) -> None:
        super().__init__(**data)
        self.code = reason


class NotNow(CecsError):
    """Our records can't be reached or written just now: she may try again later.

    Whether the change was made may be unknown, as when the line to the database breaks in the middle of it.
    """

    code = "cannot_save_now"


class Busy(NotNow):
    """Others stand in the way, for longer than anybody waits."""

    code = "busy"


class InvalidFields(CecsError):
    """Field id → code of what is wrong with it, in the order of the screen."""

    code = "invalid_fields"

    def __init__(self, fields: Mapping[str, str], **data: object) -> None:
        super().__init__(**data)
        self.fields = dict(fields)
