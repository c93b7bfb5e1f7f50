"""How many states the memory keeps: Reflex keeps one for each tab that ever came, for as long as a login may idle."""

from typing import Any

from reflex.app import App
from reflex.istate.manager.memory import StateManagerMemory

MOST_STATES = 4_000
"""Of some 120 kB each."""
FORGOTTEN_AT_ONCE = 200


class FewStates(StateManagerMemory):
    """The tabs that have rested longest are forgotten first. Should one come again, its screen is filled anew."""

    def _get_or_create_state(self, token: Any) -> Any:
        if token.cache_key not in self.states and len(self.states) >= MOST_STATES:
            self._forget_some()
        return super()._get_or_create_state(token)

    def _forget_some(self) -> None:
        rested = sorted(self._token_expires_at.values(), key=lambda one: one[0])
        for _expires_at, token in rested[:FORGOTTEN_AT_ONCE]:
            lock = self._states_locks.get(token.lock_key)
            if lock is None or not lock.locked():
                self._purge_token(token)


def keep_few_states(app: App) -> None:
    """Redis bounds its memory itself."""
    if isinstance(app.state_manager, StateManagerMemory):
        # Read from nothing, mypy takes Reflex's overloads for abstract methods; read from its cache, it does not.
        make: Any = FewStates
        app._state_manager = make()
