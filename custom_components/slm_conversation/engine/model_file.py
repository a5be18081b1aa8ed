"""What is looked at before a model file is given to llama.cpp, which trusts what it reads."""

import hashlib
from pathlib import Path

from .protocol import Exit

_MAGIC = b"GGUF"
_OVERHEAD = 48 * 1024 * 1024
"""Bytes that the worker takes beside the model: interpreter, bindings, llama.cpp's buffers (measured)."""


class RefusedError(Exception):
    """Not loaded. ``code`` is the worker's exit status."""

    def __init__(self, code: Exit, detail: str) -> None:
        """Say which and why."""
        super().__init__(detail)
        self.code = code


def check(model: Path, sha256: str | None, memory: Path = Path("/proc/meminfo")) -> None:
    """Header, hash and free memory. Raises ``RefusedError``."""
    try:
        size = model.stat().st_size
        with model.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise RefusedError(Exit.MODEL_DAMAGED, f"{model.name} is no GGUF file")
            _check_memory(size, memory)
            file.seek(0)
            if sha256 is not None and hashlib.file_digest(file, "sha256").hexdigest() != sha256.lower():
                raise RefusedError(
                    Exit.MODEL_DAMAGED, f"{model.name} is not the file that was shipped (SHA-256 differs)"
                )
    except OSError as err:
        raise RefusedError(Exit.MODEL_MISSING, f"{model.name} cannot be read: {err.strerror}") from err


def _check_memory(size: int, memory: Path) -> None:
    """Room for the model twice, as llama.cpp rearranges weights for some processors, and for the rest."""
    needed, available = 2 * size + _OVERHEAD, _available(memory)
    if available is not None and available < needed:
        raise RefusedError(Exit.MEMORY_SHORT, f"{needed >> 20} MB of memory are needed, {available >> 20} MB are free")


def _available(memory: Path) -> int | None:
    """Bytes that can be had without swapping; ``None`` where the system does not tell."""
    try:
        lines = memory.read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)
