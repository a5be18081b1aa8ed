"""Shards to batches: an endless, seeded stream of lists, and the flat rows that the net reads."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
import random
from typing import Any

import numpy as np
import torch

from models.network import HIDDEN, Batch
from models.shards import Household, read

STRIP = 64  # tokens; attention works on strips of a few sentences, so that a long one does not stretch the others
POOL = 16  # batches whose lists are sorted by size before they are cut, so that little is padded


class Stream:
    """Lists from a directory of shards, for ever. A shard that appears meanwhile is read next."""

    def __init__(self, directory: Path, seed: int, longest: int) -> None:
        """Read from ``directory``. A list with its longest sentence has at most ``longest`` tokens; others are dropped."""
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
        """Yield lists, shuffled, from a shard read least often so far. Raises FileNotFoundError without any."""
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

    def batches(self, lists: int) -> Iterator[list[Household]]:
        """Yield batches of lists that are alike in size, in random order."""
        households = iter(self)
        while True:
            pool = sorted(islice(households, POOL * lists), key=_size)
            batches = [pool[at : at + lists] for at in range(0, len(pool), lists)]
            self._dice.shuffle(batches)
            yield from batches

    def _fitting(self, household: Household) -> Household:
        room = self._longest - len(household.list_tokens)
        return Household(household.list_tokens, tuple(s for s in household.sentences if len(s[0]) + len(s[1]) <= room))


def _size(household: Household) -> tuple[int, int]:
    return sum(len(prompt) + len(answer) for prompt, answer, _ in household.sentences) // STRIP, len(
        household.list_tokens
    )


@dataclass(frozen=True, slots=True)
class Marks:
    """What packing must know of the vocabulary."""

    control: int  # number of control ids
    said: int  # the id behind which the sentence begins
    ids: int = 0  # number of all ids, needed only to replace some


def pack(households: Sequence[Household], marks: Marks, share: float, seed: int, replaced: float = 0.0) -> Batch:
    """Lay lists and sentences into one flat row.

    Every token of an answer carries loss. Of a prompt, from ``said`` on, do those before a control token (there the net
    must find a name in the list, which is what it learns last) and a ``share``, 0 to 1, of the others: the output layer
    is a quarter of the work. A share ``replaced`` of a prompt's text tokens is read as others drawn at random, so that
    the net learns to understand past a word that it does not know.
    """
    dice = np.random.default_rng(seed)
    lengths = [[len(prompt) + len(answer) for prompt, answer, _ in house.sentences] for house in households]
    strip = max(STRIP, *(max(house) for house in lengths))
    places = [_strips(house, strip) for house in lengths]
    strips = max(1 + max(number for number, _ in house) for house in places)
    list_slots = np.zeros((len(households), max(len(house.list_tokens) for house in households)), np.int64)
    list_hidden = np.full(list_slots.shape, HIDDEN, np.float32)
    strip_slots = np.zeros((len(households), strips, strip), np.int64)
    strip_owner = np.full(strip_slots.shape, -1, np.int64)
    parts: dict[str, list[np.ndarray]] = {
        name: [] for name in ("tokens", "positions", "home", "loss_at", "targets", "answers", "sentence")
    }
    groups: list[int] = []
    at = 0
    for number, house in enumerate(households):
        known = len(house.list_tokens)
        parts["tokens"].append(house.list_tokens)
        parts["positions"].append(np.arange(known))
        parts["home"].append(number * list_slots.shape[1] + np.arange(known))
        list_slots[number, :known] = np.arange(at, at + known)
        list_hidden[number, :known] = 0
        at += known
        for (prompt, answer, group), (which, start) in zip(house.sentences, places[number], strict=True):
            tokens = np.concatenate((prompt, answer))
            count = len(tokens)
            parts["tokens"].append(_garbled(tokens, len(prompt), marks, replaced, dice) if replaced else tokens)
            parts["positions"].append(np.arange(known, known + count))
            parts["home"].append(list_slots.size + (number * strips + which) * strip + start + np.arange(count))
            strip_slots[number, which, start : start + count] = np.arange(at, at + count)
            strip_owner[number, which, start : start + count] = len(groups)
            chosen = _worth(tokens, len(prompt), marks, share, dice)
            parts["loss_at"].append(at + chosen)
            parts["targets"].append(tokens[chosen + 1])
            parts["answers"].append(chosen + 1 >= len(prompt))
            parts["sentence"].append(np.full(len(chosen), len(groups)))
            groups.append(group)
            at += count
    flat = {name: np.concatenate(arrays) for name, arrays in parts.items()}
    return Batch(
        list_slots=torch.from_numpy(list_slots),
        list_hidden=torch.from_numpy(list_hidden),
        strip_slots=torch.from_numpy(strip_slots),
        strip_owner=torch.from_numpy(strip_owner),
        groups=torch.tensor(groups),
        **{
            name: torch.from_numpy(array if array.dtype == bool else array.astype(np.int64))
            for name, array in flat.items()
        },
    )


def _garbled(tokens: np.ndarray, prompt: int, marks: Marks, replaced: float, dice: np.random.Generator) -> np.ndarray:
    """Return the tokens with some of the prompt's text drawn anew; control tokens and the answer stay."""
    text = (np.arange(len(tokens)) < prompt) & (tokens >= marks.control) & (dice.random(len(tokens)) < replaced)
    return np.where(text, dice.integers(marks.control, marks.ids, len(tokens)), tokens)


def _strips(lengths: Sequence[int], room: int) -> list[tuple[int, int]]:
    """Share sentences out to strips of ``room`` tokens, the longest first. Returns strip and start of each."""
    filled: list[int] = []
    places = [(0, 0)] * len(lengths)
    for sentence in sorted(range(len(lengths)), key=lambda index: -lengths[index]):
        which = next((index for index, used in enumerate(filled) if used + lengths[sentence] <= room), len(filled))
        if which == len(filled):
            filled.append(0)
        places[sentence] = (which, filled[which])
        filled[which] += lengths[sentence]
    return places


def _worth(tokens: np.ndarray, prompt: int, marks: Marks, share: float, dice: np.random.Generator) -> np.ndarray:
    """Return the indices of the tokens whose successor is to be guessed."""
    following = tokens[1:]
    index = np.arange(len(following))
    in_answer = index + 1 >= prompt
    if share == 0:
        return np.flatnonzero(in_answer)
    worth = (following < marks.control) | (dice.random(len(following)) < share)
    return np.flatnonzero(in_answer | worth & (index >= np.argmax(tokens == marks.said)))
