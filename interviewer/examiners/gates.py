"""Answers that need no judging: empty, "I don't know", the question again, noise. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache, lru_cache

from interviewer.examiners.plain import plain_stems
from interviewer.examiners.unknowing import ADMISSIONS, AROUND
from interviewer.rubric import Gate
from knowledge.words import is_stop, stems, tokens

_READ = 4_000
"""Characters looked at: what is longer is no admission, and noise shows early."""

_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm")
_NEIGHBOURS = frozenset(
    row[at : at + 4] for line in _ROWS for row in (line, line[::-1]) for at in range(len(line) - 3)
)
_DIGRAPH = re.compile("sch|str|ch|sh|th|ph|rh|gh|ck|ng")
"""Consonants that belong together: they count as one."""

_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}")
_VOWELS = re.compile(r"[aeiouyäöüáéíóúàèìòùâêîôûæøå]")
_RUN = re.compile(r"(.)\1{3,}")
_LATIN = re.compile(r"[a-zß-ÿ]+")


def gate(answer: str, asked: Iterable[str], subject: Iterable[str] = ()) -> Gate | None:
    """Why `answer` is not to be judged by its content, or None when it is.

    `asked` are the question and whatever else was just asked; no word of the `subject`
    texts is ever noise.
    """
    asked = tuple(asked)
    if is_empty(answer):
        return Gate.EMPTY
    if admits(answer, asked):
        return Gate.DONT_KNOW
    if any(copies(answer, text) for text in asked):
        return Gate.COPIED
    if is_noise(answer) and is_noise(answer, stems(" ".join((*asked, *subject)))):
        return Gate.NOISE
    return None


def is_empty(answer: str) -> bool:
    """Whether there is neither letter nor digit: blanks, marks, emoji, zero-width characters."""
    return not any(character.isalnum() for character in answer)


def admits(answer: str, asked: Iterable[str]) -> bool:
    """Whether the answer says "I don't know" and nothing of substance beside it."""
    if len(answer) > 400:
        return False
    plain = _plain(answer)
    rest, admissions = _admissions().subn(" ", plain)
    if not admissions:
        return False
    free = frozenset().union(*(stems(text) for text in asked))
    left = [
        t
        for t in tokens(rest)
        if not is_stop(t.text) and t.text not in AROUND and t.stem not in free
    ]
    return not left


def copies(answer: str, asked: str) -> bool:
    """Whether the answer is what was asked over again, once or more often, with little else."""
    said = tokens(answer[:_READ])
    mine = [t.stem for t in said]
    theirs = [t.stem for t in tokens(asked)]
    known = plain_stems().union(theirs)
    nothing_new = all(is_stop(t.text) or t.stem in known for t in said)
    if len(theirs) < 3 or not (nothing_new or len(mine) <= 1.3 * len(theirs) + 3):
        return False
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    same = sum(block.size for block in blocks)
    more = 0 if nothing_new else len(mine) - same
    return same >= 0.8 * len(theirs) and more <= max(2, 0.25 * len(theirs))


def is_noise(answer: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether the answer is keyboard mash or one thing over and over, not language or code."""
    text = answer[:_READ].casefold()
    said = tokens(text)
    if not said:
        return False
    letters = sum(len(t.text) for t in said)
    runs = sum(len(m.group()) for t in said for m in _RUN.finditer(t.text) if m[1].isalpha())
    if runs >= 0.6 * letters:
        return True
    if len(said) >= 4 and len({t.stem for t in said}) <= 1 and said[0].stem not in known:
        return True
    original = {t.start: t.text for t in tokens(answer[:_READ])}
    mash = sum(
        len(t.text)
        for t in said
        if t.stem not in known and _is_mash(t.text, original.get(t.start, t.text))
    )
    return mash >= 0.6 * letters


@lru_cache(maxsize=4_096)
def _is_mash(word: str, original: str) -> bool:
    if not _LATIN.fullmatch(word) or is_stop(word) or not original[1:].islower():
        return False
    if len(word) >= 3 and any(word in row for row in _ROWS):
        return True
    if _RUN.search(word):
        return True
    spoken = _DIGRAPH.sub("t", word)
    if _CONSONANTS.search(spoken):
        return True
    if any(word[at : at + 4] in _NEIGHBOURS for at in range(len(word) - 3)):
        return word not in _TYPED_WORDS
    vowels = len(_VOWELS.findall(spoken))
    return (len(spoken) > 6 and vowels < 0.25 * len(spoken)) or (len(spoken) == 6 and not vowels)


# Words that happen to hold four neighbours of a keyboard row.
_TYPED_WORDS = frozenset("property poverty liberty puberty properties".split())  # noqa: SIM905


def _plain(text: str) -> str:
    """Lower case, straight apostrophes, no accents on Latin letters, other marks as spaces."""
    folded = text.casefold().replace("’", "'").replace("ß", "ss").replace("ß", "ss")
    apart = unicodedata.normalize("NFKD", folded)
    kept = "".join(c for c in apart if not "\u0300" <= c <= "\u036f")
    kept = unicodedata.normalize("NFC", kept)
    spaced = re.sub(r"[^\w'\u0900-\u0dff\u064b-\u065f]+", " ", kept)
    return f" {' '.join(spaced.split())} "


@cache
def _admissions() -> re.Pattern[str]:
    """All admissions as one pattern, longest first; word borders where the script has them."""
    parts = (
        re.escape(p) if _SPACELESS.search(p) else rf"(?<!\S){re.escape(p)}(?!\S)"
        for p in (_plain(a).strip() for a in sorted(ADMISSIONS, key=len, reverse=True))
    )
    return re.compile("|".join(parts))
