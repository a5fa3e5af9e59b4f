"""Key points for a question whose document has only a reference answer. Pure.

They are the answer's own clauses: what is checked is what the document says, nothing invented.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from knowledge import clauses, words
from knowledge.clauses import Clause
from knowledge.cues import Hint, cue
from knowledge.question import KeyPoint

MOST = 7
_LONGEST = 600  # characters of a key point
_ITEMS = 5  # a longer list is one point: nobody is asked for each
_CRUMB = 2  # new content words below which a clause says too little to be checked alone
_LISTED = re.compile(
    r"\b(?:types|kinds|components|steps|examples|solutions|methods|techniques|ways|advantages"
    r"|disadvantages|parts|elements|reasons|strategies|approaches)\b",
    re.IGNORECASE,
)
_FILLER = (
    "crucial important essential key significant vital popular powerful widely role play concept "
    "commonly used use way various different many"
)
_FRAME = (
    "concept role purpose difference compare context importance important fundamental main term "
    "meaning define explain describe use used using common commonly method types work works set"
)
_DEFINES = re.compile(
    r"\b(?:is|are|means?|refers?|involves?|occurs?|happens?|deals?|denotes?|describes?)\b",
    re.IGNORECASE,
)
_OPENERS = frozenset(("a", "an", "the", "in", "for", "with", "as", "of", "both", "most"))
_PRONOUN = re.compile(r"(?:it|they|this|these|that|those|its|their|such)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A key point in the making: its text, the clause it began with, what that speaks of."""

    text: str
    clause: Clause
    about: str = ""
    listed: str = ""


def derive(prompt: str, reference: str) -> tuple[KeyPoint, ...]:
    """One to seven key points of `reference`, in its order, with weights and cues.

    Every word of a point is the reference's. The first statement, and the first about each other
    thing that the question names, weigh 2, the others 1.
    """
    known = words.stems(prompt)
    asked = _LISTED.search(prompt)
    listed = asked.group().lower() if asked else ""
    drafts = [d for c in clauses.clauses(reference) for d in _drafts(c, listed)]
    drafts = _without_crumbs(_with_subjects(drafts, prompt), known)
    drafts = _chosen(drafts) or [_whole(reference)]
    cores = _cores(drafts)
    points: list[KeyPoint] = []
    for number, draft in enumerate(drafts):
        text = _fitted(draft.text)
        core = number in cores
        hint = Hint(draft.clause.text, draft.about, core, draft.listed)
        found = cue(prompt, text, hint, used=[p.cue for p in points])
        weight = 2 if core else 1
        points.append(KeyPoint(id=f"k{number + 1}", text=text, weight=weight, cue=found))
    return tuple(points)


def _drafts(clause: Clause, listed: str) -> list[_Draft]:
    """The clause as one draft, or one for each item where the question asks for a list of such."""
    if listed:
        lead, items = clauses.items(clause.text)
        if 0 < len(items) <= _ITEMS:
            return [_Draft(f"{lead.rstrip(': ')} {i}.", clause, listed=listed) for i in items]
        if clause.bullet:
            return [_Draft(clause.text, clause, listed=listed)]
    return [_Draft(clause.text, clause)]


def _with_subjects(drafts: list[_Draft], prompt: str) -> list[_Draft]:
    """Each draft with what it speaks of; clauses cut off from their sentence get it back."""
    found: list[_Draft] = []
    about = ""
    asked = _LISTED.search(prompt)
    for draft in drafts:
        own = _subject(draft.text, prompt)
        inherits = not draft.clause.head or _PRONOUN.match(draft.text)
        about = own or (about if inherits else "")
        text = draft.text[:1].upper() + draft.text[1:]
        if not draft.clause.head and about and not own:
            text = f"{about[:1].upper()}{about[1:]}: {draft.text}"
        listed = draft.listed or (asked.group().lower() if asked and not about else "")
        found.append(replace(draft, text=text, about=about, listed=listed))
    return found


