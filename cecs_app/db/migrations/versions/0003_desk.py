"""The Bureau's desk: its people, decisions, requests, documents, letters, notes; and the audit's chain."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from alembic import context, op

from cecs_app.db import audit
from cecs_app.domain.names import name_key

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BATCH = 5_000
DROPPED = (
    "document",
    "audit_link",
    "sent_letter",
    "requested_item",
    "internal_note",
    "decision",
    "appeal",
    "staff_session",
    "ssn_showing",
    "staff_member",
    "audit_head",
)
APPLICATION = ("assigned_to", "assigned_at", "answer_due_on", "held_until")
CLAIM = ("decided_by", "decided_at", "reason", "name_key")


APPEND_ONLY = ("event", "audit_link")
REFUSES = {
    "sqlite": (
        "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
        "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
        "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ),
}
"""SQLite drops a trigger with its table: a later revision that copies `event` must make its two anew."""
ALLOWS = {
    "sqlite": ("DROP TRIGGER {table}_no_update", "DROP TRIGGER {table}_no_delete"),
    "postgresql": (
        "DROP TRIGGER {table}_no_change ON {table}",
        "DROP TRIGGER {table}_no_truncate ON {table}",
    ),
}


def upgrade() -> None:
    for make in (_make_staff, _make_decisions, _make_requests, _make_audit):
        make()
    _widen_tables()
    for table in ("educator", "claim"):
        _fill_name_keys(op.get_bind(), table)
        op.create_index(f"ix_{table}_name_key", table, ["name_key"])
    op.execute("INSERT INTO audit_head (id, position, hash) VALUES (1, 0, '')")
    audit.adopt(op.get_bind(), context.config.attributes["sign"])
    _on_append_only(REFUSES)


def _on_append_only(statements: Mapping[str, Sequence[str]]) -> None:
    for table in APPEND_ONLY:
        for statement in statements[op.get_bind().dialect.name]:
            op.execute(statement.format(table=table))


def _make_staff() -> None:
    op.create_table(
        "staff_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("email_key", sa.String(), nullable=False),
        sa.Column("roles", sa.String(), nullable=False),
        sa.Column("educator_id", sa.Integer(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("sealed_authenticator", sa.LargeBinary(), nullable=True),
        sa.Column("authenticator_step", sa.Integer(), nullable=False),
        sa.Column("setup_hash", sa.String(), nullable=True),
        sa.Column("setup_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["educator_id"],
            ["educator.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("username"),
    )

    op.create_table(
        "staff_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("is_setup", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff_member.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    with op.batch_alter_table("staff_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_session_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "ssn_showing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("educator_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["educator_id"],
            ["educator.id"],
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff_member.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("ssn_showing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ssn_showing_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ssn_showing_educator_id"), ["educator_id"], unique=False)


def _make_decisions() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconded_by", sa.Integer(), nullable=True),
        sa.Column("seconded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("open_key", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["staff_member.id"],
        ),
        sa.ForeignKeyConstraint(
            ["seconded_by"],
            ["staff_member.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("open_key"),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_application_id"), ["application_id"], unique=False)

    op.create_table(
        "appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"],
            ["staff_member.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appeal_application_id"), ["application_id"], unique=False)

    op.create_table(
        "internal_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff_member.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("internal_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_internal_note_application_id"), ["application_id"], unique=False)


def _make_requests() -> None:
    op.create_table(
        "requested_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("by_post_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"],
            ["staff_member.id"],
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["claim.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reference"),
    )
    with op.batch_alter_table("requested_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requested_item_application_id"), ["application_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_requested_item_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_requested_item_due_on"), ["due_on"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("stored_as", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["requested_item.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reference"),
        sa.UniqueConstraint("stored_as"),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_item_id"), ["item_id"], unique=False)

    op.create_table(
        "sent_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reference"),
    )
    with op.batch_alter_table("sent_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sent_letter_application_id"), ["application_id"], unique=False)


def _make_audit() -> None:
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )

    op.create_table(
        "audit_link",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
        ),
        sa.PrimaryKeyConstraint("position"),
        sa.UniqueConstraint("event_id"),
    )


def _widen_tables() -> None:
    """Plain statements, not batches: SQLite would copy and drop a table, which what refers to it does not allow."""
    op.add_column("application", sa.Column("assigned_to", sa.Integer(), nullable=True))
    op.add_column("application", sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("application", sa.Column("answer_due_on", sa.Date(), nullable=True))
    op.add_column("application", sa.Column("held_until", sa.Date(), nullable=True))
    op.add_column("claim", sa.Column("decided_by", sa.Integer(), nullable=True))
    op.add_column("claim", sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("event", sa.Column("staff_id", sa.Integer(), nullable=True))
    op.create_index("ix_event_staff_id", "event", ["staff_id"])
    bytewise = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.add_column("claim", sa.Column("reason", sa.String(), nullable=False, server_default=""))
    for table in ("educator", "claim"):
        op.add_column(table, sa.Column("name_key", bytewise, nullable=False, server_default=""))
    op.create_index("ix_claim_status", "claim", ["status", "id"])
    op.create_index("ix_claim_decided_at", "claim", ["decided_at", "id"])
    op.drop_index("ix_application_queue", "application")
    op.create_index("ix_application_queue", "application", ["status", "filed_at", "id"])
    op.create_index("ix_application_queue_kind", "application", ["status", "kind", "filed_at", "id"])
    op.create_index("ix_application_queue_mine", "application", ["assigned_to", "status", "filed_at", "id"])
    op.create_index("ix_application_decided_at", "application", ["decided_at", "status", "kind", "filed_at"])
    op.create_index("ix_mailed_payment_recorded_at", "mailed_payment", ["recorded_at"])


def _fill_name_keys(connection: sa.Connection, table: str) -> None:
    """In rounds by id, so that a registry of millions is never held at once."""
    named = sa.table(table, *(sa.column(name) for name in ("id", "first_name", "last_name", "name_key")))
    fill = sa.update(named).where(named.c.id == sa.bindparam("of")).values(name_key=sa.bindparam("key"))
    last = 0
    while True:
        page = sa.select(named.c.id, named.c.first_name, named.c.last_name).where(named.c.id > last)
        rows = connection.execute(page.order_by(named.c.id).limit(BATCH)).all()
        if not rows:
            return
        connection.execute(fill, [{"of": one.id, "key": name_key(one.first_name, one.last_name)} for one in rows])
        last = rows[-1].id


def downgrade() -> None:
    """What was asked, received, decided and noted at the desk is lost, with the audit's chain."""
    _on_append_only(ALLOWS)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change")
    op.drop_index("ix_event_staff_id", "event")
    for name in ("ix_claim_status", "ix_claim_decided_at", "ix_claim_name_key"):
        op.drop_index(name, "claim")
    op.drop_index("ix_educator_name_key", "educator")
    op.drop_column("educator", "name_key")
    op.drop_column("event", "staff_id")
    for name in ("ix_application_queue", "ix_application_queue_kind", "ix_application_queue_mine"):
        op.drop_index(name, "application")
    op.drop_index("ix_application_decided_at", "application")
    op.drop_index("ix_mailed_payment_recorded_at", "mailed_payment")
    op.create_index("ix_application_queue", "application", ["status", "filed_at"])
    for name in APPLICATION:
        op.drop_column("application", name)
    for name in CLAIM:
        op.drop_column("claim", name)
    for table in DROPPED:
        op.drop_table(table)
