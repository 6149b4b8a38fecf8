"""What can be done in the workspace of a request, told once for menu, keys, palette and cheat sheet."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from smsdpo.domain.records import Selected
from smsdpo.domain.records.requests import RequestFile
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import texts
from smsdpo.ui.acts import Act
from smsdpo.ui.texts import erasing
from smsdpo.ui.texts import request as says
from smsdpo.ui.texts import tags as tag_says
from smsdpo.ui.widgets.request_head import against_extension, pausable

if TYPE_CHECKING:
    from smsdpo.ui.screens.request import RequestPage

_MENU = "Request"
_VIEW = "View"


class Reasons:
    """Why an act cannot be done now, each in a sentence; empty where it can."""

    def __init__(self, page: "RequestPage") -> None:
        self._page = page

    @property
    def _file(self) -> RequestFile | None:
        opened = self._page.sheet.opened
        return opened.file if opened is not None else None

    def shown(self) -> str:
        return "" if self._file is not None else says.NOT_OPEN

    def open(self) -> str:
        file = self._file
        if file is None:
            return says.NOT_OPEN
        return says.IS_CLOSED if file.card.state == "closed" else ""

    def going(self, also: Callable[[], str]) -> Callable[[], str]:
        """The same, where a longer job about this request has to end first."""
        return lambda: also() or (says.UNDER_WAY.format(what=self._page.under_way) if self._page.under_way else "")

    def unsent(self) -> str:
        file = self._file
        return self.open() or (says.HAS_LEFT if file is not None and file.card.state == "released" else "")

    def record(self) -> str:
        return self.unsent() or ("" if self._page.sheet.list.current() is not None else says.NO_RECORD)

    def decided_so(self, decision: str, also: Callable[[], str] | None = None) -> Callable[[], str]:
        """The same, where the records of some kinds of request only are decided so."""

        def why() -> str:
            file = self._file
            known = file is None or decision in REQUEST_TYPES[file.card.type].decisions
            return (also or self.record)() or ("" if known else erasing.OTHERWISE_DECIDED)

        return why

    def undecided(self) -> str:
        file = self._file
        return self.unsent() or ("" if file is not None and file.undecided else says.NO_UNDECIDED)

    def letter(self) -> str:
        file = self._file
        return self.shown() or ("" if file is not None and file.letters else says.NO_LETTER)

    def settled(self) -> str:
        file = self._file
        return self.unsent() or ("" if file is not None and file.settled else says.NOT_SETTLED)

    def pausable(self) -> str:
        file = self._file
        return self.unsent() or ("" if file is not None and pausable(file) else says.NO_PAUSE)

    def extendable(self) -> str:
        file, today = self._file, self._page.shell.clock.today()
        can = file is not None and REQUEST_TYPES[file.card.type].extendable
        return self.unsent() or (against_extension(file, today) if file is not None and can else says.NO_EXTENSION)

    def person(self) -> str:
        file = self._file
        return self.unsent() or (says.PERSON_FIXED if file is not None and file.findings else "")

    def sources(self) -> str:
        opened = self._page.sheet.opened
        any_asked = opened is not None and bool(opened.file.searches or opened.beside.tasks)
        return self.shown() or ("" if any_asked else says.NO_SOURCES)


def _tag(page: "RequestPage") -> None:
    from smsdpo.ui.widgets import tag_menu

    opened = page.sheet.opened
    if opened is not None:
        one = Selected((opened.file.card.id,))
        tag_menu.TagMenu(page.shell, "requests", page, lambda _office: one).ask(tag_menu.below(page.sheet.head.name))


def of_page(page: "RequestPage") -> tuple[Act, ...]:
    """All of them, in the order in which a request is worked on."""
    why, sheet = Reasons(page), page.sheet

    def record(decision: str) -> Callable[[], object]:
        return partial(page.data.decide_by_key, decision)

    work = (
        Act("next_step", says.NEXT_STEP, page.take_next_step, "Ctrl+Return", _MENU, why.going(why.open)),
        Act("find_data", says.FIND, page.data.find_data, "", _MENU, why.going(why.unsent), "search sources"),
        Act("show_sources", says.SOURCES_TITLE, page.data.show_sources, "", _MENU, why.sources, "not searched"),
        Act("choose_person", says.CHOOSE_PERSON, page.data.choose_person, "", _MENU, why.person, "whose data"),
        Act(
            "include_all", texts.INCLUDE_ALL, page.data.include_all, "", _MENU, why.decided_so("include", why.undecided)
        ),
        Act("erase_all", erasing.ERASE_ALL, page.data.include_all, "", _MENU, why.decided_so("erase", why.undecided)),
        # Their letters work in the list only (screens.md, 3.2); here they are for palette and menu.
        Act("include_record", says.INCLUDE, record("include"), "", _MENU, why.decided_so("include"), "space i"),
        Act("redact_record", says.REDACT, record("redact"), "", _MENU, why.decided_so("redact"), "black out hide r"),
        Act("withhold_record", says.EXCLUDE, record("withhold"), "", _MENU, why.decided_so("withhold"), "withhold x"),
        Act("erase_record", erasing.ERASE_ACT, record("erase"), "", _MENU, why.decided_so("erase"), "delete space e"),
        Act("keep_record", erasing.KEEP_ACT, record("keep"), "", _MENU, why.decided_so("keep"), "stay retain x"),
        Act("next_undecided", says.NEXT_UNDECIDED, page.data.next_undecided, "F3", _MENU, why.undecided),
        Act(
            "previous_undecided",
            says.PREVIOUS_UNDECIDED,
            partial(page.data.next_undecided, back=True),
            "Shift+F3",
            _MENU,
            why.undecided,
        ),
        Act("pause_clock", says.PAUSE, sheet.head.pause_or_resume, "", _MENU, why.pausable, "clarification resume"),
        Act("extend", says.EXTEND, sheet.head.ask_extension, "", _MENU, why.extendable, "more time"),
        Act(
            "export",
            says.EXPORT,
            page.answer.create_outputs,
            "Ctrl+E",
            _MENU,
            why.going(why.settled),
            "workbook letter xlsx pdf",
        ),
        Act("print_letter", says.PRINT, page.answer.print_letter, "Ctrl+P", _MENU, why.letter),
        Act("save_draft", says.SAVE_DRAFT, page.answer.save_draft, "", _MENU, why.letter, "mail eml"),
        Act("open_output_folder", says.OPEN_FOLDER, page.answer.open_folder, "", _MENU, why.letter),
        Act("tag_request", tag_says.TAG_ACT, partial(_tag, page), "", _MENU, why.shown, tag_says.ALSO),
        Act("send_answer", says.SEND, partial(page.show_step, "send"), "", _MENU, why.letter, "post mail"),
        Act("end_request", says.END, partial(page.show_step, "decide"), "", _MENU, why.unsent, "withdrawn close"),
    )
    tabs = tuple(
        Act(f"tab_{key}", says.TO_TAB.format(tab=title), partial(page.to_tab, key), f"Alt+{number}", _VIEW, why.shown)
        for number, (key, title) in enumerate(texts.REQUEST_TABS, 1)
    )
    return (*work, *tabs)
