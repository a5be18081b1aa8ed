"""One life of the worker process, from the client's side: start, messages both ways, and what it died of."""

import asyncio
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
import json
import logging
from pathlib import Path
import signal
import sys
from typing import Any, Self

from .errors import (
    CpuUnfitError,
    EngineCrashedError,
    EngineError,
    EngineFailedError,
    EngineMissingError,
    MemoryShortError,
    ModelDamagedError,
    ModelMissingError,
)
from .protocol import MAX_LINE, VERSION, Exit, Hello, Request, Settings, read, write

_LOGGER = logging.getLogger(__name__)
_PROGRAM = Path(__file__).with_name("worker.py")
_STDERR_LINES = 20
_PATIENCE = 2.0  # seconds for a worker to end after its input has ended

_EXITS: Mapping[int, type[EngineError]] = {
    Exit.ENGINE_MISSING: EngineMissingError,
    Exit.MODEL_MISSING: ModelMissingError,
    Exit.MODEL_DAMAGED: ModelDamagedError,
    Exit.MEMORY_SHORT: MemoryShortError,
    Exit.LOAD_FAILED: EngineFailedError,
}


class WorkerProcess:
    """A running worker. ``death`` is done, with the error to report, once it is gone."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Listen to a process that was just started."""
        self.death: asyncio.Future[EngineError] = asyncio.get_running_loop().create_future()
        self._process = process
        self._replies: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._greeting: asyncio.Future[Hello] = asyncio.get_running_loop().create_future()
        self._failure = ""
        self._stderr: deque[str] = deque(maxlen=_STDERR_LINES)
        self._stopping = False
        self._listener = asyncio.create_task(self._listen(), name="slm_conversation worker")

    @classmethod
    async def start(cls, settings: Settings) -> Self:
        """Start the program. Raises ``EngineFailedError`` if the system does not let us."""
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",  # the engine's directory is no place to look for modules
                str(_PROGRAM),
                json.dumps(settings),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                limit=MAX_LINE,
                process_group=0,  # Ctrl-C in a terminal is for Home Assistant
            )
        except OSError as err:
            raise EngineFailedError(f"The worker cannot be started: {err}") from err
        return cls(process)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    async def greeting(self, patience: float) -> Hello:
        """What it has loaded, within ``patience`` seconds. Raises the ``EngineError`` it died of."""
        try:
            async with asyncio.timeout(patience):
                await asyncio.wait((self._greeting, self.death), return_when=asyncio.FIRST_COMPLETED)
        except TimeoutError as err:
            raise EngineFailedError(f"The worker was not ready after {patience:g} seconds") from err
        if not self._greeting.done():
            raise self.death.result().again()
        hello = self._greeting.result()
        if hello["protocol"] != VERSION:
            raise EngineFailedError("The integration was updated; Home Assistant has to be restarted")
        return hello

    def ask(self, request: Request) -> asyncio.Future[dict[str, Any]]:
        """Send a request; the future brings its reply, or the ``EngineError`` the worker died of."""
        if self.death.done():
            raise self.death.result().again()
        reply: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        # An error nobody waits for any more is no news.
        reply.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._replies[request["id"]] = reply
        self.tell(request)
        return reply

    def tell(self, request: Request) -> None:
        """Send without waiting for a reply. A worker that is gone is noticed by the listener."""
        assert self._process.stdin is not None  # noqa: S101 - a pipe was asked for
        if not self._process.stdin.is_closing():
            self._process.stdin.write(write(request))

    def kill(self) -> None:
        """End it at once."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def stop(self) -> None:
        """Let it end, kill it if it does not, and wait until everything is closed."""
        self._stopping = True
        assert self._process.stdin is not None  # noqa: S101 - a pipe was asked for
        self._process.stdin.close()
        try:
            async with asyncio.timeout(_PATIENCE):
                await asyncio.shield(self._listener)
        except TimeoutError:
            self.kill()
            await self._listener

    async def _listen(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 - a pipe was asked for
        log = asyncio.create_task(self._log(), name="slm_conversation worker log")
        try:
            while line := await self._process.stdout.readline():
                self._take(read(line))
        except ValueError:
            _LOGGER.exception("The worker's messages are garbled")
            self.kill()
        # Its output ends a little before it does, and how it ends is what tells why.
        try:
            async with asyncio.timeout(_PATIENCE):
                status = await self._process.wait()
        except TimeoutError:
            self.kill()
            status = await self._process.wait()
        await log
        self._bury(status)

    def _take(self, message: dict[str, Any]) -> None:
        match message:
            case {"type": "hello"}:
                self._greeting.set_result(Hello(**message))  # type: ignore[typeddict-item]
            case {"type": "failed", "detail": detail}:
                self._failure = detail
            case {"id": request} if (reply := self._replies.pop(request, None)) and not reply.done():
                reply.set_result(message)

    async def _log(self) -> None:
        assert self._process.stderr is not None  # noqa: S101 - a pipe was asked for
        while line := await self._process.stderr.readline():
            text = line.decode(errors="replace").rstrip()
            self._stderr.append(text)
            _LOGGER.debug("%s", text)

    def _bury(self, status: int) -> None:
        error = self._error(status)
        self.death.set_result(error)
        for reply in self._replies.values():
            if not reply.done():
                reply.set_exception(error.again())
        self._replies.clear()

    def _error(self, status: int) -> EngineError:
        if self._stopping:
            return EngineFailedError("The engine was stopped")
        if kind := _EXITS.get(status):
            return kind(self._failure)
        if status == -signal.SIGILL:
            return CpuUnfitError("llama.cpp was built for another processor (illegal instruction)")
        cause = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        return EngineCrashedError("\n".join([f"The worker died: {cause}", *self._stderr]))
