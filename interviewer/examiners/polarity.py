"""Whether wordings that share words say the opposite: negation, antonyms, numbers. Pure."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.words import NEGATIONS, is_stop, stem, tokens

_PAIRS = (
    "high low, higher lower, highest lowest, large small, larger smaller, largest smallest, big "
    "small, bigger smaller, big little, more less, more fewer, most least, many few, fast slow, "
    "faster slower, quick slow, increase decrease, increases decreases, raise lower, rise fall, "
    "grow shrink, gain lose, before after, start end, early late, earlier later, first last, "
    "supervised unsupervised, labelled unlabelled, labeled unlabeled, training testing, train "
    "test, training inference, online batch, online offline, overfitting underfitting, overfit "
    "underfit, bias variance, precision recall, positive negative, positives negatives, linear "
    "nonlinear, forward backward, forwards backwards, input output, inputs outputs, maximise "
    "minimise, maximum minimum, same different, similar different, equal unequal, majority "
    "minority, frequent rare, common rare, true false, right wrong, correct incorrect, good "
    "bad, better worse, best worst, easy hard, simple complex, strong weak, stronger weaker, "
    "stable unstable, dependent independent, open closed, connected disconnected, connected "
    "unconnected, connected separated, local global, static dynamic, fixed variable, fixed "
    "random, random deterministic, internal external, encourage discourage, prevent cause, "
    "allow prevent, enable disable, add remove, include exclude, keep remove, keep drop, on "
    "off, up down, above below, over under, inside outside, left right, top bottom, shallow "
    "deep, dense sparse, discrete continuous, finite infinite, convex concave, oversampling "
    "undersampling, penalise reward, cheap expensive, possible impossible, known unknown, "
    "parameter hyperparameter, parameters hyperparameters, source target, encoder decoder, "
    "always sometimes, all some, often seldom, often rarely, usually rarely, frequently "
    "rarely, mostly rarely, long short, longer shorter, longest shortest, wide narrow, wider "
    "narrower, near far, nearer farther, close distant, thick thin, heavy light, full empty, hot "
    "cold, warm cold, old new, older newer, young old, recent old, short tall, new known, unseen "
    "seen, gradual sudden, gradually suddenly, slowly quickly, slowly fast, smooth abrupt, "
    "smoothly abruptly, directly indirectly, partly wholly, partial complete, partial whole, "
    "whole part, entire part, separate joint, separate shared, separate common, shared private, "
    "public private, public secret, single multiple, one many, several one, specific general, "
    "special general, particular general, concrete abstract, active passive, busy idle, ready "
    "busy, present absent, alive dead, safe dangerous, safe risky, useful useless, helpful "
    "harmful, helps hurts, help harm, benefit harm, improve worsen, improve degrade, improve "
    "harm, succeed fail, success failure, win lose, accept reject, accept refuse, allow forbid, "
    "permit forbid, allow block, begin end, begin finish, start stop, start finish, open close, "
    "create destroy, create delete, insert delete, attach detach, lock unlock, load unload, load "
    "store, push pull, read write, reader writer, reads writes, send receive, sender receiver, "
    "sends receives, server client, encrypt decrypt, encode decode, compress decompress, split "
    "merge, split join, expand shrink, expand contract, extend shorten, rise drop, decay growth, "
    "speed slow, accelerate slow, quicken slow, save waste, save lose, reserve release, reserve "
    "free, allocate free, hold release, keep discard, keep delete, retain discard, remember "
    "forget, learn forget, show hide, reveal hide, expose hide, visible hidden, aware unaware, "
    "agree disagree, similar dissimilar, identical different, equal different, unique duplicate, "
    "unique repeated, distinct identical, sorted unsorted, ordered unordered, ordered shuffled, "
    "structured unstructured, balanced unbalanced, balanced imbalanced, constant changing, "
    "constant variable, fixed changing, frozen trainable, frozen trained, necessary unnecessary, "
    "required optional, mandatory optional, needed superfluous, sufficient insufficient, enough "
    "insufficient, plenty scarce, scarce abundant, few plenty, accurate inaccurate, valid "
    "invalid, reliable unreliable, consistent inconsistent, stable unsteady, certain uncertain, "
    "sure unsure, likely unlikely, natural artificial, real fake, actual predicted, actual "
    "expected, original copy, manual automatic, explicit implicit, synchronous asynchronous, "
    "sequential parallel, vertical horizontal, upper lower, early late, soon late, sooner later, "
    "previous next, former latter, top last, initial final, upward downward, ascending "
    "descending, increase reduce, increases reduces, raise reduce, grow fall, more little, "
    "add subtract, multiply divide, plus minus, numerator denominator, sum difference, exceed "
    "lack, win fail, strengthen weaken, tighten loosen, stretch squeeze, blow shrink, vanish "
    "explode, converge diverge, attract repel, demand supply, cause effect, question answer, "
    "teacher student, parent child, ancestor descendant, master slave, leader follower, hit "
    "miss, attack defence, virtual physical, logical physical, volatile persistent, mutable "
    "immutable, cacheable uncacheable, recall forget, depend independent, suit unsuited, avoid "
    "cause, avoid need, prevent allow, need avoid"
)
_PREFIXES = ("un", "in", "non", "dis", "im", "ir", "il", "mis", "anti", "ab", "de")
_NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve twenty thirty fifty "  # noqa: SIM905
    "hundred thousand million billion half third quarter tenth once twice thrice double triple "
    "single both".split()
)
_NOT_ONLY = re.compile(
    r"\bnot (?:only|just|merely|simply|necessarily)\b|\bno (?:doubt|wonder|matter|longer than)\b|"
    r"\b(?:isn't|doesn't|don't|not) .{0,20}?\bjust\b|\bwhy (?:not|don't)\b|"
    r"\bsa(?:y|ys|id|ying) (?:no|never)\b|\bnot to mention\b|\bif not\b|\bwhether or not\b",
    re.IGNORECASE,
)
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


@lru_cache(maxsize=4096)
def _read(text: str) -> _Reading:
    plain = _NOT_ONLY.sub(lambda m: " " * len(m.group()), text)
    all_tokens = tokens(plain)
    negated: set[str] = set()
    affirmed: set[str] = set()
    reach = 0
    end = 0
    for token in all_tokens:
        if re.search(r"[.;:!?,]|\n\s*\n", plain[end : token.start]):
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
    told = frozenset(t.stem for t in tokens(text) if not is_stop(t.text))
    return _Reading(
        told,
        frozenset(negated - affirmed),
        frozenset(affirmed - negated),
        any(t.text.casefold().replace("’", "'") in NEGATIONS for t in tokens(text)),
        frozenset(s for s in told if s[:1].isdigit()),
        frozenset(t.stem for t in tokens(text)),
    )


@cache
def _numbers() -> frozenset[str]:
    return frozenset(stem(word) for word in _NUMBER_WORDS)


@cache
def _antonyms() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in _PAIRS.split(", "):
        one, other = (stem(word) for word in pair.split())
        if one != other:
            table.setdefault(one, set()).add(other)
            table.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in table.items()}


def _opposites(of: str) -> frozenset[str]:
    return _antonyms().get(of, frozenset())
