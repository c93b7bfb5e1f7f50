"""What the table of pages holds of each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx


@dataclass(frozen=True)
class Page:
    """`state.load` runs when the page opens; a page without a state shows the same to everybody."""

    route: str
    title: str
    build: Callable[[], rx.Component]
    state: Any = None
    own_title: Any = None
    """A var that says more than `title`, once it is filled."""
    is_desk: bool = False
    """For the staff: in the Bureau's own language only."""
