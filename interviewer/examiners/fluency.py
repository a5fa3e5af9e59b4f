"""Whether an answer is sentences, or words without order that hope to be counted. Pure."""

from collections import Counter
from functools import cache
from itertools import pairwise

from knowledge.words import is_stop, tokens

_CLASSES = {
    "D": "a an the this these those my your its our their his her each every some any another no",
    "P": "of to in on for with from by at as into onto over under between during after before "
    "through without about against toward towards upon via within than like",
    "N": "i you he she it they we which who what that there one something nothing everything i'm "
    "it's you're they're we're that's there's i'd i'll you'd you've they'd they've i've how why "
    "where them him us me",
    "V": "is are was were be been being am have has had do does did can could will would may might "
    "must should shall cannot can't don't doesn't isn't aren't won't wouldn't didn't wasn't",
    "C": "and or but so because if when while since whereas although though unless until "
    "whether nor",
    "A": "not also only very more most much just too then still even quite rather again already "
    "always never often sometimes here now so both either all many few other others same such",
}
"""Determiners, prepositions, pronouns, auxiliaries, conjunctions, particles. Besides: 9 numbers,
L words in -ly, G in -ing, E in -ed, X all others."""

# Ten times the log of how much more often than by chance one class follows another, counted on
# the prose of the built-in bank (8,000 words). Shuffled prose has a mean about -0.2, prose +0.1.
_ORDER = """
    9A+4 9C+8 9D-6 9E-2 9G-2 9L-1 9N-4 9P-5 9V-3 9X+2 A9-3 AA-2 AC-16 AE+2 AG-6 AL+2 AN+7 AV-8
    AX+1 C9+4 CA+7 CC-21 CD+5 CE-10 CG+2 CL+6 CN+7 CP-12 CV-10 D9-6 DC-25 DD-25 DE+1 DG+5 DL-7
    DN-24 DP-25 DV-22 DX+7 E9-2 EA-3 EC-1 ED-5 EE-7 EG+4 EL+1 EN-9 EP+10 EV-10 EX-1 G9-2 GA-8
    GC+4 GD-1 GE-11 GG-13 GL-7 GP-1 GX+1 L9-1 LA-3 LC+4 LD+2 LE+7 LG+9 LL+1 LN-5 LP+4 LV-11 LX-2
    N9-4 NA+4 NC-16 ND-4 NE+2 NG-12 NL+2 NN-4 NP-5 NV+11 NX+1 P9+6 PA-5 PC-20 PD+11 PE-5 PG+6
    PL-2 PN-1 PP-18 PV-12 V9+8 VA+6 VC-10 VD-1 VE+19 VG-13 VL+7 VN-14 VP-5 VV+1 X9-3 XA-1 XC+6
    XD-3 XE-9 XG-1 XL-1 XN-1 XP+5 XV+3 XX-3
"""
_SALAD = -0.07
_SMALL = 0.3  # share of small words from which a text counts as English
_LIST = 0.15
_STRUNG = 0.45  # share of the gaps between words of content that one filler may take
_READ = 8_000


def is_list(answer: str) -> bool:
    """Whether six words or more stand side by side with hardly a small word between them, or
    with the same one again and again ("the X, the Y, the Z", "X and the Y and the Z").
    """
    said = tokens(answer[:_READ])
    if len(said) >= 6 and sum(is_stop(t.text) for t in said) < _LIST * len(said):
        return True
    return strung([t.text for t in said]) > _STRUNG


def strung(words: list[str]) -> float:
    """The share that the commonest filler has of all gaps between words of content, the same
    gap counted once; of fewer than six gaps, 0.
    """
    gaps: dict[tuple[str, str], str] = {}
    before: str | None = None
    filler: list[str] = []
    for word in map(str.casefold, words):
        if is_stop(word):
            filler.append(word)
            continue
        if before is not None:
            gaps[before, word] = " ".join(filler)
        before, filler = word, []
    if len(gaps) < 6:
        return 0.0
    fillers = Counter(found for found in gaps.values() if found)
    return max(fillers.values(), default=0) / len(gaps)


def is_salad(answer: str) -> bool:
    """Whether fifteen words or more stand in an order that English sentences do not have."""
    said = [t.text for t in tokens(answer[:_READ])]
    small = sum(_class(word) in _CLASSES for word in said)
    return len(said) >= 15 and small >= _SMALL * len(said) and order(said) < _SALAD


def order(words: list[str]) -> float:
    """The mean log odds of neighbouring classes of words; 0 is chance, English is above."""
    classes = [_class(word) for word in words]
    odds = [_odds().get(one + other, 0) / 10 for one, other in pairwise(classes)]
    return sum(odds) / len(odds) if odds else 0.0


def _class(word: str) -> str:
    word = word.casefold().replace("’", "'")
    if (known := _known().get(word)) is not None:
        return known
    if word[:1].isdigit():
        return "9"
    for ending, name in (("ly", "L"), ("ing", "G"), ("ed", "E")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return name
    return "X"


@cache
def _known() -> dict[str, str]:
    return {word: name for name, words in _CLASSES.items() for word in words.split()}


@cache
def _odds() -> dict[str, int]:
    return {entry[:2]: int(entry[2:]) for entry in _ORDER.split()}
