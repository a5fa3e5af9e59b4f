"""Edits of a statement whose effect on its truth is known, for training and, in other words, tests.

Every maker takes a statement and a generator of chance, and gives the edited text, or None where
the statement has nothing to edit. What is in `KEPT_BACK` alone measures.
"""

import random
import re
from collections.abc import Callable

import wordings

Maker = Callable[[str, random.Random], str | None]

_AUXILIARY = re.compile(
    r"\b(is|are|was|were|can|could|will|would|should|must|may|might|does|do|did|has been|have been)\b"
    r"(?! not|n't)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\s+not\b|n't\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\w)")
_NUMBER_WORDS = "one two three four five six seven eight nine ten twelve twenty hundred".split()
_SMALL = frozenset(
    "a an the of to in on at by for with and or but is are was were be been it its this that these those "
    "as from so than then there their they he she his her you your we our i which who what when where how "
    "do does did has have had not no if into would will can could should may because also".split()
)
_SPAN = r"((?:[\w'-]+ ){0,3}[\w'-]+)"
_ROLES = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"^{_SPAN} (?:is|are|was|were) (?:\w+ )?than {_SPAN}\b",
        (
            rf"^{_SPAN} (?:causes?|caused|produces?|leads? to|contains?|follows?|precedes?|turns? into|becomes?"
            rf"|defeated|beat|replaced|transfers? \w+ to|receives? \w+ from|depends? on|determines?) {_SPAN}\b"
        ),
        r"\bfrom (?:the )?([\w'-]+) (?:in)?to (?:the )?([\w'-]+)",
        r"\b([\w'-]+) (?:rather than|instead of) ([\w'-]+)",
        rf"^{_SPAN} (?:\w+ )?(?:more|less|fewer|\w+er) (?:\w+ )?than {_SPAN}\b",
    )
)


def _bare(text: str) -> str:
    return text.strip().rstrip(".!? ")


def _inner(text: str) -> str:
    """The statement as it stands inside another sentence."""
    text = _bare(text)
    first = text.split(" ", 1)[0]
    return (
        text
        if (len(first) > 1 and first[1:] != first[1:].lower()) or first == "I"
        else text[:1].lower() + text[1:]
    )


def _filled(template: str, text: str) -> str:
    return template.format(s=_inner(text), S=_bare(text)[:1].upper() + _bare(text)[1:]) + (
        "" if template.endswith((".", "!", "?")) else "."
    )


def framed(templates: tuple[str, ...]) -> Maker:
    """A maker that puts the statement into one of the templates."""
    return lambda text, chance: _filled(chance.choice(templates), text)


def negated(text: str, chance: random.Random) -> str | None:
    """A "not" put in after one auxiliary, or the only "not" taken out."""
    if found := _NOT.search(text):
        return (
            (text[: found.start()] + text[found.end() :])
            .replace("ca ", "can ")
            .replace("wo ", "will ")
        )
    places = list(_AUXILIARY.finditer(text))
    if not places:
        return None
    at = chance.choice(places[:2])
    short = at.group().lower() in {
        "is",
        "are",
        "was",
        "were",
        "does",
        "do",
        "did",
        "could",
        "would",
    }
    no = (
        "n't"
        if short and chance.random() < 0.3
        else chance.choice((" not",) * 6 + (" never", " no longer"))
    )
    head = at.group().split(" ")
    return (
        text[: at.start()]
        + head[0]
        + no
        + ("" if len(head) == 1 else " " + head[1])
        + text[at.end() :]
    )


def opposite(text: str, chance: random.Random, *, kept_back: bool = False) -> str | None:
    """One word exchanged for its opposite."""
    words = text.split(" ")
    places = [
        at
        for at, word in enumerate(words)
        if (low := word.lower().strip(".,;:")) in wordings.OPPOSITES
        and (low in wordings.KEPT_BACK_WORDS) == kept_back
    ]
    if not places:
        return None
    at = chance.choice(places)
    word = words[at]
    core = word.strip(".,;:")
    new = chance.choice(wordings.OPPOSITES[core.lower()])
    words[at] = word.replace(core, new.capitalize() if core[0].isupper() else new)
    return " ".join(words)


