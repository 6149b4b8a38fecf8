"""Whether two texts are the same message saved by two programs, which wrap, quote and trim in their own ways."""

ALIKE = 90.0
"""Per cent of the letters and digits in the same order; another letter to us shares far less."""
COMPARED = 5_000
"""Characters that decide: enough to tell two letters apart."""


def same_words(one: str, other: str) -> bool:
    """Blind to case, spacing and marks, and tolerant of a line that one program adds or drops."""
    from rapidfuzz import fuzz

    first, second = _letters(one), _letters(other)
    return first == second or bool(first and second and fuzz.ratio(first, second) >= ALIKE)


def _letters(text: str) -> str:
    return "".join(character for character in text[:COMPARED].casefold() if character.isalnum())
