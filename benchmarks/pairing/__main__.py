"""How well questions and answers are told apart, on documents in the forms that real ones have.

`python -m benchmarks.pairing [--seeds N] [--show NAME]` prints what docs/benchmarks.md records.
The documents are written here, in our own words, in each of the conventions that public lists of
questions use; `--show` says for one of them what went wrong.
"""

import argparse
import random

from benchmarks.pairing import headings, lines, mixtures
from benchmarks.pairing.score import of
from knowledge.reading import read

MAKERS = (*headings.ALL, *lines.ALL, *mixtures.ALL)


def main() -> None:
    """Print a line a convention, and the whole."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--show")
    parser.add_argument("--text", action="store_true")
    options = parser.parse_args()
    totals = [0] * 8
    worst = []
    for make in MAKERS:
        name = make.__name__
        if options.show and options.show != name:
            continue
        rows = []
        for seed in range(options.seeds):
            made = make(random.Random(f"{name}{seed}"))
            if options.text:
                print(made.text)
            s = of(made.truth, read(made.text.encode(), made.name), told=bool(options.show))
            rows.append(s)
            for i, value in enumerate(
                (s.asked, s.found, s.right, s.answered, s.begins, s.ends, s.empty, s.invented)
            ):
                totals[i] += value
        r = sum(s.recall for s in rows) / len(rows)
        p = sum(s.precision for s in rows) / len(rows)
        a = max(1, sum(s.answered for s in rows))
        b, e = sum(s.begins for s in rows) / a, sum(s.ends for s in rows) / a
        low = min(min(s.recall, s.precision) for s in rows)
        print(
            f"{name:18} recall {r:.3f} precision {p:.3f} worst {low:.2f} begin {b:.3f} end {e:.3f} invented {sum(s.invented for s in rows)}/{sum(s.empty for s in rows)}"
        )
        worst.append((r, p, low))
    n = len(worst)
    print(
        f"mean recall {sum(w[0] for w in worst) / n:.3f} precision {sum(w[1] for w in worst) / n:.3f} begin {totals[4] / max(1, totals[3]):.3f} end {totals[5] / max(1, totals[3]):.3f} invented {totals[7]}/{totals[6]}"
    )


if __name__ == "__main__":
    main()
