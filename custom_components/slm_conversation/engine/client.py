"""The engine as the rest of the package sees it: prompt and grammar in, tokens and probabilities out.

The worker is kept running, and started again after a crash with a pause that doubles each time. Nothing here blocks the
event loop.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
import logging
from pathlib import Path
import sys
from time import monotonic
from typing import Any

from .automaton import Automaton
from .errors import (
    EngineBusyError,
    EngineError,
    EngineFailedError,
    EngineTimeoutError,
)
from .process import WorkerProcess
from .protocol import CompleteRequest, Hello, Settings, StatsReply, pack

_LOGGER = logging.getLogger(__name__)
CONTEXT = 1024
"""Tokens of prompt and answer together that a worker holds, unless told otherwise."""
QUEUE = 4
"""Requests that may wait behind the one that runs."""
_START_PATIENCE = 60.0  # seconds; a first start from a slow card takes several
_GRACE = 2.0  # seconds for a worker to give up a request that was cancelled
_FIRST_PAUSE = 0.5  # seconds before a start after a crash
_LONGEST_PAUSE = 60.0


class EngineState(StrEnum):
    """Where the engine is in its life."""

    STOPPED = "stopped"
    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """The state, and with ``FAILED`` (and ``STARTING`` after a crash) why."""

    state: EngineState
    error: EngineError | None = None


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What runs. ``memory`` is the worker's resident memory after loading, in bytes."""

    llama_version: str
    library_version: str
    parameters: int
    vocabulary: int
    context: int
    width: int
    load_ms: float
    start_ms: float
    memory: int


@dataclass(frozen=True, slots=True)
class EngineStats:
    """Counts since the worker's start; ``memory`` now, in bytes."""

    memory: int
    requests: int
    prompt_tokens: int
    reused_tokens: int
    answer_tokens: int
    restarts: int


@dataclass(frozen=True, slots=True)
class Completion:
    """An answer. The tuples have one item a token.

    ``probabilities`` come from the softmax over the whole vocabulary (``None`` for a token that was the only one
    admitted: the model was not asked), ``masked`` from the softmax over the admitted tokens, ``margins`` are masked
    less the runner-up's. ``finished`` is false where
    ``max_tokens`` cut the answer short.
    """

    tokens: tuple[int, ...]
    probabilities: tuple[float | None, ...]
    masked: tuple[float, ...]
    margins: tuple[float, ...]
    finished: bool
    prompt_ms: float
    decode_ms: float
    prompt_tokens: int
    reused_tokens: int


