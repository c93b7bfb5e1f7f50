"""pg_dump and pg_restore, PostgreSQL's own programs. A password never stands in their command lines."""

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import make_url

from cecs_app.domain.errors import NotAllowed

DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian keeps them off the path, by version."""


def dump(url: str, path: Path, moment: str) -> None:
    """Of an exported snapshot. Raises NotAllowed("program_missing" or "program_failed")."""
    path.touch(mode=0o600)
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}", f"--file={path}")


def restore(url: str, path: Path) -> None:
    """All of it or nothing. Raises as dump."""
    only_ours = ("--schema=public", "--no-owner", "--no-privileges")
    _run("pg_restore", url, "--single-transaction", "--exit-on-error", *only_ours, str(path))


def _run(program: str, url: str, *arguments: str) -> None:
    target = make_url(url).set(drivername="postgresql")
    environment = {**os.environ, "PGPASSWORD": target.password or os.environ.get("PGPASSWORD", "")}
    # Rendered without the password: whoever lists the processes would read it.
    address = target._replace(password=None).render_as_string(hide_password=False)
    command = [_find(program), f"--dbname={address}", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise NotAllowed("program_failed", name=program, why=said[0])


def _find(program: str) -> str:
    """The newest: an older one refuses a newer server."""
    versions = sorted(DEBIAN.glob(f"*/bin/{program}"), key=lambda path: int(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(program)
    if found is None:
        raise NotAllowed("program_missing", name=program)
    return found
