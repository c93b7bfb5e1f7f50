"""docs/backup-figures.md: what is lost and restored, what must hold, and what the last run measured."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime

from tests.long.backup.drill import BACKUPS, Drill
from tests.long.backup.followed import PROMISED_SECONDS, Round

TEXT = """# Lost and restored

Written by `make test-backup`, {day}, on a machine of {cores} cores (seed {seed}).

## One archive, taken while the desk works
The practice desk, and somebody who sends files, takes them back and writes to the journal without a pause. Meanwhile
{backups} backups are taken, and the last is restored to another place. Whatever had been acknowledged when it began
is there, the rest without a hole; rows, foreign keys, journal and each document are checked. Times are the slowest.

| Database | Rows | Documents | Archive | Backup | Writes meanwhile | Slowest write | Restore with all checks |
|---|---|---|---|---|---|---|---|
{drills}

## A SQLite database that litestream follows
The database is written to as fast as it goes, everything is killed with SIGKILL, the database is deleted with all that
lies beside it, and restored from the copy; then life goes on with the same copy, and so again. In every third round
litestream is away for a while, in every third the portal begins anew. What was acknowledged {promised:g} seconds
before the end must be there, in an unbroken row; integrity, foreign keys and the journal must be whole.

| What happened | Written | Lost | The oldest lost, before the end | Restore | Database |
|---|---|---|---|---|---|
{rounds}
"""


def page(drills: Sequence[Drill], rounds: Sequence[Round], seed: int) -> str:
    return TEXT.format(
        day=f"{datetime.now(UTC):%B %-d, %Y}",
        cores=os.cpu_count(),
        seed=seed,
        backups=BACKUPS,
        promised=PROMISED_SECONDS,
        drills="\n".join(map(_drill, drills)),
        rounds="\n".join(map(_round, rounds)),
    )


def _drill(one: Drill) -> str:
    return (
        f"| {one.database} | {one.rows:,} | {one.documents:,} | {one.megabytes:.1f} MB | {one.backup_seconds:.2f} s "
        f"| {one.writes:,} | {one.slowest_write_seconds * 1000:.0f} ms | {one.restore_seconds:.2f} s |"
    )


def _round(one: Round) -> str:
    return (
        f"| {one.what} | {one.written:,} | {one.lost:,} | {one.lag_seconds:.2f} s | {one.restored_seconds:.2f} s "
        f"| {one.megabytes:.0f} MB |"
    )
