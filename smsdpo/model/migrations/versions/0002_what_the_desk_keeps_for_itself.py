"""What the desk keeps for itself"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counter",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "draft",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("place", "about", "field", name=op.f("pk_draft")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "recent",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("what", "key", name=op.f("pk_recent")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("recent", schema=None) as batch_op:
        batch_op.create_index("ix_recent_at", ["at"], unique=False)

    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("place", "name", name=op.f("uq_saved_view_place_name")),
    )
    op.create_table(
        "undo_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undo_step")),
    )
    op.create_table(
        "undo_row",
        sa.Column("table", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["step_id"], ["undo_step.id"], name=op.f("fk_undo_row_step_id_undo_step"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("table", "key", "step_id", name=op.f("pk_undo_row")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("undo_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_undo_row_step_id"), ["step_id"], unique=False)

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("assignee", sa.Text(), server_default="", nullable=False))
        batch_op.drop_index(batch_op.f("ix_message_state_answer_by"))
        batch_op.create_index("ix_message_state_answer_by", ["state", "answer_by", "id", "assignee"], unique=False)
        batch_op.create_index("ix_message_answer_by", ["answer_by", "id", "state"], unique=False)
        batch_op.create_index("ix_message_assignee", ["assignee", "received_at", "id", "state"], unique=False)
        batch_op.create_index("ix_message_doc", ["doc", "id", "state"], unique=False)
        batch_op.create_index("ix_message_received_at", ["received_at", "id", "state"], unique=False)
        batch_op.create_index("ix_message_received_on", ["received_on"], unique=False)
        batch_op.create_index("ix_message_subject", ["subject", "id", "state"], unique=False)
        batch_op.create_index("ix_message_suggested", ["suggested", "received_at", "id", "state"], unique=False)

    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sort_name", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("assignee", sa.Text(), server_default="", nullable=False))
        batch_op.drop_index(batch_op.f("ix_request_effective_due"))
        batch_op.create_index("ix_request_effective_due", ["effective_due", "id", "state"], unique=False)
        batch_op.drop_index(batch_op.f("ix_request_state_effective_due"))
        batch_op.create_index(
            "ix_request_state_effective_due", ["state", "effective_due", "id", "assignee"], unique=False
        )
        batch_op.create_index("ix_request_assignee", ["assignee", "effective_due", "id", "state"], unique=False)
        batch_op.create_index("ix_request_doc", ["doc", "state", "effective_due"], unique=False)
        batch_op.create_index("ix_request_id_state", ["id", "state"], unique=False)
        batch_op.create_index("ix_request_received_at", ["received_at", "id", "state"], unique=False)
        batch_op.create_index("ix_request_received_on", ["received_on"], unique=False)
        batch_op.create_index("ix_request_sort_name", ["sort_name", "id", "state"], unique=False)
        batch_op.create_index("ix_request_type", ["type", "effective_due", "id", "state"], unique=False)
    # The reference keeps its length when it is folded; what follows it and a space is the name.
    op.execute("UPDATE request SET sort_name = substr(doc, length(reference) + 2)")
