"""The net: a Llama decoder as llama.cpp knows it, computed for many sentences behind one list at once.

All tokens of a batch lie in one flat row without padding; only attention regroups them. A list sees itself causally, a
sentence sees its list and itself causally, at the positions it has when it alone follows the list. Where a bare PyTorch
expression made CPU training slow, a small autograd function stands in its place, with the gradient written out.
"""

from dataclasses import dataclass
import math
from typing import Any, Self

import torch
from torch import Tensor, nn
from torch.nn import functional

HIDDEN = -1e4  # added to the score of what may not be seen; fits every float type


@dataclass(frozen=True)
class Shape:
    """The size of the net. All of it is written into the GGUF file."""

    vocabulary: int  # ids, control tokens included
    width: int = 256  # numbers a token; a multiple of 32, because Q8_0 packs 32 weights
    layers: int = 4
    heads: int = 4
    feed_forward: int = 704  # inner width; a multiple of 32
    rope_base: float = 10_000.0
    epsilon: float = 1e-5  # in the norms


@dataclass(frozen=True)
class Batch:
    """``lists`` lists and their sentences. N tokens in all, of which P carry loss."""

    tokens: Tensor  # (N,) ids
    positions: Tensor  # (N,) a sentence counts on from the end of its list
    list_slots: Tensor  # (lists, longest list) index of each token in the flat row; 0 where there is none
    list_hidden: Tensor  # the same shape, HIDDEN where there is none, else 0
    strip_slots: Tensor  # (lists, strips, strip length) as above; a strip holds a few short sentences of one list
    strip_owner: Tensor  # the same shape, the number of the sentence in the batch, -1 where there is none
    home: Tensor  # (N,) where each token stands in list_slots and strip_slots, both laid flat, one behind the other
    loss_at: Tensor  # (P,) index of the tokens whose successor is to be guessed
    targets: Tensor  # (P,) those successors
    answers: Tensor  # (P,) bool: the successor belongs to an answer
    sentence: Tensor  # (P,) number of the sentence in the batch
    groups: Tensor  # (sentences,) what validation counts apart

    def to(self, device: torch.device) -> Self:
        """Return the batch on a device."""
        return type(self)(**{name: value.to(device) for name, value in vars(self).items()})


class _Norm(torch.autograd.Function):
    """RMSNorm. The gain is applied in float32, the result has the type of the matrix products."""

    @staticmethod
    def forward(context: Any, x: Tensor, gain: Tensor, epsilon: float, dtype: torch.dtype) -> Tensor:
        inverse = torch.linalg.vector_norm(x, dim=-1, keepdim=True).square_().div_(x.shape[-1]).add_(epsilon).rsqrt_()
        context.save_for_backward(x, inverse, gain)
        return (x * inverse).mul_(gain).to(dtype)

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        x, inverse, gain = context.saved_tensors
        normal = x * inverse
        gradient = gradient.float()
        product = gradient * normal
        for_gain = product.sum(0)
        along = torch.mv(product, gain).div_(x.shape[-1]).unsqueeze_(-1)
        return (gradient * gain).addcmul_(normal, along, value=-1).mul_(inverse), for_gain, None, None


