"""POST /documents/…: in from the item's owner, whole, of the right kind and not too large; from nobody else."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from cecs_app import wiring
from cecs_app.domain.access import Stage
from cecs_app.domain.documents import LARGEST_BYTES
from cecs_app.services.deps import Deps
from cecs_app.web import documents
from tests.asked import Case, asked, documents_in, items_of, states
from tests.at_desk import cookie_of_clerk
from tests.document_web import HOME, MISSING, address, browser, get, note, post, streamed, to
from tests.on_record import contents
from tests.papers import HTML, PDF, big_pdf
from tests.payable import login_of, owing
from tests.ui.visitors import cookie_of


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


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (HTML, "document_type"),
        (b"PK\x03\x04zip", "document_type"),
        (PDF[:-7], "document_broken"),
        (b"", "document_empty"),
        (big_pdf(LARGEST_BYTES + 1), "document_too_large"),
        (big_pdf(LARGEST_BYTES + 1_000_000), "document_too_large"),
    ],
)
def test_what_can_not_be_taken_leads_back_with_words_at_its_item(
    client: TestClient, deps: Deps, case: Case, cookie: str, content: bytes, code: str
) -> None:
    before = contents(deps)
    response = post(client, cookie, address(deps, case), content)
    assert to(response) == MISSING
    assert note(deps, response)[f"field:{items_of(deps, case)[0].reference}"] == code
    assert contents(deps) == before


def test_ten_megabytes_pass_and_are_never_on_a_disk_unsealed(
    client: TestClient, deps: Deps, case: Case, cookie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.TemporaryFile", None)
    content = big_pdf(LARGEST_BYTES)
    post(client, cookie, address(deps, case), content)
    (kept,) = documents_in(deps)
    assert get(client, cookie, kept.reference).content == content


def test_beyond_the_limit_nothing_more_is_kept_and_in_the_end_nothing_more_read(
    client: TestClient, deps: Deps, case: Case, cookie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "DRAINED_BYTES", 12 * 1024 * 1024)
    pieces = 0

    def endless() -> Iterator[bytes]:
        nonlocal pieces
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-'
        while True:
            pieces += 1
            assert pieces < 20
            yield b"0" * 1024 * 1024

    sent_in: Any = endless()
    headers = {"Cookie": f"cecs_session={cookie}", "Content-Type": "multipart/form-data; boundary=x"}
    status = streamed(client, address(deps, case), headers, sent_in)
    assert (status, pieces) == (303, 12)
    assert documents_in(deps) == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"nothing of the sort", "multipart/form-data; boundary=x"),
        (b"--x\r\n\r\n", "multipart/form-data"),
        (b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (b"file=abc", "application/x-www-form-urlencoded"),
        (b"", ""),
        (
            b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\ntext\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
        (
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n%PDF-',
            "multipart/form-data; boundary=x",
        ),
    ],
)
def test_a_body_of_any_other_shape_leads_back_in_words(
    client: TestClient, deps: Deps, case: Case, cookie: str, body: bytes, kind: str
) -> None:
    headers = {"Cookie": f"cecs_session={cookie}"} | ({"Content-Type": kind} if kind else {})
    response: Any = client.post(address(deps, case), content=body, headers=headers)
    assert to(response) == MISSING
    assert note(deps, response)["code"] == "invalid_fields"
    assert documents_in(deps) == []


def test_another_sites_page_can_not_send(client: TestClient, deps: Deps, case: Case, cookie: str) -> None:
    assert post(client, cookie, address(deps, case), Origin="https://evil.example").status_code == 403
    assert to(post(client, cookie, address(deps, case), Origin=HOME)) == MISSING


def test_she_is_led_back_in_her_language(client: TestClient, deps: Deps, case: Case, cookie: str) -> None:
    assert to(post(client, cookie, address(deps, case) + "?language=es")) == "/es" + MISSING
    assert to(post(client, cookie, address(deps, case) + "?language=//evil.example")) == MISSING


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage < Stage.ACKNOWLEDGED])
def test_whoever_is_not_logged_in_so_far_sends_nothing(
    client: TestClient, deps: Deps, case: Case, stage: Stage
) -> None:
    assert to(post(client, cookie_of(deps, stage), address(deps, case))) == "/login"
    assert documents_in(deps) == []


def test_another_educator_and_the_staff_send_nothing(client: TestClient, deps: Deps, case: Case) -> None:
    charlie = login_of(deps, owing(deps, "Charlie"))
    own = address(deps, case).replace("CT-ADA", "CT-CHARLIE")
    for path in (address(deps, case), own, address(deps, case).replace("CT-ADA", "claim"), "/documents/x/y"):
        assert to(post(client, charlie, path)) == "/not-found"
    assert to(post(client, cookie_of_clerk(deps, case.rita), address(deps, case))) == "/login"
    assert (documents_in(deps), states(deps, case)) == ([], ["asked"])


@pytest.mark.parametrize("reference", ["D' OR '1'='1", "\x00", "..", "%", "é", "D" * 5_000, "🎓"])
def test_a_hostile_reference_is_an_unknown_one(client: TestClient, cookie: str, reference: str) -> None:
    quoted = quote(reference, safe="")
    response = get(client, cookie, quoted)
    assert response.status_code == 404 or to(response) == "/not-found"
    posted = post(client, cookie, f"/documents/{quoted}/{quoted}")
    assert posted.status_code == 404 or to(posted) == "/not-found"
