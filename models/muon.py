"""Muon: momentum whose matrices are made orthogonal before they are applied (Jordan et al., 2024).

PyTorch has it too, a matrix at a time. The matrices of a small net are so small that a CPU spends its time between
products; here all of one size are treated together, which takes half as long.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor

# The published quintic: five rounds bring all singular values near 1.
_A, _B, _C = 3.4445, -4.7750, 2.0315
_ROUNDS = 5


def orthogonal(matrices: Tensor) -> Tensor:
    """Return for matrices (count, rows, columns), rows <= columns, such of nearly orthogonal rows, in bfloat16."""
    x = matrices.bfloat16()
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(_ROUNDS):
        square = torch.bmm(x, x.transpose(1, 2))
        x = torch.baddbmm(x, torch.baddbmm(square, square, square, beta=_B, alpha=_C), x, beta=_A)
    return x


class Muon(torch.optim.Optimizer):
    """Muon with Nesterov momentum. A step is as large as AdamW's, so that both take the same learning rate."""

    def __init__(self, matrices: Iterable[Tensor], lr: float, weight_decay: float, momentum: float = 0.95) -> None:
        """Take matrices; their order decides how the saved state is read."""
        super().__init__(matrices, {"lr": lr, "weight_decay": weight_decay, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: Callable[[], Any] | None = None) -> None:  # noqa: ARG002, the signature is PyTorch's
        """Apply the gradients."""
        for group in self.param_groups:
            alike: defaultdict[tuple[int, int], list[tuple[Tensor, Tensor]]] = defaultdict(list)
            for matrix in group["params"]:
                memory = self.state[matrix].setdefault("memory", torch.zeros_like(matrix))
                memory.lerp_(matrix.grad, 1 - group["momentum"])
                wanted = matrix.grad.lerp(memory, group["momentum"])
                wide = wanted if wanted.shape[0] <= wanted.shape[1] else wanted.T
                alike[wide.shape[0], wide.shape[1]].append((matrix, wide))
            for shape, members in alike.items():
                updates = orthogonal(torch.stack([wide for _, wide in members]))
                rate = group["lr"] * 0.2 * max(shape) ** 0.5
                for (matrix, _), update in zip(members, updates, strict=True):
                    matrix.mul_(1 - group["lr"] * group["weight_decay"])
                    matrix.add_(update if matrix.shape == update.shape else update.T, alpha=-rate)
