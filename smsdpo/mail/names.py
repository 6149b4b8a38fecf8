"""Names of attachments as a stranger wrote them, made safe to show and to suggest for saving (security.md, test 29)."""

import re
import unicodedata

from smsdpo.mail.charsets import clean_line

_LONGEST = 120
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)


def safe_name(original: str, *, fallback: str = "attachment") -> str:
    """A plain file name: no folders, controls, direction marks or device names, at most 120 characters."""
    name = clean_line(unicodedata.normalize("NFC", original[:2000]), 1000)
    name = re.split(r"[/\\]", name)[-1]
    name = _FORBIDDEN.sub("_", name).strip(" .")
    if not name:
        name = fallback
    if _RESERVED.match(name):
        name = f"_{name}"
    return _shortened(name)


def _shortened(name: str) -> str:
    if len(name) <= _LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:_LONGEST].rstrip(" .")
    return f"{stem[: _LONGEST - len(ending) - 1].rstrip(' .')}.{ending}"
