"""Train the net on token shards, from scratch or on from an exported net. Two CPU cores or a GPU; resumable; logs a curve.

    OMP_WAIT_POLICY=PASSIVE python -m models.train shards/ run/ --minutes 20
    OMP_WAIT_POLICY=PASSIVE python -m models.train shards/ run/ --minutes 150 --resume
    OMP_WAIT_POLICY=PASSIVE python -m models.train shards/ run/ --minutes 100 --start eslm.gguf

``shards/`` holds what is learned, ``shards/validation/`` what is only measured. New shards may appear while this runs.
The learning rate falls to zero over the minutes (or ``--steps``), which count on when resumed. ``run/`` gets
``checkpoint.pt`` and ``curve.jsonl``: a line every ``report`` seconds, with the share of held-out sentences whose
answer is right in every token.

PASSIVE matters: else OpenMP threads spin for each other, and beside any other job training falls to a fifth.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
import json
import logging
import os
from pathlib import Path
import sys
import time
from typing import Any

import torch
from torch.nn import functional

from models.export import weights
from models.grow import deeper
from models.muon import Muon
from models.network import Batch, Network, Shape
from models.packing import Marks, Stream, pack
from models.shards import Household, read

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class Config:
    """Everything that shapes a run. Kept in the checkpoint."""

    width: int = 256  # numbers a token
    layers: int = 4
    heads: int = 4
    feed_forward: int = 704  # inner width of a layer
    lists: int = 16  # lists in a step, each with its sentences
    longest: int = 480  # tokens of a list with a sentence; what is longer is left out
    optimizer: str = "muon"  # for the matrices inside the layers: muon or adamw; AdamW does the rest
    rate: float = 2e-3  # learning rate at its highest
    warm_up: int = 100  # steps until then
    decay: float = 0.05  # weight decay
    clip: float = 1.0  # norm of the gradient at most
    prompt_weight: float = 0.4  # of the loss on the sentence's own tokens; on the answer's it is 1
    prompt_share: float = 0.25  # of the sentence's text tokens carry loss, and all tokens before a mark
    dropout: float = 0.1  # share of what each layer adds to its input that is left out at random
    replaced: float = 0.04  # of the sentence's text tokens are read as others drawn at random
    minutes: float = 20.0  # until the learning rate is 0
    steps: int = 0  # if set, counts instead of the minutes
    report: float = 60.0  # seconds between lines of the curve
    save: float = 180.0  # seconds between checkpoints
    measured: int = 1000  # held-out sentences for a line of the curve
    seed: int = 1
    start: str = ""  # a GGUF file of ours whose weights the run begins with, in place of random ones


class Trainer:
    """One run: the net, its optimisers, its data, and how far it has come."""

    def __init__(self, config: Config, control: Sequence[str], vocabulary: int, shards: Path, run: Path) -> None:
        """Prepare a run from scratch. ``control`` are the control tokens, ``vocabulary`` is the number of all ids."""
        torch.manual_seed(config.seed)
        self.config = config
        self.marks = Marks(len(control), control.index("<said>"), vocabulary)
        self.run = run
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        shape = Shape(vocabulary, config.width, config.layers, config.heads, config.feed_forward)
        self.network = Network(shape, config.dropout).to(self.device)
        if config.start:
            self.network.load_state_dict(deeper(weights(Path(config.start)), config.layers))
        self.optimizers = _optimizers(self.network, config)
        self.stream = Stream(shards, config.seed, config.longest)
        self.batches = self.stream.batches(config.lists)
        self.held_out = list(_held_out(shards / "validation", config.measured, config.longest))
        self.step = 0
        self.seen = 0
        self.elapsed = 0.0

    def save(self) -> None:
        """Write the checkpoint in one go, so that a run stopped meanwhile keeps the former one."""
        part = self.run / "checkpoint.part"
        torch.save(
            {
                "config": asdict(self.config),
                "shape": asdict(self.network.shape),
                "network": self.network.state_dict(),
                "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
                "stream": self.stream.state(),
                "random": torch.get_rng_state(),
                "step": self.step,
                "seen": self.seen,
                "elapsed": self.elapsed,
            },
            part,
        )
        part.replace(self.run / "checkpoint.pt")

    def resume(self, checkpoint: dict[str, Any]) -> None:
        """Go on where a checkpoint of the same shape ended."""
        self.network.load_state_dict(checkpoint["network"])
        for optimizer, state in zip(self.optimizers, checkpoint["optimizers"], strict=True):
            optimizer.load_state_dict(state)
        self.stream.resume(checkpoint["stream"])
        torch.set_rng_state(checkpoint["random"])
        self.step, self.seen, self.elapsed = checkpoint["step"], checkpoint["seen"], checkpoint["elapsed"]

    @property
    def progress(self) -> float:
        """How much of the run is done, 0 to 1 and beyond."""
        return self.step / self.config.steps if self.config.steps else self.elapsed / (60 * self.config.minutes)

    def learn(self) -> tuple[float, float]:
        """Take one step. Returns the loss on the answers and the share of sentences answered right."""
        config = self.config
        rate = config.rate * min(1.0, (self.step + 1) / config.warm_up) * max(0.0, 1 - self.progress)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
        batch = pack(next(self.batches), self.marks, config.prompt_share, self.step, config.replaced)
        batch = batch.to(self.device)
        logits = self._logits(batch)
        losses = functional.cross_entropy(logits, batch.targets, reduction="none")
        answer = losses[batch.answers].mean()
        prompt = losses[~batch.answers].mean() if config.prompt_share else 0.0
        (answer + config.prompt_weight * prompt).backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), config.clip)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad()
        self.step += 1
        self.seen += len(batch.groups)
        return answer.item(), _exact(logits, batch).float().mean().item()

    @torch.no_grad()
    def measure(self) -> dict[str, Any]:
        """Return the loss and the exact answers on the held-out sentences, in all and by group."""
        loss, answers = 0.0, 0
        right: list[torch.Tensor] = []
        groups: list[torch.Tensor] = []
        self.network.eval()
        for at in range(0, len(self.held_out), self.config.lists):
            batch = pack(self.held_out[at : at + self.config.lists], self.marks, 0.0, 0).to(self.device)
            logits = self._logits(batch)
            loss += functional.cross_entropy(logits, batch.targets, reduction="sum").item()
            answers += len(batch.targets)
            right.append(_exact(logits, batch))
            groups.append(batch.groups)
        self.network.train()
        if not right:
            return {}
        exact, group = torch.cat(right).float(), torch.cat(groups)
        by_group = {str(number): round(exact[group == number].mean().item(), 4) for number in group.unique().tolist()}
        return {
            "held_out_loss": round(loss / answers, 4),
            "held_out_exact": round(exact.mean().item(), 4),
            "groups": by_group,
        }

    def _logits(self, batch: Batch) -> torch.Tensor:
        with torch.autocast(self.device.type, torch.bfloat16):
            logits: torch.Tensor = self.network(batch)
        return logits


def _optimizers(network: Network, config: Config) -> list[torch.optim.Optimizer]:
    matrices = [value for name, value in network.named_parameters() if value.ndim == 2 and name != "token_embd"]
    gains = [value for value in network.parameters() if value.ndim == 1]
    groups: list[dict[str, Any]] = [
        {"params": [network.token_embd], "weight_decay": config.decay},
        {"params": gains, "weight_decay": 0.0},
    ]
    if config.optimizer == "adamw":
        groups.append({"params": matrices, "weight_decay": config.decay})
    found: list[torch.optim.Optimizer] = [torch.optim.AdamW(groups, lr=config.rate, betas=(0.9, 0.98), fused=True)]
    if config.optimizer == "muon":
        found.append(Muon(matrices, config.rate, config.decay))
    return found


def _held_out(directory: Path, count: int, longest: int) -> Iterator[Household]:
    for path in sorted(directory.glob("*.npz")):
        for household in read(path):
            room = longest - len(household.list_tokens)
            sentences = tuple(s for s in household.sentences if len(s[0]) + len(s[1]) <= room)
            if count <= 0:
                return
            if sentences:
                count -= len(sentences)
                yield Household(household.list_tokens, sentences)


def _exact(logits: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return for each sentence whether all tokens of its answer are the likeliest ones, (sentences,) bool."""
    wrong = (logits.detach().argmax(-1) != batch.targets) & batch.answers
    return torch.zeros(len(batch.groups), device=logits.device).index_add_(0, batch.sentence, wrong.float()) == 0


