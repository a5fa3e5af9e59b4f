"""What attacks earn and what right answers get, as one table and one picture.

`python -m benchmarks.grading` prints the table and draws docs/images/grading.svg;
`--graded FILE …` adds the agreement with graded answers (lines as for `evaluate`).
"""

import argparse
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

from benchmarks.grading import attacks, banks, honest
from benchmarks.grading.attacks import Sample
from benchmarks.grading.picture import Bar, drawn
from interviewer.examiners.grader.grader import Grader
from interviewer.examiners.offline import OfflineExaminer
from interviewer.rubric import coverage
from knowledge.encoder import Encoder

_PICTURE = Path(__file__).parents[2] / "docs" / "images" / "grading.svg"
_KINDS = ("built-in", "imported")


class Marks:
    """Marks by the examiner as it ships."""

    def __init__(self) -> None:
        encoder = Encoder(remembered=60_000)
        self._examiner = OfflineExaminer(encoder, Grader(encoder))

    def of(self, sample: Sample) -> float:
        """The credit of the points that count, 0 to 1."""
        grade = self._examiner.grade(sample.question, sample.answer)
        counted = attacks.points_of(sample)
        return coverage(sample.counted, [f for f in grade.findings if f.point in counted])


def measured(marks: Marks) -> list[Bar]:
    """A bar for each row of the suite, with its mean on either bank."""
    means: dict[str, list[float]] = defaultdict(list)
    counts: dict[str, list[int]] = defaultdict(list)
    limits: dict[str, tuple[float, float]] = {}
    for ground in (banks.builtin(), banks.imported()):
        bank, good = ground.bank, ground.good
        for row in (*attacks.rows(bank, good), *honest.rows(bank, good)):
            means[row.name].append(fmean(marks.of(s) for s in row.samples))
            counts[row.name].append(len(row.samples))
            limits[row.name] = (row.least, row.most)
    return [Bar(name, tuple(means[name]), *limits[name], tuple(counts[name])) for name in means]


def changes(marks: Marks) -> Iterator[tuple[str, tuple[float, ...]]]:
    """What slips, asides, many words and demands change, on the mean of either bank."""
    moved: dict[str, list[float]] = defaultdict(list)
    for ground in (banks.builtin(), banks.imported()):
        found: dict[str, list[float]] = defaultdict(list)
        for name, plain, changed in honest.pairs(ground.bank, ground.good):
            found[name].append(marks.of(changed) - marks.of(plain))
        for clean, demanding in attacks.weak_and_demanding(ground.bank):
            found["a demand beside a weak answer"].append(marks.of(demanding) - marks.of(clean))
        for name, differences in found.items():
            moved[name].append(fmean(differences))
    for name, means in moved.items():
        yield name, tuple(means)


def main() -> None:
    """Prints the table, writes the picture."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grading", description=__doc__)
    parser.add_argument("--graded", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--picture", type=Path, default=_PICTURE, metavar="FILE")
    options = parser.parse_args()
    marks = Marks()
    bars = measured(marks)
    print(f"{'mean mark':45}{_KINDS[0]:>10}{_KINDS[1]:>10}  goal")
    for bar in bars:
        one, other = (f"{m:.3f}{' ' if bar.meets(m) else '!'}" for m in bar.means)
        print(f"{bar.name:45}{one:>10}{other:>10}  {bar.goal}  {bar.counts[0]}+{bar.counts[1]}")
    print(f"\n{'mean change of the mark':45}{_KINDS[0]:>10}{_KINDS[1]:>10}")
    for name, (one_change, other_change) in changes(marks):
        print(f"{name:45}{one_change:>+10.3f}{other_change:>+10.3f}")
    options.picture.write_text(drawn(bars, _KINDS), encoding="utf-8")
    print(f"\nthe picture is {options.picture}")
    for file in options.graded:
        print(f"\n{file.name}", flush=True)
        subprocess.run([sys.executable, "-m", "interviewer", "evaluate", str(file)], check=True)


if __name__ == "__main__":
    main()
