# Never run: what `make check` must find, marked with the rule's name, and beside it what it must leave alone.
import hmac  # bad: ciphers-in-gateways-alone
import httpx  # bad: calls-outside-in-gateways-alone
import os
import pickle  # bad: no-objects-from-bytes
import random  # bad: chance-from-the-system
import ssl
import subprocess
import tempfile
import urllib.request  # bad: calls-outside-in-gateways-alone
from datetime import UTC, date, datetime
from urllib.parse import urlsplit
from hashlib import sha256
import hashlib

import reflex as rx
import yaml
from markupsafe import Markup
from sqlmodel import Session
from sqlmodel import select  # bad: sql-in-db-alone
from sqlalchemy import text  # bad: sql-in-db-alone
from sqlalchemy.exc import SQLAlchemyError


def sql(db, name):
    db.exec_driver_sql("SELECT 1")  # bad: sql-in-db-alone
    registry.find(db, name)


def clock(deps):
    datetime.now(UTC)  # bad: time-from-the-clock
    date.today()  # bad: time-from-the-clock
    deps.now()
    deps.today()


def logs(log, journal, db, deps, password, value):
    log.info("signed_in", password=password)  # bad: no-secret-is-logged
    journal.record(db, deps, "signed_in", actor="educator", ssn=value)  # bad: no-secret-is-logged
    journal.record(db, deps, "signed_in", actor="educator", is_temporary_password=True)


def text_that_runs(typed):
    eval(typed)  # bad: no-code-from-text
    rx.call_script(f"alert({typed})")  # bad: no-code-from-text
    re.compile(typed)


def shown(typed):
    Markup(typed)  # bad: no-raw-html
    rx.html(typed)  # bad: no-raw-html
    jinja2.Environment(autoescape=False)  # bad: no-raw-html
    jinja2.Environment(autoescape=True)
    rx.el.p(typed)


def programs(name):
    subprocess.run(f"ls {name}", shell=True)  # bad: no-shell
    os.system(name)  # bad: no-shell
    subprocess.run(["ls", name])


def objects(raw):
    yaml.load(raw)  # bad: no-objects-from-bytes
    yaml.safe_load(raw)
    json.loads(raw)


def far(client, context):
    client.get("https://cards.example", verify=False)  # bad: no-unverified-tls
    context.check_hostname = False  # bad: no-unverified-tls
    context.verify_mode = ssl.CERT_NONE  # bad: no-unverified-tls
    client.get("https://cards.example", timeout=3)


def hashes(raw):
    hashlib.md5(raw)  # bad: no-weak-hash
    hashlib.sha1(raw)  # bad: no-weak-hash
    sha256(raw)
    hashlib.sha256(raw)


def left_on(app):
    Starlette(debug=True)  # bad: no-debugging-left-on
    breakpoint()  # bad: no-debugging-left-on
    tempfile.mktemp()  # bad: no-debugging-left-on
    tempfile.mkdtemp()
