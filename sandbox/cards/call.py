import sqlite3
from dataclasses import dataclass
from typing import Generic, TypeVar

from sandbox.cards.params import Params

P_co = TypeVar("P_co", bound=Params, covariant=True)


@dataclass(frozen=True)
class Call(Generic[P_co]):
    """One request on its way: inside its transaction, with its parameters checked."""

    db: sqlite3.Connection
    now: int
    card_url: str
    id: str
    params: P_co
