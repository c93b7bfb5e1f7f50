"""Brings a database to the newest revision."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from cecs_app.db.unit_of_work import Database


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


def _config(database: Database, connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    config.attributes["sign"] = database.sign
    return config
