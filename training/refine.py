"""A last stage for a processor: the network goes on with statements on what it was seen to confuse.

Entailment pairs, graded answers and edits are shown beside them with what the network made of them
before, so that it keeps the rest. Two that differ by their seed are trained; their mean ships.
"""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import batches
import company
import mixture
import network
import pairs
import statements
import torch
from export import averaged, export, imported
from learn import Gold, learn, read
from network import Network
from pairs import Pair
from torch import Tensor

COPIES = 2

_SURE = 0.94  # what a label is worth as a target; the rest is shared by the other two classes
_EPOCHS = 2
_RATE = 5e-5
_TOKENS = 2048  # a batch


@dataclass(frozen=True)
class Plan:
    """Where things lie, and for how many seconds to train at most. `given`: an ONNX file to begin
    with; where there is none, it is the mean of the pupils in `out`.
    """

    nli: Path
    asag: Path
    base: Path
    given: Path | None
    out: Path
    seed: int
    seconds: float
    most: int


@dataclass(frozen=True)
class _Lesson:
    """What every copy begins with and is shown."""

    first: Network
    tokens: batches.Tokens
    gold: Gold


def train(plan: Plan) -> None:
    """Writes model.onnx; prints what the network told apart before, each copy, and what ships."""
    first = (
        imported(plan.base, plan.given)
        if plan.given
        else averaged(plan.base, sorted(plan.out.glob("pupil-*.pt")))
    )
    tokenizer = batches.plain(str(plan.base / "tokenizer.json"))
    shown, tests = shares(plan)
    given = shown[: plan.most]
    print(f"{len(given)} pairs, {sum(p.sure for p in given)} of them sure", flush=True)
    lesson = _Lesson(first, batches.cut(tokenizer, given), _gold(first, given, tokenizer))
    measure("before", first, tests, tokenizer)
    # One process a copy, each on a core of its own.
    with ProcessPoolExecutor(COPIES, mp_context=get_context("spawn")) as made:
        files = list(made.map(_one, [plan] * COPIES, [lesson] * COPIES, range(COPIES)))
    for at in range(COPIES):
        measure(f"refined {at}", averaged(plan.base, files[at : at + 1]), tests, tokenizer)
    export(averaged(plan.base, files), tokenizer, plan.out / "model.onnx")
    measure("as it ships", imported(plan.base, plan.out / "model.onnx"), tests, tokenizer)


def _gold(first: Network, given: Sequence[Pair], tokenizer: batches.Tokenizer) -> Gold:
    before = torch.full((len(given), 7), 1 / 3)
    before[:, 6] = 0.5
    asked = [row for row, pair in enumerate(given) if not pair.sure or pair.grade < 0]
    before[asked] = read(first, batches.cut(tokenizer, [given[row] for row in asked]), most=8192)
    return Gold.of(given, "cpu", targets(given, before))


def _one(plan: Plan, lesson: _Lesson, at: int) -> Path:
    torch.set_num_threads(1)
    each = deepcopy(lesson.first)
    learn(
        each,
        lesson.tokens,
        lesson.gold,
        rate=_RATE,
        epochs=_EPOCHS,
        seconds=plan.seconds,
        most=_TOKENS,
        seed=plan.seed + at,
    )
    state = {k: v.half() for k, v in each.state_dict().items() if "words" not in k}
    path = plan.out / f"refined-{at}.pt"
    torch.save(state, path)
    return path


def shares(plan: Plan) -> tuple[list[Pair], dict[str, list[Pair]]]:
    """What is shown, mixed, and by name what is measured with and was shown to no stage."""
    own, kept = statements.split(statements.load(), plan.seed, 0.15)
    topics = {s.topic for s in own}
    more, unseen = statements.split(
        statements.load(statements.SECOND), plan.seed, 0.15, shown=topics
    )
    known, held = mixture.meaning(plan.nli, own, plan.seed)
    shown = mixture.refining(pairs.graded(plan.asag), known, own, more, plan.seed)
    tests = {
        "entailment": held[:1500],
        "statements": statements.plain(kept),
        "statements, second": statements.plain(unseen),
        "near copies, several sentences": company.pairs(kept, plan.seed + 53),
    }
    return shown, tests


def targets(given: Sequence[Pair], before: Tensor) -> Tensor:
    """What each pair [pairs, 7] is to be read as: of `sure` ones the label, else as `before`."""
    out = before.clone()
    for row, pair in enumerate(given):
        if not pair.sure:
            continue
        for label, start in ((pair.meaning, 0), (pair.grade, 3)):
            if label >= 0:
                out[row, start : start + 3] = (1 - _SURE) / 2
                out[row, start + label] = _SURE
        if pair.score == pair.score:
            out[row, 6] = min(max(pair.score, 1 - _SURE), _SURE)
    return out


def measure(
    name: str, each: Network, tests: dict[str, list[Pair]], tokenizer: batches.Tokenizer
) -> None:
    """Prints how well pairs that nobody was shown are told apart, in all and by class."""
    for kind, given in tests.items():
        said = read(each, batches.cut(tokenizer, given), most=8192)[:, :3].argmax(dim=1)
        gold = torch.tensor([p.meaning for p in given])
        parts = ", ".join(
            f"{float((said[gold == c] == c).float().mean()):.3f}"
            for c in (network.ENTAILED, network.UNRELATED, network.CONTRADICTED)
        )
        print(
            f"{name}, {kind}: {float((said == gold).float().mean()):.3f} of {len(given)}; "
            f"by class {parts}",
            flush=True,
        )
