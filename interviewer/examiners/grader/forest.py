"""Many decision trees over the same figures, as arrays. Plain numpy; the head asks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """All nodes of all trees in a row; `roots` says where each tree begins.

    A node asks whether figure `asks` is at most `border`, and goes on to `left` or `right`; a leaf
    goes on to itself and holds `value`.
    """

    roots: "NDArray[np.int32]"
    asks: "NDArray[np.int8]"
    border: "NDArray[np.float32]"
    left: "NDArray[np.int32]"
    right: "NDArray[np.int32]"
    value: "NDArray[np.float32]"

    def mean(self, figures: Sequence[float]) -> float:
        """The mean over the trees of the value of the leaf that the figures lead to."""
        import numpy as np

        x = np.asarray(figures, dtype=np.float32)
        at = self.roots
        while True:
            after = np.where(x[self.asks[at]] <= self.border[at], self.left[at], self.right[at])
            if (after == at).all():
                return float(self.value[at].mean(dtype=np.float64))
            at = after


def load(path: Path) -> Forest:
    """The forest in a file; raises OSError, ValueError or KeyError where it is none."""
    import numpy as np

    with np.load(path, allow_pickle=False) as file:
        return Forest(*(file[name] for name in Forest.__slots__))