def recounted(text: str, chance: random.Random) -> str | None:
    """One number exchanged for another."""
    places = list(_NUMBER.finditer(text))
    if places:
        at = chance.choice(places)
        old = float(at.group())
        new = chance.choice([old * 2, old * 10, old + 1, old + 3, max(old - 1, 0), old / 2])
        said = f"{new:g}" if new != old else f"{old + 7:g}"
        return text[: at.start()] + said + text[at.end() :]
    words = text.split(" ")
    found = [i for i, w in enumerate(words) if w.lower() in _NUMBER_WORDS[1:]]
    if not found:
        return None
    i = chance.choice(found)
    words[i] = chance.choice([w for w in _NUMBER_WORDS if w != words[i].lower()])
    return " ".join(words)


def exchanged(text: str, _: random.Random) -> str | None:
    """The two sides of a relation in each other's place."""
    for pattern in _ROLES:
        found = pattern.search(text)
        if found is None:
            continue
        one, two = found.span(1), found.span(2)
        a, b = text[slice(*one)], text[slice(*two)]
        if a.lower() == b.lower():
            continue
        return text[: one[0]] + b + text[one[1] : two[0]] + a + text[two[1] :]
    return None


def shuffled(text: str, chance: random.Random) -> str | None:
    """The words in no order."""
    words = _bare(text).lower().split()
    if len(words) < 6:
        return None
    chance.shuffle(words)
    return " ".join(words)


def keywords(text: str, chance: random.Random) -> str | None:
    """The words of content, as a list."""
    words = [w for w in re.findall(r"[\w'-]+", text.lower()) if w not in _SMALL]
    if len(words) < 4:
        return None
    if chance.random() < 0.5:
        chance.shuffle(words)
    return chance.choice((", ", " ", "; ", " and ")).join(words)


def mistyped(text: str, chance: random.Random) -> str | None:
    """One to three slips of the keys."""
    letters = list(text)
    for _ in range(chance.randint(1, 3)):
        places = [
            i
            for i in range(1, len(letters) - 2)
            if letters[i].isalpha() and letters[i + 1].isalpha()
        ]
        if not places:
            return None
        i = chance.choice(places)
        if chance.random() < 0.5:
            letters[i], letters[i + 1] = letters[i + 1], letters[i]
        else:
            del letters[i]
    return "".join(letters)


def same(text: str, _: random.Random) -> str:
    """The statement itself."""
    return text


CONTRADICTING: tuple[tuple[str, Maker, float], ...] = (
    ("negated", negated, 3),
    ("opposite", opposite, 3),
    ("recounted", recounted, 2),
    ("exchanged", exchanged, 2),
    ("denied before", framed(wordings.DENIED_BEFORE), 2),
    ("denied after", framed(wordings.DENIED_AFTER), 2),
)
UNRELATED: tuple[tuple[str, Maker, float], ...] = (
    ("shuffled", shuffled, 1),
    ("keywords", keywords, 1),
)
ENTAILING: tuple[tuple[str, Maker, float], ...] = (
    ("same", same, 2),
    ("affirmed", framed(wordings.AFFIRMED), 3),
    ("mistyped", mistyped, 1),
)

KEPT_BACK: dict[str, Maker] = {
    "denied before": framed(wordings.KEPT_BACK_BEFORE),
    "denied after": framed(wordings.KEPT_BACK_AFTER),
    "affirmed": framed(wordings.KEPT_BACK_AFFIRMED),
    "opposite": lambda text, chance: opposite(text, chance, kept_back=True),
    "negated": negated,
    "recounted": recounted,
    "exchanged": exchanged,
    "shuffled": shuffled,
    "keywords": keywords,
    "mistyped": mistyped,
    "same": same,
}
"""What is measured with; framings and antonyms are in none of the training."""
