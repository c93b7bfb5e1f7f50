"""The portal with its pages, built once in a folder of its own, and the practice data loaded."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cecs_app.db import migrate
from cecs_app.practice.desk import load_desk
from cecs_app.practice.load import load_practice
from tests.e2e.portal import ROOT
from tests.killed.mortal import build
from tests.socket.backend import UNBUILT, Backend, a_backend


@contextmanager
def built_portal(folder: Path, name: str, **more: str) -> Iterator[Backend]:
    """`name` tells the builds in one checkout apart."""
    pages = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "REFLEX_BACKEND_ONLY": "false",
        "REFLEX_WEB_WORKDIR": str(ROOT / f".web-{name}"),
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    }
    made = a_backend(folder, **pages, **more)
    build({name: value for name, value in made.environment.items() if name not in UNBUILT})
    migrate.upgrade(made.deps.database)
    load_practice(made.deps)
    load_desk(made.deps)
    try:
        made.starts()
        yield made
    finally:
        made.ends()
