"""Triage: what is done with the message on show, or with all that are chosen, and why it cannot be done now."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from smsdpo.ui import inbox_work, texts
from smsdpo.ui.acts import Act
from smsdpo.ui.texts import cases
from smsdpo.ui.texts import inbox as inbox_says
from smsdpo.ui.texts import lists as says
from smsdpo.ui.texts import tags as tag_says
from smsdpo.ui.widgets.view_menu import copied_words, selected_of

if TYPE_CHECKING:
    from smsdpo.domain.records import Selected
    from smsdpo.domain.records.desk import CopiedTable
    from smsdpo.services.office import Office
    from smsdpo.ui.screens.inbox import InboxPage
    from smsdpo.ui.widgets.split_sheet import SplitSheet
    from smsdpo.ui.widgets.triage_form import Accepted


class Triage(QObject):
    """Accompanies the inbox: does what is asked there, and says what has become of it."""

    def __init__(self, page: "InboxPage") -> None:
        super().__init__(page)
        self._page, self._shell, self._list = page, page.shell, page.list

    # --- what can be done now -----------------------------------------------------------------------------------------

    def ready(self) -> bool:
        """Whether the message on show is the current one and still to be triaged."""
        shown, current = self._page.shown, self._list.current()
        return shown is not None and current is not None and shown.card.id == current.id and shown.card.state == "new"

    def why_none(self) -> str:
        return "" if self._list.picked().count else says.NO_MESSAGE

    def why_not_new(self) -> str:
        if self.why_none() or self._list.picking.many:
            return self.why_none()
        return "" if self.ready() else says.SEEN_TO

    def why_not_one(self) -> str:
        return says.ONE_AT_A_TIME if self._list.picking.many else self.why_not_new()

    def _why_not_aside(self) -> str:
        shown = self._page.shown
        put = self._list.picking.many or (shown is not None and shown.card.state == "not_request")
        return self.why_none() or ("" if put else says.NOT_ASIDE)

    def _why_no_original(self) -> str:
        return "" if self._page.shown is not None else says.NO_MESSAGE

    def acts(self) -> Sequence[Act]:
        """In the order of the menu."""

        def act(
            key: str,
            title: str,
            run: Callable[[], object],
            why_off: Callable[[], str],
            also: str,
            in_list: str = "",
            menu: str = "Request",
        ) -> Act:
            return Act(f"inbox_{key}", title, run, "", menu, why_off, also, in_list=in_list)

        aside, original = self.ask_reason, self._why_no_original
        return (
            act("accept", inbox_says.ACCEPT, self.take, self.why_not_one, "open case", "Enter"),
            act("not_a_request", says.NOT_A_REQUEST_ACT, aside, self.why_not_new, "put aside spam newsletter", "S"),
            act("split", cases.SPLIT, self.ask_split, self.why_not_one, "several"),
            act("link", says.LINK_ACT, self.ask_link, self.why_not_one, "reply", "L"),
            act("assign", says.ASSIGN_ACT, self.ask_who, self.why_none, "give to", "A"),
            act("tag", tag_says.TAG_ACT, self.ask_tag, self.why_none, tag_says.ALSO, "T"),
            act("bring_back", inbox_says.REOPEN, self.bring_back, self._why_not_aside, "bring back"),
            act("save_original", says.SAVE_ORIGINAL, self.save_original, original, "eml msg download", menu="File"),
        )

    def chosen(self) -> "Callable[[Office], Selected]":
        """What an act is to work on: the rows chosen, found on the store's thread; else the message on show."""
        from smsdpo.domain.records import Selected

        picked, (view, text) = self._list.picked(), self._page.card.answered
        if picked.count > 1:
            return lambda office: selected_of(picked, office, self._list, view, text)
        current = self._list.current()
        only = (current.id,) if current is not None else ()
        return lambda _office: Selected(only)

    # --- it becomes a request -----------------------------------------------------------------------------------------

    def take(self) -> None:
        """Accept it with what the form says."""
        if self._list.picking.many:
            self._shell.toast(says.ONE_AT_A_TIME)
        elif self.ready():
            self._page.sheet.form.take()

    def accept(self, accepted: "Accepted") -> None:
        """Open a request from it."""
        shown = self._page.shown
        if not self.ready() or shown is None:
            return
        message = shown.card.id
        self._list.advance()
        self._shell.tasks.store(lambda office: inbox_work.accept(office, message, accepted), self._opened)

    def _opened(self, reference: str) -> None:
        self._shell.toast(texts.OPENED_TOAST.format(reference=reference))
        self._shell.go("request", reference)

    def ask_split(self) -> None:
        """Which of several things that a message asks for become requests."""
        from smsdpo.ui import case_work
        from smsdpo.ui.widgets.split_sheet import SplitSheet

        file = self._page.shown
        if file is None or not self.ready():
            return
        sheet, person = SplitSheet(file), self._page.sheet.form.person_chosen
        sheet.split.connect(
            lambda types: self._shell.tasks.store(
                lambda office: case_work.split(office, types, file.card.id, person),
                lambda references: self._split(sheet, references),
                sheet.refused,
            )
        )
        self._shell.lay_over(sheet, sheet.first())

    def _split(self, sheet: "SplitSheet", references: Sequence[str]) -> None:
        sheet.close_sheet()
        self._shell.toast(cases.SPLIT_TOAST.format(count=len(references)))
        self._shell.go("request", references[0])

    # --- it is no request, or part of one -----------------------------------------------------------------------------

    def ask_reason(self) -> None:
        """Why what is chosen is no request."""
        self._page.sheet.ask_reason(self._list.picked().count)

    def put_aside(self, reason: str) -> None:
        """Put what is chosen aside."""
        chosen = self.chosen()
        self._list.advance()
        self._shell.tasks.store(
            lambda office: inbox_work.put_aside(office, chosen(office), reason),
            lambda count: self._was_put_aside(count, reason),
        )

    def put_aside_unasked(self, reason: str) -> None:
        """The same; without a reason, or where something seems to be asked for, it is asked for."""
        if not reason:
            self.ask_reason()
            return
        chosen = self.chosen()

        def done(count: int) -> None:
            if count:
                self._list.advance()  # only now: the message about which is asked stays the current one
                self._was_put_aside(count, reason)
            else:
                self.ask_reason()

        self._shell.tasks.store(lambda office: inbox_work.put_aside_unasked(office, chosen(office), reason), done)

    def _was_put_aside(self, count: int, reason: str) -> None:
        self.let_go(says.ASIDE.format(what=texts.counted(count, "message"), reason=reason))

    def bring_back(self) -> None:
        """Bring what is chosen back among the untriaged."""
        chosen = self.chosen()
        self._list.advance()
        self._shell.tasks.store(
            lambda office: inbox_work.bring_back(office, chosen(office)),
            lambda count: self.let_go(says.BACK_AGAIN.format(what=texts.counted(count, "message"))),
        )

    def ask_link(self) -> None:
        """To which request it belongs."""
        self._page.sheet.ask_link()

    def link(self, reference: str) -> None:
        """Join it to a request."""
        shown = self._page.shown
        if shown is None:
            return
        message = shown.card.id
        self._list.advance()
        self._shell.tasks.store(
            lambda office: inbox_work.link(office, message, reference),
            lambda _none: self.let_go(inbox_says.LINKED_TOAST.format(reference=reference)),
        )

    def let_go(self, said: str) -> None:
        """What was acted on leaves this view."""
        self._list.let_go()
        self._page.sheet.back()
        self._shell.toast(said)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- who sees to it, and how it is marked -------------------------------------------------------------------------

    def ask_who(self, below: QWidget | None = None) -> None:
        """Give what is chosen to somebody, asked below a button or else below the current row."""
        from smsdpo.ui.widgets import assign_menu

        chosen = self.chosen()
        assign_menu.ask_who(self._shell.tasks, self._page, self._at(below), lambda who: self._assign(chosen, who))

    def ask_tag(self, below: QWidget | None = None) -> None:
        """Tag what is chosen, asked there as well."""
        from smsdpo.ui.widgets import tag_menu

        tag_menu.TagMenu(self._shell, "inbox", self._page, self.chosen()).ask(self._at(below))

    def _at(self, button: QWidget | None) -> QPoint:
        from smsdpo.ui.widgets import tag_menu

        return tag_menu.below(button) if button is not None else tag_menu.below_row(self._list)

    def assign(self, who: str) -> None:
        """Give what is chosen to this one."""
        self._assign(self.chosen(), who)

    def _assign(self, chosen: "Callable[[Office], Selected]", who: str) -> None:
        self._shell.tasks.store(
            lambda office: inbox_work.assign(office, chosen(office), who), lambda count: self._assigned(count, who)
        )

    def _assigned(self, count: int, who: str) -> None:
        what = texts.counted(count, "message")
        self._shell.toast(says.ASSIGNED.format(what=what, who=who) if who else says.UNASSIGNED.format(what=what))

    # --- taken elsewhere ----------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """What is chosen as a table, on the clipboard."""
        chosen, order, descending = self.chosen(), self._list.order, self._list.descending
        if self._list.picked().count:
            self._shell.tasks.store(
                lambda office: inbox_work.table(office, chosen(office), order, descending=descending), self._copied
            )

    def _copied(self, table: "CopiedTable") -> None:
        QApplication.clipboard().setText(table.text)
        self._shell.toast(copied_words(table))

    def save_original(self) -> None:
        """The message as it came, in a file."""
        shown = self._page.shown
        if shown is None:
            return
        number = shown.card.id
        self._shell.tasks.store(
            lambda office: inbox_work.original(office, number), lambda content: self._save_as(number, content)
        )

    def _save_as(self, number: int, content: bytes) -> None:
        name = inbox_work.name_of(number, content)
        target = self._shell.choose_target(says.ORIGINAL_TITLE, name, says.ORIGINAL_FILES)
        if target is not None:
            self._shell.tasks.pool(
                lambda: inbox_work.save(target, content),
                lambda size: self._shell.toast(says.ORIGINAL_SAVED.format(size=texts.size(size))),
            )
