"""Whoever looks at each screen of a walk: an inspector, or a camera."""

from typing import Protocol

from tests.e2e.educator import Educator


class Witness(Protocol):
    educator: Educator

    def takes(self, name: str) -> None: ...
