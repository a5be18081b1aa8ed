"""Does the engine work on this machine? Asked before a config entry is made."""

from pathlib import Path

from .automaton import FINISHED, Edge
from .client import EngineClient, EngineInfo

_DEADLINE = 10.0  # seconds


async def probe(model_path: Path, sha256: str | None) -> EngineInfo:
    """Start a worker of its own, have it answer once, end it. Raises the ``EngineError`` that a user should hear of."""
    client = EngineClient(model_path, sha256)
    try:
        info = await client.start()
        anything = Edge(tuple(range(info.vocabulary)), FINISHED)
        await client.complete((0,), ((anything,),), max_tokens=1, deadline=_DEADLINE)
    finally:
        await client.stop()
    return info
