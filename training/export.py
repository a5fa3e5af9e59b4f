"""A trained network as int8 ONNX: one output, the seven logits of its three heads."""

from pathlib import Path

import onnx
import torch
from network import LAYERS, Network, pretrained
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class _Joined(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor, side: Tensor) -> Tensor:
        meaning, grade, score = self.network(ids, mask, side)
        return torch.cat([meaning, grade, score[:, None]], dim=1)


def export(network: Network, path: Path) -> None:
    """Writes the weights quantized, per channel; a float32 file lies beside it for a moment."""
    whole = path.with_suffix(".float32.onnx")
    ids = torch.randint(1000, 2000, (2, 17))
    torch.onnx.export(
        _Joined(network.eval()),
        (ids, torch.ones_like(ids), torch.zeros_like(ids)),
        str(whole),
        input_names=list(_INPUTS),
        output_names=["logits"],
        dynamic_axes={name: {0: "pairs", 1: "tokens"} for name in _INPUTS},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        whole,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        # Seven bits: with eight, a processor without VNNI overflows where others do not, and marks
        # would depend on the machine.
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        extra_options={"MatMulConstBOnly": True},
    )
    whole.unlink()


def imported(base: Path, path: Path) -> Network:
    """The network in a file that `export` wrote, its weights as they come out of int8; what is
    frozen (words, places, sides and their norm) is taken from `base` as it was published.
    """
    held = {t.name: numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}
    own = {
        name.removeprefix("network."): torch.tensor(value)
        for name, value in held.items()
        if name.startswith("network.") and name.endswith((".bias", "norm1.weight", "norm2.weight"))
    }
    # The exporter numbers the weights of matrix products in the order in which they are used.
    products = sorted(
        (n for n in held if n.startswith("onnx::MatMul") and n.endswith("_quantized")),
        key=lambda n: int(n.split("_")[1]),
    )
    names = [f"layers.{at}.{part}" for at in range(LAYERS) for part in ("qkv", "out", "up", "down")]
    for name, there in [
        *zip(names, products, strict=True),
        *((h, f"network.{h}.weight_Transposed_quantized") for h in ("meaning", "grade", "score")),
    ]:
        start = there.removesuffix("_quantized")
        scale, zero = held[f"{start}_scale"], held[f"{start}_zero_point"]
        whole = (held[there].astype("float32") - zero.astype("float32")) * scale
        own[f"{name}.weight"] = torch.tensor(whole.T.copy())
    network = pretrained(base / "model.safetensors")
    missing, unknown = network.load_state_dict(own, strict=False)
    frozen = ("words", "places", "sides", "norm.")
    if unknown or any(not m.startswith(frozen) for m in missing):
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
