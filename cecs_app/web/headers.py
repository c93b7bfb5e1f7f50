"""Which headers an answer carries: the one table of them, by what the answer is. docs/decisions/0025 says why.

Under hot reload the pages come from Vite, which sends none of these: the policy of pages is tried on the built portal.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from urllib.parse import urlsplit

from cecs_app.settings import Settings


class Kind(StrEnum):
    PAGE = "page"
    """A screen, as HTML: what stands on it is for one person's eyes."""
    HASHED = "hashed"
    """A file of the build that bears the hash of its content in its name."""
    PUBLIC = "public"
    """A file of the build that keeps its name when it changes, such as the stylesheet."""
    PRIVATE = "private"
    """Everything else: what an endpoint or the socket answers."""


CACHE: Mapping[Kind, str] = {
    Kind.PAGE: "no-store",
    Kind.HASHED: "public, max-age=31536000, immutable",
    Kind.PUBLIC: "public, no-cache",
    Kind.PRIVATE: "no-store",
}
ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers would then send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{one}=()"
        for one in (
            "camera",
            "display-capture",
            "geolocation",
            "hid",
            "microphone",
            "midi",
            "payment",
            "serial",
            "usb",
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}
HSTS = "max-age=63072000; includeSubDomains"
_CLOSED = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
NO_PAGE = f"{_CLOSED}; form-action 'none'"
"""For what is no page of ours: should a browser ever show it as one, it can do nothing."""
SENT_IN = f"sandbox; {NO_PAGE}"
"""For what somebody else made: not even our own origin."""
PAGE_WITHOUT_SCRIPTS = f"{NO_PAGE}; style-src 'self'; img-src 'self'"


def page_policy(settings: Settings, scripts: Iterable[str]) -> str:
    """`scripts` are the hashes of those that stand in the page itself. No style may."""
    return "; ".join(
        (
            _CLOSED,
            " ".join(("script-src 'self'", *scripts)),
            # The one policy that turns an address into a script: ui/components/own_scripts.py.
            "require-trusted-types-for 'script'; trusted-types default",
            "style-src 'self'",
            # The QR code of a payment slip is a data: address.
            "img-src 'self' data:",
            # Older browsers do not count the socket as 'self'.
            f"connect-src 'self' {_socket(settings.public_url)}",
            "form-action 'self'",
        )
    )


def headers_of(kind: Kind, settings: Settings, scripts: Iterable[str]) -> dict[str, str]:
    transport = {"Strict-Transport-Security": HSTS} if settings.is_https else {}
    return {
        **ALWAYS,
        **transport,
        "Cache-Control": CACHE[kind],
        "Content-Security-Policy": page_policy(settings, scripts) if kind is Kind.PAGE else NO_PAGE,
        # With hot reload the endpoints are another origin than the pages that show their pictures.
        "Cross-Origin-Resource-Policy": "same-site" if settings.endpoint_url else "same-origin",
    }


def _socket(url: str) -> str:
    parts = urlsplit(url)
    return f"{'wss' if parts.scheme == 'https' else 'ws'}://{parts.netloc}"
