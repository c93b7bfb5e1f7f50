"""GET /papers/…: receipts and slips as PDFs, for whoever's cookie owns the application and for nobody else."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import quote

import pytest
from httpx import Response
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cecs_app import wiring
from cecs_app.domain.access import Stage
from cecs_app.domain.application import Status
from cecs_app.domain.dues import Part
from cecs_app.services.deps import Deps
from cecs_app.services.payments.refunds import Order, refund
from cecs_app.web import papers
from cecs_app.web.guard import add_headers
from tests.applying import applicant, filled
from tests.fakes import TestClock
from tests.fakes_cards import FakeCards
from tests.on_record import contents
from tests.payable import Owing, came, come_back, login_of, owing, payments_of, set_status, start
from tests.ui.visitors import cookie_of

HOME = "http://localhost:3000"
PAPERS = ("receipt", "slip")


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, desk: Deps) -> Iterator[TestClient]:
    monkeypatch.setattr(wiring, "deps", lambda: desk)
    app = add_headers(Starlette(routes=papers.ROUTES), desk.settings)  # type: ignore[arg-type]
    with TestClient(app, base_url=HOME, follow_redirects=False) as client:
        yield client


@pytest.fixture
def cookie(desk: Deps, ada: Owing) -> str:
    return login_of(desk, ada)


def get(client: TestClient, cookie: str, path: str) -> Response:
    headers = {"Cookie": f"cecs_session={cookie}"} if cookie else {}
    return client.get(f"/papers/{path}", headers=headers)  # type: ignore[return-value]  # it is one


def text(response: Response) -> str:
    assert response.status_code == 200, response.headers
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages).split())


def to(response: Response) -> str:
    assert response.status_code == 303
    return response.headers["location"].removeprefix(HOME)


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_a_pdf_to_keep_that_no_cache_keeps(client: TestClient, cookie: str, ada: Owing, name: str) -> None:
    response = get(client, cookie, f"CT-ADA/{name}.pdf")
    assert response.content.startswith(b"%PDF-")
    headers = {key: response.headers[key] for key in ("content-type", "content-disposition", "cache-control")}
    assert headers == {
        "content-type": "application/pdf",
        "content-disposition": f'attachment; filename="CECS-{name}.pdf"',
        "cache-control": "no-store",
    }
    assert response.headers["x-content-type-options"] == "nosniff"


def test_the_receipt_says_what_was_paid_how_when_and_what_is_still_owed(
    client: TestClient, desk: Deps, cards: FakeCards, clock: TestClock, cookie: str, ada: Owing
) -> None:
    clock.now = datetime(2027, 1, 16, 4, 30, tzinfo=UTC)
    cookie = login_of(desk, ada)
    cards.pay(start(desk, ada, Part.REVIEW), brand="mastercard", last4="4444")
    come_back(desk, ada)
    came(desk, ada, 700)
    found = text(get(client, cookie, "CT-ADA/receipt.pdf"))
    for words in (
        "Receipt",
        "CT-ADA",
        "$57.00",
        "$50.00",
        "Mastercard ending in 4444",
        "January 15, 2027 at 11:30 PM EST",
        payments_of(desk, ada)[0].reference,
        "Money order number",
        "received January 15, 2027",
        "$143.00",
        "Filed in time: your certificate was valid through June 30, 2027.",
        "Ada Lovelace",
    ):
        assert words in found


def test_a_receipt_before_paying_says_that_it_is_not_filed(client: TestClient, cookie: str) -> None:
    found = text(get(client, cookie, "CT-ADA/receipt.pdf"))
    assert "Signed, but not filed yet" in found
    assert "not filed yet" in found and "Filed in time" not in found
    assert "Paid by" not in found


def test_a_receipt_shows_refunds_and_what_was_paid_too_much(
    client: TestClient, desk: Deps, cookie: str, ada: Owing
) -> None:
    taken = came(desk, ada, 20_700)
    refund(desk, taken.reference, Order(200, "too much", "mia"))
    found = text(get(client, cookie, "CT-ADA/receipt.pdf"))
    for words in ("$5.00", "Refunded", "$2.00", "by check from the Treasurer", taken.reference):
        assert words in found


def test_the_slip_says_how_much_to_whom_and_what_not_to_send(client: TestClient, cookie: str) -> None:
    found = text(get(client, cookie, "CT-ADA/slip.pdf"))
    for words in (
        "Payment slip",
        "CT-ADA",
        "$200.00",
        "at least $50.00",
        "Treasurer, State of Connecticut",
        "PO Box 150471",
        "Personal checks are NOT accepted. Send no cash.",
        "June 30, 2034",
    ):
        assert words in found


def test_the_slip_of_a_balance_asks_for_the_balance(client: TestClient, desk: Deps, cookie: str, ada: Owing) -> None:
    came(desk, ada, 5_000)
    found = text(get(client, cookie, "CT-ADA/slip.pdf"))
    assert "$150.00" in found and "$200.00" not in found
    assert "The balance must come before it can be approved." in found


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("reference", ["CT-ADA", "ct-ada", "CT-NOBODY"])
def test_another_educators_paper_is_not_there(
    client: TestClient, desk: Deps, ada: Owing, name: str, reference: str
) -> None:
    intruder = login_of(desk, owing(desk, "Grace"))
    assert to(get(client, intruder, f"{reference}/{name}.pdf")) == "/not-found"


@pytest.mark.parametrize("name", [*PAPERS, "none"])
@pytest.mark.parametrize("reference", ["CT-ADA", "CT-NOBODY"])
@pytest.mark.parametrize("stage", [stage for stage in Stage if stage < Stage.ACKNOWLEDGED])
def test_whoever_is_not_logged_in_so_far_is_led_to_the_login(
    client: TestClient, desk: Deps, ada: Owing, stage: Stage, name: str, reference: str
) -> None:
    assert to(get(client, cookie_of(desk, stage), f"{reference}/{name}.pdf")) == "/login"


@pytest.mark.parametrize("forged", ["invented", '"', "a" * 4_000, "\u00e9"])
def test_a_forged_cookie_is_nobody(client: TestClient, ada: Owing, forged: str) -> None:
    response = client.get("/papers/CT-ADA/receipt.pdf", headers={"Cookie": f"cecs_session={forged}".encode("latin-1")})  # type: ignore[dict-item]
    assert response.headers["location"] == f"{HOME}/login"


def test_a_login_that_has_ended_gives_no_paper(client: TestClient, clock: TestClock, cookie: str) -> None:
    clock.forward(hours=13)
    assert to(get(client, cookie, "CT-ADA/receipt.pdf")) == "/login"


@pytest.mark.parametrize("name", ["passport", "receipt.pdf", "..", "slip%00", "RECEIPT", "__class__"])
def test_a_paper_that_does_not_exist_is_not_found(client: TestClient, cookie: str, name: str) -> None:
    response = get(client, cookie, f"CT-ADA/{name}.pdf")
    assert response.status_code == 404 or to(response) == "/not-found"


@pytest.mark.parametrize(
    "reference",
    ["CT-ADA' OR '1'='1", "\x00", "..", "//evil.example", "CT-ADA\r\nSet-Cookie: a=b", "%", "é", "A" * 5_000, "🎓"],
)
def test_a_hostile_reference_is_an_unknown_one(client: TestClient, cookie: str, reference: str) -> None:
    for name in PAPERS:
        response = get(client, cookie, f"{quote(reference, safe='')}/{name}.pdf")
        assert response.status_code == 404 or to(response) == "/not-found"
        assert "a=b" not in response.headers.get("set-cookie", "")


@pytest.mark.parametrize("status", [Status.ISSUED, Status.WITHDRAWN, Status.DENIED])
def test_where_nothing_is_owed_the_slip_leads_to_the_status(
    client: TestClient, desk: Deps, cookie: str, ada: Owing, status: Status
) -> None:
    came(desk, ada, 20_000)
    set_status(desk, ada, status)
    assert to(get(client, cookie, "CT-ADA/slip.pdf")) == "/applications/CT-ADA/status"
    assert get(client, cookie, "CT-ADA/receipt.pdf").status_code == 200


@pytest.mark.parametrize("name", PAPERS)
def test_a_draft_has_no_paper(client: TestClient, desk: Deps, name: str) -> None:
    who = applicant(desk, name="Drafty")
    reference = filled(desk, who, "duplicate")
    cookie = login_of(desk, Owing(who.educator_id, reference))
    assert to(get(client, cookie, f"{reference}/{name}.pdf")) == f"/applications/{reference}/status"


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("", "en"),
        ("language=es", "es"),
        ("language=", "en"),
        ("language=fr", "en"),
        ("language=../../etc", "en"),
        ("language=en&language=es", "es"),
        ("language=es%00", "en"),
    ],
)
def test_the_paper_speaks_a_language_of_ours(client: TestClient, cookie: str, query: str, language: str) -> None:
    response = get(client, cookie, f"CT-ADA/receipt.pdf?{query}")
    assert PdfReader(BytesIO(response.content)).root_object["/Lang"] == language


def test_whoever_asks_in_spanish_is_led_on_in_spanish(client: TestClient, desk: Deps, cookie: str, ada: Owing) -> None:
    assert to(get(client, cookie, "CT-NOBODY/slip.pdf?language=es")) == "/es/not-found"
    assert to(get(client, "", "CT-ADA/slip.pdf?language=es")) == "/es/login"


@pytest.mark.parametrize(
    ("query", "width"),
    [("", 612), ("size=us-letter", 612), ("size=a4", 595), ("size=A3", 612), ("size=", 612), ("size=%00", 612)],
)
def test_the_sheet_is_letter_unless_a4_is_asked_for(client: TestClient, cookie: str, query: str, width: int) -> None:
    response = get(client, cookie, f"CT-ADA/slip.pdf?{query}")
    assert int(PdfReader(BytesIO(response.content)).pages[0].mediabox.width) == width


def test_reading_a_paper_changes_nothing(client: TestClient, desk: Deps, cookie: str) -> None:
    before = contents(desk)
    assert get(client, cookie, "CT-ADA/receipt.pdf").content == get(client, cookie, "CT-ADA/receipt.pdf").content
    assert contents(desk) == before
