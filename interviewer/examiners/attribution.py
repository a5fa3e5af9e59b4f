"""Facts given to the wrong one of the things that a question sets against each other. Pure.

What TCP does, said of UDP, makes no point about TCP. Matching asks here, by clause and target.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from interviewer.examiners import polarity
from interviewer.examiners.clauses import Clause
from interviewer.examiners.contrasting import Name, Segment, names, segments
from interviewer.examiners.plain import plain_stems
from interviewer.examiners.sources import wording
from knowledge.question import Question
from knowledge.words import stems, tokens

_NOTHING: frozenset[str] = frozenset()
_NO_WORDINGS: Mapping[tuple[str, ...], Collection[str]] = {}


@dataclass(frozen=True, slots=True)
class Told:
    """What the wordings of one key point say, by the number of the thing they say it of.

    `of`: stems; None for what they say of none. `texts`: the same as it stands.
    """

    of: Mapping[int | None, frozenset[str]]
    texts: Mapping[int | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of an answer, what it says, and what key points say of the thing it speaks of."""

    segment: Segment
    words: frozenset[str]
    own: frozenset[str]


@dataclass(frozen=True)
class Contrast:
    """The things a question contrasts, and what each of its key points says of which."""

    names: tuple[Name, ...]
    told: Mapping[str, Told]
    free: frozenset[str]

    def read(self, answer: str) -> tuple[Spoken, ...]:
        """The answer in stretches, each with what it speaks of."""
        if not self.names:
            return ()
        return tuple(
            Spoken(s, _words(s.text, self.names, self.free), self._theirs.get(s.about, _NOTHING))
            for s in segments(answer, self.names)
        )

    def is_named_in(self, text: str) -> bool:
        """Whether the text names any of the things itself."""
        return any(name.is_in(token) for token in tokens(text) for name in self.names)

    @cached_property
    def _theirs(self) -> Mapping[int | None, frozenset[str]]:
        """By thing, what any key point says of it."""
        kinds = {kind for told in self.told.values() for kind in told.of if kind is not None}
        return {
            kind: _NOTHING.union(*(t.of.get(kind, _NOTHING) for t in self.told.values()))
            for kind in kinds
        }


def contrast(question: Question) -> Contrast:
    """What the question contrasts; derived points follow their reference, and so its pronouns."""
    wordings = {p.id: (p.text, *p.variants) for p in question.key_points}
    known = names(question.prompt, [w for each in wordings.values() for w in each])
    free = stems(question.prompt) | plain_stems()
    told: dict[str, Told] = {}
    about: int | None = None
    for point, each in wordings.items() if known else ():
        found = [s for w in each for s in segments(w, known, about if question.derived else None)]
        about = found[-1].about if found else None
        kinds = {s.about for s in found}
        told[point] = Told(
            {
                kind: _NOTHING.union(
                    *(_words(s.text, known, free) for s in found if s.about == kind)
                )
                for kind in kinds
            },
            {kind: tuple(s.text for s in found if s.about == kind) for kind in kinds},
        )
    return Contrast(known, told, free)


def misplaced(
    clauses: Iterable[Clause],
    answer: str,
    against: Contrast,
    exact: Mapping[tuple[str, ...], Collection[str]] = _NO_WORDINGS,
) -> Mapping[str, frozenset[Clause]]:
    """By key point, the clauses of the answer that say of another thing what it says of one.

    Not those that deny or turn round what the point says, that speak of several in one breath or
    of nobody can tell which, or that are `exact` wordings of the point and name the thing.
    """
    read = against.read(answer)
    if not read:
        return {}
    clauses = list(clauses)
    named = {
        c: exact.get(wording(c.text), ()) if against.is_named_in(c.text) else () for c in clauses
    }
    return {
        point: frozenset(
            c for c in clauses if point not in named[c] and _is_misplaced(c, point, read, against)
        )
        for point in against.told
    }


def _is_misplaced(clause: Clause, point: str, read: Iterable[Spoken], against: Contrast) -> bool:
    told = against.told.get(point)
    if told is None:
        return False
    owners = [kind for kind in told.of if kind is not None]
    inside = [s for s in read if s.segment.start < clause.end and clause.start < s.segment.end]
    if not owners or not inside:
        return False
    if len(owners) > 1:
        return _exchanged(inside, told)
    return _elsewhere(inside, told, owners[0], against)


def _exchanged(inside: Sequence[Spoken], told: Told) -> bool:
    """Of a point about several: whether more is said of each other than of the right one."""
    right = wrong = 0
    for said in inside:
        about = said.segment.about
        if about is None or said.segment.mixed:
            continue
        own = told.of.get(about, _NOTHING)
        others = _NOTHING.union(*(of for kind, of in told.of.items() if kind not in {None, about}))
        right += len(said.words & (own - others))
        wrong += len(said.words & (others - own))
    return wrong > right


def _elsewhere(inside: Sequence[Spoken], told: Told, owner: int, against: Contrast) -> bool:
    """Of a point about one: whether what is nearest to it is said of another."""
    point = told.of[owner] | told.of.get(None, _NOTHING)
    shared = [len(s.words & (point if s.segment.about == owner else point - s.own)) for s in inside]
    segments = [s.segment for s in inside]
    most = max(shared)
    if most == 0:
        abouts = {s.about for s in segments}
        plainly = not any(s.mixed or s.compared for s in segments)
        if owner in abouts or abouts == {None} or not plainly:
            return False
        nearest = [s for s in segments if s.about is not None]
    else:
        nearest = [s for s, share in zip(segments, shared, strict=True) if share == most]
    return all(
        s.about not in {None, owner}
        and not s.mixed
        and not _turns(s.text, told.texts[owner], against)
        for s in nearest
    )


def _turns(text: str, wordings: Sequence[str], against: Contrast) -> bool:
    """Whether the text says the opposite of what every wording says, so that of another thing it
    may well be right.
    """
    mine, denied = _surface(text, against), polarity.negated(text)
    for each in wordings:
        theirs = _surface(each, against)
        both = mine & theirs
        if (both & denied) != (both & polarity.negated(each)):
            continue
        if not both and bool(denied) is not bool(polarity.negated(each)):
            continue
        if not any(polarity.are_opposites(a, b) for a, b in product(mine - theirs, theirs - mine)):
            return False
    return True


def _surface(text: str, against: Contrast) -> frozenset[str]:
    return frozenset(t.stem for t in tokens(text) if not any(n.is_in(t) for n in against.names))


def _words(text: str, known: Sequence[Name], free: frozenset[str]) -> frozenset[str]:
    named = {t.stem for t in tokens(text) if any(n.is_in(t) for n in known)}
    return stems(text) - named - free
