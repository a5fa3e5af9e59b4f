"""From published sets and weights to the grader's files; see README.md.

python training prepare|networks|refine|finish|all --nli … --asag … --base … --teacher … --out …
"""

import argparse
from pathlib import Path


def main() -> None:
    """Does one step, or all four in order. Each reads what the one before it wrote to --out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("prepare", "networks", "refine", "finish", "all"))
    for name in ("nli", "asag", "base", "teacher", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="for the networks")
    parser.add_argument("--refining", type=float, default=float("inf"), help="seconds for refine")
    parser.add_argument("--given", type=Path, help="model.onnx to refine in place of the pupils'")
    parser.add_argument("--most", type=int, default=10**9, help="pairs a stage, to try it out")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    # Imported where used: the networks need no product, the rest needs no graphics card.
    if options.step in {"prepare", "all"}:
        import finish

        finish.wanted(options.asag, options.out)
    if options.step in {"networks", "all"}:
        import networks

        given = vars(options)
        own = {k: v for k, v in given.items() if k not in {"step", "given", "refining"}}
        networks.train(networks.Plan(**own))
    if options.step in {"refine", "all"}:
        import refine

        refine.train(
            refine.Plan(
                nli=options.nli,
                asag=options.asag,
                base=options.base,
                given=options.given,
                out=options.out,
                seed=options.seed,
                seconds=options.refining,
                most=options.most,
            )
        )
    if options.step in {"finish", "all"}:
        import finish

        finish.write(options.asag, options.out, options.seed)


if __name__ == "__main__":
    main()
