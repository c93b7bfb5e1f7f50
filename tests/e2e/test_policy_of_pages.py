"""What a page may do is told by its headers: the browser itself refuses the rest, wherever it comes from."""

import json
import re

import httpx
import pytest

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import holder_of
from tests.e2e.educator import Educator
from tests.e2e.portal import BUILT

NO_TEXT = "require-trusted-types-for"
ATTEMPTS = {
    "a script in the page": ("document.body.append(make('script', {textContent: 'ran = 1'}))", NO_TEXT),
    "an event handler": ("make('img', {}).setAttribute('onerror', 'ran = 1')", NO_TEXT),
    "a text that is run": ("window.eval('ran = 1')", NO_TEXT),
    "a text that becomes a timer": ("setTimeout('ran = 1', 0)", NO_TEXT),
    "a text that becomes a part of the page": ("document.body.innerHTML = '<b>hello</b>'", NO_TEXT),
    "an address that is a script": ("location.href = 'javascript:ran = 1'", "script-src-elem"),
    "a script from elsewhere": ("document.body.append(make('script', {src: 'https://evil.example/x.js'}))", NO_TEXT),
    "a script from nowhere": ("import('data:text/javascript,ran=1').catch(() => 0)", "script-src-elem"),
    "a style in the page": ("document.body.append(make('style', {textContent: '*{color:red}'}))", "style-src-elem"),
    "a style of an element": ("make('p', {}).setAttribute('style', 'color:red')", "style-src-attr"),
    "a picture from elsewhere": ("make('img', {src: 'https://evil.example/x.png'})", "img-src"),
    "a question to elsewhere": ("fetch('https://evil.example/').catch(() => 0)", "connect-src"),
    "a socket to elsewhere": ("new WebSocket('wss://evil.example/')", "connect-src"),
    "a page within the page": ("document.body.append(make('iframe', {src: '/login/'}))", "frame-src"),
    "another start of all addresses": (
        "document.head.append(make('base', {href: 'https://evil.example'}))",
        "base-uri",
    ),
    "a plug-in": ("document.body.append(make('object', {data: '/mark.svg'}))", "object-src"),
    "a form to elsewhere": (
        "const form = make('form', {action: 'https://evil.example/'}); document.body.append(form); form.submit()",
        "form-action",
    ),
}
"""What a script would do that got in all the same, and by what it is refused."""
LATER = """() => {
  const make = (tag, what) => Object.assign(document.createElement(tag), what);
  setTimeout(() => { try { %s } catch { } }, 0);
}"""
"""Not at once: what a driver has a page do may use eval."""


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_browser_refuses(educator: Educator, attempt: str) -> None:
    script, refused = ATTEMPTS[attempt]
    educator.opens("/login")
    educator.page.evaluate(LATER % script)
    educator.page.wait_for_timeout(300)
    assert educator.page.evaluate("window.ran") is None
    assert [one for one in educator.violations if f": {refused}" in one], educator.violations
    educator.violations.clear()
    educator.foreign_requests.clear()


def test_the_browser_keeps_nothing_of_hers(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.INITIAL)
    steps.logs_in(educator, holder)
    educator.opens("/profile")
    kept = educator.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    names = {name for stored in json.loads(kept) for name in stored}
    assert names <= {"token", "theme", "last_compiled_theme", "react-router-scroll-positions"}
    assert not [fact for fact in vars(holder).values() if fact in kept]
    assert educator.page.evaluate("caches.keys()") == []
    assert educator.page.evaluate("document.cookie") == ""


def test_no_page_can_be_shown_within_another(educator: Educator) -> None:
    educator.opens(educator.portal.inbox.address)
    educator.page.evaluate(
        "(url) => document.body.append(Object.assign(document.createElement('iframe'), {src: url}))",
        f"{educator.portal.url}/login/",
    )
    educator.page.wait_for_timeout(500)
    assert all("login" not in frame.url for frame in educator.page.frames)
    educator.violations.clear()


def test_every_page_that_was_built_is_served_with_the_hashes_of_its_own_scripts(educator: Educator) -> None:
    pages = sorted(BUILT.rglob("index.html"))
    assert len(pages) > 50
    for file in pages:
        html = file.read_text(encoding="utf-8")
        path = f"/{file.parent.relative_to(BUILT).as_posix()}/".replace("/./", "/")
        policy = httpx.get(educator.portal.url + path).headers["content-security-policy"]
        inline = set(re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", html, re.DOTALL))
        assert policy.count("'sha256-") == len(inline) > 0, path
        assert "<style" not in html and " style=" not in html, path
