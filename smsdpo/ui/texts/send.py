"""The words of the last look before an answer leaves: to whom, which files, and how."""

from typing import Final

SEND_TITLE: Final = "Check before it leaves"
SEND_TO: Final = "To"
SEND_POST: Final = "Post"
NO_ADDRESS: Final = "no e-mail address"
NO_POST: Final = "no postal address"
CHANGE_ADDRESS: Final = "Change address"
ADDRESS_NAME: Final = "Name of the recipient"
ADDRESS_EMAIL: Final = "E-mail address"
ADDRESS_POST: Final = "Postal address"
ADDRESS_POST_HINT: Final = "Street, town, postcode; separated by commas"
SAVE_ADDRESS: Final = "Save address"
BUILT_FOR: Final = "built for {name}"
FILES_FOR: Final = "Files, built for {name}"
MATCHES: Final = "OK"
PASSWORD_AS: Final = {"none": "", "telephone": "by telephone", "post": "by post", "person": "in person"}
NONE_LEFT: Final = "Closed without an answer"
NONE_LEFT_FACTS: Final = "No answer has left the office. The timeline says why it was closed."
