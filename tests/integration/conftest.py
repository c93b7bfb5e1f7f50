"""The portal with a card company that tests hold in their hands, an educator who owes her fee, and a backup."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from cecs_app.services.deps import Deps
from tests.asked import Case, asked, sent
from tests.backed_up import new_place, taken
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


@pytest.fixture
def case(deps: Deps) -> Case:
    """Ada was asked for a transcript, and sent it."""
    made = asked(deps)
    sent(deps, made)
    return made


@pytest.fixture
def place(deps: Deps, tmp_path: Path) -> Iterator[Deps]:
    """Where nothing is yet."""
    with new_place(deps, tmp_path / "elsewhere") as made:
        yield made


@pytest.fixture
def backup(deps: Deps, case: Case, tmp_path: Path) -> Path:
    return taken(deps, tmp_path)
