"""Write the next step of the store's schema from what the tables say now: `new_migration.py 0002 "what it gives"`.

To be read and corrected by a person before it is committed: a guess by comparison knows nothing of the data.
"""

import re
import sys
from pathlib import Path
from typing import Any

from alembic.autogenerate import produce_migrations
from alembic.autogenerate.api import AutogenContext
from alembic.autogenerate.render import _render_cmd_body
from alembic.runtime.migration import MigrationContext
from sqlalchemy.types import TypeDecorator

from smsdpo.model import opener, schema, tables
from smsdpo.model.keys import KeySet
from smsdpo.model.store import engine_on

HEAD = '''"""{title}"""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {before}
branch_labels = None
depends_on = None


def upgrade() -> None:
'''


def plain_type(kind: str, item: Any, _context: AutogenContext) -> str | bool:
    """Steps name plain types only: they must still run when our own types have moved."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance.__class__.__name__}()"
    return False


def is_ours(name: str | None, _kind: str, _parents: Any) -> bool:
    """The search index makes its own tables, which the steps must leave alone."""
    return not str(name).startswith("person_search")


def main(revision: str, title: str) -> Path:
    keys = KeySet.fresh()
    engine = engine_on(opener.connect(None, keys.db))
    files = sorted((schema.STEPS / "versions").glob("*.py"))
    if files:
        schema.upgrade(engine)
    with engine.connect() as connection:
        options: dict[str, Any] = {"user_module_prefix": None, "render_item": plain_type}
        options |= {"render_as_batch": bool(files), "include_name": is_ours}
        context = MigrationContext.configure(connection, opts=options)
        upgrade = produce_migrations(context, tables.metadata).upgrade_ops
        prefixes = {"sqlalchemy_module_prefix": "sa.", "alembic_module_prefix": "op."}
        body = _render_cmd_body(upgrade, AutogenContext(context, opts={**context.opts, **prefixes}))
    before = f'"{files[-1].name[:4]}"' if files else "None"
    extra = "" if files else "".join(f"op.execute({statement!r})\n" for statement in tables.BESIDE_THE_TABLES)
    lines = (body + "\n" + extra).splitlines()
    text = HEAD.format(title=title, revision=revision, before=before) + "".join(
        f"    {line}".rstrip() + "\n" for line in lines if not line.startswith("#")
    )
    target = schema.STEPS / "versions" / f"{revision}_{re.sub(r'[^a-z0-9]+', '_', title.lower()).strip('_')}.py"
    target.write_text(text, encoding="utf-8")
    return target


if __name__ == "__main__":
    sys.stdout.write(f"{main(sys.argv[1], sys.argv[2])}\n")
