"""Names the language of a message, among those a British office may meet; short scraps stay undetermined."""

import re
from functools import cache
from typing import Any

NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "ga": "Irish", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
UNDETERMINED = "und"

_READ_AT_MOST = 600
_NOT_LANGUAGE = re.compile(r"\S{0,80}@\S{1,80}|https?://\S{1,400}|\d+")
_LETTER = re.compile(r"[^\W\d_]")
_FEWEST_LETTERS = 12
_SURE = 0.75


def name_language(text: str) -> str:
    """ISO 639-1 code, or `und` where there is too little text to tell."""
    sample = _NOT_LANGUAGE.sub(" ", text[: 4 * _READ_AT_MOST])[:_READ_AT_MOST].strip()
    letters = _LETTER.findall(sample)
    if len(letters) < (_FEWEST_LETTERS if sample.isascii() else _FEWEST_LETTERS // 3):
        return UNDETERMINED
    code, certainty = _identifier().classify(sample)
    if certainty < _SURE and len(letters) < 8 * _FEWEST_LETTERS:
        return UNDETERMINED
    return str(code)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 0.3 s: only when a message is read

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.nb_classes)
    identifier.set_languages([code for code in NAMES if code in known])
    return identifier
