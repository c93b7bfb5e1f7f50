"""An educator before the pay screens, with a card company that tests hold in their hands."""

from dataclasses import replace

import pytest

from cecs_app.services.deps import Deps
from cecs_app.ui import guards
from tests.fakes import TestClock
from tests.fakes_cards import FakeCards
from tests.payable import Owing, login_of, owing
from tests.ui.paying.looking import Waiting


@pytest.fixture
def cards(clock: TestClock) -> FakeCards:
    return FakeCards(clock=clock)


@pytest.fixture
def deps(deps: Deps, cards: FakeCards) -> Deps:
    return replace(deps, cards=cards)


@pytest.fixture
def ada(deps: Deps) -> Owing:
    return owing(deps)


@pytest.fixture
def token(deps: Deps, ada: Owing) -> str:
    return login_of(deps, ada)


@pytest.fixture(autouse=True)
def waiting(monkeypatch: pytest.MonkeyPatch) -> Waiting:
    found = Waiting()
    monkeypatch.setattr(guards.asyncio, "sleep", found)
    return found
