"""A letter can be read again as it was sent, on the screen and as a PDF, by its owner and by nobody else."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from httpx import Response
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cecs_app import wiring
from cecs_app.db import applications
from cecs_app.domain.application import Status
from cecs_app.domain.errors import NotFound
from cecs_app.services import letters
from cecs_app.services.applications import letter, status
from cecs_app.services.deps import Deps
from cecs_app.web import papers
from cecs_app.words.letter import Letter
from cecs_app.words.paper import Fact
from tests.fakes import TestClock, posted
from tests.payable import Owing, login_of, owing

HOME = "http://localhost:3000"
SENT = Letter(
    subject="Something is missing",
    greeting="Dear Ada,",
    paragraphs=("Please send us:", 'A #panic("command") is no command.'),
    facts=(("Official transcript", "With the degree and its date."),),
    link=("Send it here", "http://localhost:3000/applications/CT-ADA/missing"),
    closing=("Your place in the queue is kept.",),
)


@pytest.fixture
def ada(deps: Deps) -> Owing:
    return owing(deps, status=Status.IN_REVIEW)


def sent(deps: Deps, owed: Owing, written: Letter = SENT) -> str:
    """The letter's reference."""
    with deps.database.transaction() as db:
        application = applications.get_any(db, owed.reference)
        letters.send(db, deps, application, "missing", lambda _account: written)
        db.flush()
        return letters.letters_of(db, application.id or 0)[0].reference


def test_it_is_shown_as_it_was_mailed_with_the_address_of_the_bureau(deps: Deps, ada: Owing) -> None:
    view = letter.show(deps, ada.educator_id, ada.reference, sent(deps, ada))
    (mail,) = posted(deps)
    assert (view.subject, view.greeting, view.paragraphs, view.closing) == (
        SENT.subject,
        SENT.greeting,
        SENT.paragraphs,
        SENT.closing,
    )
    assert (view.facts, (view.link, view.address)) == ((Fact(*SENT.facts[0]),), SENT.link)
    assert (view.application, view.sent) == ("CT-ADA", "January 15, 2027")
    assert view.sender == deps.mail_policy.address
    assert view.subject == mail.subject
    assert view.signature in mail.text


def test_her_status_lists_them_newest_first(deps: Deps, ada: Owing, clock: TestClock) -> None:
    first = sent(deps, ada)
    clock.forward(days=3)
    second = sent(deps, ada)
    found = status.show(deps, ada.educator_id, ada.reference).letters
    assert [(one.reference, one.subject, one.sent) for one in found] == [
        (second, "Something is missing", "January 18, 2027 at 12:00 PM EST"),
        (first, "Something is missing", "January 15, 2027 at 12:00 PM EST"),
    ]


def test_nobody_else_reads_it_and_no_other_application_leads_to_it(deps: Deps, ada: Owing) -> None:
    eve = owing(deps, "Eve", status=Status.IN_REVIEW)
    reference = sent(deps, ada)
    tries = [
        (eve.educator_id, ada.reference, reference),
        (eve.educator_id, eve.reference, reference),
        (None, ada.reference, reference),
        (ada.educator_id, ada.reference, "L-0000-0000"),
        (ada.educator_id, ada.reference, ""),
    ]
    for educator_id, application, wanted in tries:
        with pytest.raises(NotFound):
            letter.show(deps, educator_id, application, wanted)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> Iterator[TestClient]:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    with TestClient(Starlette(routes=papers.ROUTES), base_url=HOME, follow_redirects=False) as client:
        yield client


def get(client: TestClient, cookie: str, application: str, reference: str) -> Response:
    headers = {"Cookie": f"cecs_session={cookie}"} if cookie else {}
    return client.get(f"/papers/{application}/letters/{reference}.pdf", headers=headers)  # type: ignore[no-any-return]


def test_it_can_be_kept_as_a_pdf_on_the_letterhead(client: TestClient, deps: Deps, ada: Owing) -> None:
    reference = sent(deps, ada)
    answer = get(client, login_of(deps, ada), ada.reference, reference)
    assert answer.headers["content-disposition"] == 'attachment; filename="CECS-letter.pdf"'
    pdf = PdfReader(BytesIO(answer.content))
    text = " ".join(pdf.pages[0].extract_text().split())
    wanted = (*deps.mail_policy.address, "Ada Lovelace", "January 15, 2027", reference, ada.reference)
    words = (SENT.subject, SENT.greeting, *SENT.paragraphs, *SENT.facts[0], *(SENT.link or ()), *SENT.closing)
    assert [one for one in (*wanted, *words) if one not in text] == []
    assert len(pdf.pages) == 1


def test_a_long_letter_goes_on_over_numbered_sheets(client: TestClient, deps: Deps, ada: Owing) -> None:
    written = Letter("Denied", "Dear Ada,", tuple(f"{number}: {'Why. ' * 60}" for number in range(40)))
    answer = get(client, login_of(deps, ada), ada.reference, sent(deps, ada, written))
    sheets = [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]
    assert len(sheets) > 1
    assert f"2 / {len(sheets)}" in " ".join(sheets[1].split())


def test_the_pdf_is_not_there_for_anybody_else(client: TestClient, deps: Deps, ada: Owing) -> None:
    reference, eve = sent(deps, ada), login_of(deps, owing(deps, "Eve"))
    theirs = get(client, eve, ada.reference, reference)
    assert (theirs.status_code, theirs.headers["location"]) == (303, f"{HOME}/not-found")
    nobodys = get(client, "", ada.reference, reference)
    assert (nobodys.status_code, nobodys.headers["location"]) == (303, f"{HOME}/login")
