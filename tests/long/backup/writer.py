"""Writes events until killed, each told of once it is acknowledged: python -m tests.long.backup.writer URL FIRST"""

import sys
import time
from datetime import UTC, datetime

from cecs_app.db.login_tables import Attempt
from cecs_app.db.tables import Event
from tests.databases import opened

NAME = "followed"
PADDING = "." * 1500
"""So that the log is folded into the database again and again."""


def main() -> None:
    database = opened(sys.argv[1])
    number = int(sys.argv[2])
    while True:
        now = datetime.now(UTC)
        with database.transaction() as db:
            db.add(Event(at=now, name=NAME, actor="system", data={"n": number, "padding": PADDING}))
            db.add(Attempt(subject=PADDING, at=now))
        print(number, time.time(), flush=True)
        number += 1


if __name__ == "__main__":
    main()
