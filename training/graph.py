"""Writes a network's weights as an ONNX graph of few, large operations on whole numbers.

An exporter follows the Python line by line, some 650 nodes, of which ONNX Runtime fuses a part when
it loads them. Here each layer is a dozen nodes, in the operations that it would fuse them into
(`com.microsoft`). Inputs of products are quantized by ranges that are fixed (`ranges.py`), so that a
text reads the same alone and in the company of others.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
from network import HEADS, LAYERS
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from ranges import Ranges, Weights

OWN: Final = "com.microsoft"
_OPSETS: Final = (helper.make_opsetid("", 17), helper.make_opsetid(OWN, 1))
_BITS = 7
"""Of a weight. With eight, processors without VNNI overflow where they add two products in sixteen
bits, and others do not: marks would depend on the machine."""

_PARTS: Final = ("integers", "scale", "zero")


class Graph:
    """Nodes and weights, as they are put down one after the other.

    `floats`: products that stay float32.
    """

    def __init__(self, weights: Weights, ranges: Ranges, *, floats: Collection[str] = ()) -> None:
        self._weights = weights
        self._ranges = ranges
        self._floats = floats
        self._nodes: list[onnx.NodeProto] = []
        self._held: dict[str, NDArray[Any]] = {}

    def node(self, kind: str, given: list[str], out: str, domain: str = "", **how: Any) -> str:
        """Puts one node down whose result is called `out`; returns that name."""
        self._nodes.append(helper.make_node(kind, given, [out], domain=domain, name=out, **how))
        return out

    def hold(self, name: str, value: NDArray[Any]) -> str:
        """Keeps a weight or constant; returns its name."""
        self._held[name] = value
        return name

    def rows(self, name: str, rows: str) -> str:
        """Rows of a table of vectors, of which a byte a number is kept; `rows` are their numbers."""
        whole, scale, zero = self._kept(name, table(self._weights[f"{name}.weight"]))
        self.node("Gather", [whole, rows], f"{name}.rows")
        return self.node("DequantizeLinear", [f"{name}.rows", scale, zero], name)

    def norm(self, name: str, given: str) -> str:
        """Layer normalization."""
        parts = [self.hold(f"{name}.{p}", self._weights[f"{name}.{p}"]) for p in ("weight", "bias")]
        return self.node("LayerNormalization", [given, *parts], name, axis=-1, epsilon=1e-12)

    def product(self, name: str, given: str) -> str:
        """The product with a weight, and its bias added."""
        bias = self.hold(f"{name}.bias", self._weights[f"{name}.bias"])
        if name in self._floats:
            weight = self.hold(f"{name}.weight", self._weights[f"{name}.weight"].T.copy())
            self.node("MatMul", [given, weight], f"{name}.product")
            return self.node("Add", [f"{name}.product", bias], name)
        whole, scale, zero = self._given(name, given)
        weight, by, middle = self._integers(name)
        asked = [whole, weight, scale, by, zero, middle, bias]
        return self.node("MatMulIntegerToFloat", asked, name, OWN)

    def attention(self, name: str, given: str) -> str:
        """All heads over [texts, tokens, 384], where `heeded` has a 1 for each token, 0 for none."""
        bias = self.hold(f"{name}.bias", self._weights[f"{name}.bias"])
        whole, scale, zero = self._given(name, given)
        weight, by, middle = self._integers(name)
        asked = [whole, weight, bias, scale, by, "heeded", zero, middle]
        return self.node("QAttention", asked, name, OWN, num_heads=HEADS)

    def layer(self, name: str, given: str) -> str:
        """One layer of a BERT encoder."""
        # Added and then normalized: the fused SkipLayerNormalization takes four times as long.
        seen = self.product(f"{name}.out", self.attention(f"{name}.qkv", given))
        given = self.norm(f"{name}.norm1", self.node("Add", [given, seen], f"{name}.seen"))
        wide = self.node("Gelu", [self.product(f"{name}.up", given)], f"{name}.wide", OWN)
        down = self.product(f"{name}.down", wide)
        return self.norm(f"{name}.norm2", self.node("Add", [given, down], f"{name}.thought"))

    def write(self, path: Path, inputs: tuple[str, ...], out: str, shape: list[Any]) -> None:
        """Checks the graph and writes it; `inputs` are int64 [texts, tokens], `out` is float32."""
        given = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
            for name in inputs
        ]
        made = helper.make_tensor_value_info(out, TensorProto.FLOAT, shape)
        held = [numpy_helper.from_array(value, name) for name, value in self._held.items()]
        graph = helper.make_graph(self._nodes, path.stem, given, [made], held)
        model = helper.make_model(graph, opset_imports=list(_OPSETS), ir_version=8)
        onnx.checker.check_model(model)
        onnx.save(model, path)

    def _given(self, name: str, given: str) -> list[str]:
        """What a product is given, as bytes, with their scale and zero."""
        evened = self._ranges.evened.get(name)
        if evened is not None:
            given = self.node(
                "Mul", [given, self.hold(f"{name}.shares", 1 / evened)], f"{name}.even"
            )
        low, high = self._ranges.ends[name]
        scale = np.float32((high - low) / 255)
        kept = [
            self.hold(f"{name}.given_scale", np.array(scale)),
            self.hold(f"{name}.given_zero", np.array(np.rint(-low / scale), np.uint8)),
        ]
        return [self.node("QuantizeLinear", [given, *kept], f"{name}.given"), *kept]

    def _integers(self, name: str) -> list[str]:
        weight = self._weights[f"{name}.weight"] * self._ranges.evened.get(name, np.float32(1))
        return self._kept(name, integers(weight.T))

    def _kept(self, name: str, parts: tuple[NDArray[Any], ...]) -> list[str]:
        return [self.hold(f"{name}.{k}", p) for k, p in zip(_PARTS, parts, strict=True)]


def body(graph: Graph, *, sides: str | None) -> str:
    """All layers over the inputs `input_ids`, `attention_mask` and, for pairs, `sides`; else all is
    of the first side. Returns the name of what comes out, [texts, tokens, 384].
    """
    graph.node("Cast", ["attention_mask"], "heeded", to=TensorProto.INT32)
    words = graph.rows("words", "input_ids")
    length = graph.node("Shape", ["input_ids"], "length", start=1, end=2)
    count = graph.node("Squeeze", [length], "count")
    start, step = graph.hold("first", np.array(0)), graph.hold("step", np.array(1))
    places = graph.rows("places", graph.node("Range", [start, count, step], "at"))
    side = graph.rows("sides", sides or start)
    whole = graph.node("Add", [graph.node("Add", [words, places], "placed"), side], "sided")
    given = graph.norm("norm", whole)
    for at in range(LAYERS):
        given = graph.layer(f"layers.{at}", given)
    return given


def integers(weight: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    """A weight [in, out] as whole numbers, with the scale and the zero (0) of each output."""
    most = 2 ** (_BITS - 1)
    scale = (np.abs(weight).max(axis=0) / most).astype(np.float32)
    whole = np.clip(np.rint(weight / scale), -most, most).astype(np.int8)
    return np.ascontiguousarray(whole), scale, np.zeros(len(scale), np.int8)


def table(rows: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    """A table as bytes, with the one scale and the one zero of all of it."""
    low, high = min(rows.min(), 0.0), max(rows.max(), 0.0)
    scale = np.float32((high - low) / 255)
    zero = np.rint(-low / scale)
    whole = np.clip(np.rint(rows / scale) + zero, 0, 255).astype(np.uint8)
    return whole, np.array(scale), np.array(zero, np.uint8)