def train(trainer: Trainer) -> None:
    """Run to the end of the budget, then measure and save."""
    config = trainer.config
    started = time.monotonic() - trainer.elapsed
    reported = saved = trainer.elapsed
    first = trainer.seen
    losses: list[float] = []
    exacts: list[float] = []
    with (trainer.run / "curve.jsonl").open("a", encoding="utf-8") as curve:
        while True:
            done = trainer.progress >= 1
            if done or trainer.elapsed - reported >= config.report:
                rate = (trainer.seen - first) / max(trainer.elapsed - reported, 1e-9)
                line = {
                    "elapsed": round(trainer.elapsed, 1),
                    "step": trainer.step,
                    "seen": trainer.seen,
                    "loss": round(sum(losses) / max(len(losses), 1), 4),
                    "exact": round(sum(exacts) / max(len(exacts), 1), 4),
                    "sentences_per_second": round(rate, 1),
                } | trainer.measure()
                curve.write(json.dumps(line) + "\n")
                curve.flush()
                _LOGGER.info("%3.0f %%  %s", 100 * trainer.progress, line)
                losses, exacts = [], []
                trainer.elapsed = time.monotonic() - started
                reported, first = trainer.elapsed, trainer.seen
            if done or trainer.elapsed - saved >= config.save:
                saved = trainer.elapsed
                trainer.save()
            if done:
                return
            loss, exact = trainer.learn()
            losses.append(loss)
            exacts.append(exact)
            trainer.elapsed = time.monotonic() - started


