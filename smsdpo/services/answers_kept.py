"""Answers the office keeps ready for questions, with the register's entries as they stand today (P13, P60 to P62)."""

import tomllib
from functools import cache
from typing import Any

from smsdpo.core.resources import read_text
from smsdpo.domain import categories
from smsdpo.letters.fields import FieldValue, Row
from smsdpo.model.queries import found
from smsdpo.model.session import Session
from smsdpo.services import policy
from smsdpo.services.office import Office


def of_topic(office: Office, session: Session, topic: str) -> dict[str, FieldValue]:
    """The kept answer of a topic and the entries it quotes; both empty where there is none."""
    kept = _answers().get(topic, {})
    lines = policy.lines_on(office.clock.today())
    said = [*kept.get("text", ()), *(_quoted(lines[number - 1]) for number in kept.get("policy", ()))]
    return {
        "canned_answer": list[Row](said),
        "register_entries": _entries(session, str(kept.get("quotes", ""))),
    }


def _quoted(line: str) -> str:
    """A line of the policy; what only announces a list, which a quotation would leave hanging, is left out."""
    said = line.strip()
    return f"“{said.rpartition('. ')[0]}. …”" if said.endswith(":") and ". " in said else f"“{said}”"


@cache
def _answers() -> dict[str, Any]:
    return tomllib.loads(read_text("answers/answers.toml"))


def _entries(session: Session, quotes: str) -> list[Row]:
    """What the register of sources says goes before the policy's own words about a kind of data."""
    if not quotes:
        return []
    kinds = [(kind.label, str(getattr(kind, quotes))) for kind in categories.CATEGORIES.values() if kind.imported]
    sources = [(source.name, str(getattr(source, quotes))) for source in found.all_sources(session)]
    return [{"name": name, "says": says} for name, says in (*sources, *kinds) if says]
