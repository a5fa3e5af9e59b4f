"""Interviews under load, beside a bare chat page and on two replicas.

    python -m benchmarks.load FOLDER [PART …] [--share 0.1]
    python -m benchmarks.load FOLDER --table docs/images/load.svg

Runs the parts, all of them unless some are named, and keeps what each gives in FOLDER; one that is
there already is left out, so that what was cut off can be gone on with. `--share` shortens each.
`--table` prints the table of what is in FOLDER and draws the picture.
"""

import argparse
import json
from pathlib import Path

from benchmarks.load import picture, table
from benchmarks.load.parts import ALL


def main() -> None:
    """Does what the command line says."""
    told = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    told.add_argument("folder", type=Path)
    told.add_argument("parts", nargs="*", metavar="PART", help=", ".join(p.name for p in ALL))
    told.add_argument("--share", type=float, default=1.0)
    told.add_argument("--table", type=Path, metavar="SVG")
    given = told.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.table is not None:
        results = {p.stem: json.loads(p.read_text()) for p in given.folder.glob("*.json")}
        print("\n".join(table.rows(results)))
        given.table.write_text(picture.drawn(results))
        return
    for part in ALL:
        if not given.parts or part.name in given.parts:
            run(part.name, given.folder, given.share)


def run(name: str, folder: Path, share: float) -> None:
    """One part, unless there is something of it already."""
    part = next(p for p in ALL if p.name == name)
    kept = folder / f"{part.name}.json"
    if kept.exists():
        print(f"{part.name}: {kept} is there already")
        return
    print(f"{part.name}: {part.says}, about {part.minutes * share:.0f} minutes", flush=True)
    told = part.run(share)
    kept.write_text(json.dumps(told))
    for what in ("text", "added"):
        print(f"  {what}: {told[what]}")
    for what in ("turns", "calls", "finished", "stored", "failures", "processor", "seconds"):
        print(f"  {what}: {told.get(what)}")
    for which, memory in told["memory"].items():
        print(f"  memory of {which}: {memory}")
    if "levels" in told:
        for level in told["levels"]:
            print(f"  {level}")
        print(f"  carried: {told['carried']:.0f}", flush=True)


if __name__ == "__main__":
    main()
