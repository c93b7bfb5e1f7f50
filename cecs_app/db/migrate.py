"""Brings a database to the newest revision."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from cecs_app.db.unit_of_work import Database

_FOLDER = str(Path(__file__).parent / "migrations")


def upgrade(database: Database, revision: str = "head") -> None:
    with database.engine.connect() as connection:
        command.upgrade(_config(database, connection), revision)
        connection.commit()


def downgrade(database: Database, revision: str = "base") -> None:
    with database.engine.connect() as connection:
        command.downgrade(_config(database, connection), revision)
        connection.commit()


def draft_revision(database: Database, message: str) -> None:
    """For developers: writes a revision file from the difference between tables.py and the database."""
    with database.engine.connect() as connection:
        command.revision(_config(database, connection), message=message, autogenerate=True)


def knows(revision: str) -> bool:
    """Whether it is one of this program's: a newer program's database is not."""
    config = Config()
    config.set_main_option("script_location", _FOLDER)
    return revision in {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}


def _config(database: Database, connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", _FOLDER)
    config.attributes["connection"] = connection
    config.attributes["sign"] = database.sign
    return config
