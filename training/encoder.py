"""Makes the sentence encoder's int8 weights from the published ones.

    python training/encoder.py BASE model.onnx

in the environment of `training/README.md`; BASE holds `model.safetensors` and `tokenizer.json` of
all-MiniLM-L6-v2. How wide the inputs of each product are is seen on texts of our own statements.
"""

import random
import sys
from pathlib import Path

import batches
import numpy as np
import statements
import torch
from graph import Graph, body
from network import LAYERS, Network, pretrained
from numpy.typing import NDArray

FLOAT = "layers.0.down"
"""Stays float32: its inputs have the widest range of all. It takes 1.8 MB and no time."""

BITS = 7
"""As for the grader: see `graph.Graph`."""

_EVENED = {"up": 0.7, "down": 0.85}
"""How much of the unevenness goes from the inputs into the weights. Of what was tried (none, `up`
alone from .5 to .85, both from .5) this keeps the likeness of 1,173 clauses of sample answers
nearest to the float32 model's: .0096 off (root mean square), .0132 without, .0126 with eight bits.
"""

_TEXTS = 600


def main(base: Path, target: Path) -> None:
    """Writes the quantized model."""
    torch.set_num_threads(1)  # so that each time the same comes out, byte for byte
    network = pretrained(base / "model.safetensors").eval()
    state = {k: v.numpy() for k, v in network.state_dict().items()}
    widths = seen(network, batches.plain(str(base / "tokenizer.json")))
    factors = {
        name: factor(wide, state[f"{name}.weight"], _EVENED[name.rpartition(".")[2]])
        for name, wide in widths.items()
    }
    graph = Graph(state, bits=BITS, floats={FLOAT}, evened=factors)
    out = body(graph, sides=None)
    graph.write(target, ("input_ids",), out, ["texts", "tokens", 384])


def factor(wide: NDArray[np.float32], weight: NDArray[np.float32], share: float) -> NDArray:
    """By what each input, that reaches as far as `wide` [in], is divided; their mean is 1.

    `weight` is [out, in]. SmoothQuant's formula: wide ** share / weight ** (1 - share).
    """
    most = np.abs(weight).max(axis=0)
    found = np.log(np.maximum(wide, 1e-3)) * share - np.log(np.maximum(most, 1e-5)) * (1 - share)
    return np.exp(found - found.mean()).astype(np.float32)


def seen(network: Network, tokenizer: batches.Tokenizer) -> dict[str, NDArray[np.float32]]:
    """How far each input of the products that are evened reaches, by the product's name."""
    widths: dict[str, NDArray[np.float32]] = {}
    for at in range(LAYERS):
        for part in _EVENED:
            name = f"layers.{at}.{part}"
            if name != FLOAT:
                network.get_submodule(name).register_forward_hook(_widest(name, widths))
    texts = [t for s in statements.load() for t in (s.point, *s.same, *s.against, *s.beside)]
    random.Random(1).shuffle(texts)
    with torch.no_grad():
        for text in texts[:_TEXTS]:
            ids = torch.tensor([[101, *tokenizer.encode(text, add_special_tokens=False).ids, 102]])
            network(ids, torch.ones_like(ids), torch.zeros_like(ids))
    return widths


def _widest(name: str, widths: dict[str, NDArray[np.float32]]):
    def hook(_module, given, _made) -> None:
        now = given[0].abs().flatten(0, -2).amax(0).numpy()
        widths[name] = np.maximum(widths.get(name, 0), now)

    return hook


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
