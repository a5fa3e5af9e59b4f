"""The head over figures and readings: fitted on questions the cross-encoder was not trained on."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import edits
import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from interviewer.examiners.grader import windows
from interviewer.examiners.grader.features import figures
from interviewer.examiners.grader.grader import mean
from interviewer.examiners.grader.head import RECALL, TARGETS, inputs
from interviewer.examiners.grader.network import CrossEncoder, Reading
from knowledge.encoder import Encoder

CORRECT, CONTRADICTORY = 0.45, 0.25  # as the product decides
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Graded:
    """One answer with its gold; `sure` says which of correct and contradictory are known."""

    key: str
    group: str
    question: str
    reference: str
    answer: str
    correct: float
    contradictory: float
    score: float
    weight: float = 1.0
    real: bool = True


def all_rows(sets: Mapping[str, Sequence[dict[str, object]]]) -> list[Graded]:
    """Every row of the graded sets, then edits of their references."""
    rows = [graded(name, at, row) for name, found in sets.items() for at, row in enumerate(found)]
    return [*rows, *edited(rows, 3)]


def graded(name: str, at: int, row: dict[str, object]) -> Graded:
    """The row of this number of a graded set."""
    score, label = float(str(row["score"])), str(row["label"])
    return Graded(
        f"{name}:{at}",
        f"{name}:{row['question_id']}",
        str(row["question"]),
        str(row["reference"]),
        str(row["answer"]),
        float(score >= 0.99),
        float(label == "contradictory"),
        score,
    )


def edited(rows: Sequence[Graded], seed: int) -> list[Graded]:
    """Edits of the references of some rows, of small weight, by the templates for training."""
    chance = random.Random(seed)
    out = []
    first = {(r.group, r.reference, r.question): r.key for r in reversed(rows)}
    for (group, reference, question), key in sorted(first.items()):
        for makers, correct, against in (
            (edits.CONTRADICTING, 0.0, 1.0),
            (edits.UNRELATED, 0.0, 0.0),
            (edits.ENTAILING, 1.0, 0.0),
        ):
            for _, make, _ in makers:
                if len(reference.split()) < 60 and (made := make(reference, chance)):
                    out.append(
                        Graded(
                            key,
                            group,
                            question,
                            reference,
                            made,
                            correct,
                            against,
                            correct,
                            0.3,
                            real=False,
                        )
                    )
    return out


def told(rows: Sequence[Graded], encoder: Encoder) -> Floats:
    """The figures [rows, 30]."""
    return np.stack([figures(r.question, r.reference, r.answer, encoder) for r in rows]).astype(
        np.float64
    )


def read(rows: Sequence[Graded], network: CrossEncoder, encoder: Encoder) -> list[Reading]:
    """The reading of each row."""
    out = []
    for row in rows:
        pairs = windows.pairs(row.reference, row.answer, encoder)
        found = mean(network.read(pairs), [len(part) for _, part in pairs])
        out.append(found)
    return out


@dataclass
class Storey:
    """Three logistic regressions over the same inputs."""

    lines: dict[str, tuple[Floats, float]]

    @classmethod
    def fitted(
        cls,
        x: Floats,
        rows: Sequence[Graded],
        strength: float,
        targets: Sequence[str] = TARGETS,
    ) -> "Storey":
        """Every set weighs as much as any other; a score between 0 and 1 counts both ways."""
        sets = [r.group.split(":")[0] for r in rows]
        share = {s: len(rows) / sets.count(s) for s in set(sets)}
        weight = np.array([share[s] * r.weight for s, r in zip(sets, rows, strict=True)])
        weight /= weight.mean()
        lines = {}
        for target in targets:
            gold = np.array([getattr(r, target) for r in rows])
            known = np.array([target != "contradictory" or s != "saf" for s in sets])
            fit = LogisticRegression(C=strength, max_iter=1000)
            fit.fit(
                np.vstack([x[known], x[known]]),
                np.repeat([1, 0], known.sum()),
                np.concatenate([weight * gold, weight * (1 - gold)])[np.tile(known, 2)],
            )
            lines[target] = (fit.coef_[0], float(fit.intercept_[0]))
        return cls(lines)

    def odds(self, x: Floats) -> Floats:
        """The log odds [rows, targets]."""
        return np.stack([x @ weights + bias for weights, bias in self.lines.values()], axis=1)

    def numbers(self) -> dict[str, dict[str, object]]:
        """As `head.json` holds them."""
        return {
            t: {"weights": [round(float(w), 6) for w in ws], "bias": round(b, 6)}
            for t, (ws, b) in self.lines.items()
        }


@dataclass
class Scale:
    """Middle and spread of each figure."""

    middle: Floats
    spread: Floats

    def __call__(self, x: Floats) -> Floats:
        return np.clip((x - self.middle) / self.spread, -4, 4)


def scale(x: Floats) -> Scale:
    """The scale of these figures."""
    spread = x.std(axis=0)
    return Scale(x.mean(axis=0).round(6), np.where(spread < 1e-6, 1.0, spread).round(6))


def fit(
    shown: tuple[Sequence[Graded], Floats],
    held: tuple[Sequence[Graded], Floats, Sequence[Reading]],
    out: Path,
) -> None:
    """Fits both storeys, prints what they reach on questions in no fold of theirs, writes them.

    `shown` and `held`: rows with their figures, and for the held ones the readings of a network
    that was not trained on their questions. `out` is the folder.
    """
    rows, x = shown
    test, own, reading = held
    size = scale(x)
    given = _given(Storey.fitted(size(x), rows, 0.02), grown(size(x), rows), size, own, reading)
    groups = [r.group for r in test]
    odds = np.zeros((len(test), 3))
    for train, rest in GroupKFold(5).split(own, groups=groups):
        for at, name in enumerate(TARGETS):
            line = Storey.fitted(given[at][train], [test[i] for i in train], 1.0, (name,))
            odds[rest, at] = line.odds(given[at][rest])[:, 0]
    chances = 1 / (1 + np.exp(-odds))
    report(test, chances, reading)
    second = {
        name: Storey.fitted(given[at], test, 1.0, (name,)).numbers()[name]
        for at, name in enumerate(TARGETS)
    }
    everything = np.vstack([x, own[[r.real for r in test]]])
    whole = [*rows, *(r for r in test if r.real)]
    size = scale(everything)
    np.savez_compressed(out / "forest.npz", **_arrays(grown(size(everything), whole)))
    numbers = {
        "middle": size.middle.tolist(),
        "spread": size.spread.tolist(),
        "first": Storey.fitted(size(everything), whole, 0.02).numbers(),
        "second": second,
        "unsure": list(band(test, chances[:, 0])),
    }
    (out / "head.json").write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")


def grown(x: Floats, rows: Sequence[Graded]) -> ExtraTreesRegressor:
    """The forest over the figures; it predicts the score. Networking answers are few: they count
    twice.
    """
    trees = ExtraTreesRegressor(100, min_samples_leaf=8, max_features=0.4, random_state=0)
    weight = [2.0 if r.group.startswith("saf") else 1.0 for r in rows]
    return trees.fit(x.astype(np.float32), [r.score for r in rows], sample_weight=weight)


def _given(
    first: Storey, trees: ExtraTreesRegressor, size: Scale, x: Floats, reading: Sequence[Reading]
) -> tuple[Floats, ...]:
    """What the second storey sees of these rows, for each target."""
    own, value = first.odds(size(x)), trees.predict(size(x).astype(np.float32))
    each = [
        inputs([float(v) for v in own[i]], float(value[i]), reading[i], float(x[i, RECALL]))
        for i in range(len(x))
    ]
    return tuple(np.array([e[at] for e in each]) for at in range(len(TARGETS)))


def _arrays(trees: ExtraTreesRegressor) -> dict[str, NDArray[np.generic]]:
    """The forest as the product reads it."""
    parts = [tree.tree_ for tree in trees.estimators_]
    roots = np.cumsum([0, *(t.node_count for t in parts[:-1])])
    leaf = np.concatenate([t.children_left < 0 for t in parts])
    own = np.arange(len(leaf))
    left, right = (
        np.where(
            leaf,
            own,
            np.concatenate([getattr(t, side) + r for t, r in zip(parts, roots, strict=True)]),
        )
        for side in ("children_left", "children_right")
    )
    return {
        "roots": roots.astype(np.int32),
        "asks": np.where(leaf, 0, np.concatenate([t.feature for t in parts])).astype(np.int8),
        "border": np.concatenate([t.threshold for t in parts]).astype(np.float32),
        "left": left.astype(np.int32),
        "right": right.astype(np.int32),
        "value": np.concatenate([t.value[:, 0, 0] for t in parts]).astype(np.float32),
    }


def band(rows: Sequence[Graded], correct: Floats) -> tuple[float, float]:
    """The widest stretch around one half in which at most 60 of 100 verdicts are right."""
    real = np.array([r.real and not r.group.startswith("saf") for r in rows])
    gold = np.array([r.correct for r in rows])
    for width in np.arange(0.25, 0.01, -0.01):
        inside = real & (abs(correct - 0.5) <= width)
        if inside.sum() >= 30 and ((correct > 0.5) == gold)[inside].mean() <= 0.60:
            return round(0.5 - float(width), 2), round(0.5 + float(width), 2)
    return 0.45, 0.55


def report(rows: Sequence[Graded], chances: Floats, reading: Sequence[Reading]) -> None:
    """Prints the figures, by set."""
    for name in ("scientsbank", "beetle", "saf"):
        at = [i for i, r in enumerate(rows) if r.real and r.group.startswith(name)]
        if not at:
            continue
        gold = np.array([rows[i].correct for i in at])
        score = np.array([rows[i].score for i in at])
        against = np.array([rows[i].contradictory for i in at])
        c = chances[at]
        two = f1_score(gold, c[:, 0] > CORRECT, average="macro")
        alone = f1_score(gold, [reading[i].correct > 0.5 for i in at], average="macro")
        three = np.where(c[:, 0] > CORRECT, 0, np.where(c[:, 1] > CONTRADICTORY, 2, 1))
        truth = np.where(gold > 0, 0, np.where(against > 0, 2, 1))
        print(
            f"{name:12} {len(at):5} 2-way {two:.3f} (network alone {alone:.3f}), 3-way "
            f"{f1_score(truth, three, average='macro'):.3f}, contradictory "
            f"{f1_score(truth == 2, three == 2):.3f}, r {np.corrcoef(score, c[:, 2])[0, 1]:.3f}, "
            f"RMSE {np.sqrt(((score - c[:, 2]) ** 2).mean()):.3f}"
        )
    for name, gold in (("turned", 2), ("jumbled", 1), ("same in other dress", 0)):
        kind = [0 if r.correct else 2 if r.contradictory else 1 for r in rows]
        at = [i for i, r in enumerate(rows) if not r.real and kind[i] == gold]
        if at:
            print(f"edits, {name:20} {len(at):4}: mean score {chances[at, 2].mean():.2f}")
    real = np.array([r.real and not r.group.startswith("saf") for r in rows])
    gold = np.array([r.correct for r in rows])[real]
    said = chances[real, 0]
    for low in np.arange(0, 1, 0.1):
        inside = (said >= low) & (said < low + 0.1)
        if inside.any():
            print(
                f"  said {low:.1f}-{low + 0.1:.1f}: {inside.sum():4} answers, {gold[inside].mean():.2f} correct"
            )