def _subject(sentence: str, prompt: str) -> str:
    """The term at the sentence's start that the question names, with its article; or ""."""
    known = words.stems(prompt)
    start = end = None
    article = last = ""
    for token in words.tokens(sentence):
        if end is not None and sentence[end : token.start].strip(" -`"):
            break
        if token.stem in known and not words.is_stop(token.text):
            start = token.start if start is None else start
            end, last = token.end, token.stem
        elif start is None and token.text.lower() in _OPENERS:
            article = f"{token.text} " if token.text.lower() in {"a", "an", "the"} else ""
        else:
            break
    term = sentence[start:end] if start is not None else ""
    whole = words.stems(term) - words.stems(_FRAME) and last not in _unfinished(prompt)
    return f"{article}{term}" if whole else ""


@lru_cache(maxsize=64)
def _unfinished(prompt: str) -> frozenset[str]:
    """The words of a question that only begin its terms: "hash" where it asks for a hash map."""
    frame = words.stems(_FRAME)
    going_on: set[str] = set()
    final: set[str] = set()
    found = words.tokens(prompt)
    for token, following in pairwise([*found, words.Token("a", len(prompt), len(prompt), "a")]):
        apart = prompt[token.end : following.start].strip("- ") != ""
        ends = apart or words.is_stop(following.text) or following.stem in frame
        (final if ends else going_on).add(token.stem)
    return frozenset(going_on - final)


def _without_crumbs(drafts: list[_Draft], known: frozenset[str]) -> list[_Draft]:
    """Clauses with nothing new in them go; those with too little join the one before."""
    filler = words.stems(_FILLER)
    found: list[_Draft] = []
    for draft in drafts:
        new = words.stems(draft.text) - known
        crumb = len(new - filler) < _CRUMB and not draft.clause.bullet and not draft.listed
        praise = crumb and bool(new & filler) and bool(found)
        if praise or not new - filler:
            continue  # "It is a crucial X.": praise, not a point
        merged = f"{found[-1].text.rstrip(';,')} {draft.text}" if found else ""
        if crumb and found and len(merged) <= _LONGEST:
            found[-1] = replace(found[-1], text=merged)
        else:
            found.append(draft)
    return found


def _chosen(drafts: list[_Draft]) -> list[_Draft]:
    """At most seven: the first, and those that hold most of what the answer speaks of."""
    distinct = list({d.text.casefold(): d for d in drafts}.values())
    if len(distinct) <= MOST:
        return distinct
    spoken = Counter(s for d in distinct for s in words.stems(d.text))

    def worth(number: int) -> float:
        own = words.stems(distinct[number].text)
        return float(sum(spoken[s] for s in own) / (len(own) or 1) ** 0.5)

    best = sorted(range(1, len(distinct)), key=lambda n: (-worth(n), n))[: MOST - 1]
    return [distinct[n] for n in sorted([0, *best])]


def _cores(drafts: list[_Draft]) -> set[int]:
    """The first draft, and the first that defines each other thing the question names."""
    cores = {0}
    things = {drafts[0].about.casefold()}
    for number, draft in enumerate(drafts):
        thing = draft.about.casefold()
        if draft.clause.head and thing and thing not in things and _DEFINES.search(draft.text):
            cores.add(number)
        things.add(thing)
    return cores


def _whole(reference: str) -> _Draft:
    text = " ".join(reference.split())
    return _Draft(text, Clause(text, 0, head=True))


def _fitted(text: str) -> str:
    """As a sentence, within the length of a key point, cut between words where there are any."""
    text = text.rstrip(" ,;:") or text
    if len(text) < _LONGEST:
        return f"{text}." if text[-1:].isalnum() or text.endswith((")", "`")) else text
    return text[:_LONGEST].rpartition(" ")[0].strip() or text[:_LONGEST]
