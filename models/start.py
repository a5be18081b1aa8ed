"""Weights of an exported net, to train on from: what a GGUF file of ours holds, as tensors."""

from pathlib import Path

import gguf
import numpy as np
import torch


def weights(path: Path) -> dict[str, torch.Tensor]:
    """Return the state of a net by the names of ``Network``. Rounded to 8 bits as they are, they lose nothing that counts.

    Raises OSError or ValueError for a file that is no GGUF.
    """
    return {
        tensor.name.removesuffix(".weight"): torch.from_numpy(
            np.array(gguf.quants.dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)
        )
        for tensor in gguf.GGUFReader(path).tensors
    }
