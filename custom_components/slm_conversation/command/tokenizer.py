"""Text to token ids: one byte-level BPE encoder for training, Home Assistant and tests. Standard library only.

Ids are dealt in three runs: control tokens, the 256 bytes, then one id for every merge. ``encode`` knows the bytes and
the merges only, so no text, however it is spelled, can yield a control id; these come from ``control`` alone.

The file is also loaded by its path from the training environment, whose Python is older, so it imports nothing of ours.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
import json
from pathlib import Path
import re
from typing import Self

HANGUL = "\uac00-\ud7a3"
LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"

# A Hangul syllable and a digit always stand alone, so that a mark or a span may end at any: particles are glued.
# An apostrophe opens a piece of its own, so that a name looks the same before 's. A run of letters is bounded because
# merging takes time quadratic in its length. Training splits with this very expression.
SPLIT = rf" ?[{HANGUL}]| ?[{LATIN}]{{1,24}}|'[{LATIN}]{{1,24}}| ?[0-9]|[\s\S]"

_REMEMBERED = 16_384  # distinct pieces kept encoded; a home and a day of speech have fewer


class Tokenizer:
    """The encoder. Immutable but for its memory of pieces already encoded."""

    def __init__(self, control: Sequence[str], merges: Iterable[Sequence[int]]) -> None:
        """Take the control tokens in id order and the merges, as pairs of ids, in order of rank.

        Raises ValueError for a control token named twice or a merge of an id that does not exist yet.
        """
        self.control_tokens = tuple(control)
        self._control = {name: index for index, name in enumerate(self.control_tokens)}
        if len(self._control) != len(self.control_tokens):
            raise ValueError("a control token is named twice")
        self._first_byte = len(self.control_tokens)
        pieces = [bytes((value,)) for value in range(256)]
        known = {piece: self._first_byte + index for index, piece in enumerate(pieces)}
        self._merges: dict[tuple[int, int], tuple[int, int]] = {}
        for rank, (left, right) in enumerate(merges):
            if not 0 <= left - self._first_byte < len(pieces) or not 0 <= right - self._first_byte < len(pieces):
                raise ValueError(f"merge {rank} joins ids that do not exist: {left}, {right}")
            joined = pieces[left - self._first_byte] + pieces[right - self._first_byte]
            if joined not in known:  # two merges may end in the same bytes
                known[joined] = self._first_byte + len(pieces)
                pieces.append(joined)
            self._merges[left, right] = (rank, known[joined])
        self.pieces = tuple(pieces)
        self.size = self._first_byte + len(pieces)
        self._split = re.compile(SPLIT).findall
        self._encode_piece = lru_cache(maxsize=_REMEMBERED)(self._merge)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a ``vocabulary.json``. Raises OSError if it cannot be read, ValueError if it is no vocabulary."""
        content = json.loads(path.read_text(encoding="utf-8"))
        try:
            return cls(content["control"], content["merges"])
        except (KeyError, TypeError) as err:
            raise ValueError(f"{path.name} is no vocabulary: {err}") from err

    def encode(self, text: str) -> list[int]:
        """Return the ids of a plain text, normalised by the caller. Never a control id."""
        ids: list[int] = []
        for piece in self._split(text):
            ids += self._encode_piece(piece)
        return ids

    def control(self, name: str) -> int:
        """Return the id of a control token, such as ``<e3>``. Raises KeyError for one that is not in the vocabulary."""
        return self._control[name]

    def decode(self, ids: Iterable[int]) -> str:
        """Return readable text, control tokens by their names. For logs and tests: it cannot be encoded again."""
        first = self._first_byte
        return b"".join(
            self.control_tokens[index].encode() if index < first else self.pieces[index - first] for index in ids
        ).decode("utf-8", "replace")

    def merges(self) -> list[tuple[int, int]]:
        """Return the merges as pairs of ids, in order of rank."""
        return list(self._merges)

    def _merge(self, piece: str) -> tuple[int, ...]:
        """Join the bytes of one piece, always the pair of the lowest rank first."""
        ids = [self._first_byte + value for value in piece.encode("utf-8", "replace")]
        while len(ids) > 1:
            best = None
            for at in range(len(ids) - 1):
                merge = self._merges.get((ids[at], ids[at + 1]))
                if merge is not None and (best is None or merge[0] < best[0]):
                    best = (*merge, at)
            if best is None:
                break
            _, joined, at = best
            ids[at : at + 2] = [joined]
        return tuple(ids)
