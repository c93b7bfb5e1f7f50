"""Names that look like commands leave the portal as names: on paper, in tables, in lists for the support, as files.

Screens are looked at in tests/e2e/test_every_screen.py, mail in test_mail_injection.py.
"""

import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO
from urllib.parse import unquote

import pytest
from pypdf import PdfReader
from sqlmodel import select
from typer.testing import CliRunner

from cecs_app import wiring
from cecs_app.cli.main import app
from cecs_app.db import accounts
from cecs_app.db.desk_tables import Document, SentLetter
from cecs_app.db.tables import Application, Educator
from cecs_app.services import journal, papers
from cecs_app.services.applications.letter import letter_pdf as letter_pdf_of
from cecs_app.services.deps import Deps
from cecs_app.services.desk.ask import ask
from cecs_app.services.desk.exports import Sheet
from cecs_app.web.exports import as_csv
from cecs_app.words.letter_paper import LetterPaper
from cecs_app.words.letter_paper import as_pdf as letter_pdf
from cecs_app.words.paper import Fact, Section, Size, as_pdf
from cecs_app.words.ssn_page import ssn_page
from tests import hostile
from tests.asked import TRANSCRIPT, asked, documents_in, due, in_review, sent
from tests.document_web import browser, get
from tests.integration.test_mail_injection import Reader
from tests.payable import login_of, owing
from tests.people import all_of
from tests.unit.test_paper import SLIP

FORMULAS = (hostile.FORMULA, "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1")


def bare(text: str) -> str:
    """As a paper shows it: lines break anywhere, and the direction turns where it is told to."""
    shown = text.replace(hostile.BACKWARDS, "abcdef").replace("\N{RIGHT-TO-LEFT OVERRIDE}", "")
    return "".join(shown.split())


def words_of(pdf: bytes) -> str:
    return bare(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def called(deps: Deps, educator_id: int, first_name: str, last_name: str) -> None:
    """Past every check, as only who writes into the database can."""
    with deps.database.transaction() as db:
        for one in (db.get_one(Educator, educator_id), accounts.find_by_educator(db, educator_id)):
            assert one is not None
            one.first_name, one.last_name = first_name, last_name


@pytest.mark.parametrize("text", hostile.ALL)
def test_a_paper_prints_every_text_and_obeys_none(text: str) -> None:
    facts = (Fact(text, text), Fact("x", text, is_strong=True))
    section = Section(text, facts, (text,))
    slip = words_of(as_pdf(replace(SLIP, lead=text, sections=(section,), footer=text), Size.LETTER, "en"))
    assert slip.count(bare(text)) == 7
    letter = LetterPaper(
        ("B", text), text, text, (Fact("No.", text),), text, text, (text,), facts, "", "", (text,), text
    )
    assert words_of(letter_pdf(letter, Size.A4, "en")).count(bare(text)) == 12


@pytest.mark.parametrize(("first", "last"), hostile.PAIRS)
def test_her_slip_and_her_letter_bear_her_name_as_it_is(deps: Deps, first: str, last: str) -> None:
    owed = owing(deps)
    called(deps, owed.educator_id, first, last)
    assert bare(first) + bare(last) in words_of(papers.slip_pdf(deps, owed.educator_id, owed.reference, Size.LETTER))
    case = in_review(deps, "Grace")
    called(deps, case.owed.educator_id, first, last)
    ask(deps, case.rita, case.reference, (TRANSCRIPT,), due(deps))
    (letter,) = all_of(deps, SentLetter)
    paper = letter_pdf_of(deps, case.owed.educator_id, case.reference, Size.LETTER, letter=letter.reference)
    assert bare(f"Dear {first},") in words_of(paper)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_table_never_holds_a_formula(text: str) -> None:
    rows = list(csv.reader(StringIO(as_csv(Sheet("x", ("Name",), ((text,),))), newline="")))
    assert rows[1] == [f"'{text}"]


@pytest.mark.parametrize("text", [one for one in hostile.ALL if one != hostile.FORMULA])
def test_a_table_keeps_every_other_text_in_its_cell(text: str) -> None:
    rows = list(csv.reader(StringIO(as_csv(Sheet("x", ("Name", "Next"), ((text, "next"),))), newline="")))
    assert rows[1:] == [[text, "next"]]


@pytest.mark.parametrize("text", [*hostile.ALL, "\x1b]0;title\x07", "\x9b2J", "\u2028", "\u2066"])
def test_a_list_for_the_support_staff_shows_what_a_terminal_would_obey(
    monkeypatch: pytest.MonkeyPatch, deps: Deps, text: str
) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    owed = owing(deps)
    with deps.database.transaction() as db:
        application = db.exec(select(Application).where(Application.reference == owed.reference)).one()
        journal.record(db, deps, "name_changed", actor="educator", application_id=application.id, to=text)
    shown = CliRunner().invoke(app, ["audit", "list", "--reference", owed.reference]).stdout
    (line,) = shown.splitlines()
    assert json.loads(line)["data"]["to"] == text
    assert line.isprintable()


@pytest.mark.parametrize("name", [*hostile.ALL, 'a"; filename=b.html', "../../etc/passwd", "Ünïcode 王.pdf"])
def test_a_document_is_saved_under_its_name_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, deps: Deps, name: str
) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    case = asked(deps)
    sent(deps, case)
    with deps.database.transaction() as db:
        db.exec(select(Document)).one().name = name
    (kept,) = documents_in(deps)
    with browser(deps) as client:
        told = get(client, login_of(deps, case.owed), kept.reference).headers["content-disposition"]
    start, _, value = told.partition("''")
    assert start == "attachment; filename*=utf-8"
    assert value.isascii() and value.isprintable() and not set(value) & set("\"; ,'\\/")
    assert unquote(value) == name


@pytest.mark.parametrize("text", hostile.ALL)
def test_the_page_of_a_number_shows_every_text_and_obeys_none(text: str) -> None:
    plain, other = (Reader(ssn_page("x", one, one, one, one, back="/desk")) for one in ("Rita", text))
    assert other.elements == plain.elements
    assert other.words.count(hostile.as_shown(text)) == plain.words.count("Rita") == 4
