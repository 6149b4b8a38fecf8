"""Who works in the office: the names that stand beside requests, and who sits at this desk."""

from smsdpo.core.errors import Refusal
from smsdpo.services.office import Office


def names(office: Office) -> list[str]:
    """Everybody to whom work can be given, in the order of the setting; never without the one at the desk."""
    listed = [str(one["name"]) for one in office.setting("staff")]
    return listed if me(office) in listed else [*listed, me(office)]


def me(office: Office) -> str:
    """Whoever sits at the desk."""
    return name_of(office, office.actor)


def name_of(office: Office, actor: str) -> str:
    """The name to which a sign-in name belongs, else the sign-in name itself."""
    known = actor.casefold()
    for one in office.setting("staff"):
        if known in {one["login"].casefold(), one["name"].casefold()}:
            return str(one["name"])
    return actor


def check(office: Office, who: str) -> None:
    """Refuse to give work to somebody who is not of the office; nobody (empty) is allowed."""
    if who and who not in names(office):
        raise Refusal(
            "Nobody of that name works in this office.",
            hint="Add the name to the staff in Settings, or choose another.",
        )
