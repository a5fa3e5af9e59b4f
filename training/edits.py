"""Edits of a statement whose effect on its truth is known, for training and, in other words, tests.

Every maker takes a statement and a generator of chance, and gives the edited text, or None where
the statement has nothing to edit. `TRAINED` and `KEPT_BACK` never share a wording.
"""

import random
import re
from collections.abc import Callable

Maker = Callable[[str, random.Random], str | None]

_DENIED_BEFORE = (
    "It is false that {s}", "It is not true that {s}", "I do not think that {s}",
    "I don't believe {s}", "Nobody can say that {s}", "It is a myth that {s}",
    "It would be wrong to say that {s}", "In no way is it the case that {s}", "I doubt that {s}",
    "It's incorrect that {s}", "There is no truth in the claim that {s}", "I deny that {s}",
    "It can't be that {s}", "I would never say that {s}", "Contrary to what people say, it is not so that {s}",
    "It isn't right that {s}", "Who says that {s} is mistaken", "At no point is it so that {s}",
    "The claim that {s} is false", "The idea that {s} is simply wrong", "It is never the case that {s}",
    "I disagree that {s}", "It has been disproved that {s}", "One should not think that {s}",
)  # fmt: skip
_DENIED_AFTER = (
    "{S}. All of this is false.", "{S}. That is wrong.", "{S}, which is not true.", "{S}. Not!",
    "{S}. The opposite is true.", "{S}. None of that is correct.", "{S}, but that is a mistake.",
    "{S}. In fact it is exactly the other way round.", "{S}. Actually no, that is incorrect.",
    "{S}. Everything I just said is untrue.", "{S}. This has been shown to be false.",
    "{S} - this is a lie.", "{S}. Of course that is nonsense.", "{S}, or so they wrongly say.",
    "{S}. I take that back, it is not so.", "{S}. These statements are all wrong.", "{S}, which is false.",
    "{S}. That isn't the case, though.", "{S}. No, that's not how it is.", "{S}. Nothing of this holds.",
    "{S}. It would be an error to believe this.", "{S}. Reality is the reverse of this.",
    "{S}? No.", "{S}? That is not so.",
)  # fmt: skip
_AFFIRMED = (
    "It is true that {s}", "I think that {s}", "I believe {s}", "We learned that {s}",
    "As far as I know, {s}", "{S}. All of this is true.", "{S}. That is correct.", "{S}, that's it.",
    "{S}. I am sure of that.", "The reason is that {s}", "Well, {s}", "Basically {s}", "So, {s}",
    "{S}. There is no doubt about this.", "It is not wrong to say that {s}", "{S}. This is not a myth.",
    "Nobody doubts that {s}", "In short, {s}", "{S}. That's what I remember.", "{S}, if I am not mistaken.",
    "It is known that {s}", "Some do not know it, but {s}", "{S}, no matter what else happens.",
    "I would say {s}", "Without question, {s}",
)  # fmt: skip

KEPT_BACK_BEFORE = (
    "Under no circumstances would I claim that {s}", "It is a misconception that {s}",
    "People wrongly assume that {s}", "I reject the notion that {s}", "It simply does not hold that {s}",
    "Far from it being so that {s}, it is not", "Do not believe anyone who tells you that {s}",
    "The statement that {s} is untrue",
)  # fmt: skip
KEPT_BACK_AFTER = (
    "{S}. Scrap all of that, it is false.", "{S}. That was all made up and does not apply.",
    "{S}. The contrary is the case.", "{S}, which couldn't be further from the truth.",
    "{S}. Every word of that is inaccurate.", "{S}. Believing this is a common error.",
    "{S}. None of the above is right.", "{S}. Sorry, wrong, it is not like that.",
)  # fmt: skip
KEPT_BACK_AFFIRMED = (
    "To put it plainly, {s}", "{S}. I would bet on it.", "It can rightly be said that {s}",
    "{S}. Nothing about this is false.", "Unlike what I first thought, {s}", "{S}, right?",
)  # fmt: skip

