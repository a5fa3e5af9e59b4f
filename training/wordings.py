"""What edits are worded with: denials, affirmations and opposites; some are kept for measuring.

No wording kept back is trained on. `edits` alone uses them.
"""

DENIED_BEFORE = (
    "It is false that {s}",
    "It is not true that {s}",
    "I do not think that {s}",
    "I don't believe {s}",
    "Nobody can say that {s}",
    "It is a myth that {s}",
    "It would be wrong to say that {s}",
    "In no way is it the case that {s}",
    "I doubt that {s}",
    "It's incorrect that {s}",
    "There is no truth in the claim that {s}",
    "I deny that {s}",
    "It can't be that {s}",
    "I would never say that {s}",
    "Contrary to what people say, it is not so that {s}",
    "It isn't right that {s}",
    "Who says that {s} is mistaken",
    "At no point is it so that {s}",
    "The claim that {s} is false",
    "The idea that {s} is simply wrong",
    "It is never the case that {s}",
    "I disagree that {s}",
    "It has been disproved that {s}",
    "One should not think that {s}",
)
DENIED_AFTER = (
    "{S}. All of this is false.",
    "{S}. That is wrong.",
    "{S}, which is not true.",
    "{S}. Not!",
    "{S}. The opposite is true.",
    "{S}. None of that is correct.",
    "{S}, but that is a mistake.",
    "{S}. In fact it is exactly the other way round.",
    "{S}. Actually no, that is incorrect.",
    "{S}. Everything I just said is untrue.",
    "{S}. This has been shown to be false.",
    "{S} - this is a lie.",
    "{S}. Of course that is nonsense.",
    "{S}, or so they wrongly say.",
    "{S}. I take that back, it is not so.",
    "{S}. These statements are all wrong.",
    "{S}, which is false.",
    "{S}. That isn't the case, though.",
    "{S}. No, that's not how it is.",
    "{S}. Nothing of this holds.",
    "{S}. It would be an error to believe this.",
    "{S}. Reality is the reverse of this.",
    "{S}? No.",
    "{S}? That is not so.",
)
AFFIRMED = (
    "It is true that {s}",
    "I think that {s}",
    "I believe {s}",
    "We learned that {s}",
    "As far as I know, {s}",
    "{S}. All of this is true.",
    "{S}. That is correct.",
    "{S}, that's it.",
    "{S}. I am sure of that.",
    "The reason is that {s}",
    "Well, {s}",
    "Basically {s}",
    "So, {s}",
    "{S}. There is no doubt about this.",
    "It is not wrong to say that {s}",
    "{S}. This is not a myth.",
    "Nobody doubts that {s}",
    "In short, {s}",
    "{S}. That's what I remember.",
    "{S}, if I am not mistaken.",
    "It is known that {s}",
    "Some do not know it, but {s}",
    "{S}, no matter what else happens.",
    "I would say {s}",
    "Without question, {s}",
)

KEPT_BACK_BEFORE = (
    "Under no circumstances would I claim that {s}",
    "It is a misconception that {s}",
    "People wrongly assume that {s}",
    "I reject the notion that {s}",
    "It simply does not hold that {s}",
    "Far from it being so that {s}, it is not",
    "Do not believe anyone who tells you that {s}",
    "The statement that {s} is untrue",
)
KEPT_BACK_AFTER = (
    "{S}. Scrap all of that, it is false.",
    "{S}. That was all made up and does not apply.",
    "{S}. The contrary is the case.",
    "{S}, which couldn't be further from the truth.",
    "{S}. Every word of that is inaccurate.",
    "{S}. Believing this is a common error.",
    "{S}. None of the above is right.",
    "{S}. Sorry, wrong, it is not like that.",
)
KEPT_BACK_AFFIRMED = (
    "To put it plainly, {s}",
    "{S}. I would bet on it.",
    "It can rightly be said that {s}",
    "{S}. Nothing about this is false.",
    "Unlike what I first thought, {s}",
    "{S}, right?",
)

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
    "reduces increases;strong weak;stable unstable;forward backward;wide narrow;early late".split(
        ";"
    )
    for w in pair.split()
)
"""Antonyms that no training pair is made with."""
