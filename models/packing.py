"""Shards to batches: an endless, seeded stream of lists, and the flat rows that the net reads."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
import random
from typing import Any

import numpy as np
import torch

from models.network import HIDDEN, Batch
from models.shards import Household, read


class Stream:
    """Lists from a directory of shards, for ever. A shard that appears while it runs is read as soon as one is chosen."""

    def __init__(self, directory: Path, seed: int, longest: int) -> None:
        """Read from ``directory``. A list with its longest sentence has at most ``longest`` tokens; others are left out."""
        self._directory = directory
        self._longest = longest
        self._dice = random.Random(seed)
        self._read: Counter[str] = Counter()

    def state(self) -> dict[str, Any]:
        """Return what resuming needs: the dice and how often each shard was read. A shard begun counts as read."""
        return {"dice": self._dice.getstate(), "read": dict(self._read)}

    def resume(self, state: dict[str, Any]) -> None:
        """Go on from ``state``, at the next shard."""
        self._dice.setstate(state["dice"])
        self._read = Counter(state["read"])

    def __iter__(self) -> Iterator[Household]:
        """Yield lists, shuffled, from a shard read least often so far. Raises FileNotFoundError if there is no shard."""
        while True:
            paths = sorted(self._directory.glob("*.npz"))
            if not paths:
                raise FileNotFoundError(f"no shard in {self._directory}")
            fewest = min(self._read[path.name] for path in paths)
            path = self._dice.choice([path for path in paths if self._read[path.name] == fewest])
            self._read[path.name] += 1
            households = [kept for household in read(path) if (kept := self._fitting(household)).sentences]
            self._dice.shuffle(households)
            yield from households

    def _fitting(self, household: Household) -> Household:
        room = self._longest - len(household.list_tokens)
        return Household(household.list_tokens, tuple(s for s in household.sentences if len(s[0]) + len(s[1]) <= room))


@dataclass(frozen=True, slots=True)
class Marks:
    """What packing must know of the vocabulary."""

    control: int  # number of control ids
    said: int  # the id behind which the sentence begins


def pack(households: Sequence[Household], marks: Marks, share: float, seed: int) -> Batch:
    """Lay lists and sentences into one flat row.

    Every token of an answer carries loss. Of a prompt, from ``said`` on, do those before a control token (there the net must
    find a name in the list, which is what it learns last) and a ``share``, 0 to 1, of the others: the output layer is a
    quarter of the work.
    """
    dice = np.random.default_rng(seed)
    rows: list[np.ndarray] = []
    positions: list[np.ndarray] = []
    loss_at: list[np.ndarray] = []
    targets: list[np.ndarray] = []
    answers: list[np.ndarray] = []
    sentence: list[np.ndarray] = []
    groups: list[int] = []
    list_slots = np.zeros((len(households), max(len(house.list_tokens) for house in households)), np.int64)
    list_hidden = np.full(list_slots.shape, HIDDEN, np.float32)
    most = max(len(house.sentences) for house in households)
    length = max(len(s[0]) + len(s[1]) for house in households for s in house.sentences)
    sentence_slots = np.zeros((len(households), most, length), np.int64)
    home: list[np.ndarray] = []
    at = 0
    for number, house in enumerate(households):
        known = len(house.list_tokens)
        rows.append(house.list_tokens)
        positions.append(np.arange(known))
        list_slots[number, :known] = np.arange(at, at + known)
        list_hidden[number, :known] = 0
        home.append(number * list_slots.shape[1] + np.arange(known))
        at += known
        for place, (prompt, answer, group) in enumerate(house.sentences):
            tokens = np.concatenate((prompt, answer))
            count = len(tokens)
            rows.append(tokens)
            positions.append(np.arange(known, known + count))
            sentence_slots[number, place, :count] = np.arange(at, at + count)
            home.append(list_slots.size + (number * most + place) * length + np.arange(count))
            following = tokens[1:]
            in_answer = np.arange(1, count) >= len(prompt)
            worth = (following < marks.control) | (dice.random(count - 1) < share)
            worth &= np.arange(count - 1) >= np.argmax(tokens == marks.said)
            chosen = np.flatnonzero(in_answer | worth if share else in_answer)
            loss_at.append(at + chosen)
            targets.append(following[chosen])
            answers.append(in_answer[chosen])
            sentence.append(np.full(len(chosen), len(groups)))
            groups.append(group)
            at += count

    def joined(parts: list[np.ndarray], kind: type = np.int64) -> torch.Tensor:
        return torch.from_numpy(np.concatenate(parts).astype(kind))

    return Batch(
        tokens=joined(rows),
        positions=joined(positions),
        list_slots=torch.from_numpy(list_slots),
        list_hidden=torch.from_numpy(list_hidden),
        sentence_slots=torch.from_numpy(sentence_slots),
        home=joined(home),
        loss_at=joined(loss_at),
        targets=joined(targets),
        answers=joined(answers, np.bool_),
        sentence=joined(sentence),
        groups=torch.tensor(groups),
    )
