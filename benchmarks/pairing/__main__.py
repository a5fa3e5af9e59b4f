"""How well questions and answers are told apart, on documents in the forms that real ones have.

`python -m benchmarks.pairing [--seeds N] [--show NAME]` prints what docs/benchmarks.md records.
The documents are written here, in our own words, in each of the conventions that public lists of
questions use; `--show` says for one of them what went wrong.
"""

import argparse
import random
from statistics import fmean

from benchmarks.pairing import headings, lines, mixtures
from benchmarks.pairing.score import Score, of
from knowledge.reading import read

MAKERS = (*headings.ALL, *lines.ALL, *mixtures.ALL)


def main() -> None:
    """Print a line a convention, and the whole."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--show", metavar="NAME")
    options = parser.parse_args()
    every: list[Score] = []
    for make in MAKERS:
        name = make.__name__
        if options.show in (None, name):
            scores = []
            for seed in range(options.seeds):
                made = make(random.Random(f"{name}{seed}"))
                found = read(made.text.encode(), made.name)
                scores.append(of(made.truth, found, told=options.show == name))
            print(f"{name:21}{line(scores)}")
            every += scores
    print(f"{len(every)} documents{'':8}{line(every)}")


def line(scores: list[Score]) -> str:
    """Means of recall and precision, the worst of either, and shares of all pairs."""
    answered = sum(s.answered for s in scores)
    edges = "begin     - end     -"
    if answered:
        begins = sum(s.begins for s in scores) / answered
        ends = sum(s.ends for s in scores) / answered
        edges = f"begin {begins:.3f} end {ends:.3f}"
    return (
        f"recall {fmean(s.recall for s in scores):.3f} "
        f"precision {fmean(s.precision for s in scores):.3f} "
        f"worst {min(min(s.recall, s.precision) for s in scores):.2f} {edges} "
        f"answered though empty {sum(s.invented for s in scores)} of {sum(s.empty for s in scores)}"
    )


if __name__ == "__main__":
    main()
