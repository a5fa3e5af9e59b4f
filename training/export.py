"""A trained network as int8 ONNX: one output, the seven logits of its three heads."""

from pathlib import Path

import numpy as np
import onnx
import torch
from graph import Graph, body
from network import Network, pretrained
from onnx import numpy_helper

BITS = 7
"""With eight, marks would depend on the machine: see `graph.Graph`."""

_HEADS = ("meaning", "grade", "score")
_FROZEN = ("words", "places", "sides", "norm.")


def export(network: Network, path: Path) -> None:
    """Writes the weights quantized, a scale for each output. Inputs are `input_ids` and
    `token_type_ids`, [pairs, tokens], without padding; the result is `logits`, [pairs, 7].
    """
    graph = Graph({k: v.numpy() for k, v in network.float().state_dict().items()}, bits=BITS)
    read = body(graph, sides="token_type_ids")
    mean = graph.node("ReduceMean", [read], "mean", axes=[1], keepdims=0)
    first = graph.node("Gather", [read, "first"], "mark", axis=1)
    pooled = graph.node("Concat", [first, mean], "pooled", axis=1)
    heads = [graph.product(name, pooled) for name in _HEADS]
    graph.node("Concat", heads, "logits", axis=1)
    graph.write(path, ("input_ids", "token_type_ids"), "logits", ["texts", 7])


def imported(base: Path, path: Path) -> Network:
    """The network in a file that `export` wrote, its weights as they come out of int8; what is
    frozen (words, places, sides and their norm) is taken from `base` as it was published.
    """
    held = {t.name: numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}
    own = {
        name: torch.tensor(value)
        for name, value in held.items()
        if name.endswith((".weight", ".bias")) and not name.startswith(_FROZEN)
    }
    for name in (n.removesuffix(".integers") for n in held if n.endswith(".integers")):
        if not name.startswith(_FROZEN):
            whole = held[f"{name}.integers"].astype(np.float32) * held[f"{name}.scale"]
            own[f"{name}.weight"] = torch.tensor(whole.T.copy())
    network = pretrained(base / "model.safetensors")
    missing, unknown = network.load_state_dict(own, strict=False)
    if unknown or any(not m.startswith(_FROZEN) for m in missing):
        raise ValueError(f"{path} holds another network: {missing}, {unknown}")
    return network.eval()


def averaged(base: Path, files: list[Path]) -> Network:
    """The network whose weights are the mean of those in the files: they began as one, and lie near."""
    whole = pretrained(base / "model.safetensors")
    states = [torch.load(path, weights_only=True) for path in files]
    mean_of = {k: sum(s[k].float() for s in states) / len(states) for k in states[0]}
    missing, unknown = whole.load_state_dict(mean_of, strict=False)
    if unknown or missing != ["words.weight"]:
        raise ValueError(f"The files are of another network: {missing}, {unknown}")
    return whole.eval()
