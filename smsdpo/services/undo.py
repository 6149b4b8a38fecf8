"""Undo and redo: the last act of a request's workspace, or of the lists, taken back as an audited act of its own."""

from dataclasses import replace

from smsdpo.core.errors import Refusal
from smsdpo.domain import undo_scopes
from smsdpo.domain.records import StepCard
from smsdpo.model import undo as steps
from smsdpo.model.queries import trail
from smsdpo.model.session import Session
from smsdpo.model.taking_back import Meantime, TakingBack
from smsdpo.services import holidays
from smsdpo.services.office import Office

__all__ = ["last", "last_seen", "next", "redo", "undo"]


def last(office: Office, scope: str = "") -> StepCard | None:
    """What would be undone: in the workspace of the request `scope`, or in the lists."""
    with office.reading() as session:
        return steps.last_done(session, scope)


def last_seen(office: Office, scope: str) -> StepCard | None:
    """The same as it is seen in a workspace: what was done to that request in the lists (opened, assigned, tagged) is
    taken back there too, as long as it is the last that was done to it."""
    own, listed = last(office, scope), last(office)
    if listed is None or listed.about != scope or (own is not None and own.id > listed.id):
        return own
    return listed


def next(office: Office, scope: str = "") -> StepCard | None:
    """What would be done again."""
    with office.reading() as session:
        return steps.first_undone(session, scope)


def undo(office: Office, scope: str = "", *, step: int | None = None) -> StepCard:
    """Take back the last act. With `step` only that one: a button that still stands there must not undo another.

    Refused, and nothing changed, where a row of it was changed since, or where a paper has left that speaks of it.
    """
    card = last_seen(office, scope)
    if card is None:
        raise Refusal("There is nothing to undo here.", hint=_why_closed(office, scope))
    _check_meant(card, step)
    return _take(office, card, "undo")


def redo(office: Office, scope: str = "", *, step: int | None = None) -> StepCard:
    """Do again what was undone last."""
    card = next(office, scope)
    if card is None:
        raise Refusal("There is nothing to do again here.", hint="Only what was just undone can be done again.")
    _check_meant(card, step)
    return _take(office, card, "redo")


def _check_meant(card: StepCard, step: int | None) -> None:
    if step not in (None, card.id):
        raise Refusal("Something else was done since.", hint="See the Edit menu for what can be undone now.")


def _why_closed(office: Office, scope: str) -> str:
    """Why an open request has nothing to undo."""
    with office.reading() as session:
        acts = [line.action for line in trail.lines_about(session, scope)] if scope else []
    closing = [undo_scopes.CLOSED_BY[act] for act in acts if act in undo_scopes.CLOSED_BY]
    return closing[-1] if closing else "Only what was done since the office was opened can be undone."


def _take(office: Office, card: StepCard, way: str) -> StepCard:
    try:
        with office.operation(f"{way}.{card.tag}", about=card.about) as op:
            moved = TakingBack(op.session, card.id, undo=way == "undo")
            rows = moved.move()
            if _holidays_moved(op.session, card):
                holidays.restate(office, op.session)
                op.session.flush()
            moved.settle()
            op.changed(*moved.kinds)
            op.note(step=card.id, rows=rows, count=card.count, messages=int("message" in moved.kinds))
            return replace(card, message=moved.message)
    except Meantime:
        raise _refused(office, card, way) from None


def _holidays_moved(session: Session, card: StepCard) -> bool:
    """Whether the step, or anything since, changed what the dates are reckoned by."""
    acts = [(card.tag, card.about), *trail.acts_since(session, card.at)]
    return any(
        tag.endswith("holiday.change") or (tag.endswith("setting.change") and about in ("", "nation"))
        for tag, about in acts
    )


def _refused(office: Office, card: StepCard, way: str) -> Refusal:
    """Where a later step stands in the way, it is undone first; else this one can never be taken back, and goes."""
    with office.reading() as session:
        in_the_way = steps.later_step_on_same_rows(session, card)
    if in_the_way is not None:
        about = in_the_way.about  # a hold or a message has only a number, which nobody is shown
        where = f" in {about}" if about and ":" not in about else ""
        return Refusal("It was changed in the meantime.", hint=f"Undo first what was done{where} since.")
    with office.aside() as session:
        steps.forget(session, card.id)
    again = "undone" if way == "undo" else "done again"
    return Refusal(
        f"It was changed in the meantime, so it cannot be {again} any more.",
        hint="Nothing was changed. Look at it as it is now, and change by hand what has to be otherwise.",
    )