class _Rotate(torch.autograd.Function):
    """Rotary position embedding of neighbouring pairs, the order that llama.cpp's ``llama`` architecture expects."""

    @staticmethod
    def turn(x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
        even, odd = x[..., 0::2], x[..., 1::2]
        return torch.stack((even * cosine - odd * sine, even * sine + odd * cosine), -1).flatten(-2)

    @staticmethod
    def forward(context: Any, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
        context.save_for_backward(cosine, sine)
        return _Rotate.turn(x, cosine, sine)

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        cosine, sine = context.saved_tensors
        return _Rotate.turn(gradient, cosine, -sine), None, None


class _ToSlots(torch.autograd.Function):
    """Pick the rows of the slots. Padding picks a row again, but gets no gradient, so the way back is a pick too."""

    @staticmethod
    def forward(context: Any, x: Tensor, gather: Tensor, scatter: Tensor) -> Tensor:
        context.save_for_backward(scatter)
        return x.index_select(0, gather)

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        return gradient.index_select(0, *context.saved_tensors), None, None


class _FromSlots(torch.autograd.Function):
    """Pick the rows of the tokens. What stands in the padding has no effect, hence no gradient."""

    @staticmethod
    def forward(context: Any, slots: Tensor, gather: Tensor, scatter: Tensor, padding: Tensor) -> Tensor:
        context.save_for_backward(gather, padding)
        return slots.index_select(0, scatter)

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        gather, padding = context.saved_tensors
        return gradient.index_select(0, gather).index_fill_(0, padding, 0), None, None, None


class _Gate(torch.autograd.Function):
    """SwiGLU of (N, 2 F): silu of the first half times the second."""

    @staticmethod
    def forward(context: Any, both: Tensor) -> Tensor:
        context.save_for_backward(both)
        gate, up = both.chunk(2, -1)
        return functional.silu(gate).mul_(up)

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> Tensor:
        (both,) = context.saved_tensors
        gate, up = both.chunk(2, -1)
        result = torch.empty_like(both)
        for_gate, for_up = result.chunk(2, -1)
        torch.mul(gradient, functional.silu(gate), out=for_up)
        for_gate.copy_(torch.ops.aten.silu_backward(gradient * up, gate))
        return result


@dataclass(frozen=True)
class _Grouping:
    """What attention needs of a batch, for all layers. H heads of width D, G lists of L, K strips of S."""

    gather: Tensor  # rows of (N * H, D) in the order of the slots
    scatter: Tensor  # and back
    padding: Tensor  # the slots that hold no token
    listed: int  # rows that belong to lists
    shape: tuple[int, int, int, int]  # G * H, L, K, S
    cosine: Tensor  # (N, 1, D / 2)
    sine: Tensor
    list_scores: Tensor  # (1, L, L) to be added: causal
    strip_scores: Tensor  # (G * H * K, S, S): causal within a sentence
    context_scores: Tensor  # (G * H, 1, L) to be added: a short list's padding is not seen


def _grouping(batch: Batch, shape: Shape, dtype: torch.dtype) -> _Grouping:
    heads, width = shape.heads, shape.width // shape.heads
    device = batch.tokens.device
    groups, longest = batch.list_slots.shape
    _, strips, length = batch.strip_slots.shape
    head = torch.arange(heads, device=device)
    in_list = batch.list_slots[:, None, :] * heads + head[:, None]
    in_strip = batch.strip_slots[:, None] * heads + head[:, None, None]
    listed, block = groups * longest, strips * length
    # A slot (group, place) of one head lies at (group * heads + head, place).
    inside = batch.home < listed
    at = torch.where(inside, batch.home, batch.home - listed)
    size = torch.where(inside, longest, block)
    offset = torch.where(inside, 0, listed * heads)
    scatter = (
        offset[:, None] + (at // size)[:, None] * heads * size[:, None] + head * size[:, None] + (at % size)[:, None]
    )
    frequency = shape.rope_base ** (-torch.arange(0, width, 2, device=device) / width)
    angle = (batch.positions[:, None] * frequency)[:, None]

    owner = batch.strip_owner
    apart = (owner[..., :, None] != owner[..., None, :]) | torch.ones(
        length, length, dtype=torch.bool, device=device
    ).triu(1)
    strip_scores = (apart.to(dtype) * HIDDEN)[:, None].expand(-1, heads, -1, -1, -1)
    scatter = scatter.flatten()
    empty = torch.ones(in_list.numel() + in_strip.numel(), dtype=torch.bool, device=device).index_fill_(
        0, scatter, value=False
    )
    return _Grouping(
        gather=torch.cat((in_list.flatten(), in_strip.flatten())),
        scatter=scatter,
        padding=empty.nonzero().flatten(),
        listed=listed * heads,
        shape=(groups * heads, longest, strips, length),
        cosine=angle.cos().to(dtype),
        sine=angle.sin().to(dtype),
        list_scores=torch.full((longest, longest), HIDDEN, dtype=dtype, device=device).triu(1)[None],
        strip_scores=strip_scores.reshape(-1, length, length),
        context_scores=batch.list_hidden.to(dtype).repeat_interleave(heads, 0)[:, None],
    )


def _attend(query: Tensor, key: Tensor, value: Tensor, grouping: _Grouping) -> Tensor:
    """Attention over the flat row. All (N * H, D), queries already scaled. Returns the same shape."""
    rows, longest, strips, length = grouping.shape
    width = query.shape[-1]

    def split(x: Tensor) -> tuple[Tensor, Tensor]:
        slots = _ToSlots.apply(x, grouping.gather, grouping.scatter)
        listed, stripped = slots.split((grouping.listed, len(slots) - grouping.listed))
        return listed.view(rows, longest, width), stripped.view(rows, strips * length, width)

    def single(x: Tensor) -> Tensor:
        return x.reshape(rows * strips, length, -1)

    (list_q, q), (list_k, k), (list_v, v) = split(query), split(key), split(value)
    list_weights = torch.baddbmm(grouping.list_scores, list_q, list_k.transpose(1, 2)).softmax(-1)
    context = torch.baddbmm(grouping.context_scores, q, list_k.transpose(1, 2))
    own = torch.baddbmm(grouping.strip_scores, single(q), single(k).transpose(1, 2)).view(rows, strips * length, length)
    on_list, on_own = torch.cat((context, own), -1).softmax(-1).split((longest, length), -1)
    seen = torch.bmm(on_list, list_v)
    seen = seen + torch.bmm(single(on_own), single(v)).view_as(seen)
    slots = torch.cat((torch.bmm(list_weights, list_v).view(-1, width), seen.view(-1, width)))
    return _FromSlots.apply(slots, grouping.gather, grouping.scatter, grouping.padding)


def _drop(x: Tensor, share: float) -> Tensor:
    """Dropout, in 256ths: eight numbers need one draw of 64 bits, which on a CPU takes a third of PyTorch's own time."""
    dropped = round(share * 256)
    bits = torch.empty(x.numel() // 8, dtype=torch.int64, device=x.device).random_(-(2**63), None)
    kept = (bits.view(torch.uint8) >= dropped).view(x.shape)
    return x * (kept.to(x.dtype) * (256 / (256 - dropped)))


class Block(nn.Module):
    """One layer. The names of its parts are those of the GGUF tensors."""

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        """Make a layer with random weights, the two that write to the stream smaller the deeper the net."""
        super().__init__()
        self.shape = shape
        self.dropout = dropout

        def matrix(rows: int, columns: int, scale: float = 1.0) -> nn.Parameter:
            return nn.Parameter(torch.randn(rows, columns) * scale / math.sqrt(columns))

        calm = 1 / math.sqrt(2 * shape.layers)
        self.attn_norm = nn.Parameter(torch.ones(shape.width))
        self.attn_q = matrix(shape.width, shape.width)
        self.attn_k = matrix(shape.width, shape.width)
        self.attn_v = matrix(shape.width, shape.width)
        self.attn_output = matrix(shape.width, shape.width, calm)
        self.ffn_norm = nn.Parameter(torch.ones(shape.width))
        self.ffn_gate = matrix(shape.feed_forward, shape.width)
        self.ffn_up = matrix(shape.feed_forward, shape.width)
        self.ffn_down = matrix(shape.width, shape.feed_forward, calm)

    def forward(self, x: Tensor, grouping: _Grouping, only: Tensor | None) -> Tensor:
        """Map (N, width) to the same, or to the rows ``only`` where the others will not be looked at any more."""
        width, heads = self.shape.width, self.shape.heads
        dtype = grouping.cosine.dtype
        y = _Norm.apply(x, self.attn_norm, self.shape.epsilon, dtype)
        scale = 1 / math.sqrt(width // heads)
        projected = functional.linear(y, torch.cat((self.attn_q * scale, self.attn_k, self.attn_v)))
        both, value = projected.split((2 * width, width), -1)
        turned = _Rotate.apply(both.reshape(-1, 2 * heads, width // heads), grouping.cosine, grouping.sine)
        query, key = turned.chunk(2, 1)
        rows = (part.reshape(-1, width // heads) for part in (query, key, value))
        seen = _attend(*rows, grouping).view(-1, width)
        if only is not None:
            x, seen = x.index_select(0, only), seen.index_select(0, only)
        x = x + self._dropped(functional.linear(seen, self.attn_output))
        y = _Norm.apply(x, self.ffn_norm, self.shape.epsilon, dtype)
        inner = _Gate.apply(functional.linear(y, torch.cat((self.ffn_gate, self.ffn_up))))
        return x + self._dropped(functional.linear(inner, self.ffn_down))

    def _dropped(self, x: Tensor) -> Tensor:
        return _drop(x, self.dropout) if self.dropout and self.training else x


class Network(nn.Module):
    """The whole net, embeddings shared between its two ends."""

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        """Make a net with random weights. While training, a share ``dropout`` of what each layer adds is dropped."""
        super().__init__()
        self.shape = shape
        self.token_embd = nn.Parameter(torch.randn(shape.vocabulary, shape.width) * 0.02)
        self.blk = nn.ModuleList(Block(shape, dropout) for _ in range(shape.layers))
        self.output_norm = nn.Parameter(torch.ones(shape.width))

    def forward(self, batch: Batch) -> Tensor:
        """Return the logits of the tokens that carry loss, (P, vocabulary), float32."""
        kind = batch.tokens.device.type
        dtype = torch.get_autocast_dtype(kind) if torch.is_autocast_enabled(kind) else torch.float32
        grouping = _grouping(batch, self.shape, dtype)
        x = functional.embedding(batch.tokens, self.token_embd)
        for block in self.blk:
            x = block(x, grouping, batch.loss_at if block is self.blk[-1] else None)
        x = _Norm.apply(x, self.output_norm, self.shape.epsilon, dtype)
        return functional.linear(x, self.token_embd).float()
