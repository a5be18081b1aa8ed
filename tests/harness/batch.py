"""Many sentences from a file of JSON lines: a home is set up once, its state is put back before each line."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
import json
from pathlib import Path
from typing import Any

from homeassistant.exceptions import HomeAssistantError

from .home import Agent, RunningHome, read_home, running_home
from .paths import ROOT
from .record import Record
from .start import HarnessError

_KEYS = frozenset({"id", "text", "language", "home", "area", "satellite", "user", "before", "answers"})
# What an agent's fault may raise. It must cost one line, not the other thousands.
_FAULTS = (HomeAssistantError, HarnessError, ArithmeticError, AttributeError, LookupError, OSError, RuntimeError)
_FAULTS_OF_LINES = (*_FAULTS, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was read; ``error`` says why it cannot be used."""

    number: int
    fields: Mapping[str, Any]
    error: str | None = None

    @property
    def home_key(self) -> str:
        """Equal for lines that share a home."""
        return json.dumps(self.fields.get("home"), sort_keys=True, ensure_ascii=False)

    def failed(self, error: str) -> Record:
        """Return the line's record where nothing could be said."""
        text, language, name = (self.fields.get(key) for key in ("text", "language", "id"))
        return Record(text=str(text or ""), language=str(language or ""), id=name, error=error)


def read_lines(path: Path) -> list[Line]:
    """Read a batch file, leaving out empty lines. Raises HarnessError where there is no such file."""
    try:
        rows = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as err:
        raise HarnessError(f"{path}: {err}") from err
    return [_line(number, row) for number, row in enumerate(rows, 1) if row.strip()]


def _line(number: int, row: str) -> Line:
    try:
        fields = json.loads(row)
    except json.JSONDecodeError as err:
        return Line(number, {}, f"line {number} is no JSON: {err}")
    if not isinstance(fields, dict):
        return Line(number, {}, f"line {number} is no object")
    if not isinstance(fields.get("text"), str):
        return Line(number, fields, f"line {number} has no text")
    if unknown := set(fields) - _KEYS:
        return Line(number, fields, f"line {number} has unknown keys: {', '.join(sorted(unknown))}")
    for key in ("before", "answers"):
        if not isinstance(fields.get(key) or [], list):
            return Line(number, fields, f"line {number}: {key} is a list of sentences")
    return Line(number, fields)


async def run_batch(
    lines: list[Line], folder: Path, home: Path, *, language: str | None, area: str | None, agent: Agent
) -> AsyncGenerator[Record]:
    """Yield one record a line, in the lines' order. Paths of homes are relative to ``folder``, or in tests/homes.

    ``home``, ``language`` and ``area`` are for lines that name none. Homes run one after the other, each once, so a
    line that is ready waits for those before it.
    """
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.home_key, []).append(line)
    waiting = [line.number for line in lines]
    ready: dict[int, Record] = {}
    for group in groups.values():
        async for number, record in _run_group(group, folder, home, language, area, agent):
            ready[number] = record
            while waiting and waiting[0] in ready:
                yield ready.pop(waiting.pop(0))


async def _run_group(
    group: list[Line], folder: Path, home: Path, language: str | None, area: str | None, agent: Agent
) -> AsyncGenerator[tuple[int, Record]]:
    """Say the lines of one home. Where it cannot be set up, each of its lines has that error."""
    usable = [line for line in group if line.error is None]
    for line in group:
        if line.error is not None:
            yield line.number, line.failed(line.error)
    if not usable:
        return
    done = 0
    try:
        source = read_home(_home(usable[0].fields.get("home"), folder, home))
        async with running_home(source, language=language, ours=agent == "ours") as running:
            for line in usable:
                record = await _say(running, line, language, area, agent)
                done += 1
                yield line.number, record
    except _FAULTS_OF_LINES as err:
        for line in usable[done:]:
            yield line.number, line.failed(f"{type(err).__name__}: {err}")


async def _say(running: RunningHome, line: Line, language: str | None, area: str | None, agent: Agent) -> Record:
    fields = line.fields
    try:
        return await running.say(
            fields["text"],
            id=fields.get("id"),
            language=fields.get("language") or language,
            area=fields.get("area") or (None if fields.get("satellite") else area),
            satellite=fields.get("satellite"),
            user=fields.get("user"),
            before=fields.get("before") or (),
            answers=fields.get("answers") or (),
            agent=agent,
        )
    except _FAULTS_OF_LINES as err:
        return line.failed(f"{type(err).__name__}: {err}")


def _home(wanted: object, folder: Path, default: Path) -> Path | Mapping[str, Any]:
    if wanted is None:
        return default
    if isinstance(wanted, Mapping):
        return wanted
    name = str(wanted)
    candidates = (folder / name, Path(name), ROOT / "tests" / "homes" / name, ROOT / "tests" / "homes" / f"{name}.yaml")
    return next((path for path in candidates if path.is_file()), candidates[0])
