"""Names the language of a message, among those a British office may meet; short scraps stay undetermined.

Plain English is told by its small words alone. The model that tells the rest apart takes a third of a second to unpack.
"""

import io
import lzma
import re
from array import array
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
_WORD = re.compile(r"[^\W\d_]+")
_ONLY_ENGLISH = (
    "the and you your yours that this these those with about please would from which what could should they their "
    "there our because who when how being does"
)
"""Small words that no other language above has."""
_ALSO_ENGLISH = (
    "of it is are has had will i a me my we us he she him her his in on at to for by as be been was were am not no or "
    "if so do did can may have any all some one out up an but also than then now where why yes into over only after "
    "before more most other thank thanks dear regards name data personal information account email request"
)
_ENGLISH_ONLY = frozenset(_ONLY_ENGLISH.split())
_ENGLISH = _ENGLISH_ONLY.union(_ALSO_ENGLISH.split())
_FEWEST_ENGLISH, _SHARE_OF_ENGLISH, _ENGLISH_LETTERS = 3, 0.35, 0.9


def name_language(text: str) -> str:
    """ISO 639-1 code, or `und` where there is too little text to tell."""
    sample = _NOT_LANGUAGE.sub(" ", text[: 4 * _READ_AT_MOST])[:_READ_AT_MOST].strip()
    letters = _LETTER.findall(sample)
    if len(letters) < (_FEWEST_LETTERS if sample.isascii() else _FEWEST_LETTERS // 3):
        return UNDETERMINED
    if _plainly_english(sample, letters):
        return "en"
    code, certainty = _identifier().classify(sample)
    if certainty < _SURE and len(letters) < 8 * _FEWEST_LETTERS:
        return UNDETERMINED
    return str(code)


def _plainly_english(sample: str, letters: list[str]) -> bool:
    # Below a few words of Chinese or Arabic an English disclaimer is easily the longer part of the words.
    if sum(letter.isascii() for letter in letters) < _ENGLISH_LETTERS * len(letters):
        return False
    words = _WORD.findall(sample.lower())
    if len(_ENGLISH_ONLY.intersection(words)) < _FEWEST_ENGLISH:
        return False
    return sum(word in _ENGLISH for word in words) >= _SHARE_OF_ENGLISH * len(words)


@cache
def _identifier() -> Any:
    import numpy as np
    from py3langid import langid

    # The library would unpack the model into a file of its own, and where messages are read nothing may be written.
    packed = (langid.MODEL_DIR / langid.MODEL_FILE).read_bytes()
    with np.load(io.BytesIO(lzma.decompress(packed)), allow_pickle=False) as model:
        identifier = langid.LanguageIdentifier(
            model["ptc"],
            model["pc"],
            model["classes"].tolist(),
            _numbers(model["nextmove"].astype("u4")),
            model["out_feat"].tolist(),
            norm_probs=True,
            tk_row=model["nextmove_row"].tolist(),
        )
    known = set(identifier.nb_classes)
    identifier.set_languages([code for code in NAMES if code in known])
    return identifier


def _numbers(many: Any) -> "array[int]":
    """Faster to look up one by one than numpy's own."""
    return array("I", many.tobytes())
