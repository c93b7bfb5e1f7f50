"""What Reflex is told of a browser's cookies: the login's sealed, the note of a native form, and no other.

For it keeps the headers of a socket in its state, which may lie in Redis, and tells them to the log with an event that
failed.
"""

from cryptography.exceptions import InvalidTag

from cecs_app.services.deps import Deps
from cecs_app.web import cookies

PURPOSE = "a state's cookie"


def sealed_cookies(header: str, deps: Deps) -> str:
    """What a state may keep of a browser's Cookie header."""
    session, note = (cookies.read(header, name(deps.settings)) for name in (cookies.session_name, cookies.flash_name))
    sealed = deps.sealer.seal(session, PURPOSE).hex() if session else ""
    return f"{cookies.session_name(deps.settings)}={sealed}; {cookies.flash_name(deps.settings)}={note}"


def open_cookie(header: str, deps: Deps) -> str:
    """The login's cookie, out of a header that sealed_cookies made; empty when there was none, or it is another's."""
    sealed = cookies.read(header, cookies.session_name(deps.settings))
    try:
        return deps.sealer.open(bytes.fromhex(sealed), PURPOSE) if sealed else ""
    except (ValueError, InvalidTag):
        return ""
