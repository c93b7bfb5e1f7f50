"""What is sent as a document by somebody who means harm: held back, bent, disguised; and how it is given back."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cecs_app import wiring
from cecs_app.services.deps import Deps
from cecs_app.web import documents
from cecs_app.web.guard import add_headers, refuse_foreign_origin
from tests.asked import Case, asked, documents_in
from tests.document_web import HOME, MISSING, address, browser, get, note, post, to
from tests.papers import PDF, jpeg, pdf_with, png
from tests.payable import login_of

FORM = "multipart/form-data; boundary=x"
HEAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: text/html\r\n\r\n'
TAIL = b"\r\n--x--\r\n"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> Iterator[TestClient]:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    with browser(deps) as client:
        yield client


@pytest.fixture
def case(deps: Deps) -> Case:
    return asked(deps)


@pytest.fixture
def cookie(deps: Deps, case: Case) -> str:
    return login_of(deps, case.owed)


def portal(deps: Deps) -> httpx.AsyncClient:
    app: Any = refuse_foreign_origin(Starlette(routes=documents.ROUTES), deps.settings)  # type: ignore[arg-type]
    inside = httpx.ASGITransport(add_headers(app, deps.settings))  # type: ignore[arg-type]
    return httpx.AsyncClient(transport=inside, base_url=HOME, headers={"Origin": HOME, "Content-Type": FORM})


async def dripping(until: asyncio.Event) -> AsyncIterator[bytes]:
    """The beginning of a file, and nothing more for as long as it pleases."""
    yield HEAD + b"%PDF-1.7"
    await until.wait()
    yield PDF[8:] + TAIL


def test_whoever_holds_up_all_she_can_holds_up_nobody_else(
    monkeypatch: pytest.MonkeyPatch, deps: Deps, case: Case, cookie: str
) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    other = asked(deps, name="Grace", clerk=case.rita)
    hers = {"Cookie": f"cecs_session={login_of(deps, other.owed)}"}

    async def go() -> int:
        let_go = asyncio.Event()
        async with portal(deps) as line:
            slow = [
                asyncio.create_task(
                    line.post(
                        address(deps, case), content=dripping(let_go), headers={"Cookie": f"cecs_session={cookie}"}
                    )
                )
                for _ in range(3 * documents.AT_ONCE)
            ]
            await asyncio.sleep(0.2)
            async with asyncio.timeout(10):
                answer = await line.post(address(deps, other), content=HEAD + PDF + TAIL, headers=hers)
            let_go.set()
            await asyncio.gather(*slow)
        return answer.status_code

    assert asyncio.run(go()) == 303
    assert len(documents_in(deps)) == 2


def test_who_stops_sending_gives_up_her_place(
    monkeypatch: pytest.MonkeyPatch, deps: Deps, case: Case, cookie: str
) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    monkeypatch.setattr(documents, "PAUSE_SECONDS", 0.05)

    async def go() -> int:
        async with portal(deps) as line, asyncio.timeout(10):
            headers = {"Cookie": f"cecs_session={cookie}"}
            answer = await line.post(address(deps, case), content=dripping(asyncio.Event()), headers=headers)
        return answer.status_code

    assert asyncio.run(go()) == 400
    assert (documents_in(deps), documents._places._value) == ([], documents.AT_ONCE)


BENT = {
    "ten thousand parts": b"".join(
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' for _ in range(10_000)
    ),
    "ten thousand files": HEAD.replace(b"\r\n\r\n", b"\r\n\r\nx\r\n") * 10_000,
    "ten thousand headers": b"--x\r\n" + b"X-A: b\r\n" * 10_000 + b"\r\n",
    "an endless header": b"--x\r\nContent-Disposition: form-data; name=" + b"a" * 5_000_000,
    "an endless name": b'--x\r\nContent-Disposition: form-data; name="file"; filename="'
    + b"a" * 5_000_000
    + b'"\r\n\r\n',
    "a thousand parameters": b"--x\r\nContent-Disposition: form-data" + b"; a=b" * 1_000 + b"\r\n\r\nx" + TAIL,
    "no end": HEAD + PDF,
    "another boundary": HEAD.replace(b"--x", b"--y") + PDF + TAIL,
    "a form in a form": HEAD + HEAD + PDF + TAIL,
    "nothing but ends": TAIL * 10_000,
    "a charset of its own": b'--x\r\nContent-Disposition: form-data; name="_charset_"\r\n\r\nutf-7' + TAIL,
    "half a letter": b'--x\r\nContent-Disposition: form-data; name="\xff\xfe"\r\n\r\n\xff' + TAIL,
}


@pytest.mark.parametrize("how", BENT)
def test_a_form_that_is_bent_leads_back_in_words_and_keeps_nothing(
    client: TestClient, deps: Deps, case: Case, cookie: str, how: str
) -> None:
    headers = {"Cookie": f"cecs_session={cookie}", "Content-Type": FORM}
    response: Any = client.post(address(deps, case), content=BENT[how], headers=headers)
    assert to(response) == MISSING
    assert note(deps, response)["code"] == "invalid_fields"
    assert documents_in(deps) == []


@pytest.mark.parametrize("boundary", ["x" * 5_000, '"', "\xff", ";;=", "x; boundary=y", ""])
def test_a_boundary_that_is_none_leads_back_in_words(
    client: TestClient, deps: Deps, case: Case, cookie: str, boundary: str
) -> None:
    kind = f"multipart/form-data; boundary={boundary}".encode("latin-1")
    headers: Any = {"Cookie": f"cecs_session={cookie}".encode(), "Content-Type": kind}
    assert to(client.post(address(deps, case), content=HEAD + PDF + TAIL, headers=headers)) == MISSING  # type: ignore[arg-type]


@pytest.mark.parametrize("said", ["0", "1", "-1", "99999999999999999999", "a"])
def test_what_is_said_of_the_length_counts_for_nothing(
    client: TestClient, deps: Deps, case: Case, cookie: str, said: str
) -> None:
    headers = {"Cookie": f"cecs_session={cookie}", "Content-Type": FORM, "Content-Length": said}
    client.post(address(deps, case), content=HEAD + PDF + TAIL, headers=headers)
    assert [one.size_bytes for one in documents_in(deps)] == [len(PDF)]


DISGUISED = [
    (PDF + b"<script>alert(1)</script>\n%%EOF", "a.html", "application/pdf", "attachment", "a.pdf"),
    (pdf_with(b"<svg onload=alert(1)>"), "a.svg", "application/pdf", "attachment", "a.pdf"),
    (jpeg(b"<script>alert(1)</script>", b"PK\x03\x04"), "a.jsp", "image/jpeg", "inline", "a.jpg"),
    (png() + b"<?php system($_GET[0]); ?>", "a.php", "image/png", "inline", "a.png"),
    (png(), "..\\..\\web.config", "image/png", "inline", "web.config.png"),
    (png(), "a\r\nSet-Cookie: x=1.png", "image/png", "inline", None),
    (png(), "\u202egnp.exe", "image/png", "inline", "gnp.png"),
    (png(), "a\x00.exe", "image/png", "inline", None),
    (png(), '"; filename="evil.exe', "image/png", "inline", None),
    (png(), "CON.png", "image/png", "inline", "CON.png"),
]


@pytest.mark.parametrize(("content", "name", "kind", "shown", "saved_as"), DISGUISED)
def test_whatever_it_was_called_it_comes_back_as_what_it_is_and_can_do_nothing(
    client: TestClient,
    deps: Deps,
    case: Case,
    cookie: str,
    content: bytes,
    name: str,
    kind: str,
    shown: str,
    saved_as: str | None,
) -> None:
    post(client, cookie, address(deps, case), content, name)
    (kept,) = documents_in(deps)
    response = get(client, cookie, kept.reference)
    assert (response.status_code, response.content) == (200, content)
    assert response.headers["content-type"] == kind
    assert response.headers["content-disposition"].startswith(f"{shown}; filename*=utf-8''")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in response.headers["content-security-policy"]
    assert "no-store" in response.headers["cache-control"]
    assert "set-cookie" not in response.headers
    assert saved_as in (None, kept.name)
    assert kept.name.isprintable()
    assert kept.name.rpartition(".")[2] in ("pdf", "jpg", "png")
