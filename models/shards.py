"""Token shards: how *generate* hands its examples to *train*. NumPy only, because the two run in different Pythons.

A shard is an uncompressed ``.npz`` of about 20,000 sentences. It appears under its name only when complete, so that a
training run may read the directory while it is still being filled. Arrays, all flat:

    tokens    uint16  list, prompt, answer, prompt, answer, ..., list, prompt, answer, ...
    lists     uint16  (lists, 2)      tokens in the list, sentences behind it
    sentences uint16  (sentences, 3)  tokens in the prompt, tokens in the answer, group (what validation counts apart)
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt


class Sentence(NamedTuple):
    """One example behind a list.

    ``prompt`` is everything from the list's end up to and including ``<act>``, ``answer`` what the model shall write,
    up to and including ``<end>``. ``group`` is a small number that validation reports apart, such as the language.
    """

    prompt: Sequence[int]
    answer: Sequence[int]
    group: int = 0


class ShardWriter:
    """Writes shards ``<name>-00000.npz``, ... into a directory. Each process needs a name of its own."""

    def __init__(self, directory: Path, name: str, *, sentences_per_shard: int = 20_000) -> None:
        """Create the directory if needed. Shards of this name that lie there are continued, not overwritten."""
        directory.mkdir(parents=True, exist_ok=True)
        self._directory = directory
        self._name = name
        self._limit = sentences_per_shard
        self._number = len(list(directory.glob(f"{name}-[0-9]*.npz")))
        self._clear()

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what is left, unless an error ended the block."""
        if kind is None:
            self.close()

    def add(
        self, list_tokens: Sequence[int], sentences: Iterable[Sentence | tuple[Sequence[int], Sequence[int]]]
    ) -> None:
        """Add one list and the sentences said to it. Raises ValueError for an empty prompt or answer."""
        count = 0
        self._tokens.extend(list_tokens)
        for sentence in sentences:
            prompt, answer, group = Sentence(*sentence)
            if not prompt or not answer:
                raise ValueError("a sentence needs a prompt and an answer")
            self._tokens.extend(prompt)
            self._tokens.extend(answer)
            self._sentences.append((len(prompt), len(answer), group))
            count += 1
        self._lists.append((len(list_tokens), count))
        if len(self._sentences) >= self._limit:
            self.close()

    def close(self) -> None:
        """Write the shard begun, if any. More may be added afterwards."""
        if not self._lists:
            return
        path = self._directory / f"{self._name}-{self._number:05}.npz"
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            np.savez(
                file,
                tokens=np.array(self._tokens, np.uint16),
                lists=np.array(self._lists, np.uint16).reshape(-1, 2),
                sentences=np.array(self._sentences, np.uint16).reshape(-1, 3),
            )
        part.replace(path)
        self._number += 1
        self._clear()

    def _clear(self) -> None:
        self._tokens: list[int] = []
        self._lists: list[tuple[int, int]] = []
        self._sentences: list[tuple[int, int, int]] = []


@dataclass(frozen=True, slots=True)
class Household:
    """One list with its sentences, as views into a shard: tokens of the list, then (prompt, answer, group) each."""

    list_tokens: npt.NDArray[np.uint16]
    sentences: tuple[tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint16], int], ...]


def read(path: Path) -> Iterator[Household]:
    """Yield the lists of a shard in order. Raises OSError or ValueError for a file that is no shard."""
    with np.load(path) as shard:
        tokens, lists, sentences = shard["tokens"], shard["lists"].tolist(), iter(shard["sentences"].tolist())
    at = 0
    for list_length, count in lists:
        list_tokens = tokens[at : at + list_length]
        at += list_length
        members = []
        for _ in range(count):
            prompt, answer, group = next(sentences)
            members.append((tokens[at : at + prompt], tokens[at + prompt : at + prompt + answer], group))
            at += prompt + answer
        yield Household(list_tokens, tuple(members))