class EngineClient:
    """One worker and those who wait for it."""

    def __init__(self, model_path: Path, sha256: str | None, *, threads: int = 2, context: int = CONTEXT) -> None:
        """``context`` in tokens, prompt and answer together. Without ``sha256`` the file is trusted."""
        self._settings = Settings(
            model=str(model_path),
            sha256=sha256,
            threads=threads,
            context=context,
            paths=[path for path in sys.path if path],
        )
        self._status = EngineStatus(EngineState.STOPPED)
        self._info: EngineInfo | None = None
        self._worker: WorkerProcess | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._turn = asyncio.Lock()
        self._settling: asyncio.Task[None] | None = None
        self._ids = count(1)
        self._inside = 0
        self._pause = _FIRST_PAUSE
        self._restarts = 0

    @property
    def status(self) -> EngineStatus:
        """Whether a request would be answered now, and if not, why."""
        return self._status

    @property
    def info(self) -> EngineInfo | None:
        """What the last worker that came up had loaded."""
        return self._info

    async def start(self) -> EngineInfo:
        """Start the worker and keep it running. Raises the precise ``EngineError``, and then nothing runs."""
        if self._keeper is not None and self._info is not None:
            return self._info
        try:
            info = await self._launch()
        except EngineError as err:
            self._set(EngineState.FAILED, err)
            raise
        self._keeper = asyncio.create_task(self._keep(), name="slm_conversation engine")
        return info

    async def stop(self) -> None:
        """End the worker; requests still inside get ``EngineFailedError``."""
        for task in (self._keeper, self._settling):
            if task is not None:
                task.cancel()
                await asyncio.wait((task,))
        self._keeper = self._settling = None
        worker, self._worker = self._worker, None
        self._set(EngineState.STOPPED)
        if worker is not None:
            await worker.stop()

    async def complete(
        self, prompt: Sequence[int], grammar: Automaton, *, max_tokens: int, deadline: float
    ) -> Completion:
        """Decode the likeliest answer that the grammar admits, within ``deadline`` seconds from now, waiting included.

        Raises ``EngineBusyError``, ``EngineTimeoutError``, ``EngineCrashedError`` (the request was lost with the
        worker), ``EngineFailedError``, or the error that keeps the worker from starting.
        """
        if self._inside > QUEUE:
            raise EngineBusyError(f"{self._inside} requests are inside already")
        end = monotonic() + deadline
        self._inside += 1
        try:
            async with asyncio.timeout(deadline), self._turn:
                worker = await self._ready()
                sets, states = pack(grammar)
                reply = await self._ask(
                    worker,
                    CompleteRequest(
                        type="complete",
                        id=next(self._ids),
                        prompt=list(prompt),
                        sets=sets,
                        states=states,
                        max_tokens=max_tokens,
                        deadline_ms=(end - monotonic()) * 1000,
                    ),
                )
        except TimeoutError as err:
            # Where the worker could not be started in time, that is the better reason.
            error = self._status.error
            raise (error.again() if error else EngineTimeoutError(f"No answer within {deadline:g} seconds")) from err
        finally:
            self._inside -= 1
        return self._completion(reply)

    async def stats(self) -> EngineStats:
        """The worker's counts. Raises ``EngineError`` while none is running."""
        if self._worker is None:
            raise self._not_running()
        try:
            async with asyncio.timeout(_START_PATIENCE):
                reply = await self._worker.ask({"type": "stats", "id": next(self._ids)})
        except TimeoutError as err:
            raise EngineTimeoutError("The worker does not answer") from err
        stats = StatsReply(**reply)  # type: ignore[typeddict-item]
        return EngineStats(
            stats["rss"],
            stats["requests"],
            stats["prompt_tokens"],
            stats["reused_tokens"],
            stats["answer_tokens"],
            self._restarts,
        )

    def _not_running(self) -> EngineError:
        error = self._status.error
        return error.again() if error else EngineFailedError("The engine is not running")

    def _set(self, state: EngineState, error: EngineError | None = None) -> None:
        self._status = EngineStatus(state, error)
        self._changed.set()
        self._changed = asyncio.Event()

    async def _launch(self) -> EngineInfo:
        """One attempt to get a worker up."""
        self._set(EngineState.STARTING, self._status.error)
        began = monotonic()
        worker = await WorkerProcess.start(self._settings)
        try:
            hello = await worker.greeting(_START_PATIENCE)
        except BaseException:
            worker.kill()
            await worker.stop()
            raise
        self._worker, self._info = worker, _info(hello, (monotonic() - began) * 1000)
        self._set(EngineState.READY)
        return self._info

    async def _keep(self) -> None:
        """Start the worker again whenever it dies."""
        while True:
            if self._worker is not None:
                error = await asyncio.shield(self._worker.death)
                self._worker = None
                _LOGGER.warning("%s", error)
                self._set(EngineState.STARTING, error)
            await asyncio.sleep(self._pause)
            self._pause = min(2 * self._pause, _LONGEST_PAUSE)
            self._restarts += 1
            try:
                await self._launch()
            except EngineError as err:
                _LOGGER.warning("%s", err)
                self._set(EngineState.FAILED, err)

    async def _ready(self) -> WorkerProcess:
        """The worker, waited for while it is being started again after a crash."""
        if self._settling is not None:
            await asyncio.wait((self._settling,))  # which, unlike shield, does not hand its cancellation on
        while self._worker is None or self._worker.death.done():
            error = self._status.error
            if self._keeper is None or (error is not None and error.needs_remedy):
                raise self._not_running()
            await self._changed.wait()
        return self._worker

    async def _ask(self, worker: WorkerProcess, request: CompleteRequest) -> dict[str, Any]:
        reply = worker.ask(request)
        try:
            await asyncio.wait((reply,))
        except asyncio.CancelledError:
            # The caller is gone or out of time. The worker must be free before the next request, or be replaced.
            worker.tell({"type": "cancel", "id": request["id"]})
            self._settling = asyncio.create_task(_settle(worker, reply), name="slm_conversation cancel")
            raise
        return reply.result()

    def _completion(self, reply: dict[str, Any]) -> Completion:
        match reply:
            case {"type": "completion"}:
                self._pause = _FIRST_PAUSE
                return Completion(
                    tuple(reply["tokens"]),
                    tuple(reply["probabilities"]),
                    tuple(reply["masked"]),
                    tuple(reply["margins"]),
                    reply["finished"],
                    reply["prompt_ms"],
                    reply["decode_ms"],
                    reply["prompt_tokens"],
                    reply["reused_tokens"],
                )
            case {"type": "error", "code": "timeout"}:
                raise EngineTimeoutError("The worker was out of time")
            case _:
                raise EngineFailedError(str(reply.get("detail", reply)))


async def _settle(worker: WorkerProcess, reply: asyncio.Future[dict[str, Any]]) -> None:
    done, _ = await asyncio.wait((reply,), timeout=_GRACE)
    if not done:
        _LOGGER.warning("The worker does not let go of a request and is replaced")
        worker.kill()
        await asyncio.shield(worker.death)


def _info(hello: Hello, start_ms: float) -> EngineInfo:
    return EngineInfo(
        hello["llama"],
        hello["library"],
        hello["parameters"],
        hello["vocabulary"],
        hello["context"],
        hello["width"],
        hello["load_ms"],
        start_ms,
        hello["rss"],
    )
