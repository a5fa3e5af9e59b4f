"""Words of a text: tokens with their places, stems, stop words.

Pure: the standard library and snowballstemmer. Key points, examiner and guards may import it.
"""

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

# Prose, because a list with quotes around each word hides the words.
NEGATIONS = frozenset(
    "no not never none nothing nobody neither nor cannot without hardly barely "  # noqa: SIM905
    "aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mustn't needn't "
    "shouldn't wasn't weren't won't wouldn't ain't".split()
)

STOP_WORDS = NEGATIONS | frozenset(
    "a about above after again against all already also although always am among an "  # noqa: SIM905
    "and another any anyone anything are as at away be because been before being below between "
    "both but by can could did do does doing done down during each either else even ever every "
    "everything few for from further get gets getting got had has have having he hence her here "
    "hers herself him himself his how however i i'd i'll i'm i've if in instead into is it it's "
    "its itself just let let's many may maybe me might mine more most much must my myself of "
    "off often on once one only onto or other others ought our ours ourselves out over own per "
    "perhaps quite rather really same shall she should since so some someone something "
    "sometimes still such than that that's the their theirs them themselves then there there's "
    "thereby therefore these they they're this those though through thus to together too toward "
    "towards under until unto up upon us very via was we we're were what whatever when whenever "
    "where whereas whereby wherein whether which while who whom whose why will with within "
    "would yes yet you you're your yours yourself yourselves vs versus e.g i.e eg ie etc".split()
)

# Marks of Hebrew, Arabic, the Indic scripts and Thai are part of the word they stand in.
_MARK = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e"
# Scripts without spaces: every character is a token of its own.
_SINGLE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_LETTERS = f"(?:[^\\W_{_SINGLE}]+|[{_MARK}])+"
_PREFIX = "(?:anti|co|de|inter|intra|multi|non|over|post|pre|re|semi|sub|un|under)"
_WORD = re.compile(
    rf"[{_SINGLE}]"
    r"|(?<![^\W_])(?:e\.g|i\.e)(?![^\W_])"
    r"|\d+(?:[.,]\d+)+"
    r"|(?<![\w.])\.\d+"
    rf"|(?:(?<![^\W_]){_PREFIX}[-\u2010\u2011](?=[^\W\d_]))?"
    rf"{_LETTERS}(?:['\u2019]{_LETTERS})*(?:\+\+|\#)?",
    re.IGNORECASE,
)
_DASH = re.compile("[-\u2010\u2011]")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_BRITISH = re.compile(
    r"(?<=[a-z]{3}[abdefghijklmnopqrstuxyz])is(?=(?:ations?|able|e[drs]?|ers|ing)$)"
)
_SPELLING = (("behaviour", "behavior"), ("neighbour", "neighbor"), ("colour", "color"))
_SAME_STEM = {"analyz": "analys", "analysi": "analys", "learnt": "learn", "datum": "data"}
_COUNTS = dict(
    pair.split("=")
    for pair in "two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 "  # noqa: SIM905
    "twelve=12 twenty=20 thirty=30 fifty=50 hundred=100 thousand=1000 million=1000000".split()
)
_LONGEST = 64  # beyond it, a word is noise, and stemming it is slow
_SHORT = 1_000  # characters; longer texts are not remembered, they would fill the memory
_one_at_a_time = threading.Lock()


class Token(NamedTuple):
    """A word, where it stands (`text == source[start:end]`), and its stem for comparing.

    A hyphen splits ("grid-like" is two tokens) except after a prefix that is no word of its own,
    which is joined ("pre-trained" is one, with the stem of "pretrained"). A contraction is one
    token ("doesn't"); a possessive has the stem of its noun. Numbers keep their decimals and lose
    the commas between thousands ("1,000" has the stem "1000", ".5" has "0.5"), and those in words
    have their digits ("twenty" has "20"), but for "one", which seldom counts.
    """

    text: str
    start: int
    end: int
    stem: str


def tokens(text: str) -> list[Token]:
    """All words of `text`, in order."""
    return list(_remembered(text) if len(text) <= _SHORT else _tokens(text))


def _tokens(text: str) -> tuple[Token, ...]:
    found = _WORD.finditer(text)
    return tuple(Token(m.group(), m.start(), m.end(), stem(m.group())) for m in found)


# The same clauses and key points are looked at from many sides while an answer is judged.
_remembered = lru_cache(maxsize=1_024)(_tokens)


def content(text: str) -> list[Token]:
    """The words of `text` that carry meaning: stop words left out."""
    return [t for t in tokens(text) if not is_stop(t.text)]


@lru_cache(maxsize=2_048)
def stems(text: str) -> frozenset[str]:
    """The stems of the content words of `text`."""
    return frozenset(t.stem for t in content(text))


def is_stop(word: str) -> bool:
    """Whether `word`, as it stands in a text, is a stop word; negations are."""
    return word.casefold().replace("\u2019", "'") in STOP_WORDS


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """What all forms of `word` share: case, ending, British spelling, encoding of accents aside."""
    folded = unicodedata.normalize("NFKC", word).casefold().replace("\u2019", "'")
    if folded[:1].isdigit() or folded[:1] == ".":
        return _number(folded)
    if folded in _COUNTS:
        return _COUNTS[folded]
    folded = _DASH.sub("", folded)
    if folded not in NEGATIONS:
        folded = folded.removesuffix("'s").removesuffix("'")
    folded = _BRITISH.sub("iz", folded)
    for british, american in _SPELLING:
        folded = folded.replace(british, american)
    if len(folded) > _LONGEST:
        return folded
    with _one_at_a_time:  # the stemmer keeps the word it works on in itself
        found = str(_stemmer().stemWord(folded))
    return _SAME_STEM.get(found, found)


def _number(folded: str) -> str:
    if folded.startswith("."):
        return "0" + folded
    return folded.replace(",", "") if _GROUPED.match(folded) else folded


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer  # it loads some thirty languages

    return snowballstemmer.stemmer("english")
