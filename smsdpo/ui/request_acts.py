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


def on_request(
    key: str,
    title: str,
    run: Callable[[], object],
    why_off: Callable[[], str],
    also: str = "",
    *,
    chord: str = "",
    in_list: str = "",
) -> Act:
    """An act in the menu of requests."""
    return Act(key, title, run, chord, "Request", why_off, also, in_list=in_list)


def of_page(page: "RequestPage") -> tuple[Act, ...]:
    """All of them, in the order in which a request is worked on."""
    why = Reasons(page)
    tabs = tuple(
        Act(f"tab_{key}", says.TO_TAB.format(tab=title), partial(page.to_tab, key), f"Alt+{number}", "View", why.shown)
        for number, (key, title) in enumerate(texts.REQUEST_TABS, 1)
    )
    return (
        on_request("next_step", says.NEXT_STEP, page.take_next_step, why.going(why.open), chord="Ctrl+Return"),
        *_on_data(page, why),
        *_on_records(page, why),
        *_on_answer(page, why),
        *tabs,
    )


def _on_data(page: "RequestPage", why: Reasons) -> tuple[Act, ...]:
    data, include, erase = page.data, why.decided_so("include", why.undecided), why.decided_so("erase", why.undecided)
    return (
        on_request("find_data", says.FIND, data.find_data, why.going(why.unsent), "search sources"),
        on_request("show_sources", says.SOURCES_TITLE, data.show_sources, why.sources, "not searched"),
        on_request("choose_person", says.CHOOSE_PERSON, data.choose_person, why.person, "whose data"),
        on_request("include_all", texts.INCLUDE_ALL, data.include_all, include),
        on_request("erase_all", erasing.ERASE_ALL, data.include_all, erase),
    )


def _on_records(page: "RequestPage", why: Reasons) -> tuple[Act, ...]:
    """Their letters work in the list only (screens.md, 3.2); here they are for palette and menu."""

    def act(decision: str, title: str, also: str, letter: str) -> Act:
        decide = partial(page.data.decide_by_key, decision)
        return on_request(f"{decision}_record", title, decide, why.decided_so(decision), also, in_list=letter)

    onwards, back = page.data.next_undecided, partial(page.data.next_undecided, back=True)
    return (
        act("include", says.INCLUDE, "space", "I"),
        act("redact", says.REDACT, "black out hide", "R"),
        act("withhold", says.EXCLUDE, "withhold", "X"),
        act("erase", erasing.ERASE_ACT, "delete space", "E"),
        act("keep", erasing.KEEP_ACT, "stay retain", "X"),
        on_request("next_undecided", says.NEXT_UNDECIDED, onwards, why.undecided, chord="F3"),
        on_request("previous_undecided", says.PREVIOUS_UNDECIDED, back, why.undecided, chord="Shift+F3"),
    )


def _on_answer(page: "RequestPage", why: Reasons) -> tuple[Act, ...]:
    head, answer, to = page.sheet.head, page.answer, page.show_step
    made = why.going(why.settled)
    return (
        on_request("pause_clock", says.PAUSE, head.pause_or_resume, why.pausable, "clarification resume"),
        on_request("extend", says.EXTEND, head.ask_extension, why.extendable, "more time"),
        on_request("export", says.EXPORT, answer.create_outputs, made, "workbook letter xlsx pdf", chord="Ctrl+E"),
        on_request("print_letter", says.PRINT, answer.print_letter, why.letter, chord="Ctrl+P"),
        on_request("save_draft", says.SAVE_DRAFT, answer.save_draft, why.letter, "mail eml"),
        on_request("open_output_folder", says.OPEN_FOLDER, answer.open_folder, why.letter),
        on_request("tag_request", tag_says.TAG_ACT, partial(_tag, page), why.shown, tag_says.ALSO),
        on_request("send_answer", says.SEND, partial(to, "send"), why.letter, "post mail"),
        on_request("end_request", says.END, partial(to, "decide"), why.unsent, "withdrawn close"),
    )
