"""The networks: a large teacher, and small ones that learn from the labels and from it.

Every fold of questions has a teacher and pupils of its own that were not shown it; what they read
there is what the head is fitted on. The last ones are shown everything, and ship.
"""

import json
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import batches
import folds
import mixture
import network
import numpy as np
import pairs
import statements
import teacher
import torch
from batches import Tokens
from folds import Folds
from learn import Gold, learn, read
from pairs import Pair
from torch import Tensor, nn

PUPILS = 2
"""Small networks that differ by their seed."""

_SHARES = {"teacher": 0.2, "pupil": 0.12, "fold teacher": 0.042, "fold pupil": 0.03}
"""How much of the whole time each stage may take, where time is short."""


@dataclass(frozen=True)
class Plan:
    """Where things lie, and how much there is to do. `seconds`: when to be done; `most`: pairs a
    stage, to try it out.
    """

    nli: Path
    asag: Path
    base: Path
    teacher: Path
    out: Path
    device: str
    seed: int
    seconds: float
    most: int


def train(plan: Plan) -> None:
    """Writes pupil-N.pt, and readings.npz with what each row of wanted.jsonl was read as."""
    tokenizer = batches.plain(str(plan.base / "tokenizer.json"))

    def cut(given: Sequence[Pair]) -> Tokens:
        return batches.cut(tokenizer, given).to(plan.device)

    own, kept = statements.split(statements.load(), plan.seed, 0.15)
    known, unseen = mixture.meaning(plan.nli, own, plan.seed)
    known, unseen = known[: plan.most], unseen[: plan.most]
    tests = [("entailment", unseen), ("statements", statements.plain(kept)[: plan.most])]
    _say(f"{len(known)} pairs of meaning, {len(own)} and {len(kept)} statements")

    sets = pairs.graded(plan.asag)
    parted = folds.made(sets, plan.seed)
    every = (*range(folds.FOLDS), -1)
    # In processes of their own, begun before a graphics card is touched.
    made = ProcessPoolExecutor(len(every), mp_context=get_context("fork"))
    coming = [made.submit(_shown, plan, sets, known, own, parted, fold) for fold in every]

    tokens = cut(known)
    first = teacher.pretrained(plan.teacher / "model.safetensors").to(plan.device)
    learn(first, tokens, Gold.of(known, plan.device), rate=5e-5, epochs=2, **_time(plan, "teacher"))
    _report("teacher", first, tests, cut)
    soft = read(first, tokens)
    # Of grades nothing was shown yet; until then a grade is the meaning.
    soft[:, 3:6], soft[:, 6] = soft[:, :3], soft[:, 0]
    pupil = network.pretrained(plan.base / "model.safetensors").to(plan.device)
    gold = Gold.of(known, plan.device, soft)
    learn(pupil, tokens, gold, rate=3e-4, epochs=4, dropout=0.0, **_time(plan, "pupil"))
    _report("pupil", pupil, tests, cut)

    wanted = [json.loads(x) for x in (plan.out / "wanted.jsonl").read_text("utf-8").splitlines()]
    found = _Readings(wanted, cut)
    for fold, shown in zip(every, coming, strict=True):
        networks = _graded(plan, shown.result(), first, pupil, fold)
        for name, each in networks.items():
            found.read(name, each, fold, parted)
            if fold in {0, -1}:
                _report(f"{name}, fold {fold}", each, tests, cut)
        _say(f"fold {fold} done")
        np.savez_compressed(plan.out / "readings.npz", **found.arrays)
    for name, each in networks.items():
        if name != "teacher":
            # The words stay as they were published and lie beside the encoder.
            state = {k: v.half().cpu() for k, v in each.state_dict().items() if "words" not in k}
            torch.save(state, plan.out / f"{name}.pt")


@dataclass(frozen=True)
class _Shown:
    """What the networks of one fold are shown: pairs with labels first, then crossed ones."""

    pairs: list[Pair]
    tokens: Tokens
    labelled: int
    """How many have labels; the teacher sees no others."""


