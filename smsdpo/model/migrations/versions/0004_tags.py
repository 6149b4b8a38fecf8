"""Tags"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("message", "request"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("tags", sa.Text(), server_default="", nullable=False))
            batch_op.create_index(f"ix_{table}_tags", ["tags"], unique=False, sqlite_where=sa.text("tags != ''"))
