"""A trained network as int8 ONNX: one output, the seven logits of its three heads."""

from pathlib import Path

import torch
from network import Network
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
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        extra_options={"MatMulConstBOnly": True},
    )
    whole.unlink()
