"""From published sets and weights to the grader's files, in one command; see README.md.

python training --nli FOLDER --asag FOLDER --base FOLDER --out FOLDER
"""

import argparse
import hashlib
import random
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
    """Trains, checks on held-out questions, and writes model.onnx, head.json and forest.npz."""
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
    common: dict[str, int] = {"seed": options.seed, "workers": options.workers}
    learn(network, known[: options.most], short, rate=8e-5, **common)
    meaning_report(network, unseen[: options.most], short)

    held = held_out(sets, seed=5)
    network.grade.load_state_dict(network.meaning.state_dict())
    reader = Reader(tokenizer, 128)
    for turn, more in ((1, 0), (2, 8000)):
        mixed = mixture.grading(
            sets, known, options.seed + turn, epochs=2, more=more, shown=lambda g: g not in held
        )
        common["seed"] = options.seed + turn
        learn(network, mixed[: options.most], reader, rate=5e-5, dropout=0.1, **common)
    export(network, options.out / "model.onnx")

    encoder = Encoder(remembered=60_000)
    rows = [heads.graded(name, row) for name, found in sets.items() for row in found]
    rows = rows[:: max(1, len(rows) // options.most)]
    test = [r for r in rows if r.group in held]
    shown = [r for r in rows if r.group not in held]
    test = [*test, *heads.edited(test, 3)]
    reading = heads.read(test, CrossEncoder(options.out), encoder)
    heads.fit(
        (shown, heads.told(shown, encoder)),
        (test, heads.told(test, encoder), reading),
        options.out,
    )
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
