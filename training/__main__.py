"""From published sets and weights to the grader's files, in one command; see README.md.

python training --nli FOLDER --asag FOLDER --base FOLDER --out FOLDER
"""

import argparse
import hashlib
import random
import tempfile
import time
from pathlib import Path

import heads
import mixture
import numpy as np
import pairs
import torch
from batches import Reader
from export import export
from learn import learn, read
from network import FROZEN, Network, pretrained

from interviewer.examiners.grader.network import CrossEncoder
from knowledge.encoder import Encoder

HELD = {"scientsbank": (2, 16), "beetle": (0, 9), "saf": (0, 3)}
"""Held-out questions of each set: all of so many modules (the letters before the number), which
stand for unseen domains, and so many others.
"""


def main() -> None:
    """Trains, checks on held-out questions, trains on all, and writes model.onnx and head.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("nli", "asag", "base", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--most", type=int, default=10**9, help="pairs a stage, to try it out")
    options = parser.parse_args()
    began = time.monotonic()
    options.out.mkdir(parents=True, exist_ok=True)
    sets = pairs.graded(options.asag)
    tokenizer = str(options.base / "tokenizer.json")

    known, unseen = mixture.meaning(options.nli, options.seed)
    short = Reader(tokenizer, 96)
    known = [p for p, (ids, _) in zip(known, short.tokens(known), strict=True) if len(ids) <= 64]
    network = pretrained(options.base / "model.safetensors")
    torch.manual_seed(options.seed)
    common = {"seed": options.seed, "workers": options.workers}
    learn(network, known[: options.most], short, rate=8e-5, **common)
    meaning_report(network, unseen[: options.most], short)
    start = {name: value.clone() for name, value in network.state_dict().items()}
    replay = [p for p in known if p.meaning >= 0]

    def tuned(held: frozenset[str]) -> Network:
        """The network taught to grade on the questions that are not held out."""
        own = pretrained(options.base / "model.safetensors")
        own.load_state_dict(start)
        own.grade.load_state_dict(own.meaning.state_dict())
        mixed = mixture.grading(
            sets, replay, options.seed, epochs=2, shown=lambda group: group not in held
        )
        reader = Reader(tokenizer, 128)
        return learn(own, mixed[: options.most], reader, rate=5e-5, dropout=0.1, **common)

    held = held_out(sets, seed=5)
    encoder = Encoder(remembered=60_000)
    rows = [heads.graded(name, row) for name, found in sets.items() for row in found]
    test = [r for r in rows if r.group in held]
    shown = [r for r in rows if r.group not in held]
    with tempfile.TemporaryDirectory() as folder:
        export(tuned(held), Path(folder) / "model.onnx")
        test = [*test, *heads.edited(test, 3)]
        reading = heads.read(test, CrossEncoder(Path(folder)), encoder)
    heads.fit(
        (shown, heads.told(shown, encoder)),
        (test, heads.told(test, encoder), reading),
        options.out,
    )
    export(tuned(frozenset()), options.out / "model.onnx")
    for name in ("model.onnx", "head.json", "forest.npz"):
        digest = hashlib.sha256((options.out / name).read_bytes()).hexdigest()
        print(f"{name}: {(options.out / name).stat().st_size:,} bytes, sha256 {digest}")
    print(f"{time.monotonic() - began:.0f} s; the lowest {FROZEN} layers stayed as they were")


def held_out(sets: mixture.Rows, seed: int) -> frozenset[str]:
    """The questions, as "set:question id", that decide between variants."""
    chance = random.Random(seed)
    held: list[str] = []
    for name in ("scientsbank", "beetle", "saf"):
        known = sorted({str(row["question_id"]) for row in sets[name]})
        modules, most = HELD[name]
        taken: list[str] = []
        if modules:
            every = sorted({q.split("_")[0] for q in known})
            chance.shuffle(every)
            taken = [q for q in known if q.split("_")[0] in every[:modules]]
        taken += chance.sample([q for q in known if q not in taken], most)
        held += [f"{name}:{q}" for q in taken]
    return frozenset(held)


def meaning_report(network: Network, unseen: list[pairs.Pair], reader: Reader) -> None:
    """Prints accuracy on entailment pairs that were not shown, and on each class."""
    said = read(network, unseen, reader)[0].argmax(dim=1).numpy()
    gold = np.array([p.meaning for p in unseen])
    each = [f"{(said[gold == c] == c).mean():.3f}" for c in range(3)]
    print(f"entailment pairs held out: {(said == gold).mean():.3f}; by class {', '.join(each)}")


if __name__ == "__main__":
    main()