def main(arguments: Sequence[str]) -> None:
    """Train a net on a directory of shards."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("shards", type=Path, help="directory of shards; validation/ below it is only measured")
    parser.add_argument("run", type=Path, help="directory for checkpoint.pt and curve.jsonl")
    parser.add_argument(
        "--vocabulary", type=Path, default=Path("custom_components/slm_conversation/model/vocabulary.json")
    )
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in run/ if there is one")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    for field in fields(Config):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    options = vars(parser.parse_args(arguments))
    config = Config(**{field.name: options[field.name] for field in fields(Config)})
    torch.set_flush_denormal(True)  # else the smallest moments of AdamW slow a CPU down
    torch.set_num_threads(options["threads"])
    vocabulary = json.loads(options["vocabulary"].read_text(encoding="utf-8"))
    first_byte = len(vocabulary["control"])
    run: Path = options["run"]
    run.mkdir(parents=True, exist_ok=True)
    size = first_byte + 256 + len(vocabulary["merges"])
    trainer = Trainer(config, vocabulary["control"], size, options["shards"], run)
    if options["resume"] and (run / "checkpoint.pt").exists():
        trainer.resume(torch.load(run / "checkpoint.pt", weights_only=True))
    _LOGGER.info(
        "%.2f M parameters on %s", sum(value.numel() for value in trainer.network.parameters()) / 1e6, trainer.device
    )
    train(trainer)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if (
        os.environ.get("OMP_WAIT_POLICY", "").upper() != "PASSIVE"
    ):  # read by OpenMP when it is loaded, which it is by now
        os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
        os.execv(sys.executable, [sys.executable, "-m", "models.train", *sys.argv[1:]])  # noqa: S606
    main(sys.argv[1:])
