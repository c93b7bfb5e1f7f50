"""The portal with a card company that tests hold in their hands, and one educator who owes her fee."""

import dataclasses

import pytest

from cecs_app.services.deps import Deps
from tests.fakes import TestClock
from tests.fakes_cards import FakeCards
from tests.payable import Owing, owing


@pytest.fixture
def cards(clock: TestClock) -> FakeCards:
    return FakeCards(clock=clock)


@pytest.fixture
def desk(deps: Deps, cards: FakeCards) -> Deps:
    return dataclasses.replace(deps, cards=cards)


@pytest.fixture
def ada(desk: Deps) -> Owing:
    return owing(desk)
