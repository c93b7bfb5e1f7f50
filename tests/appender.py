"""Writes to the journal until it is killed, and stands still before each commit, where it is killed most likely.

`python -m tests.appender`, with the database in CECS_DATABASE_URL. Prints a line after each commit.
"""

import time

from sqlalchemy import event
from sqlmodel import Session

from cecs_app.services import journal
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps

STANDS_SECONDS = 0.02

if __name__ == "__main__":
    deps = build_deps(Settings())
    event.listen(Session, "before_commit", lambda _db: time.sleep(STANDS_SECONDS))
    while True:
        with deps.database.transaction() as db:
            for number in range(3):
                journal.record(db, deps, "act", actor="staff", staff_id=number)
        print("committed", flush=True)
