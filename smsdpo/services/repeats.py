"""Which messages of a batch the office has already: looked up for the whole batch, then kept up with as it is added."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smsdpo.domain.sameness import same_words
from smsdpo.model.queries import inbox

if TYPE_CHECKING:
    from smsdpo.mail.parsed import ParsedMessage
    from smsdpo.model.session import Session


class Known:
    """What is known of a batch's messages, from the store and from the batch itself."""

    def __init__(self, session: "Session", batch: Sequence["ParsedMessage"]) -> None:
        self._by_bytes = inbox.same_bytes(session, {parsed.sha256 for parsed in batch})
        self._by_words = inbox.same_contents(session, {parsed.content_key for parsed in batch})
        self._by_name: dict[str, list[tuple[int, str, str, int]]] = {}
        names = {parsed.message_id for parsed in batch} - {""}
        for name, message, sender, text, attached in inbox.same_message_ids(session, names):
            self._by_name.setdefault(name, []).append((message, sender, text, attached))

    def add(self, message: int, parsed: "ParsedMessage") -> None:
        """A message of the batch that is kept under this number."""
        self._by_bytes.setdefault(parsed.sha256, message)
        self._by_words.setdefault(parsed.content_key, message)
        if parsed.message_id:
            bearer = (message, parsed.from_address, parsed.text, len(parsed.attachments))
            self._by_name.setdefault(parsed.message_id, []).append(bearer)

    def repeated_by(self, parsed: "ParsedMessage") -> tuple[int | None, str]:
        """The message that this one repeats; or none, and what the reader should know about a Message-ID used twice.

        A Message-ID proves nothing by itself: careless and malicious programs use one again for other words, and a
        request must not be lost for that.
        """
        same = [self._by_bytes.get(parsed.sha256)]
        if parsed.text.strip() or parsed.attachments:  # what says nothing is not the same as other silence
            same.append(self._by_words.get(parsed.content_key))
        known = min((message for message in same if message is not None), default=None)
        if known is not None:
            return known, ""
        others = self._by_name.get(parsed.message_id, [])
        for other, sender, text, attached in others:
            if sender == parsed.from_address and attached >= len(parsed.attachments) and same_words(text, parsed.text):
                return other, ""
        if not others:
            return None, ""
        return None, f"Message {others[0][0]} bears the same Message-ID, but says or holds something else."
