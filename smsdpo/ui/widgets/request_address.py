"""Where an answer goes, typed beside the last look at it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.domain.records.requests import Recipient
from smsdpo.ui import texts, tokens
from smsdpo.ui.texts import send as says
from smsdpo.ui.widgets.buttons import Button
from smsdpo.ui.widgets.fields import LineField


class AddressForm(QWidget):
    """Where the answer goes; after a change a letter made before must be made again."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = LineField("recipient_name", says.ADDRESS_NAME, hint=says.ADDRESS_NAME)
        self.email = LineField("recipient_email", says.ADDRESS_EMAIL, hint=says.ADDRESS_EMAIL)
        self.post = LineField("recipient_post", says.ADDRESS_POST, hint=says.ADDRESS_POST_HINT)
        self.save = Button(says.SAVE_ADDRESS, "save_address")
        back = Button(texts.BACK, "address_back")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        for field in (self.name, self.email, self.post):
            field.setMaxLength(300)
            field.returnPressed.connect(self._save)
            column.addWidget(field)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.save)
        row.addWidget(back)
        row.addStretch()
        column.addLayout(row)
        self.save.clicked.connect(self._save)
        back.clicked.connect(self.left)
        self.hide()

    def start(self, recipient: Recipient) -> None:
        """Begin with the address there is."""
        self.name.setText(recipient.name)
        self.email.setText(recipient.email)
        self.post.setText(", ".join(recipient.postal))
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        lines = tuple(line.strip() for line in self.post.text().split(",") if line.strip())
        self.saved.emit(Recipient(self.name.text().strip(), self.email.text().strip(), lines))
