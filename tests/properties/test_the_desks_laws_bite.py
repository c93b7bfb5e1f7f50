"""The walk through the desk can fail: each fault that is put into the product here must be found."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from cecs_app.services.deps import Deps
from cecs_app.services.desk import decide, undo
from tests.fakes import TestClock
from tests.properties.desk_machine import DeskMachine
from tests.properties.desk_world import DeskFigures, DeskWorld, Violation
from tests.properties.world import hasten

SEARCH = settings(
    max_examples=30,
    stateful_step_count=50,
    phases=[Phase.generate],
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
Patch = Callable[[pytest.MonkeyPatch], None]


def one_person_decides_on_a_yes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(decide, "needs_second_look", lambda _answers: False)


def an_undo_forgets_the_certificate(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(undo, "_put_back", lambda *_given: None)


FAULTS: dict[Patch, int] = {
    one_person_decides_on_a_yes: 1,
    an_undo_forgets_the_certificate: 1,
}
"""Each with a seed that finds it soon; any other finds it later."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: one.__name__)
def test_a_fault_at_the_desk_is_found(
    fault: Patch, deps: Deps, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasten(deps.database)
    fault(monkeypatch)
    world = DeskWorld(deps, clock, DeskFigures())
    with pytest.raises(Violation):
        run_state_machine_as_test(seed(FAULTS[fault])(lambda: DeskMachine(world)), settings=SEARCH)
