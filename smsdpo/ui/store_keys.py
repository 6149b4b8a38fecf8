"""What opens the store, in the settings: its rows, and the sheets by which passphrase and recovery key are changed."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smsdpo.ui.texts import settings as says
from smsdpo.ui.widgets.buttons import Button
from smsdpo.ui.widgets.key_sheets import PassphraseSheet, RecoverySheet
from smsdpo.ui.widgets.setting_rows import Row

if TYPE_CHECKING:
    from smsdpo.services.keys import NewRecoveryKey
    from smsdpo.services.office import Office
    from smsdpo.ui.screens.base import ScreenPage, Shell


class StoreKeys(QObject):
    """`then` is done after the passphrase was changed or removed."""

    def __init__(self, shell: "Shell", page: "ScreenPage", then: Callable[[], object]) -> None:
        super().__init__(page)
        self._shell, self._then = shell, then
        self._ways: Collection[str] = ()
        phrase = Row(says.PHRASE, says.PHRASE_HELP, also="password key unlock")
        self._change = Button(says.PHRASE_CHANGE, "passphrase_change", icon="key-round")
        self._remove = Button(says.PHRASE_REMOVE, "passphrase_remove")
        phrase.put_beside(self._change, self._remove)
        recovery = Row(says.RECOVERY, says.RECOVERY_HELP, also="lost key unlock")
        self._recovery = Button(says.RECOVERY_NEW, "recovery_new", icon="key-round")
        recovery.put_beside(self._recovery)
        self.rows = [phrase, recovery]
        self._change.clicked.connect(lambda _checked: self._ask_passphrase())
        self._remove.clicked.connect(lambda _checked: self._ask_passphrase(remove=True))
        self._recovery.clicked.connect(lambda _checked: self._ask_recovery())

    def show_ways(self, ways: Collection[str]) -> None:
        """By what the store opens now; one in memory by nothing."""
        self._ways = ways
        has = "passphrase" in ways
        self._change.setText(says.PHRASE_CHANGE if has else says.PHRASE_ADD)
        self._change.setAccessibleName(self._change.text())
        self._remove.setVisible(has and "keyring" in ways)
        for button in (self._change, self._recovery):
            button.setEnabled(bool(ways))

    def _ask_passphrase(self, *, remove: bool = False) -> None:
        sheet = PassphraseSheet(has="passphrase" in self._ways, remove=remove)

        def give(old: str, new: str) -> None:
            def work(office: "Office") -> None:
                from smsdpo.services import keys

                keys.change_passphrase(office, old, new)

            self._shell.tasks.store(work, lambda _none: self._changed(sheet, remove=remove), sheet.complain)

        sheet.given.connect(give)
        self._shell.lay_over(sheet, sheet.first)

    def _changed(self, sheet: PassphraseSheet, *, remove: bool) -> None:
        sheet.close_sheet()
        self._shell.toast(says.PHRASE_REMOVED if remove else says.PHRASE_CHANGED)
        self._then()

    def _ask_recovery(self) -> None:
        def work(office: "Office") -> "NewRecoveryKey":
            from smsdpo.services import keys

            return keys.new_recovery_key(office)

        self._shell.tasks.store(work, self._show_recovery)

    def _show_recovery(self, new: "NewRecoveryKey") -> None:
        sheet = RecoverySheet(new.shown)

        def give(typed: str) -> None:
            def work(office: "Office") -> None:
                from smsdpo.services import keys

                keys.use_recovery_key(office, new, typed)

            self._shell.tasks.store(work, lambda _none: self._recovery_used(sheet), sheet.complain)

        sheet.given.connect(give)
        self._shell.lay_over(sheet, sheet.first)

    def _recovery_used(self, sheet: RecoverySheet) -> None:
        sheet.close_sheet()
        self._shell.toast(says.RECOVERY_USED)
