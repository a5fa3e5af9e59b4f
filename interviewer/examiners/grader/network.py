"""The cross-encoder: reads an answer and a statement together and says what becomes of the latter.

The grader asks it; the weights are read on first use. `training/` makes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from knowledge import network
from knowledge.encoder import MODEL
from knowledge.errors import KnowledgeError
from knowledge.network import CLS, SEP, Threads, padded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS: Final = Path(__file__).parent / "weights"
WEIGHTS_SHA256: Final = "070cdb42c3ffd61d2806491ce924f29c104c7b5aeb8dbd188f85dd2d86a4f02f"

LONGEST: Final = 256  # tokens of a pair, the three marks included


@dataclass(frozen=True, slots=True)
class Reading:
    """What becomes of a statement in a text.

    `entailed`, `contradicted`: as logic has it, the rest being "says nothing of it". `correct`,
    `contradictory`: as a teacher would mark it, the rest being incorrect. `score`: the mark, 0..1.
    """

    entailed: float
    contradicted: float
    correct: float
    contradictory: float
    score: float


class CrossEncoder:
    """MiniLM (int8) over pairs of texts; any number of threads may share it.

    As in the sentence encoder a few pairs of like length are one run, and the company of the others
    shifts no figure.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._folder = folder
        self._lock = Lock()
        self._loaded: _Network | None = None

    def verify(self) -> None:
        """KnowledgeError unless the weights are there, as published, and can be loaded."""
        if digest(self._folder / "model.onnx") != WEIGHTS_SHA256:
            raise KnowledgeError(
                "The grader's weights are not the published ones.",
                where=str(self._folder / "model.onnx"),
                mend="Install mock-interviewer again.",
            )
        self._network()

    def warm(self) -> None:
        """Loads the weights, so that the first reading waits for nothing; raises KnowledgeError."""
        self._network()

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """One reading for each (text, statement), in order; raises KnowledgeError.

        Of a text too long for 256 tokens with its statement, the middle is left out.
        """
        return self._network().run(pairs) if pairs else []

    def _network(self) -> "_Network":
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self._folder)
            return self._loaded


@dataclass(frozen=True)
class _Network:
    tokenizer: "Tokenizer"
    session: "InferenceSession"
    threads: Threads

    def run(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        flat = [text.encode("utf-8", "replace").decode() for pair in pairs for text in pair]
        cut = [e.ids for e in self.tokenizer.encode_batch_fast(flat, add_special_tokens=False)]
        joined = [_joined(cut[at], cut[at + 1]) for at in range(0, len(cut), 2)]
        return self.threads.together(self._readings, joined, lambda pair: len(pair[0]))

    def _readings(self, pairs: Sequence[tuple[list[int], int]]) -> list[Reading]:
        """Of these pairs, in one run."""
        ids, mask = padded([pair for pair, _ in pairs])
        sides = mask.copy()
        for row, (_, second) in enumerate(pairs):
            sides[row, :second] = 0
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": sides}
        return [_reading(logits) for logits in self.session.run(None, inputs)[0]]


def _reading(logits: "NDArray[np.float32]") -> Reading:
    import numpy as np

    given = logits.astype(np.float64)
    meaning, grade = _shares(given[:3]), _shares(given[3:6])
    score = 1 / (1 + np.exp(-given[6]))
    return Reading(
        float(meaning[0]), float(meaning[2]), float(grade[0]), float(grade[2]), float(score)
    )


def _joined(text: list[int], statement: list[int]) -> tuple[list[int], int]:
    """The ids of a pair, and where its second side begins."""
    room = LONGEST - 3
    statement = statement[: max(room // 2, room - len(text))]
    left = room - len(statement)
    if len(text) > left:
        text = [*text[: left // 2], *text[len(text) - (left - left // 2) :]]
    return [CLS, *text, SEP, *statement, SEP], len(text) + 2


def _shares(logits: "NDArray[np.float64]") -> "NDArray[np.float64]":
    import numpy as np

    raised: NDArray[np.float64] = np.exp(logits - logits.max())
    shares: NDArray[np.float64] = raised / raised.sum()
    return shares


def digest(path: Path) -> str:
    """The SHA-256 of a file of weights; KnowledgeError when it cannot be read."""
    try:
        return network.digest(path)
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: Exception) -> KnowledgeError:
    """What is raised where a file of weights cannot be loaded."""
    return network.unreadable("The grader", path, error)


def _load(folder: Path) -> _Network:
    # The words are the sentence encoder's, whose tokenizer lies beside its weights.
    try:
        return _Network(
            *network.opened(folder / "model.onnx", MODEL / "tokenizer.json", name="grader")
        )
    except Exception as error:  # the libraries raise classes of their own, without a common base
        raise unreadable(folder, error) from error
