"""Whoever tries the desk finds it lively: hundreds of applications in every status, as the services left them."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from cecs_app.db.desk_tables import Document, SentLetter
from cecs_app.db.tables import Application, Claim, OutgoingMail
from cecs_app.domain.application import AT_THE_DESK, TO_TAKE_UP, Status
from cecs_app.practice.desk import load_desk
from cecs_app.practice.load import load_practice
from cecs_app.services.deps import Deps
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.databases import Copies


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory, copies: Copies) -> Iterator[Deps]:
    """Loaded once: it takes seconds, and these tests only look."""
    folder: Path = tmp_path_factory.mktemp("lively")
    with copies(folder) as url:
        settings = Settings(database_url=url, bcrypt_cost=4, documents_folder=str(folder / "documents"))
        deps = build_deps(settings)
        load_practice(deps)
        load_desk(deps)
        yield deps
        deps.database.engine.dispose()


def rows(deps: Deps) -> list[Application]:
    with deps.database.reading() as db:
        return list(db.exec(select(Application)).all())


def test_a_few_hundred_in_all_statuses(lively: Deps) -> None:
    found = Counter(Status(one.status) for one in rows(lively))
    assert found.total() >= 250
    assert {*Status} - {*found} <= {Status.APPROVED, Status.EXPIRED_DRAFT}, "the one passes at once, the other is over"
    assert sum(found[status] for status in TO_TAKE_UP) >= 100


def test_nothing_happened_today_or_later(lively: Deps) -> None:
    ends = lively.now() - timedelta(hours=1)
    assert [one.reference for one in rows(lively) if one.decided_at and one.decided_at > ends] == []
    assert [one.reference for one in rows(lively) if one.filed_at and one.filed_at > ends] == []


def test_who_works_on_what_is_told_for_all_that_is_taken_up(lively: Deps) -> None:
    taken = [one for one in rows(lively) if one.status in {*AT_THE_DESK} - {*TO_TAKE_UP, Status.APPEALED}]
    assert taken
    assert [one.reference for one in taken if one.assigned_to is None] == []


def test_claims_letters_and_papers_are_there_and_no_mail_waits(lively: Deps) -> None:
    with lively.database.reading() as db:
        claims = db.exec(select(func.count()).select_from(Claim).where(Claim.status == "open")).one()
        letters = db.exec(select(func.count()).select_from(SentLetter)).one()
        documents = list(db.exec(select(Document)).all())
        waiting = db.exec(select(OutgoingMail.id).where(col(OutgoingMail.status) == "waiting")).all()
    assert claims >= 5
    assert letters >= 50
    assert documents
    assert list(waiting) == []


def test_loading_again_changes_nothing(lively: Deps) -> None:
    before = len(rows(lively))
    assert load_desk(lively) == 0
    assert len(rows(lively)) == before
