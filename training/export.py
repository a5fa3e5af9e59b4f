"""A trained network as int8 ONNX: one output, the seven logits of its three heads."""

import random
from collections.abc import Iterator
from pathlib import Path

import batches
import numpy as np
import onnx
import ranges
import statements
import torch
from graph import Graph, body
from network import Network, pretrained
from onnx import numpy_helper

HEADS = ("meaning", "grade", "score")
_FROZEN = ("words", "places", "sides", "norm.")
_TEXTS = 1_000  # pairs that show how far the inputs of the products reach


def export(network: Network, tokenizer: batches.Tokenizer, path: Path) -> None:
    """Writes the weights quantized, a scale for each output. Inputs are `input_ids`,
    `attention_mask` and `token_type_ids`, [pairs, tokens]; the result is `logits`, [pairs, 7].
    """
    network = network.float().eval()
    state = {k: v.detach().numpy() for k, v in network.state_dict().items()}
    graph = Graph(state, ranges.seen(network, shown(tokenizer), HEADS))
    read = body(graph, sides="token_type_ids")
    pooled = _pooled(graph, read)
    heads = [graph.product(name, pooled) for name in HEADS]
    graph.node("Concat", heads, "logits", axis=1)
    graph.write(path, ("input_ids", "attention_mask", "token_type_ids"), "logits", ["texts", 7])


def shown(tokenizer: batches.Tokenizer) -> Iterator[ranges.Batch]:
    """Some pairs of our own statements, each a batch."""
    own = [*statements.load(), *statements.load(statements.SECOND)]
    pairs = random.Random(1).sample(statements.plain(own), _TEXTS)
    cut = batches.cut(tokenizer, pairs)
    for row in range(len(pairs)):
        yield cut.batch(torch.tensor([row]))


def _pooled(graph: Graph, read: str) -> str:
    """The first token's vector and the mean over all that are heeded, [texts, 768]."""
    share = graph.node("Cast", ["attention_mask"], "share", to=onnx.TensorProto.FLOAT)
    axis = graph.hold("second", np.array([1]))
    asked = graph.node("Unsqueeze", [share, graph.hold("third", np.array([2]))], "shares")
    own = graph.node("Mul", [read, asked], "own")
    summed = graph.node("ReduceSum", [own, axis], "sum", keepdims=0)
    count = graph.node("ReduceSum", [share, axis], "tokens", keepdims=1)
    mean = graph.node("Div", [summed, count], "mean")
    first = graph.node("Gather", [read, "first"], "mark", axis=1)
    return graph.node("Concat", [first, mean], "pooled", axis=1)


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
            even = held.get(f"{name}.shares", np.float32(1))
            own[f"{name}.weight"] = torch.tensor(whole.T * even)
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
