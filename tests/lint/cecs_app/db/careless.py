# As services/careless.py.
from sqlalchemy import text
from sqlmodel import select


def queries(db, name):
    db.execute(text(f"SELECT * FROM account WHERE username = '{name}'"))  # bad: no-sql-from-strings
    db.execute("SELECT * FROM account WHERE username = '%s'" % name)  # bad: no-sql-from-strings
    db.execute("SELECT * FROM account WHERE username = " + name)  # bad: no-sql-from-strings
    db.exec_driver_sql(f"DELETE FROM {name}")  # bad: no-sql-from-strings
    db.execute(text("SELECT * FROM account WHERE username = :name"), {"name": name})
    db.exec(select(Account).where(Account.username == name))
