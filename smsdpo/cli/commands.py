"""Every command in the order of the help: the module that knows its words and does it, loaded only when the command is
asked for, and its line of help."""

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("offices", "Make a new store, empty or with the sample"),
    "demo": ("offices", "Do the main job on the sample and write its files into a folder"),
    "doctor": ("offices", "Check this machine and the store"),
    "mail": ("mail", "Take in messages, and prove that the inbox is watched"),
    "triage": ("mail", "Say what messages ask for; no store is needed"),
    "due": ("due", "Work out when an answer is due, and say how"),
    "source": ("holdings", "The systems and files that hold personal data"),
    "import": ("holdings", "Read an extract (CSV, XLSX) of a source"),
    "search": ("people", "Find people by any part of name, e-mail, telephone, account, postcode, IP"),
    "person": ("people", "Show all that is held about a person"),
    "request": ("requests", "Every act of a request, from opened to closed"),
    "disclosure": ("disclosures", "The register of disclosures"),
    "colleague": ("colleagues", "Ask colleagues to search a source, and remind them"),
    "hold": ("holds", "What keeps data from being deleted"),
    "export": ("letters", "Write a person's data: workbook, archive and manifest"),
    "letter": ("letters", "Write a letter about a request, or `letter list`"),
    "calendar": (
        "calendar",
        "Write the deadlines as a calendar file, or the day's sheet as a PDF (references only, no names)",
    ),
    "audit": ("trail", "The trail of everything done"),
}
