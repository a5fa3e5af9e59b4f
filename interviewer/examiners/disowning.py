"""Sentences that speak of the answer itself and call it untrue. Pure; `stance` asks here.

Known by what they are made of, not by their wording: words for what was said, words for untrue,
negations, and nothing of the subject.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from interviewer.examiners.plain import plain_stems
from knowledge.words import NEGATIONS, is_stop, stems, tokens

_UNTRUE = stems(
    "false falsely falsehood wrong wrongly untrue untruth incorrect incorrectly mistaken "
    "mistakenly mistake error erroneous nonsense rubbish lie lies lying liar fabrication "
    "fabricated fiction fictional invented invention myth misconception misunderstanding "
    "misbelief fallacy inaccurate bogus fake hoax absurd invalid unfounded baseless refuted "
    "retract withdraw revoke disregard ignore scrap strike forget disagree reject deny doubt "
    "dispute refuse distrust disbelieve joking kidding"
)
_CONTRARY = stems("opposite reverse contrary inverse converse")
_TRUE = stems(
    "true truth correct right accurate valid believe trust accept agree hold apply case fact "
    "think say claim assume suppose"
)
_MEANING = stems("mean imply suggest")
_WORDS_SAID = stems(
    "statement sentence claim answer explanation text word line paragraph assertion account "
    "description reply response said say saying told tell wrote written write claimed read "
    "list give find come begin end thing stuff part point single piece pack bunch set whole "
    "entire complete full circumstances reality truth people everybody anybody someone reader "
    "listener back second thought round exactly precisely simply wrongly actually honestly "
    "frankly please sorry wait"
)
_DEIXIS = frozenset(
    "this that these those above below following follows next previous preceding everything "  # noqa: SIM905
    "all none nothing each every any anything my both either neither".split()
)
_WHOLE = frozenset(
    "all none nothing each every everything any anything whole entire these those above below "  # noqa: SIM905
    "following follows next lies statements sentences claims words answer explanation text".split()
)
_AHEAD = re.compile(
    r"\b(?:follow(?:s|ing)?|below|next|(?:going|about) to|will (?:now )?(?:say|tell|give)|"
    r"i'll (?:now )?(?:say|tell|give)|comes?)\b",
    re.IGNORECASE,
)
_HERE = re.compile(r"^\W*(?:\w+\W+){0,2}(?:it|here)(?:'s| is| was| are)\b", re.IGNORECASE)
_BACKWARDS = re.compile(
    r"\b(?:above|before|just|so far|previous|preceding|earlier|said|told|wrote|claimed|written|"
    r"back)\b",
    re.IGNORECASE,
)
_IDIOMS = re.compile(
    r"\bnothing (?:but|else than|other than)\b|\bnot (?:only|just|merely|to mention)\b|"
    r"\bno (?:doubt|wonder|matter)\b|\bnone other\b",
    re.IGNORECASE,
)
_UP = re.compile(r"\b(?:made?|making|make)\b(?: \w+){0,4} up\b|\bmade-up\b", re.IGNORECASE)
_BACK = re.compile(r"\btakes? (?:\w+ ){1,4}back\b", re.IGNORECASE)
_ROUND = re.compile(r"\b(?:the )?other way (?:round|around|about)\b", re.IGNORECASE)
_NOT_ONE = re.compile(
    r"\bnot (?:a|one|any|a single)\b|"
    r"\bno (?:single )?(?:part|word|bit|line|sentence|statement|claim)\b|"
    r"\bwhat i(?: have|'ve)?(?: just)? (?:said|told|wrote|claimed|written)\b",
    re.IGNORECASE,
)
_LYING = re.compile(
    r"\bi(?:'m| am| was| have been|'ve been|'ll| will)?\b.{0,12}\b"
    r"(?:lie|lied|lying|kidding|joking)\b",
    re.IGNORECASE,
)
_NOT_QUITE = re.compile(
    r"\b(?:not|n't|never|isn't|doesn't|don't|aren't) (?:\w+ )?(?:always|necessarily|entirely|"
    r"completely|quite|fully|exactly|wholly|strictly|generally|by itself|the whole|the full|"
    r"enough|everything|all)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(?:error|mistake|problem|trouble)s? (?:is|was)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|when|whenever|unless|whether|once|until|where)\b", re.IGNORECASE)
_PIECES = re.compile(r"[,;]|\s[-–—]+\s")
_LONGEST = 18  # words
_UNKNOWN = 2  # words that are neither of the subject nor of any list


class Reach(Enum):
    """What a sentence calls untrue: what was just said, all so far, what comes, or both ways."""

    LAST = auto()
    BACK = auto()
    AHEAD = auto()
    AROUND = auto()


@dataclass(frozen=True, slots=True)
class Denial:
    """How far it reaches; `contrary` when it says that the opposite holds; `every` when all of it
    is named; `pointed` when a word points at what it speaks of ("this", "the above"); `bare`
    when it is nothing but a word for untrue, and may be the answer to a yes-or-no question.
    """

    reach: Reach
    contrary: bool = False
    every: bool = False
    pointed: bool = True
    bare: bool = False


def denial(sentence: str, subject: frozenset[str] = frozenset()) -> Denial | None:
    """What the sentence denies of the words around it, or None when it does not.

    A sentence with a stem of `subject` says something itself and denies nothing else.
    """
    plain = sentence.replace("’", "'")
    said = [t.text.casefold().removesuffix("'s") for t in tokens(plain)]
    if not said or len(said) > _LONGEST or _CONDITION.search(plain):
        return None
    if not is_about_words(plain, subject):
        return None
    contrary = bool(stems(plain) & _CONTRARY or _ROUND.search(plain))
    lying = bool(_LYING.search(plain))
    pointed = contrary or lying or any(w in _DEIXIS for w in said) or bool(_HERE.match(plain))
    if _NOT_QUITE.search(plain) or not any(untrue(piece) for piece in _PIECES.split(plain)):
        return None
    whole = lying or any(word in _WHOLE for word in said) or bool(_NOT_ONE.search(plain))
    if not pointed:
        bare = not stems(plain) & _WORDS_SAID
        if bare and stems(plain) - _UNTRUE - _TRUE:
            return None
        return Denial(Reach.LAST, pointed=False, bare=bare)
    if _AHEAD.search(plain) and not _BACKWARDS.search(plain):
        return Denial(Reach.AHEAD, contrary, whole)
    if _BACKWARDS.search(plain) and whole:
        return Denial(Reach.BACK, contrary, every=True)
    return Denial(Reach.AROUND if whole else Reach.LAST, contrary, whole)


def refuses(head: str, subject: frozenset[str]) -> bool:
    """Whether the beginning of a sentence refuses what comes after it: "I don't think that"."""
    said = tokens(head)
    own = [t for t in said if not is_stop(t.text)]
    attitude = _UNTRUE | _TRUE | _MEANING
    if not own or len(said) > _LONGEST or own[-1].stem not in attitude or _BESIDE.search(head):
        return False
    return is_about_words(head, subject) and (
        untrue(head) or (own[-1].stem in _MEANING and _odd(head))
    )


def is_about_words(text: str, subject: frozenset[str]) -> bool:
    """Whether the text is of words about words: where the subject is known, two others may be."""
    known = _UNTRUE | _CONTRARY | _TRUE | _WORDS_SAID
    rest = stems(text) - known
    unknown = rest - plain_stems()
    return not rest & subject and len(unknown) <= (_UNKNOWN if subject else 0)


def speaks(text: str, subject: frozenset[str]) -> bool:
    """Whether the text says anything that could be untrue."""
    rest = stems(text) - (_UNTRUE | _CONTRARY | _TRUE | _WORDS_SAID)
    return bool(rest & subject) or bool(rest - plain_stems())


def untrue(piece: str) -> bool:
    """Whether the words for untrue and the negations in it come to "not so": an odd number."""
    said = stems(piece)
    spoken = bool(said & (_UNTRUE | _CONTRARY | _TRUE))
    return _odd(piece) and (spoken or any(p.search(piece) for p in (_UP, _BACK, _ROUND)))


def _odd(piece: str) -> bool:
    text = _IDIOMS.sub(" ", piece.replace("’", "'"))
    said = tokens(text)
    no = sum(t.text.casefold() in NEGATIONS for t in said)
    false = sum(t.stem in _UNTRUE or t.stem in _CONTRARY for t in said if not is_stop(t.text))
    false += len(_UP.findall(text)) + len(_BACK.findall(text)) + len(_ROUND.findall(text))
    return (no + false) % 2 == 1
