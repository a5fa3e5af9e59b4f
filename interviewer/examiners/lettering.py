"""Letters that pose as others, and characters that nobody sees. Pure; guards and prompts use it."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Cyrillic, Greek and other letters, each beside the Latin one that it looks like.
_LOOKS = (
    ("аеорсухіјѕһԁԛԝѵкмтвнг", "aeopcyxijshdqwvkmtbhr"),
    ("АВЕКМНОРСТУХІЈЅԚԜ", "ABEKMHOPCTYXIJSQW"),
    ("αοινρυκτχεηω", "aoivpuktxenw"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ("ıɑɡօոս", "iagonu"),
)
_ALIKE = str.maketrans("".join(other for other, _ in _LOOKS), "".join(latin for _, latin in _LOOKS))
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs")
_WORD = re.compile(r"[^\W\d_]+")
_SPELT = re.compile(r"(?<![\w'’])[^\W\d_](?:[\s.·•_*-]{1,3}[^\W\d_]){3,}(?![\w'’])")
# Enclosed letters, flags' letters, braille: signs to Unicode, letters to a reader.
_SIGNS = re.compile("[\u2800-\u28ff\U0001f130-\U0001f189\U0001f1e6-\U0001f1ff]")
_CODE = re.compile(
    r"&#?\w{2,8};|(?:%[0-9a-f]{2}){2,}|\\[xu]\{?[0-9a-f]{2,6}"
    r"|\b(?=[a-z]*\d)(?=\d*[a-z])[0-9a-f]{10,}\b|\b[0-9a-z+/]{8,}={1,2}"
    r"|\b(?=[a-z]*\d)(?-i:(?=\w*[a-z])(?=\w*[A-Z]))\w{10,}",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPLIT = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """`text` as it looks: compatible forms and letters alike made plain, no accents, nothing
    invisible.
    """
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    kept = (c for c in apart if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", "".join(kept)).translate(_ALIKE)


def alike(text: str) -> str:
    """The same letter for letter: as long as `text`, with the letters that it looks like."""
    return text if text.isascii() else text.translate(_ALIKE)


def joined(text: str) -> str:
    """`text` once more with its hyphenated words in one and its humped ones apart, or nothing."""
    other = _HUMP.sub(" ", _SPLIT.sub("", text))
    return "" if other == text else other


def disguise(text: str, known: Iterable[str]) -> str | None:
    """What of `text` is not written as anybody would read it, in a few words, or None.

    Words in code or spelt letter by letter, signs for letters, invisible characters, and letters
    of another script; not what stands in the `known` texts.
    """
    known = tuple(known)
    if _SPELT.search(text):
        return "a word letter by letter"
    if (code := _CODE.search(text)) and code[0] not in "\n".join(known):
        return "a word in code"
    if _SIGNS.search(text):
        return "signs for letters"
    if text.isascii() and text.replace("\n", " ").isprintable():
        return None
    odd = {c for c in text if not c.isprintable() and c not in "\n\t"}
    words = [w for w in _WORD.findall(text) if not w.isascii()]
    if not odd and not any(_other_letters(word) for word in words):
        return None
    used = "\n\t".join(known)
    if any(unicodedata.category(c) in _UNSEEN and c not in used for c in odd):
        return "an invisible character"
    words_used = set(_WORD.findall(used))
    other = (w for w in words if w not in words_used and _is_strange(w, used))
    return f"the letters of {word!r}" if (word := next(other, None)) else None


@lru_cache(maxsize=4096)
def _other_letters(word: str) -> str:
    """The letters of a word that are not Latin."""
    return "".join(c for c in word if not c.isascii() and _script(c) != "LATIN")


def _is_strange(word: str, used: str) -> bool:
    """Whether a word is of a script that nobody used, or has letters that look like Latin ones.

    A single letter is a symbol, and so is one before Latin ones, as in a change of W.
    """
    foreign = _other_letters(word)
    if not foreign or len(word) == 1:
        return False
    if len(foreign) < len(word) and any(c != alike(c) for c in foreign):
        return True
    return len(foreign) > 1 and not any(_script(c) == _script(foreign[0]) for c in used)


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ", 1)[0]
