"""The form of what is kept although its erasure was asked for: the ground and the day that the letter will say."""

from collections.abc import Callable, Mapping

from smsdpo.domain.case_fields import CaseField
from smsdpo.ui.texts import erasing as says
from smsdpo.ui.widgets.form_sheet import Asked, FormSheet

Words = Mapping[str, str]
_ALL = ("why", "ground", "until")
_UNTIL = CaseField("until", says.KEEP_UNTIL, "day", help=says.KEEP_UNDECIDED)


def keep_form(act: str) -> FormSheet:
    """Ground and day are asked for only where the record is about the person who asks."""
    sheet = FormSheet(
        "keep_record",
        says.KEEP_TITLE,
        says.KEEP_SAY,
        (
            Asked("why", says.KEEP_WHY, "choice", choices=says.KEEP_WHYS, value="must"),
            Asked("ground", says.KEEP_GROUND, hint=says.KEEP_GROUND_HINT),
            Asked("until", says.KEEP_UNTIL, hint=says.KEEP_UNTIL_HINT),
        ),
        act,
    )
    sheet.changed.connect(_follower(sheet))
    return sheet


def _follower(sheet: FormSheet) -> Callable[[Words], None]:
    asked: list[tuple[str, ...]] = [_ALL]

    def follow(words: Words) -> None:
        wanted = _ALL if words["why"] == "must" else _ALL[:1]
        if asked[-1] != wanted:
            asked.append(wanted)
            sheet.show_fields(wanted)

    return follow


def reason_of(words: Words, somebody_else: str) -> str:
    """As the office keeps it, which parts ground and day by a bar."""
    if words["why"] != "must":
        return somebody_else
    return f"{words['ground'].replace('|', '/')} | {_UNTIL.checked(words['until'])}"