_OPPOSITES = """
more less;higher lower;high low;increase decrease;increases decreases;increased decreased;
increasing decreasing;large small;larger smaller;largest smallest;big little;bigger smaller;fast slow;
faster slower;long short;longer shorter;hot cold;hotter colder;warm cool;warmer cooler;open closed;
opened closed;same different;strong weak;stronger weaker;hard soft;harder softer;heavy light;
heavier lighter;before after;above below;inside outside;positive negative;up down;left right;
first last;early late;earlier later;always never;all none;every no;many few;most least;
more fewer;connected disconnected;connected separated;complete incomplete;safe dangerous;
rough smooth;wet dry;dense sparse;thick thin;thicker thinner;full empty;near far;gain lose;gains loses;
absorb reflect;absorbs reflects;rise fall;rises falls;start stop;starts stops;begin end;begins ends;
add remove;adds removes;expand contract;expands contracts;push pull;attract repel;attracts repels;
attracted repelled;input output;parallel series;dependent independent;similar dissimilar;
equal unequal;maximum minimum;maximize minimize;maximizes minimizes;upper lower;simple complex;
true false;good bad;better worse;best worst;right wrong;success failure;succeeds fails;with without;
present absent;visible invisible;possible impossible;necessary unnecessary;stable unstable;
known unknown;labeled unlabeled;labelled unlabelled;supervised unsupervised;linear nonlinear;
dynamic static;local global;public private;internal external;forward backward;overfitting underfitting;
reliable unreliable;ordered unordered;synchronous asynchronous;sequential parallel;shallow deep;
majority minority;accept reject;accepts rejects;accepted rejected;win lose;won lost;love hate;
old new;older newer;young old;male female;men women;man woman;boy girl;north south;east west;
day night;winter summer;life death;alive dead;sitting standing;awake asleep;indoors outdoors;
outside inside;rich poor;happy sad;allow prevent;allows prevents;cause prevent;causes prevents;
helps hinders;help hinder;include exclude;includes excludes;over under;clockwise counterclockwise;
sink float;sinks floats;freeze melt;freezes melts;evaporate condense;evaporates condenses;
easy difficult;easier harder;cheap expensive;wide narrow;wider narrower;enables disables;
conductor insulator;conductors insulators;solid liquid;acid base;predator prey;send receive;
sends receives;encoder decoder;client server;read write;compress expand;encrypt decrypt;
reduces increases;reduce increase;improves worsens;improve worsen;lowers raises;lower raise;
both neither;constant changing;fixed variable;shared separate;keeps discards;learns ignores;
exactly hardly;only not;together apart;uses avoids;use avoid;needs lacks;has lacks
"""
OPPOSITES: dict[str, tuple[str, ...]] = {}
for _pair in _OPPOSITES.replace("\n", " ").split(";"):
    _a, _b = _pair.split()
    OPPOSITES[_a] = (*OPPOSITES.get(_a, ()), _b)
    OPPOSITES[_b] = (*OPPOSITES.get(_b, ()), _a)

KEPT_BACK_WORDS = frozenset(
    w
    for pair in "supervised unsupervised;shallow deep;dynamic static;sparse dense;larger smaller;"
    "reduces increases;strong weak;stable unstable;forward backward;wide narrow;early late".split(";")
    for w in pair.split()
)
"""Antonyms that no training pair is made with."""

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
        rf"^{_SPAN} (?:causes?|caused|produces?|leads? to|contains?|follows?|precedes?|turns? into|becomes?"
        rf"|defeated|beat|replaced|transfers? \w+ to|receives? \w+ from|depends? on|determines?) {_SPAN}\b",
        rf"\bfrom (?:the )?([\w'-]+) (?:in)?to (?:the )?([\w'-]+)",
        rf"\b([\w'-]+) (?:rather than|instead of) ([\w'-]+)",
        rf"^{_SPAN} (?:\w+ )?(?:more|less|fewer|\w+er) (?:\w+ )?than {_SPAN}\b",
    )
)


def _bare(text: str) -> str:
    return text.strip().rstrip(".!? ")


def _inner(text: str) -> str:
    """The statement as it stands inside another sentence."""
    text = _bare(text)
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and first[1:] != first[1:].lower() or first == "I" else text[:1].lower() + text[1:]


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
        return (text[: found.start()] + text[found.end() :]).replace("ca ", "can ").replace("wo ", "will ")
    places = list(_AUXILIARY.finditer(text))
    if not places:
        return None
    at = chance.choice(places[:2])
    short = at.group().lower() in {"is", "are", "was", "were", "does", "do", "did", "could", "would"}
    no = "n't" if short and chance.random() < 0.3 else chance.choice((" not",) * 6 + (" never", " no longer"))
    head = at.group().split(" ")
    return text[: at.start()] + head[0] + no + ("" if len(head) == 1 else " " + head[1]) + text[at.end() :]


def opposite(text: str, chance: random.Random, *, kept_back: bool = False) -> str | None:
    """One word exchanged for its opposite."""
    words = text.split(" ")
    places = [
        at
        for at, word in enumerate(words)
        if (low := word.lower().strip(".,;:")) in OPPOSITES and (low in KEPT_BACK_WORDS) == kept_back
    ]
    if not places:
        return None
    at = chance.choice(places)
    word = words[at]
    core = word.strip(".,;:")
    new = chance.choice(OPPOSITES[core.lower()])
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
        places = [i for i in range(1, len(letters) - 2) if letters[i].isalpha() and letters[i + 1].isalpha()]
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
    ("denied before", framed(_DENIED_BEFORE), 2),
    ("denied after", framed(_DENIED_AFTER), 2),
)
UNRELATED: tuple[tuple[str, Maker, float], ...] = (("shuffled", shuffled, 1), ("keywords", keywords, 1))
ENTAILING: tuple[tuple[str, Maker, float], ...] = (
    ("same", same, 1),
    ("affirmed", framed(_AFFIRMED), 3),
    ("mistyped", mistyped, 1),
)

KEPT_BACK: dict[str, Maker] = {
    "denied before": framed(KEPT_BACK_BEFORE),
    "denied after": framed(KEPT_BACK_AFTER),
    "affirmed": framed(KEPT_BACK_AFFIRMED),
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
