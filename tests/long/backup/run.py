"""Backups taken under load and restored, and a database that is followed and lost: python -m tests.long.backup.run

`make test-backup` starts a PostgreSQL, names it in CECS_TEST_POSTGRES_URL, and calls this. Ends with 1 when a promise
was not kept.
"""

import argparse
import os
import random
import sys
import tempfile
from pathlib import Path

from tests.long.backup.drill import Drill, drill
from tests.long.backup.followed import PROMISED_SECONDS, Round, rounds
from tests.long.backup.page import page

SLOWEST_WRITE_SECONDS = 2.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=12, help="how often the followed database is lost")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--page", type=Path, help="where to write what was found")
    asked = parser.parse_args()
    server_url = os.environ.get("CECS_TEST_POSTGRES_URL", "")
    if not server_url:
        print("NOTHING WAS TESTED: CECS_TEST_POSTGRES_URL names no PostgreSQL. Run it by make.", file=sys.stderr)
        return 1
    # Each by itself: the place to which PostgreSQL's is restored is found by the same setting.
    drills = [_on("SQLite", ""), _on("PostgreSQL", server_url)]
    with tempfile.TemporaryDirectory(prefix="cecs-followed.") as folder:
        followed = list(rounds(Path(folder), asked.rounds, random.Random(asked.seed)))
    text = page(drills, followed, asked.seed)
    if asked.page:
        asked.page.write_text(text, encoding="utf-8")
    else:
        print(text)
    return 1 if _broken(drills, followed) else 0


def _on(database: str, server_url: str) -> Drill:
    if server_url:
        os.environ["CECS_TEST_POSTGRES_URL"] = server_url
    else:
        os.environ.pop("CECS_TEST_POSTGRES_URL", None)
    return drill(database, server_url)


def _broken(drills: list[Drill], followed: list[Round]) -> bool:
    too_slow = [one for one in drills if one.slowest_write_seconds > SLOWEST_WRITE_SECONDS]
    too_late = [one for one in followed if one.lag_seconds > PROMISED_SECONDS]
    for one in (*too_slow, *too_late):
        print(f"BROKEN: {one}", file=sys.stderr)
    return bool(too_slow or too_late)


if __name__ == "__main__":
    sys.exit(main())
