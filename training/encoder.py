"""Makes the sentence encoder's int8 weights from the published ones.

    python training/encoder.py BASE model.onnx

in the environment of `training/README.md`; BASE holds `model.safetensors` and `tokenizer.json` of
all-MiniLM-L6-v2. Ranges are seen on texts of our own statements.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import batches
import ranges
import statements
import torch
from graph import Graph, body
from network import pretrained

FLOAT = "layers.0.down"
"""Stays float32: its inputs have the widest range of all. It takes 1.8 MB and no time."""

_TEXTS = 600


def main(base: Path, target: Path) -> None:
    """Writes the quantized model."""
    torch.set_num_threads(1)  # so that each time the same comes out, byte for byte
    network = pretrained(base / "model.safetensors").eval()
    given = texts(batches.plain(str(base / "tokenizer.json")))
    state = {k: v.numpy() for k, v in network.state_dict().items()}
    graph = Graph(state, ranges.seen(network, given), floats={FLOAT})
    out = body(graph, sides=None)
    graph.write(target, ("input_ids", "attention_mask"), out, ["texts", "tokens", 384])


def texts(tokenizer: batches.Tokenizer) -> Iterator[ranges.Batch]:
    """Some of what the statements are said, denied and missed by."""
    said = [t for s in statements.load() for t in (s.point, *s.same, *s.against, *s.beside)]
    random.Random(1).shuffle(said)
    for text in said[:_TEXTS]:
        own = tokenizer.encode(text, add_special_tokens=False).ids
        ids = torch.tensor([[batches.CLS, *own, batches.SEP]])
        yield ids, torch.ones_like(ids), torch.zeros_like(ids)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
