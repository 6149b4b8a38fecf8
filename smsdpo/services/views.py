"""Views of a list under names of the user's own: what is shown, in which order, with which columns."""

from collections.abc import Mapping
from typing import Any

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.desk import ViewCard
from smsdpo.model.base import json_text
from smsdpo.model.desk import SavedView
from smsdpo.model.queries import desk
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation

LONGEST_NAME = 60
LARGEST = 20_000
"""Characters of a view as it is kept."""
MOST = 100
"""Views of one list."""


def own(office: Office, place: str) -> list[ViewCard]:
    """The own views of a list (`requests`, `inbox`), by name."""
    with office.reading() as session:
        return desk.views_of(session, place)


def save(office: Office, place: str, name: str, spec: Mapping[str, Any]) -> int:
    """Keep a view; one of the same name takes the new meaning. Its id."""
    name = _checked(name)
    if len(json_text(dict(spec))) > LARGEST:
        raise Refusal("This view is too large to be kept.", hint="Shorten the text of its filter.")
    with office.operation("view.save", undoable=True) as op:
        row = desk.view_named(op.session, place, name)
        if row is None:
            if len(desk.views_of(op.session, place)) >= MOST:
                raise Refusal(f"There are {MOST} views of this list already.", hint="Remove one that is not used.")
            row = SavedView(place=place, name=name, spec={}, made_at=office.clock.now())
            op.session.add(row)
        row.spec = dict(spec)
        op.session.flush()
        op.about = f"view:{row.id}"
        return row.id


def rename(office: Office, id: int, name: str) -> None:
    """Give a view another name, which no other view of its list has."""
    name = _checked(name)
    with office.operation("view.rename", about=f"view:{id}", undoable=True) as op:
        row = _need(op, id)
        other = desk.view_named(op.session, row.place, name)
        if other is not None and other.id != id:
            raise Refusal("There is a view of this name already.", hint="Choose another name, or remove that view.")
        row.name = name


def remove(office: Office, id: int) -> None:
    """Remove a view; what it showed stays."""
    with office.operation("view.remove", about=f"view:{id}", undoable=True) as op:
        op.session.delete(_need(op, id))


def _need(op: Operation, id: int) -> SavedView:
    row = desk.view(op.session, id)
    if row is None:
        raise Refusal("This view is no longer there.", hint="Choose another one from the list of views.")
    return row


def _checked(name: str) -> str:
    kept = " ".join(name.split())
    if not kept or len(kept) > LONGEST_NAME or not kept.isprintable():
        raise Refusal(
            f"A view's name has 1 to {LONGEST_NAME} characters.", hint="For example: “Erasure, due this week”."
        )
    return kept
