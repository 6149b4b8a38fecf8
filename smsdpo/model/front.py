"""What the window shows first, read by plain SQL from the keyed connection: SQLAlchemy takes longer to load than all
that comes before it (decision 7). A test holds it to the answers of `queries.inbox_list`."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlcipher3.dbapi2 as cipher

from smsdpo.core import settings
from smsdpo.domain import deadlines, request_types
from smsdpo.domain.records import Page
from smsdpo.domain.records.inbox import FirstLook, MessageCard

_ROWS = """
SELECT id, received_on, received_at, from_name, from_address, subject, language, suggested, answer_by, state,
       coalesce((SELECT reference FROM request JOIN request_message ON request.id = request_message.request_id
                 WHERE request_message.message_id = message.id LIMIT 1), ''),
       assignee, tags
FROM message WHERE +state = 'new' ORDER BY received_at DESC, id DESC LIMIT ?
"""


def first_look(connection: Any, today: date, actor: str, limit: int) -> FirstLook | None:
    """The untriaged messages, newest first, and whose office it is; nothing where a page of the file cannot be read:
    the ordinary opening says what is wrong with it."""
    try:
        connection.execute("BEGIN")
        try:
            rows = connection.execute(_ROWS, (limit,)).fetchall()
            total = connection.execute("SELECT count(*) FROM message WHERE state = 'new'").fetchone()[0]
            kept = dict(connection.execute("SELECT key, value FROM setting").fetchall())
        finally:
            connection.execute("ROLLBACK")
    except cipher.DatabaseError:
        return None
    page = Page(tuple(_card(row, today) for row in rows), 0, total)
    return FirstLook(page, _setting(kept, "dpo.name") or actor, _setting(kept, "sample") == "yes")


def _setting(kept: dict[str, str], key: str) -> str:
    return str(json.loads(kept[key]) if key in kept else settings.get(key).default)


def _card(row: tuple[Any, ...], today: date) -> MessageCard:
    """What is left in working days is told a moment later: the bank holidays take longer to load than all the rest."""
    values = list(row)
    values[1], values[2] = date.fromisoformat(row[1]), datetime.fromisoformat(row[2])
    values[8] = date.fromisoformat(row[8]) if row[8] else None
    values[12] = tuple(row[12].split())
    card = replace(MessageCard(*values), kind=request_types.short_of(values[7]))
    if card.answer_by is None or (card.suggested and deadlines.clock_of(card.suggested) == "three_working_days"):
        return card
    left, tone = deadlines.left_until(card.answer_by, today, card.suggested)
    return replace(card, left=left, tone=tone)
