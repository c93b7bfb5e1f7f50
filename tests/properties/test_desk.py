"""Nothing at the desk goes astray, whoever does what in whatever order. `make test-desk` runs the long one."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from cecs_app.services import audit
from cecs_app.services.deps import Deps
from tests.fakes import TestClock
from tests.properties.desk_machine import DeskMachine
from tests.properties.desk_world import DeskFigures, DeskWorld
from tests.properties.world import hasten

EVERYDAY = settings(
    max_examples=12,
    stateful_step_count=40,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
FEWEST_KINDS = 18
"""Of acts that went through, in the everyday walk."""


def test_no_application_goes_astray_whatever_clerks_and_educators_do(deps: Deps, clock: TestClock) -> None:
    hasten(deps.database)
    figures = DeskFigures()
    world = DeskWorld(deps, clock, figures)
    run_state_machine_as_test(lambda: DeskMachine(world), settings=EVERYDAY)
    assert audit.verify(deps).fault is None
    # A walk on which little happened would prove little. Which acts it hits upon depends on what else is imported.
    done = [name for name, count in figures.outcomes.items() if name.endswith(": done") and count]
    assert len(done) >= FEWEST_KINDS, done
    assert figures.counts["ended issued"] and figures.counts["ended denied"]
