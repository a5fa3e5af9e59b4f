"""Whether a text is in English, as its question is: by its letters and smallest words. Pure."""

import unicodedata
from functools import lru_cache

from interviewer.examiners.quotations import unquoted
from knowledge.question import Question
from knowledge.words import is_stop, tokens

_ANY = 3  # words of another script; fewer may be names
_ENGLISH = 0.2  # share of stop words; running English has twice as many
_ENOUGH_WORDS = 7
_FEW_WORDS = 4
# Among the commonest words of other languages in Latin letters; English has none of them.
_OTHERS = frozenset(
    "le les des une est et que qui dans avec sur pas sont ce cette quel quelle toutes tous "  # noqa: SIM905
    "el los las una por para como pero qué cómo das der dem ein eine einen und ist sind nicht auf "
    "sich von zu werden wenn wie für het een niet zijn gli che di sono della uma não em och inte "
    "som jest nie się".split()
)


def is_foreign(text: str, question: Question, *, growing: bool = False) -> bool:
    """Whether an English question would be followed up in another language.

    Quotations aside: where there are more small words of other languages than of English (of four
    words, as many), where four words have none of English, or a longer text too few. Of a
    `growing` text four words say nothing yet.
    """
    if not _is_english(question.reference):
        return False
    words, english, others = _counted(unquoted(text))
    if others > english and (others > 1 or not growing):
        return True
    if not growing and words >= _FEW_WORDS and (english == 0 or 0 < others == english):
        return True
    return words >= _ENOUGH_WORDS and english / words < _ENGLISH


def may_be_foreign(growing: str, question: Question) -> bool:
    """Whether that cannot be told yet of a text that is still being written."""
    if not _is_english(question.reference):
        return False
    words, english, others = _counted(unquoted(growing))
    return 0 < words < _ENOUGH_WORDS and (others >= english or english / words < _ENGLISH)


def is_in_another_script(text: str, question: Question) -> bool:
    """Whether most words of an answer are in letters that the reference is not written in, such as
    Hebrew ones beside Latin ones. Single Greek letters are symbols.
    """
    return _is_not_latin(text) and not _is_not_latin(question.reference)


def seems_foreign(text: str, question: Question) -> bool:
    """Whether a longer answer to an English question has more small words of another language."""
    words, english, others = _counted(text)
    return words >= _ENOUGH_WORDS and others > max(english, 1) and _is_english(question.reference)


def _is_not_latin(text: str) -> bool:
    words = [letters for t in tokens(text) if (letters := "".join(filter(str.isalpha, t.text)))]
    other = sum(_is_word_of_another_script(word) for word in words)
    return other >= _ANY and 2 * other > len(words)


@lru_cache(maxsize=1024)
def _is_word_of_another_script(letters: str) -> bool:
    if any("LATIN" in unicodedata.name(c, "") for c in letters):
        return False
    return len(letters) > 1 or "GREEK" not in unicodedata.name(letters, "")


@lru_cache(maxsize=64)
def _is_english(text: str) -> bool:
    words, english, _ = _counted(text)
    return english >= _ENGLISH * max(words, 1)


@lru_cache(maxsize=256)
def _counted(text: str) -> tuple[int, int, int]:
    """Words, the English ones among them that carry no meaning, and those of other languages."""
    said = [t.text.casefold() for t in tokens(text)]
    english = sum(is_stop(word) for word in said)
    return len(said), english, sum(word in _OTHERS for word in said)
