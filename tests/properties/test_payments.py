"""Money does not go astray, whatever happens in whatever order. `make test-payments` runs the long one."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from cecs_app.services.deps import Deps
from tests.fakes import TestClock
from tests.properties.figures import Figures
from tests.properties.machine import PaymentMachine
from tests.properties.world import World, hasten

EVERYDAY = settings(
    max_examples=40,
    stateful_step_count=80,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def test_no_money_goes_astray_whatever_tabs_crashes_and_webhooks_do(deps: Deps, clock: TestClock) -> None:
    hasten(deps.database)
    figures = Figures()
    world = World(deps, clock, figures)
    run_state_machine_as_test(lambda: PaymentMachine(world), settings=EVERYDAY)
    # A run in which little was tried would prove little.
    assert figures.counts["payments"] > 100
    assert min(figures.counts[name] for name in ("captures", "releases", "mailed", "webhooks delivered")) > 0
    assert figures.crashes.total() > 100
    assert figures.silences.total() > 20
