"""The two ways in which an act can fail: a refusal the user can act on, and a fault of ours or the machine's."""


class Refusal(Exception):
    """Said calmly to the user: what was not done and why (`message`), what to do next (`hint`).

    Neither text may hold personal data beyond what the user has just typed or chosen (a file's name is allowed).
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def sentence(self) -> str:
        """Both parts on one line, for standard error and for a list's reason column."""
        return " ".join(f"{self.message} {self.hint}".split())


class Fault(Exception):
    """Our bug or the machine's: reported with a reference, without personal data and without a traceback."""