def _shown(
    plan: Plan,
    sets: mixture.Rows,
    known: Sequence[Pair],
    own: list[statements.Statement],
    parted: Folds,
    fold: int,
) -> _Shown:
    def seen(row: str) -> bool:
        return parted.shown(row, fold)

    labelled = mixture.grading(sets, known, own, plan.seed + 10 + fold, seen)[: plan.most]
    crossed = mixture.crossed(sets, plan.seed + 20 + fold, seen, min(plan.most, 16_000))
    tokenizer = batches.plain(str(plan.base / "tokenizer.json"))
    both = labelled + crossed
    return _Shown(both, batches.cut(tokenizer, both), len(labelled))


def _graded(
    plan: Plan, shown: _Shown, first: nn.Module, pupil: nn.Module, fold: int
) -> dict[str, nn.Module]:
    """The teacher and the pupils of one fold."""
    tokens = shown.tokens.to(plan.device)
    taught = _taught(first)
    learn(
        taught,
        tokens.first(shown.labelled),
        Gold.of(shown.pairs[: shown.labelled], plan.device),
        rate=2.5e-5,
        epochs=2,
        seed=plan.seed + fold,
        **_time(plan, "fold teacher"),
    )
    gold = Gold.of(shown.pairs, plan.device, read(taught, tokens))
    out = {"teacher": taught}
    for at in range(PUPILS):
        out[f"pupil-{at}"] = each = _taught(pupil)
        learn(
            each,
            tokens,
            gold,
            rate=1.5e-4,
            epochs=4,
            seed=plan.seed + 100 * (at + 1) + fold,
            **_time(plan, "fold pupil"),
        )
    return out


def _taught(given: nn.Module) -> nn.Module:
    """A copy whose head for grades begins as that for meaning."""
    out = deepcopy(given)
    out.grade.load_state_dict(out.meaning.state_dict())
    return out


class _Readings:
    """What networks that were not shown them read of the wanted pairs, [pairs, 7] by name, NaN where
    nothing was read. Rows set aside are read as answers to questions that were shown, too.
    """

    def __init__(self, wanted: list[dict[str, object]], cut: Callable[..., Tokens]) -> None:
        self._wanted, self._cut = wanted, cut
        self._starts = np.cumsum([0, *(len(w["pairs"]) for w in wanted)])
        self.arrays: dict[str, np.ndarray] = {}

    def read(self, name: str, each: nn.Module, fold: int, parted: Folds) -> None:
        """Fills in what a fold's network has to say; the last ones, shown everything, say nothing."""
        beside = (fold - 1) % folds.FOLDS if fold >= 0 else -1
        for kind, rows in (
            (name, [at for at, row in enumerate(self._wanted) if parted.of[row["row"]] == fold]),
            (
                f"{name}, aside",
                [
                    at
                    for at, row in enumerate(self._wanted)
                    if row["row"] in parted.aside and parted.of[row["row"]] == beside
                ],
            ),
        ):
            out = self.arrays.setdefault(kind, np.full((self._starts[-1], 7), np.nan, np.float32))
            given = [Pair(a, r) for at in rows for a, r in self._wanted[at]["pairs"]]
            if given:
                places = [p for at in rows for p in range(self._starts[at], self._starts[at + 1])]
                out[places] = read(each, self._cut(given)).numpy()


def _time(plan: Plan, stage: str) -> dict[str, float]:
    return {"seconds": plan.seconds * _SHARES[stage]}


def _report(
    name: str, each: nn.Module, tests: Sequence[tuple[str, list[Pair]]], cut: Callable[..., Tokens]
) -> None:
    """Prints how well pairs that nobody was shown are told apart, in all and by class."""
    for kind, given in tests:
        if given:
            said = read(each, cut(given))[:, :3].argmax(dim=1)
            gold = torch.tensor([p.meaning for p in given])
            parts = ", ".join(f"{_right(said, gold, c):.3f}" for c in range(3))
            _say(f"{name}, {kind}: {float((said == gold).float().mean()):.3f}; by class {parts}")


def _right(said: Tensor, gold: Tensor, kind: int) -> float:
    return float((said[gold == kind] == kind).float().mean())


_BEGAN = time.monotonic()


def _say(text: str) -> None:
    print(f"{time.monotonic() - _BEGAN:6.0f} s {text}", flush=True)
