"""Whether wordings that share words say the opposite: negation, antonyms, numbers. Pure."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from interviewer.examiners.opposites import PAIRS
from knowledge.words import NEGATIONS, is_stop, stem, tokens

_PREFIXES = ("un", "in", "non", "dis", "im", "ir", "il", "mis", "anti", "ab", "de")
_AMOUNTS = (
    "zero one billion half third quarter tenth once twice thrice double triple single both".split()  # noqa: SIM905
)
_NOT_ONLY = re.compile(
    r"\bnot (?:only|just|merely|simply|necessarily)\b|\bno (?:doubt|wonder|matter|longer than)\b|"
    r"\b(?:isn't|doesn't|don't|not) .{0,20}?\bjust\b|\bwhy (?:not|don't)\b|"
    r"\bsa(?:y|ys|id|ying) (?:no|never)\b|\bnot to mention\b|\bif not\b|\bwhether or not\b",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[.;:!?,]|\n\s*\n")
_SCOPE = 6  # words after a negation that it can reach
_NEGATES = NEGATIONS | {"otherwise"}
_ENDS_SCOPE = frozenset("and but or so because until unless although though whereas while".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class _Reading:
    stems: frozenset[str]
    negated: frozenset[str]  # wherever they stand; what stands both ways is in neither
    affirmed: frozenset[str]
    denials: bool  # whether there is any negation, ruling anything or not
    numbers: frozenset[str]
    surface: frozenset[str]


def opposed(said: str, target: str, ignore: frozenset[str] = frozenset()) -> bool:
    """Whether `said` shares most of what `target` says and turns it round.

    By a negation on shared words in one of them only, by an antonym in place of a word, or by
    another number. Stems in `ignore` (the question's) do not count as shared.
    """
    mine, theirs = _read(said), _read(target)
    wanted = theirs.stems - ignore
    if not wanted:
        return False
    shared = wanted & mine.stems
    turned = {s for s in wanted - mine.stems if _opposites(s) & (mine.surface - theirs.surface)}
    # Function words have opposites too ("all", "with", "before") but are no content of their own.
    for word in theirs.surface - mine.surface:
        if _opposites(word) & (mine.surface - theirs.surface):
            turned.add(word)
    differs = (mine.negated & theirs.affirmed) | (mine.affirmed & theirs.negated)
    near = len(shared) + len(turned & wanted) >= 0.6 * len(wanted)
    added = mine.stems - theirs.stems - ignore
    if not near or len(shared) < min(2, len(wanted)) or len(added) > len(shared):
        return False
    copied = len(shared) >= 0.8 * len(wanted) and len(added) <= 1
    enough = 1 if copied else max(1.0, 0.34 * len(shared))
    turns = len(differs & wanted) >= enough and (copied or not (mine.denials and theirs.denials))
    flips = turns + bool(turned)
    if flips % 2:
        return True
    return bool(theirs.numbers and mine.numbers) and not theirs.numbers & mine.numbers


def denied(text: str) -> tuple[str, ...]:
    """For every negation, "not only" and the like aside, the stem of the word of content after it;
    an empty one where none follows.
    """
    plain = _NOT_ONLY.sub(" ", text.replace("’", "'"))
    found: list[str] = []
    waiting = 0
    for token in tokens(plain):
        if token.text.casefold() in _NEGATES:
            waiting += 1
        elif not is_stop(token.text):
            found += [token.stem] * waiting
            waiting = 0
    return (*found, *[""] * waiting)


def are_opposites(one: str, other: str) -> bool:
    """Whether two stems are opposites, by the table or as "stable" and "unstable" are."""
    if other in _opposites(one):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and any(long == prefix + short for prefix in _PREFIXES)


def is_number(word: str) -> bool:
    """Whether a stem is a number, in digits or as a word."""
    return word[:1].isdigit() or word in _numbers()


def denies(text: str) -> bool:
    """Whether a negation rules the clause, "not only" and the like aside."""
    return bool(_read(text).negated)


def negated(text: str) -> frozenset[str]:
    """The stems that a negation rules wherever they stand."""
    return _read(text).negated


@lru_cache(maxsize=1_024)  # 4 KB each
def _read(text: str) -> _Reading:
    plain = _NOT_ONLY.sub(lambda m: " " * len(m.group()), text)
    all_tokens = tokens(plain)
    whole = all_tokens if plain == text else tokens(text)
    negated: set[str] = set()
    affirmed: set[str] = set()
    reach = 0
    end = 0
    for token in all_tokens:
        between = plain[end : token.start]
        if between != " " and _PAUSE.search(between):
            reach = 0
        end = token.end
        word = token.text.casefold().replace("’", "'")
        if word in _ENDS_SCOPE:
            reach = 0
        elif word in _NEGATES:
            reach = 0 if reach else _SCOPE
        elif reach:
            reach -= 1
            if not is_stop(token.text):
                negated.add(token.stem)
        else:
            affirmed.add(token.stem)
    told = frozenset(t.stem for t in whole if not is_stop(t.text))
    return _Reading(
        told,
        frozenset(negated - affirmed),
        frozenset(affirmed - negated),
        any(t.text.casefold().replace("’", "'") in NEGATIONS for t in whole),
        frozenset(s for s in told if s[:1].isdigit()),
        frozenset(t.stem for t in whole),
    )


@cache
def _numbers() -> frozenset[str]:
    return frozenset(stem(word) for word in _AMOUNTS)


@cache
def _antonyms() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in PAIRS.split(", "):
        one, other = (stem(word) for word in pair.split())
        if one != other:
            table.setdefault(one, set()).add(other)
            table.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in table.items()}


def _opposites(of: str) -> frozenset[str]:
    return _antonyms().get(of, frozenset())
